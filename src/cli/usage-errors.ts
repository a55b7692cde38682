import { stripVTControlCharacters } from 'node:util';
import { withoutMark } from './dash-values.js';
import { didYouMean } from '../render/did-you-mean.js';
import {
  type SuggestedCommand,
  suggestedCommand,
  FarmError,
  type FarmErrorDetails,
} from '../domain/model/index.js';

/**
 * oclif's errors about a command line, reworded: the command, the flag, its valid values, and a suggestion. In JSON,
 * oclif's own errors would contain 130 kB of its objects.
 */

/** A command line, and the command recognised in it. */
export interface CommandTyped {
  argv: readonly string[];
  command?: { name: string; flags: readonly string[] } | undefined;
}

/** The error as a usage error, or undefined if it isn't oclif's. */
export function asUsageError(thrown: unknown, typed: CommandTyped): FarmError | undefined {
  if (!(thrown instanceof Error) || !('oclif' in thrown)) return undefined;
  const name = typed.command === undefined ? 'farm' : `farm ${typed.command.name}`;
  const details = detailsOf(thrown, name, typed);
  return new FarmError({
    code: 'E_USAGE',
    nextStep: helpFor(typed.command?.name ?? ''),
    cause: thrown,
    ...details,
  });
}

/** `farm broker add --help`; without a name, `farm --help`. */
function helpFor(name: string): SuggestedCommand {
  return suggestedCommand(name, { options: [['--help', null]] });
}

/**
 * Words that delete or reset something, replace what was saved, or override a refusal. A mistyped word is never answered with one
 * of them, however similar it is; the help still lists them.
 */
const harmful: ReadonlySet<string> = new Set([
  'confirm',
  'delete',
  'force',
  'reassign',
  'redo',
  'restore',
  'unassign',
  'undo',
  'unlock',
  'unset',
]);

function isHarmless(word: string): boolean {
  return !harmful.has(word);
}

type Details = Pick<FarmErrorDetails, 'message'> & Partial<FarmErrorDetails>;

function detailsOf(thrown: Error, command: string, typed: CommandTyped): Details {
  if ('flags' in thrown && Array.isArray(thrown.flags))
    return unknownFlags(thrown.flags, command, typed);
  const message = sentenceOf(thrown.message);
  if ('args' in thrown && Array.isArray(thrown.args))
    return wrongArguments(thrown.args, command, typed);
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
  const candidates = (known?.flags ?? []).filter(isHarmless).map((flag) => `--${flag}`);
  const typed = names.find((name) => didYouMean(name, candidates) !== undefined);
  const message = `${command} has no flag ${names.join(', ')}.`;
  return typed === undefined ? { message } : { message, typed, candidates };
}

/** oclif lists missing arguments by their definitions, and extra arguments by the words typed. */
function wrongArguments(args: readonly unknown[], command: string, typed: CommandTyped): Details {
  const missing = args.flatMap((arg) =>
    typeof arg === 'object' && arg !== null && 'name' in arg
      ? [String(arg.name).toUpperCase()]
      : [],
  );
  if (missing.length > 0) return { message: `${command} needs ${missing.join(' and ')}.` };
  const extra = args.map((word) => `"${String(word)}"`).join(', ');
  const message = `${command}: unexpected argument${args.length === 1 ? '' : 's'} ${extra}.`;
  const corrected = withFlag(args.map(String), typed);
  if (corrected !== null) return { message, nextStep: corrected };
  const separated = command.endsWith(' add') ? 'Commas separate several names; names' : 'Names';
  return { message, why: `${separated} with spaces need quotes.` };
}

/** For commands without arguments: the flag that an argument is probably for. */
const likelyFlags: Readonly<Record<string, string>> = {
  advise: '--site',
  load: '--site',
  maintenance: '--site',
  prove: '--site',
  roles: '--broker',
  status: '--site',
};

/** The command line with the extra argument as the value of the flag that it is probably for; null if there is none. */
function withFlag(
  extra: readonly string[],
  { argv, command }: CommandTyped,
): SuggestedCommand | null {
  const [value = '', ...others] = extra;
  // Brokers of a failure domain, such as rack=r1, rather than a site.
  const isDomain = value.includes('=') && command?.flags.includes('only') === true;
  const flag = isDomain ? '--only' : likelyFlags[command?.name ?? ''];
  if (flag === undefined || command === undefined || !command.flags.includes(flag.slice(2)))
    return null;
  // A word that may be a name, a range or a pattern, not just a separator.
  if (others.length > 0 || !/[\p{L}\p{N}*?]/u.test(value)) return null;
  const options: [flag: string, value: string | null][] = [[flag, value]];
  const left = [...extra];
  for (const word of argv.slice(command.name.split(' ').length)) {
    const last = options.at(-1);
    const [name = '', ...rest] = word.split('=');
    if (word === '--') continue;
    if (word.startsWith('-') && word !== '-')
      options.push([name, rest.length === 0 ? null : rest.join('=')]);
    else if (word === left[0]) left.shift();
    else if (last !== undefined) last[1] = word;
  }
  // A flag is not repeated.
  const isRepeated = options.slice(1).some(([name]) => name === flag);
  return isRepeated ? null : suggestedCommand(command.name, { options });
}

