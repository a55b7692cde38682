import { didYouMean } from './did-you-mean.js';
import {
  exitCodeOf,
  FarmError,
  type Location,
  type Problem,
  Refusal,
} from '../domain/model/index.js';
import { envelope, type ErrorDocument, type LocationDocument } from '../render/envelope.js';
import { type CommandContext, printCommands } from '../render/command-line.js';
import { renderError } from '../render/error.js';
import { shellOf } from './shell.js';
import { createTheme } from '../render/theme.js';
import { printJson } from '../render/text.js';
import { stopWriting } from '../store/fs/interruption.js';
import { shownPath } from '../store/fs/shown-path.js';
import { closeOutput, hasBegun, write, writeLast } from './streams.js';
import { asSystemError } from './system-errors.js';
import { asUsageError, type CommandTyped } from './usage-errors.js';
import { inWords } from './refusals.js';

/**
 * How a command that failed is told: as text on standard error, or under --json as a document on standard output.
 */

/**
 * Tells what was thrown and gives the exit code for it. Never throws: where even telling fails, the code still counts.
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
 * Ends a run that was interrupted: from now on it writes no file and prints nothing but this report, which names the
 * files that it has written. Gives the exit code.
 */
export async function reportInterruption(typed: CommandTyped): Promise<number> {
  const error = interrupted(stopWriting());
  closeOutput();
  // An answer that was interrupted while it was printed must not be followed by a second document.
  const asJson = wantsJson(typed.argv) && !hasBegun(process.stdout);
  const context = { shell: shellOf(process.env, process.platform), file: null };
  return print(error, error, { typed, context, put: writeLast, asJson });
}

/** How an error is reported: for which command line, with commands for which farm and shell, and by which way out. */
interface Telling {
  typed: CommandTyped;
  context: CommandContext;
  put: typeof write;
}

async function print(
  error: FarmError,
  thrown: unknown,
  { typed, context, put, asJson }: Telling & { asJson: boolean },
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
    // Nobody is left to tell.
  }
  return error.exitCode;
}

/** Prints the error as JSON; false where standard output takes no document, so that it has to be told as text. */
async function printed(
  error: FarmError,
  { typed: { command }, put, context }: Telling,
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

/** What a command threw, with what is needed to print the commands that it suggests. */
export class CommandFailure extends Error {
  constructor(
    readonly error: FarmError,
    readonly context: CommandContext,
  ) {
    super(error.message, { cause: error });
  }
}

/** Whether the output is for a machine. It is read off the words typed, as it must hold when parsing them failed. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.some(
    (word, at) => word === '--json' || word.startsWith('--json=') || isJsonFormat(words, at),
  );
}

/** Whether a word ends `--format json`, the same as --json unless an --output of its own follows. */
function isJsonFormat(words: readonly string[], at: number): boolean {
  const asked =
    words[at] === '--format=json' || (words[at] === 'json' && words[at - 1] === '--format');
  return asked && !/^--output(?:=|$)/.test(words[at + 1] ?? '');
}

/** What was thrown outside the domain, as an error that the user can act on; anything unknown is a bug of ours. */
export function asFarmError(thrown: unknown, typed: CommandTyped): FarmError {
  if (thrown instanceof FarmError) return thrown;
  // A prompt was left with Ctrl-C.
  if (thrown instanceof Error && thrown.name === 'ExitPromptError') return interrupted();
  return asUsageError(thrown, typed) ?? asSystemError(thrown) ?? bug(thrown);
}

/** The run was stopped by the user, after it had written some files. */
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
    why: 'The interruption came after the change.',
    nextStep: 'look at what is saved before you run the command again',
  });
}

function bug(thrown: unknown): FarmError {
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  // The stack has the rest.
  const message = said.split('\n')[0] ?? said;
  return new FarmError({
    code: 'E_BUG',
    message: `farm has met a mistake of its own: ${message}`,
    why: 'What you typed or wrote is not to blame, or farm should have said so.',
    nextStep:
      'report it to the maintainers of ras-farm, with the command, the output of farm --version and the stack that standard error shows',
    cause: thrown,
  });
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** The error as scripts see it; the text shows nothing else. */
export function errorDocument(error: FarmError): ErrorDocument {
  return {
    code: error.code,
    message: error.message,
    ...given('why', error.why),
    ...given('reason', error.reason),
    ...given('didYouMean', meant(error)),
    nextStep: error.nextStep,
    ...(error.location === undefined ? {} : { location: locationDocument(error.location) }),
    ...(error.problems.length === 0
      ? {}
      : {
          problems: error.problems.map((problem) => ({
            location: locationDocument(problem.location),
            path: problem.path,
            message: problem.message,
            ...given('expected', problem.expected),
            ...given('reason', problem.reason),
            ...given('didYouMean', meant(problem)),
          })),
        }),
    ...(error.problemsOmitted === 0 ? {} : { problemsOmitted: error.problemsOmitted }),
  };
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function meant(error: FarmError | Problem): string | undefined {
  return error.typed === undefined ? undefined : didYouMean(error.typed, error.candidates ?? []);
}

/** So much of a line is shown: enough to recognise the place, and little of a file that is one long line. */
const excerptWidth = 64;

function locationDocument({ file, line, column, text }: Location): LocationDocument {
  const from = column <= excerptWidth - 16 ? 0 : column - 1 - excerptWidth / 2;
  const shown = text.slice(from, from + excerptWidth);
  const before = from > 0 ? '…' : '';
  const after = from + excerptWidth < text.length ? '…' : '';
  return {
    file,
    line,
    column,
    excerpt: { text: before + shown + after, caret: before.length + column - 1 - from },
  };
}

/** The exit code of an output that broke off outside a command, such as in the middle of help. */
export const brokenOutputStatus = exitCodeOf.E_CANNOT_WRITE;

/** The exit code of a run that was interrupted. */
export const interruptedStatus = exitCodeOf.E_INTERRUPTED;
