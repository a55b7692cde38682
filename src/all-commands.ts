import type { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';
import { normalizeArgv } from '@oclif/core/help';
import { envelope } from './render/envelope.js';
import { printJson } from './render/text.js';
import { wantsJson } from './cli/error-report.js';
import { write } from './cli/streams.js';
import { type CommandTyped, unknownCommand } from './cli/usage-errors.js';

import { asksForHelp, packageOf, type Program } from './run-command.js';

/** What needs to know all commands: help, lists of commands, and command lines that name none. */

/** All commands, from oclif's manifest. */
export async function loadConfig({ root }: Program): Promise<Config> {
  // oclif would load the user's plugins, and run their code, from a folder that any program of the user can write to.
  return Config.load({ root, pjson: packageOf(root), devPlugins: false, userPlugins: false });
}

/** Like oclif's `run`, without plugins. */
export async function dispatch(
  config: Config,
  argv: string[],
  typed: CommandTyped,
): Promise<number> {
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
