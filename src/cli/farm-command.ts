import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import type {
  ArgInput,
  FlagInput,
  Input,
  OutputArgs,
  OutputFlags,
  ParserOutput,
} from '@oclif/core/parser';
import {
  type Printed,
  type SuggestedCommand,
  type FarmError,
  type Farm,
  type Selection,
  type Site,
  type Wanted,
} from '../domain/model/index.js';
import type { Finding, FindingSummary } from '../domain/readiness/index.js';
import { envelope, noFindings } from '../render/envelope.js';
import { markDashValues, readingDashValues, readTokens } from './dash-values.js';
import { CommandFailure, errorDocument } from './error-report.js';
import {
  type CommandContext,
  printCommands,
  printCommandsForText,
} from '../render/command-line.js';
import { createTheme, type Theme } from '../render/theme.js';
import { escapeAll, escapeText, printJson } from '../render/text.js';
import { type LoadedFarm, readFarm } from '../store/farm/farm-file.js';
import { NamedObjects } from './named-objects.js';
import { inWords, isExpected, withShellHint } from './refusals.js';
import { requireKnownShell, shellOf } from './shell.js';
import { type FarmSource, locateFarm, namedPath, shownPath } from '../store/farm/locate.js';
import { type Preferences, readPreferences } from '../store/preferences/preferences.js';
import { write } from './streams.js';

/** The flags that every command takes. */
export interface CommonFlags {
  file?: string | undefined;
  json: boolean;
  'no-color': boolean;
  'no-input': boolean;
}

/** The answer of a command: the result, and how it is rendered as text. */
export interface Answer<R> {
  /** What the domain returned; `--json` prints it unchanged, with suggested commands as text. */
  result: R;
  /** Loads the renderer, which only text needs. Unsafe characters in its input are escaped. */
  text: () => Promise<
    (result: Printed<R>, theme: Theme, findings: Printed<readonly Finding[]>) => string
  >;
  /** 1 when the answer is "no"; 0 otherwise. */
  status?: 0 | 1;
  findings?: readonly Finding[] | Printed<readonly Finding[]>;
  summary?: FindingSummary;
  /** Warnings about the run; text mode prints them on standard error. */
  warnings?: readonly string[];
  /** Print the JSON document without --json, for commands with a format flag. */
  json?: boolean;
  /** A partial failure, such as one broken file of many: reported after the answer; sets the exit code. */
  failure?: FarmError | undefined;
}

/**
 * The base class of all commands. `answer` prints the result and keeps its status, which becomes the exit code. Errors are
 * thrown, and reported in one place (error-report.ts).
 */
export abstract class FarmCommand extends Command {
  static override baseFlags = {
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
  };

  private common: CommonFlags = { json: false, 'no-color': false, 'no-input': false };
  /** The farm file of this run, once it is located. */
  protected source: FarmSource | undefined;
  /** The objects and the site that the command line names. */
  protected readonly named = new NamedObjects(
    () => this.source,
    () => this.commandName,
  );
  /** What the farm was read from, if that is a capture. */
  private captured: LoadedFarm['captured'] = null;
  private status = 0;

  abstract override run(): Promise<void>;

  /** Runs the command and returns the exit code to main.ts. */
  protected override async _run<T>(): Promise<T> {
    await super._run();
    return this.status as T;
  }

  /** main.ts reports the error: oclif would print its own text or JSON, with its own exit code. */
  protected override async catch(error: unknown): Promise<never> {
    if (!isExpected(error)) throw error;
    const inShell = withShellHint(await inWords(error), process.cwd());
    throw new CommandFailure(inShell, this.commandContext);
  }

