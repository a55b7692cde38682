import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@oclif/core/config';
import type { CommandTyped } from './cli/usage-errors.js';
import { versionOf } from './version.js';

/** Finds a command by its name and runs it, without reading what all other commands are. */

/** Where the program is, and how its files are loaded. */
export interface Program {
  /** The folder of package.json. */
  root: string;
  load: (file: string) => unknown;
}

/** A command by its file, with the words after its name. */
export interface FoundCommand {
  id: string;
  file: string;
  rest: string[];
}

/**
 * The command that the first words name, if there is a file for it; null for all else, such as a topic or a typo. Reading
 * oclif's manifest of all commands takes as long as most commands need to answer.
 */
export function findCommand(argv: readonly string[], { root }: Program): FoundCommand | null {
  if (asksForHelp(argv)) return null;
  const [first = '', second = ''] = argv;
  for (const names of [[first, second], [first]]) {
    if (!names.every((name) => /^[a-z][a-z-]*$/.test(name))) continue;
    const file = path.join(root, 'dist', 'commands', ...names.slice(0, -1), `${names.at(-1)}.cjs`);
    if (existsSync(file)) return { id: names.join(':'), file, rest: argv.slice(names.length) };
  }
  return null;
}

/** What this program uses of oclif's command classes. */
type CommandClass = (new (argv: string[], config: Config) => { _run: () => Promise<unknown> }) & {
  id: string;
  flags?: object;
  baseFlags?: object;
  /** Whether it asks for other commands. */
  needsAllCommands?: () => boolean;
};

/** Runs a command, and returns its exit code. */
export async function runCommand(
  { id, file, rest }: FoundCommand,
  program: Program,
  typed: CommandTyped,
): Promise<number> {
  const { default: Found } = program.load(file) as { default: CommandClass };
  Found.id = id;
  const flags = Object.keys({ ...Found.baseFlags, ...Found.flags });
  typed.command = { name: id.replaceAll(':', ' '), flags };
  const config =
    Found.needsAllCommands?.() === true
      ? await (await import('./all-commands.js')).loadConfig(program)
      : aboutFarm(program);
  const status = await new Found(rest, config)._run();
  return typeof status === 'number' ? status : 0;
}

/** What a command asks of oclif's configuration when it asks for no other command. */
function aboutFarm({ root }: Program): Config {
  const pjson = packageOf(root);
  const about: Pick<
    Config,
    'bin' | 'name' | 'version' | 'userAgent' | 'root' | 'scopedEnvVarKeys'
  > & {
    runHook: () => Promise<{ successes: []; failures: [] }>;
  } = {
    bin: 'farm',
    name: pjson.name,
    version: pjson.version,
    userAgent: versionOf(pjson),
    root,
    scopedEnvVarKeys: () => [],
    runHook: async () => ({ successes: [], failures: [] }),
  };
  return about as unknown as Config;
}

/** package.json of the program. */
export function packageOf(root: string) {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
}

/** Whether a command line asks for help instead of an answer. */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.includes('--help') || words.includes('-h');
}
