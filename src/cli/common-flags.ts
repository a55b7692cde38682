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
