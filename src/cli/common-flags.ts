import * as Flags from '@oclif/core/flags';

/** The flags that every command takes. */
export interface CommonFlags {
  /** Of commands that can save. */
  reason?: string | undefined;
  file?: string | undefined;
  json: boolean;
  'no-color': boolean;
  'no-input': boolean;
  'no-pager': boolean;
  quiet: boolean;
}

/** What they are before the command line is parsed. */
export const noFlags: CommonFlags = {
  json: false,
  'no-color': false,
  'no-input': false,
  'no-pager': false,
  quiet: false,
};

/** The same flags, as help shows them. */
export const globalFlags = {
  file: Flags.string({
    char: 'f',
    helpValue: 'PATH',
    helpGroup: 'GLOBAL',
    summary: 'Farm file, or - for standard input.',
    description:
      'Default: FARM_FILE, then a farm.json in this folder or one above it, then the preference default-farm, then your own farm (farm init --own).',
  }),
  json: Flags.boolean({
    helpGroup: 'GLOBAL',
    summary: 'Print one JSON document, also on failure.',
  }),
  'no-color': Flags.boolean({ helpGroup: 'GLOBAL', summary: 'Print without colours.' }),
  'no-input': Flags.boolean({
    helpGroup: 'GLOBAL',
    summary: 'Never prompt; fail if an answer is missing.',
  }),
  'no-pager': Flags.boolean({
    helpGroup: 'GLOBAL',
    summary: 'Print at once, also what is longer than the screen.',
  }),
  quiet: Flags.boolean({
    char: 'q',
    helpGroup: 'GLOBAL',
    exclusive: ['json'],
    summary: 'Print only errors; the exit code has the answer.',
  }),
};
