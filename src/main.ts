import { settings } from '@oclif/core/settings';
import { FarmError } from './domain/model/index.js';
import {
  brokenOutputStatus,
  interruptedStatus,
  report,
  reportInterruption,
} from './cli/error-report.js';
import { escapeText } from './render/text.js';
import { quotesNote, withoutLiteralQuotes } from './cli/literal-quotes.js';
import { isPaging, write } from './cli/streams.js';
import type { CommandTyped } from './cli/usage-errors.js';
import { findCommand, type Program, runCommand } from './run-command.js';

/** Starts the program: finds the command, runs it, reports errors, and sets the exit code. No other module sets it. */

// vitest sets NODE_ENV=test, and oclif would then look for a TypeScript compiler to run src/ with.
settings.enableAutoTranspile = false;

/** Runs the program on a command line and leaves its exit code in `process.exitCode`. */
export async function start(words: readonly string[], program: Program): Promise<void> {
  const { argv, typed: quoted } = withoutLiteralQuotes(words, process.env, process.platform);
  const typed: CommandTyped = { argv };
  watchOutput();
  if (quoted.length > 0) await write(process.stderr, `${quotesNote(quoted.map(escapeText))}\n`);
  const progress = { ended: false, interrupted: false };
  // Never removed: other listeners, such as the lock of a farm file, leave exiting to this one.
  process.on('SIGINT', () => {
    if (isPaging()) return;
    // Everything has been reported already, or the report of the first signal waits for a reader.
    if (progress.ended || progress.interrupted)
      process.exit(progress.ended ? process.exitCode : interruptedStatus);
    progress.interrupted = true;
    void reportInterruption(typed).then((status) => process.exit(status));
  });
  process.once('uncaughtException', (error) => {
    void report(error, typed).then((status) => process.exit(status));
  });
  const status = await run(argv, program, typed);
  // A failed output has set the code already.
  process.exitCode ??= status;
  progress.ended = true;
}

/** Runs one command line and returns its exit code; never throws. Sets `typed.command` as soon as it is known. */
export async function run(
  argv: readonly string[],
  program: Program,
  typed: CommandTyped = { argv },
): Promise<number> {
  try {
    if (argv.length > mostWords) throw tooManyWords();
    const found = findCommand(argv, program);
    if (found !== null) return await runCommand(found, program, typed);
    const { dispatch, loadConfig } = await import('./all-commands.js');
    return await dispatch(await loadConfig(program), [...argv], typed);
  } catch (thrown) {
    return report(thrown, typed);
  }
}

/** oclif compares each argument with all others. */
const mostWords = 10_000;

function tooManyWords(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `the command line has more than ${mostWords} words.`,
    nextStep: "write ranges and patterns, such as 'RDS[01-40]' or 'sites/*.json', in quotes",
  });
}

/** If the reader has closed the output, it ends without an error; any other write error sets the exit code. */
function watchOutput(): void {
  // oclif's listener throws, which would end in a stack trace.
  process.stdout.removeAllListeners('error');
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = brokenOutputStatus;
  });
  process.stderr.on('error', () => {
    // There is no third stream to report it on.
  });
}
