import { stripVTControlCharacters } from 'node:util';
import { didYouMean } from './did-you-mean.js';
import { FarmError, type FarmErrorDetails } from './domain/errors.js';

/**
 * What oclif says about a command line that it can't take, said again in our words: which command, which flag, what
 * it takes, what was perhaps meant. oclif's own errors carry 130 kB of its objects into JSON.
 */

/** A command line, and the command that was recognised in it. */
export interface CommandTyped {
  argv: readonly string[];
  command?: { name: string; flags: readonly string[] } | undefined;
}

/** The error as one of usage, or undefined where it isn't oclif's. */
export function asUsageError(thrown: unknown, typed: CommandTyped): FarmError | undefined {
  if (!(thrown instanceof Error) || !('oclif' in thrown)) return undefined;
  const command = typed.command === undefined ? 'farm' : `farm ${typed.command.name}`;
  const details = detailsOf(thrown, command, typed);
  return new FarmError({
    code: 'E_USAGE',
    nextStep: `${command} --help`,
    cause: thrown,
    ...details,
  });
}

type Details = Pick<FarmErrorDetails, 'message'> & Partial<FarmErrorDetails>;

function detailsOf(thrown: Error, command: string, typed: CommandTyped): Details {
  if ('flags' in thrown && Array.isArray(thrown.flags))
    return unknownFlags(thrown.flags, command, typed);
  const message = sentenceOf(thrown.message);
  if ('args' in thrown && Array.isArray(thrown.args)) return unfitArguments(thrown.args, command);
  for (const [pattern, say] of rewordings) {
    const match = pattern.exec(message);
    if (match !== null)
      return say(
        match.slice(1).map((part) => part ?? ''),
        command,
      );
  }
  return { message: `${command}: ${lowerFirst(message)}${/[.!?]$/.test(message) ? '' : '.'}` };
}

function unknownFlags(
  flags: readonly string[],
  command: string,
  { command: known }: CommandTyped,
): Details {
  const names = flags.map((flag) => flag.split('=')[0] ?? flag);
  const candidates = known?.flags.map((flag) => `--${flag}`) ?? [];
  const typed = names.find((name) => didYouMean(name, candidates) !== undefined);
  const message = `${command} has no flag ${names.join(', ')}.`;
  return typed === undefined ? { message } : { message, typed, candidates };
}

/** Arguments that are missing come as their definitions, arguments too many as the words typed. */
function unfitArguments(args: readonly unknown[], command: string): Details {
  const missing = args.flatMap((arg) =>
    typeof arg === 'object' && arg !== null && 'name' in arg
      ? [String(arg.name).toUpperCase()]
      : [],
  );
  if (missing.length > 0) return { message: `${command} needs ${missing.join(' and ')}.` };
  const extra = args.map((word) => `"${String(word)}"`).join(', ');
  return {
    message: `${command} can't take ${extra}: ${args.length === 1 ? 'one argument' : `${args.length} arguments`} too many.`,
    why: 'A name with spaces needs quotes around it.',
  };
}

/** Without colours, the pointer to help, and the heading above a list of reasons. */
function sentenceOf(message: string): string {
  return stripVTControlCharacters(message)
    .replace(/\n?See more help with --help$/, '')
    .replace(/^The following errors? occurred:\s*/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('; ');
}

type Rewording = readonly [pattern: RegExp, say: (parts: string[], command: string) => Details];

const rewordings: readonly Rewording[] = [
  [
    /^Expected (--[\w-]+)=([\s\S]*) to be one of: (.*)$/,
    ([flag = '', typed = '', options = '']) => oneOf(flag, typed, options),
  ],
  [
    /^Expected ([\s\S]*) to be one of: (.*)$/,
    ([typed = '', options = '']) => oneOf('', typed, options),
  ],
  [
    /^Parsing (--[\w-]+); Expected an integer (greater|less) than or equal to (-?\d+) but received: (.*)$/,
    ([flag, side, limit, typed]) => ({
      message: `${flag} can't be ${typed}: ${limit} is the ${side === 'less' ? 'most' : 'least'}.`,
    }),
  ],
  [
    /^Parsing (--[\w-]+); Expected an integer but received: ([\s\S]*)$/,
    ([flag, typed]) => ({ message: `${flag} needs a whole number, not "${typed}".` }),
  ],
  [
    /^Flag (--[\w-]+) expects one of these values: (.*)$/,
    ([flag = '', options = '']) => ({ message: `${flag} needs a value: ${orList(options)}.` }),
  ],
  [/^Flag (--[\w-]+) expects a value$/, ([flag]) => ({ message: `${flag} needs a value.` })],
  [
    /^Flag (--[\w-]+) can only be specified once$/,
    ([flag]) => ({ message: `${flag} can be given once only.` }),
  ],
  [
    /^Missing required flag ([\w-]+)$/,
    ([flag], command) => ({ message: `${command} needs --${flag}.` }),
  ],
  [
    /^All of the following must be provided when using (--[\w-]+): (.*)$/,
    ([flag, needed]) => ({ message: `${flag} needs ${needed} as well.` }),
  ],
  [
    /^(--[\w-]+)(?:=[\s\S]*)? cannot also be provided when using (--[\w-]+)/,
    ([one, other]) => ({ message: `${one} and ${other} can't be given together.` }),
  ],
];

function oneOf(where: string, typed: string, options: string): Details {
  const subject = where === '' ? 'this argument' : where;
  return {
    message: `"${typed}" is not a value of ${subject}: it takes ${orList(options)}.`,
    typed,
    candidates: options.split(', '),
  };
}

function orList(options: string): string {
  return options.replace(/, ([^,]*)$/, ' or $1');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/**
 * The error for words that are no command. Nothing that was probably meant is ever run: it is only named.
 * @param id what was typed, its words joined with colons as oclif does
 * @param commandIds every command, joined alike
 */
export function unknownCommand(id: string, commandIds: readonly string[]): FarmError {
  const words = id.split(':');
  const commands = commandIds.map((command) => command.split(':'));
  const topic = words[0] ?? '';
  const known = commands.some((command) => command[0] === topic);
  const nextStep = known ? `farm ${topic} --help` : 'farm --help';
  if (topic.startsWith('-')) {
    return new FarmError({
      code: 'E_USAGE',
      message: `a command must come before ${topic}.`,
      nextStep,
    });
  }
  // Words after the command may be arguments already: no more of them are told or compared than commands have.
  const message = known
    ? `farm ${topic} has no command "${words[1] ?? ''}".`
    : `farm has no command "${topic}".`;
  const topics = new Set(commands.flatMap((command) => command.slice(0, -1)));
  const longest = Math.max(1, ...commands.map((command) => command.length));
  for (let count = Math.min(words.length, longest); count > 0; count -= 1) {
    const typed = words.slice(0, count).join(' ');
    const candidates = commands.filter((one) => one.length === count).map((one) => one.join(' '));
    if (count === 1) candidates.push(...topics);
    if (didYouMean(typed, candidates) !== undefined) {
      return new FarmError({ code: 'E_USAGE', message, typed, candidates, nextStep });
    }
  }
  return new FarmError({ code: 'E_USAGE', message, nextStep });
}
