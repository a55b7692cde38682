import { Command } from '@oclif/core/command';
import type {
  ArgInput,
  FlagInput,
  Input,
  OutputArgs,
  OutputFlags,
  ParserOutput,
} from '@oclif/core/parser';
import type { Farm, Selection, Site, SuggestedCommand, Wanted } from '../domain/model/index.js';
import type { CommandContext } from '../render/command-line.js';
import { createTheme, type Theme } from '../render/theme.js';
import { type LoadedFarm, readFarm } from '../store/farm/farm-file.js';
import { type FarmSource, locateFarm, namedPath } from '../store/farm/locate.js';
import { describeRun, takeHistoryWarnings } from '../store/history/run.js';
import { type Preferences, readPreferences } from '../store/preferences/preferences.js';
import { type CommonFlags, globalFlags, noFlags } from './common-flags.js';
import { readTokens } from './dash-values.js';
import { CommandFailure } from './error-report.js';
import { NamedObjects } from './named-objects.js';
import { asFarmReads } from './oclif-input.js';
import { type Answer, printAnswer, exitStatusOf } from './print-answer.js';
import { openProgress, type Progress } from './progress.js';
import { inWords, isExpected } from './refusals.js';
import { withShellHint } from './shell-hints.js';
import { requireKnownShell, shellOf } from './shell.js';
import { refuseQuietReport, reportsAsked } from './show-text.js';
import { inCi } from './terminal.js';
import { requireReason, withoutReason } from './values.js';

export type { CommonFlags } from './common-flags.js';

/**
 * The base class of all commands. `answer` prints the result and keeps its status, which becomes the exit code. Errors are
 * thrown, and reported in one place (error-report.ts).
 */
export abstract class FarmCommand extends Command {
  /** Whether it asks oclif for other commands than itself. */
  static needsAllCommands(): boolean {
    return false;
  }

  static override baseFlags = globalFlags;

  private common: CommonFlags = noFlags;
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
  /** A format other than text was asked for. */
  private isReport = false;
  private opened: Progress | undefined;

  abstract override run(): Promise<void>;

  /** Runs the command and returns the exit code to main.ts. */
  protected override async _run<T>(): Promise<T> {
    await super._run();
    return this.status as T;
  }

  /** main.ts reports the error: oclif would print its own text or JSON, with its own exit code. */
  protected override async catch(error: unknown): Promise<never> {
    this.opened?.end();
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
    const { input, words } = asFarmReads(
      options ?? (this.ctor as Input<F, B, A>),
      argv ?? this.argv,
    );
    const output = readTokens(await super.parse(input, words));
    refuseQuietReport(output.flags);
    this.common = output.flags as unknown as CommonFlags;
    this.named.tokens = output.raw;
    this.isReport = reportsAsked(output.flags).length > 0;
    if (!this.isInBatch) this.describeRun(argv ?? this.argv);
    return output;
  }

  /** Whether it is a line of a batch, and so not what was typed. */
  protected get isInBatch(): boolean {
    return false;
  }

  /** Tells the history what to note if this run saves. */
  private describeRun(words: readonly string[]): void {
    const { reason } = this.common;
    const command = [...this.commandName.split(' '), ...withoutReason(words)];
    describeRun({ command, reason: reason === undefined ? null : requireReason(reason) });
  }

  /** Whether to prompt: there is a terminal, and neither a flag nor the environment forbids it. */
  protected get prompting(): boolean {
    return this.canAsk && !this.common.json;
  }

  /** Whether prompts are possible. With `--interactive` they are possible under --json too: they go to standard error. */
  protected get canAsk(): boolean {
    // Without a terminal isTTY is undefined.
    return (
      process.stdin.isTTY === true &&
      process.stderr.isTTY === true &&
      !inCi(process.env) &&
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
    // No command changes a capture or a version of the history: FILE stands for the farm file that they become.
    const isReadOnly = this.captured !== null || source?.kind === 'version';
    const file = isReadOnly ? '-' : path === null ? null : namedPath(path);
    return { shell: shellOf(process.env, process.platform), file };
  }

  /** Prints the answer, as text or as the JSON document, and keeps its status. */
  protected async answer<R>(answer: Answer<R>): Promise<void> {
    this.opened?.end();
    const warnings = [...(await this.captureWarnings()), ...takeHistoryWarnings()];
    const { json, quiet, 'no-pager': noPager } = this.common;
    this.status = exitStatusOf(answer);
    await printAnswer(answer, {
      command: this.commandName,
      context: this.commandContext,
      source: this.source,
      chosen: this.named.chosen,
      notes: await this.nameNotes(),
      warnings,
      json,
      quiet,
      noPager,
      isReport: this.isReport,
      theme: (stream) => this.theme(stream),
    });
  }

  /** Progress of work that may take long, on standard error. It is erased before the answer. */
  protected get progress(): Progress {
    const { json, quiet } = this.common;
    return (this.opened ??= openProgress({ env: process.env, silent: json || quiet }));
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
}