  protected override async parse<
    F extends OutputFlags<FlagInput>,
    B extends OutputFlags<FlagInput>,
    A extends OutputArgs<ArgInput>,
  >(options?: Input<F, B, A>, argv?: string[]): Promise<ParserOutput<F, B, A>> {
    requireKnownShell(process.env);
    const definition = options ?? (this.ctor as Input<F, B, A>);
    for (const arg of Object.values(definition.args ?? {})) {
      // oclif would read a missing argument from standard input.
      Object.assign(arg, { ignoreStdin: true });
    }
    for (const flag of Object.values({ ...definition.flags, ...definition.baseFlags })) {
      // `--ip 10.0.0.1 CB4` is one address and an argument, not two addresses.
      if (flag.type === 'option') Object.assign(flag, { multipleNonGreedy: true });
    }
    const flags = readingDashValues({ ...definition.baseFlags, ...definition.flags });
    const words = markDashValues(argv ?? this.argv, flags);
    const marked = { ...definition, args: definition.args, strict: definition.strict, flags };
    const output = readTokens(await super.parse(marked as Input<F, B, A>, words));
    this.common = output.flags as unknown as CommonFlags;
    this.named.tokens = output.raw;
    return output;
  }

  /** Whether to prompt: there is a terminal, and neither a flag nor the environment forbids it. */
  protected get prompting(): boolean {
    return this.canAsk && !this.common.json;
  }

  /** Whether prompts are possible. With `--interactive` they are possible under --json too: they go to standard error. */
  protected get canAsk(): boolean {
    const ci = process.env['CI'] ?? '';
    const inCi = ci !== '' && ci !== '0' && ci !== 'false';
    // Without a terminal isTTY is undefined.
    return (
      process.stdin.isTTY === true &&
      process.stderr.isTTY === true &&
      !inCi &&
      !this.common['no-input']
    );
  }

  /** The date used to decide which suppressions have expired, ISO date in UTC. */
  protected get today(): string {
    return new Date().toISOString().slice(0, 10);
  }

  /** The user's preferences. @throws FarmError E_PREFERENCES */
  protected get preferences(): Preferences {
    return readPreferences(process.env);
  }

  /** The source of the farm, by --file, FARM_FILE, and so on. @throws FarmError E_NO_FARM */
  protected locate(flags: Pick<CommonFlags, 'file'>): FarmSource {
    this.source = locateFarm({ file: flags.file, env: process.env, cwd: process.cwd() });
    return this.source;
  }

  /** The farm that the command is about. @throws FarmError E_NO_FARM, E_UNREADABLE, E_SYNTAX, E_INVALID, E_NEWER_FORMAT */
  protected async loadFarm(flags: Pick<CommonFlags, 'file'>): Promise<LoadedFarm> {
    const loaded = await readFarm(this.locate(flags));
    this.captured = loaded.captured;
    return loaded;
  }

  /**
   * The site of a command that names no object: the named one, the only one, or the default of the farm file.
   * @param howToName how to name a site in this command, if it has no --site
   * @throws Refusal E_NOT_FOUND, E_AMBIGUOUS
   */
  protected siteOf(farm: Farm, name?: string, howToName?: SuggestedCommand): Site {
    return this.named.siteOf(farm, name, howToName);
  }

  /** The site of a command, and the objects that it names there. @throws Refusal E_NOT_FOUND, E_AMBIGUOUS, E_USAGE */
  protected select(farm: Farm, site: string | undefined, wanted: readonly Wanted[]): Selection {
    return this.named.select(farm, site, wanted);
  }

  /**
   * The context for suggested commands. They name the farm file if this run named it; a file that was found is found
   * again. FARM_FILE counts as named: it may have been set for this command line only.
   */
  protected get commandContext(): CommandContext {
    const { source, common } = this;
    const isNamed = source?.foundBy === '--file' || source?.foundBy === 'FARM_FILE';
    const path = source === undefined ? (common.file ?? null) : isNamed ? source.path : null;
    // No command changes a capture: FILE stands for the farm file that it is imported to.
    const file = this.captured !== null ? '-' : path === null ? null : namedPath(path);
    return { shell: shellOf(process.env, process.platform), file };
  }

