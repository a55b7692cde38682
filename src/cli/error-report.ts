import { exitCodeOf, FarmError, Refusal } from '../domain/model/index.js';
import { envelope } from '../render/envelope.js';
import { errorDocument } from '../render/error-document.js';
import { type CommandContext, printCommands } from '../render/command-line.js';
import { renderError } from '../render/error.js';
import { shellOf } from './shell.js';
import { createTheme } from '../render/theme.js';
import { printJson } from '../render/text.js';
import { stopWriting } from '../store/fs/interruption.js';
import { shownPath } from '../store/fs/shown-path.js';
import { closeOutput, hasBegun, write, writeLast } from './streams.js';
import { asSystemError } from './system-errors.js';
import { extraArguments, withFilesHint } from './shell-hints.js';
import { asUsageError, type CommandTyped } from './usage-errors.js';
import { inWords } from './refusals.js';

/** Error reports of failed commands: text on standard error, or with --json a document on standard output. */

/**
 * Reports what was thrown and returns the exit code. Never throws: if the report can't be written, the code still counts.
 */
export async function report(failure: unknown, typed: CommandTyped): Promise<number> {
  const [thrown, context] =
    failure instanceof CommandFailure
      ? [failure.error, failure.context]
      : [failure, { shell: shellOf(process.env, process.platform), file: null }];
  const error = await inWords(thrown instanceof Refusal ? thrown : asFarmError(thrown, typed));
  return print(error, thrown, { typed, context, put: write, asJson: wantsJson(typed.argv) });
}

/**
 * Ends an interrupted run: from now on no file is written and nothing is printed but this report, which lists the files
 * already written. Returns the exit code.
 */
export async function reportInterruption(typed: CommandTyped): Promise<number> {
  const error = interrupted(stopWriting());
  closeOutput();
  // If the interruption came while a document was being printed, no second one may follow.
  const asJson = wantsJson(typed.argv) && !hasBegun(process.stdout);
  const context = { shell: shellOf(process.env, process.platform), file: null };
  return print(error, error, { typed, context, put: writeLast, asJson });
}

/** Context of a report: the command line, the farm and shell that suggested commands are for, and how to write. */
interface ReportContext {
  typed: CommandTyped;
  context: CommandContext;
  put: typeof write;
}

async function print(
  error: FarmError,
  thrown: unknown,
  { typed, context, put, asJson }: ReportContext & { asJson: boolean },
): Promise<number> {
  try {
    if (error.code === 'E_BUG') await put(process.stderr, `${stackOf(thrown)}\n`);
    if (!asJson || !(await printed(error, { typed, put, context }))) {
      const theme = await createTheme({
        stream: process.stderr,
        env: process.env,
        noColour: typed.argv.includes('--no-color'),
      });
      await put(
        process.stderr,
        renderError(printCommands(errorDocument(error), context), error.exitCode, theme),
      );
    }
  } catch {
    // There is no stream left to report on.
  }
  return error.exitCode;
}

/** Prints the error as JSON; false if standard output can't be written, so that it must be printed as text. */
async function printed(
  error: FarmError,
  { typed: { command }, put, context }: ReportContext,
): Promise<boolean> {
  const document = envelope({
    command: command?.name ?? null,
    status: error.exitCode,
    error: errorDocument(error),
  });
  try {
    await put(process.stdout, printJson(printCommands(document, context)));
    return true;
  } catch {
    return false;
  }
}

/** What a command threw, with the context for printing the commands that it suggests. */
export class CommandFailure extends Error {
  constructor(
    readonly error: FarmError,
    readonly context: CommandContext,
  ) {
    super(error.message, { cause: error });
  }
}

/** Whether JSON was requested. Determined from the words typed, because parsing them may have failed. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.some(
    (word, at) => word === '--json' || word.startsWith('--json=') || isJsonFormat(words, at),
  );
}

/** Whether a word completes `--format json`, which equals --json unless its own --output follows. */
function isJsonFormat(words: readonly string[], at: number): boolean {
  const requested =
    words[at] === '--format=json' || (words[at] === 'json' && words[at - 1] === '--format');
  return requested && !/^--output(?:=|$)/.test(words[at + 1] ?? '');
}

/** What was thrown outside the domain, as an error that the user can act on; anything unexpected is a bug in farm. */
export function asFarmError(thrown: unknown, typed: CommandTyped): FarmError {
  if (thrown instanceof FarmError) return thrown;
  // Ctrl-C in a prompt.
  if (thrown instanceof Error && thrown.name === 'ExitPromptError') return interrupted();
  const usage = asUsageError(thrown, typed);
  if (usage === undefined) return asSystemError(thrown) ?? bug(thrown);
  const extra = extraArguments(thrown);
  return withFilesHint(usage, { command: typed.command?.name, extra }, process.cwd());
}

/** The error of a run stopped by the user, after it wrote some files. */
function interrupted(written: readonly string[] = []): FarmError {
  if (written.length === 0) {
    return new FarmError({
      code: 'E_INTERRUPTED',
      message: 'interrupted.',
      nextStep: 'run the command again when you are ready',
    });
  }
  const [first = '', ...others] = written.map((path) => shownPath(path));
  const files = others.length === 0 ? `${first} is` : `${[first, ...others].join(', ')} are`;
  return new FarmError({
    code: 'E_INTERRUPTED',
    message: `interrupted, but ${files} saved.`,
    why: 'The command was interrupted after saving.',
    nextStep: 'check the saved files before you run the command again',
  });
}

function bug(thrown: unknown): FarmError {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  // The rest is in the stack.
  const message = text.split('\n')[0] ?? text;
  return new FarmError({
    code: 'E_BUG',
    message: `internal error: ${message}`,
    why: 'This is a bug in farm, not a mistake in your input.',
    nextStep:
      'report it to the maintainers of ras-farm, with the command, the output of farm --version and the stack trace from standard error',
    cause: thrown,
  });
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** The exit code if the output fails outside a command, such as in the middle of help. */
export const brokenOutputStatus = exitCodeOf.E_CANNOT_WRITE;

/** The exit code of a run that was interrupted. */
export const interruptedStatus = exitCodeOf.E_INTERRUPTED;