/** The message without colours, the hint to see the help, and the heading above a list of reasons. */
function sentenceOf(message: string): string {
  return withoutMark(stripVTControlCharacters(message))
    .replace(/\n?See more help with --help$/, '')
    .replace(/^The following errors? occurred:\s*/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('; ');
}

type Rewording = readonly [pattern: RegExp, reword: (parts: string[], command: string) => Details];

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
      message: `${flag} must be at ${side === 'less' ? 'most' : 'least'} ${limit}, not ${typed}.`,
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
    ([flag]) => ({ message: `${flag} can be used only once.` }),
  ],
  [
    /^Missing required flag ([\w-]+)$/,
    ([flag], command) => ({ message: `${command} needs --${flag}.` }),
  ],
  [
    /^All of the following must be provided when using (--[\w-]+): (.*)$/,
    ([flag, needed]) => ({ message: `${flag} also needs ${needed}.` }),
  ],
  [
    /^(--[\w-]+)(?:=[\s\S]*)? cannot also be provided when using (--[\w-]+)/,
    ([one, other]) => ({ message: `${one} and ${other} can't be used together.` }),
  ],
];

function oneOf(where: string, typed: string, options: string): Details {
  const subject = where === '' ? '' : ` for ${where}`;
  return {
    message: `invalid value "${typed}"${subject}: choose ${orList(options)}.`,
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
 * The error for an unknown command. A similar command is suggested, but never run.
 * @param id the words typed, joined with colons as in oclif
 * @param commandIds every command, joined the same way
 */
export function unknownCommand(id: string, commandIds: readonly string[]): FarmError {
  const words = id.split(':');
  const commands = commandIds.map((one) => one.split(':'));
  const topics = [...new Set(commands.flatMap((one) => one.slice(0, -1)))];
  const [topic = '', verb = ''] = words;
  const isTopic = topics.includes(topic);
  const nextStep = helpFor(isTopic ? topic : '');
  if (topic.startsWith('-')) {
    const message = `specify a command before ${topic}.`;
    return new FarmError({ code: 'E_USAGE', message, nextStep });
  }
  const message = isTopic
    ? `farm ${topic} has no command "${verb}".`
    : `farm has no command "${topic}".`;
  // Words after the command may be arguments. After a known topic, only its own commands are candidates.
  const verbs = commands.filter((one) => one[0] === topic).map((one) => one.slice(1).join(' '));
  const suggestion = isTopic
    ? prefixed(topic, nearest(verb, verbs))
    : (nearest(words.slice(0, 2).join(' '), phrases(commands, 2)) ??
      nearest(topic, [...phrases(commands, 1), ...topics]));
  if (suggestion === null) {
    // `farm promote` for `farm broker promote`, where no other topic has that command.
    const [command, ...others] = isTopic ? [] : commands.filter((one) => one[1] === topic);
    const isMeant = command !== undefined && others.length === 0 && isHarmless(topic);
    return new FarmError({
      code: 'E_USAGE',
      message,
      nextStep: isMeant ? helpFor(command.join(' ')) : nextStep,
    });
  }
  const typed = isTopic || suggestion.includes(' ') ? words.slice(0, 2).join(' ') : topic;
  return new FarmError({ code: 'E_USAGE', message, typed, candidates: [suggestion], nextStep });
}

/** The commands with this number of words. */
function phrases(commands: readonly (readonly string[])[], count: number): string[] {
  return commands.filter((one) => one.length === count).map((one) => one.join(' '));
}

function prefixed(topic: string, verb: string | null): string | null {
  return verb === null ? null : `${topic} ${verb}`;
}

/** The most similar candidate; null if it would do harm. */
function nearest(typed: string, candidates: readonly string[]): string | null {
  const similar = didYouMean(typed, candidates);
  return similar === undefined || !similar.split(' ').every(isHarmless) ? null : similar;
}