  /** Prints the answer, as text or as the JSON document, and keeps its status. */
  protected async answer<R>(answer: Answer<R>): Promise<void> {
    const { summary = noFindings, failure } = answer;
    const notes = await this.nameNotes();
    const warnings = [...(answer.warnings ?? []), ...(await this.captureWarnings())];
    const context = this.commandContext;
    const isJson = this.common.json || answer.json === true;
    const print = isJson ? printCommands : printCommandsForText;
    const result = print(answer.result, context);
    const findings: Printed<readonly Finding[]> = print(answer.findings ?? [], context);
    const status = failure?.exitCode ?? answer.status ?? 0;
    this.status = status;
    if (isJson) {
      const farm = {
        ...(this.source === undefined ? {} : { farm: farmUsed(this.source) }),
        ...(this.named.chosen === null ? {} : { site: this.named.chosen }),
      };
      const error = failure === undefined ? null : errorDocument(failure);
      const parts = {
        command: this.commandName,
        status,
        result,
        findings,
        summary,
        warnings: [...notes, ...warnings],
        error,
      };
      await write(
        process.stdout,
        printJson(printCommands(envelope({ ...parts, ...farm }), context)),
      );
      return;
    }
    await this.printWarnings(notes, warnings);
    const render = await answer.text();
    const theme = await this.theme(process.stdout);
    const text = render(escapeAll(result), theme, escapeAll(findings));
    await write(process.stdout, text === '' || text.endsWith('\n') ? text : `${text}\n`);
    if (failure !== undefined) throw failure;
  }

  /** The theme of a stream: colours and width, by the flags, the environment and the preferences. */
  protected theme(stream: NodeJS.WriteStream): Promise<Theme> {
    return createTheme({
      stream,
      env: process.env,
      noColour: this.common['no-color'],
      preference: this.colourPreference,
    });
  }

  /** Broken preferences must not fail a command that needs only the colour: commands that need them report the error. */
  private get colourPreference(): Preferences['colour'] {
    try {
      return this.preferences.colour;
    } catch {
      return undefined;
    }
  }

  /** Names that were found with or without a domain suffix. */
  private async nameNotes(): Promise<string[]> {
    const { foundAs } = this.named;
    if (foundAs.length === 0) return [];
    const { sayFoundAs } = await import('../render/note-words.js');
    return foundAs.map(sayFoundAs);
  }

  /** What to know about an answer for a capture. */
  private async captureWarnings(): Promise<string[]> {
    if (this.captured === null) return [];
    const { sayCapturedAlone } = await import('../render/capture-words.js');
    return sayCapturedAlone(this.captured.warnings);
  }

  private get commandName(): string {
    return (this.id ?? '').replaceAll(':', ' ');
  }

  /** Prints on standard error which farm was used (on a terminal only), the notes and the warnings. */
  private async printWarnings(
    notes: readonly string[],
    warnings: readonly string[],
  ): Promise<void> {
    const theme = await this.theme(process.stderr);
    if (this.source !== undefined && process.stderr.isTTY) {
      const { file, foundBy } = farmUsed(this.source);
      const { chosen } = this.named;
      const site = chosen === null ? '' : `, site: ${chosen.name} (${sayChosen[chosen.foundBy]})`;
      const line = theme.faint(escapeText(`farm: ${file} (${foundBy})${site}`));
      await write(process.stderr, `${line}\n`);
    }
    for (const note of notes)
      await write(process.stderr, `${theme.wrap(`Note: ${escapeText(note)}`)}\n`);
    for (const warning of warnings) {
      await write(
        process.stderr,
        `${theme.wrap(`${theme.caution('Warning:')} ${escapeText(warning)}`)}\n`,
      );
    }
  }
}

const sayChosen = { names: 'found by name', 'default-site': 'default-site' } as const;

const foundByWords = {
  FILES: 'named',
  '--file': '--file',
  FARM_FILE: 'FARM_FILE',
  upward: 'found upward',
  'default-farm': 'preference default-farm',
  own: 'your own Farm',
} as const satisfies Record<FarmSource['foundBy'], string>;

function farmUsed(source: FarmSource): { file: string; foundBy: string } {
  return {
    file: source.kind === 'stdin' ? '-' : shownPath(source.path),
    foundBy: foundByWords[source.foundBy],
  };
}
