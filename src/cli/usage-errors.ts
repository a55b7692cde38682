import { stripVTControlCharacters } from 'node:util';
import { withoutMark } from './dash-values.js';
import { didYouMean } from './did-you-mean.js';
import {
  type SuggestedCommand,
  suggestedCommand,
  FarmError,
  type FarmErrorDetails,
} from '../domain/model/index.js';
import { eventForms } from '../domain/simulate/index.js';

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
  const name = typed.command === undefined ? 'farm' : `farm ${typed.command.name}`;
  const details = detailsOf(thrown, name, typed);
  return new FarmError({
    code: 'E_USAGE',
    nextStep: helpFor(typed.command?.name ?? ''),
    cause: thrown,
    ...details,
  });
}

/** `farm broker add --help`; of farm itself without a name. */
function helpFor(name: string): SuggestedCommand {
  return suggestedCommand(name, { options: [['--help', null]] });
}

/**
 * Words that take something away for good, or lift a refusal. Whoever mistypes is never led to one of them: the help
 * names them all the same.
 */
const harmful: ReadonlySet<string> = new Set(['confirm', 'delete', 'force', 'reassign', 'unlock']);

function isHarmless(word: string): boolean {
  return !harmful.has(word);
}

type Details = Pick<FarmErrorDetails, 'message'> & Partial<FarmErrorDetails>;

function detailsOf(thrown: Error, command: string, typed: CommandTyped): Details {
  if ('flags' in thrown && Array.isArray(thrown.flags))
    return unknownFlags(thrown.flags, command, typed);
  const message = sentenceOf(thrown.message);
  if ('args' in thrown && Array.isArray(thrown.args))
    return unfitArguments(thrown.args, command, typed);
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

/** Arguments that are missing come as their definitions, arguments too many as the words typed. */
function unfitArguments(args: readonly unknown[], command: string, typed: CommandTyped): Details {
  const missing = args.flatMap((arg) =>
    typeof arg === 'object' && arg !== null && 'name' in arg
      ? [String(arg.name).toUpperCase()]
      : [],
  );
  if (missing.length > 0) return { message: `${command} needs ${missing.join(' and ')}.` };
  const extra = args.map((word) => `"${String(word)}"`).join(', ');
  const message = `${command} can't take ${extra}: ${args.length === 1 ? 'one argument' : `${args.length} arguments`} too many.`;
  const meant = withFlag(args.map(String), typed);
  if (meant !== null) return { message, nextStep: meant };
  return { message, why: 'A name with spaces needs quotes around it.' };
}

/** What arguments of commands that take none are probably meant for, and what divides several of them. */
const flagMeant: Readonly<Record<string, readonly [flag: string, divider: string | null]>> = {
  load: ['--site', null],
  maintenance: ['--site', null],
  prove: ['--site', null],
  roles: ['--broker', null],
  simulate: ['--down', ','],
  status: ['--site', null],
};

/** A word that may be a name, a range or a pattern: not a divider that stands by itself. */
const likeAName = /[\p{L}\p{N}*?]/u;

/** The command line again, with the arguments behind the flag that they are probably meant for; null where none is. */
function withFlag(
  extra: readonly string[],
  { argv, command }: CommandTyped,
): SuggestedCommand | null {
  const [flag, divider] = meantBy(extra, command?.name ?? '');
  if (flag === undefined || command === undefined || !command.flags.includes(flag.slice(2)))
    return null;
  if (extra.length > 1 && divider === null) return null;
  if (!extra.every((word) => likeAName.test(word))) return null;
  const options: [flag: string, value: string | null][] = [[flag, extra.join(divider ?? '')]];
  const left = [...extra];
  for (const word of argv.slice(command.name.split(' ').length)) {
    const last = options.at(-1);
    const [name = '', ...value] = word.split('=');
    if (word === '--') continue;
    if (word.startsWith('-') && word !== '-')
      options.push([name, value.length === 0 ? null : value.join('=')]);
    else if (word === left[0]) left.shift();
    else if (last !== undefined) last[1] = word;
  }
  // What was given already is not given twice: a list of brokers with spaces in it is one list.
  const [first, ...others] = options;
  const given = others.filter(([name]) => name === flag);
  if (given.length === 0) return suggestedCommand(command.name, { options });
  const values = given.map(([, value]) => value);
  if (divider !== ',' || values.includes(null)) return null;
  const all = [...values, first?.[1]].map((value) => value?.replace(/,$/, '')).join(',');
  return suggestedCommand(command.name, {
    options: [[flag, all], ...others.filter(([name]) => name !== flag)],
  });
}

/** Words after `simulate` that begin with an event are events, with the first of them as one. */
function meantBy(
  [first = '']: readonly string[],
  name: string,
): readonly [flag?: string, divider?: string | null] {
  if (name === 'simulate' && Object.hasOwn(eventForms, first)) return ['--events', ' '];
  return flagMeant[name] ?? [];
}

/** Without colours, the pointer to help, and the heading above a list of reasons. */
function sentenceOf(message: string): string {
  return withoutMark(stripVTControlCharacters(message))
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
  const commands = commandIds.map((one) => one.split(':'));
  const topics = [...new Set(commands.flatMap((one) => one.slice(0, -1)))];
  const [topic = '', verb = ''] = words;
  const isTopic = topics.includes(topic);
  const nextStep = helpFor(isTopic ? topic : '');
  if (topic.startsWith('-')) {
    const message = `a command must come before ${topic}.`;
    return new FarmError({ code: 'E_USAGE', message, nextStep });
  }
  const message = isTopic
    ? `farm ${topic} has no command "${verb}".`
    : `farm has no command "${topic}".`;
  // Words after the command may be arguments already. The words of a topic that is there are compared with its own alone.
  const verbs = commands.filter((one) => one[0] === topic).map((one) => one.slice(1).join(' '));
  const meant = isTopic
    ? prefixed(topic, nearest(verb, verbs))
    : (nearest(words.slice(0, 2).join(' '), phrases(commands, 2)) ??
      nearest(topic, [...phrases(commands, 1), ...topics]));
  if (meant === null) return new FarmError({ code: 'E_USAGE', message, nextStep });
  const typed = isTopic || meant.includes(' ') ? words.slice(0, 2).join(' ') : topic;
  return new FarmError({ code: 'E_USAGE', message, typed, candidates: [meant], nextStep });
}

/** The commands of so many words. */
function phrases(commands: readonly (readonly string[])[], count: number): string[] {
  return commands.filter((one) => one.length === count).map((one) => one.join(' '));
}

function prefixed(topic: string, verb: string | null): string | null {
  return verb === null ? null : `${topic} ${verb}`;
}

/** What was probably meant; nothing where that would do harm. */
function nearest(typed: string, candidates: readonly string[]): string | null {
  const meant = didYouMean(typed, candidates);
  return meant === undefined || !meant.split(' ').every(isHarmless) ? null : meant;
}
