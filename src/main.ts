import type { Command } from '@oclif/core/command';
import type { Config } from '@oclif/core/config';
import { normalizeArgv } from '@oclif/core/help';
import { settings } from '@oclif/core/settings';
import { FarmError } from './domain/model/index.js';
import { envelope } from './render/envelope.js';
import {
  brokenOutputStatus,
  interruptedStatus,
  report,
  reportInterruption,
  wantsJson,
} from './cli/error-report.js';
import { escapeText, printJson } from './render/text.js';
import { quotesNote, withoutLiteralQuotes } from './cli/literal-quotes.js';
import { isPaging, write } from './cli/streams.js';
import { type CommandTyped, unknownCommand } from './cli/usage-errors.js';
import { findCommand, loadConfig, type Program, runCommand } from './run-command.js';

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
    const found = asksForHelp(argv) ? null : findCommand(argv, program);
    return found === null
      ? await dispatch(await loadConfig(program), [...argv], typed)
      : await runCommand(found, program, typed);
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

/** Like oclif's `run`, without plugins. */
async function dispatch(config: Config, argv: string[], typed: CommandTyped): Promise<number> {
  // As the first word it was answered by start.ts, except where the shell passed quotes around it.
  if (argv[0] === '--version' || argv[0] === '-v') {
    await write(process.stdout, `${config.userAgent}\n`);
    return 0;
  }
  if (asksForHelp(argv)) return showHelp(config, argv);
  if (argv.every((word) => commonFlags.has(word))) return listCommands(config, '', argv);
  const { id, rest, command } = commandOf(config, argv);
  if (command === undefined && config.findTopic(id) !== undefined)
    return listCommands(config, id, argv);
  if (command !== undefined) typed.command = named(command);
  const status: unknown = await config.runCommand(id, rest, command);
  return typeof status === 'number' ? status : 0;
}

/**
 * The command of a command line. If a command takes no arguments, oclif reads the words after it as part of its name:
 * they are extra arguments, and the command reports them.
 */
function commandOf(
  config: Config,
  argv: string[],
): { id: string; rest: string[]; command: Command.Loadable | undefined } {
  const [id = '', ...rest] = normalizeArgv(config, argv);
  const command = config.findCommand(id);
  if (command !== undefined || config.findTopic(id) !== undefined) return { id, rest, command };
  for (let count = argv.length - 1; count > 0; count -= 1) {
    const start = argv.slice(0, count).join(':');
    const found = config.findCommand(start);
    if (found !== undefined) return { id: start, rest: argv.slice(count), command: found };
  }
  return { id, rest, command };
}

function named(command: Command.Loadable): NonNullable<CommandTyped['command']> {
  return { name: command.id.replaceAll(':', ' '), flags: Object.keys(command.flags) };
}

/** Flags that every command takes and that need no value: without a command they show the help. */
const commonFlags = new Set(['--json', '--no-color', '--no-input', '--no-pager', '--quiet', '-q']);

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.includes('--help') || words.includes('-h');
}

async function showHelp(config: Config, argv: string[]): Promise<number> {
  const [subject] = normalizeArgv(
    config,
    argv.filter((word) => word !== '--help' && word !== '-h'),
  );
  const known = subject === undefined || subject.startsWith('-') || helpIsFor(config, subject);
  if (!known) throw unknownCommand(subject, config.commandIDs);
  const { FarmHelp } = await import('./cli/help/command-help.js');
  await new FarmHelp(config, config.pjson.oclif.helpOptions).showHelp(argv);
  return 0;
}

function helpIsFor(config: Config, subject: string): boolean {
  return config.findCommand(subject) !== undefined || config.findTopic(subject) !== undefined;
}

/** `farm` or a topic alone: lists its commands, as help or with --json as the result. */
async function listCommands(config: Config, topic: string, argv: string[]): Promise<number> {
  if (!wantsJson(argv)) return showHelp(config, topic === '' ? [] : [topic]);
  const commands = config.commands
    .filter(({ id, hidden }) => !hidden && (topic === '' || id.startsWith(`${topic}:`)))
    .map(({ id, summary }) => ({ command: id.replaceAll(':', ' '), summary: summary ?? '' }))
    .toSorted((a, b) => (a.command < b.command ? -1 : 1));
  const command = topic === '' ? null : topic.replaceAll(':', ' ');
  await write(process.stdout, printJson(envelope({ command, status: 0, result: { commands } })));
  return 0;
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
