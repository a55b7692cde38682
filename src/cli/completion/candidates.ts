import type { FarmName, FarmNames } from '../../store/farm/farm-names.js';
import {
  type CommandTree,
  findCommand,
  type ManifestArg,
  type ManifestCommand,
  type ManifestFlag,
  wordsAfter,
} from './command-tree.js';
import { meaningOf, type Place, partsOf, type ValueKind } from './placeholders.js';

/** What can be typed next on a command line. Pure: the farm and all else that is listed is passed in. */

/** A word that completes the current one, and what is shown beside it. */
export interface Candidate {
  /** The whole word, unquoted; it begins as the current word does, apart from case. */
  word: string;
  about: string;
}

/** The answer: words, or that file names belong here. */
export interface Completion {
  candidates: readonly Candidate[];
  /** The part of the current word before the file name, such as `--file=`; null: no file name belongs here. */
  fileAfter: string | null;
}

/** A value and what it stands for. */
export interface Listed {
  value: string;
  about: string;
}

/** What is listed besides the names of the farm, each loaded only if it is asked for. */
export interface Lists {
  tree: CommandTree;
  names: (file: string | undefined) => FarmNames;
  rules: () => Promise<Listed[]>;
  topics: () => Promise<Listed[]>;
  /** Words that `farm help` takes besides commands. */
  pages: () => Promise<Listed[]>;
  services: readonly string[];
  preferences: readonly { key: string; description: string; values?: readonly string[] }[];
}

/** What was typed before the current word: the command and what its words are. */
interface Typed {
  command: ManifestCommand;
  flags: Map<string, string[]>;
  args: string[];
  /** The flag whose value the current word is. */
  pending: ManifestFlag | undefined;
  /** After `--`. */
  isPastFlags: boolean;
}

const nothing: Completion = { candidates: [], fileAfter: null };

/**
 * What completes a command line.
 * @param before the words before the current one, without the program
 * @param current the word at the cursor, unquoted; empty for a new one
 */
export async function complete(
  before: readonly string[],
  current: string,
  lists: Lists,
): Promise<Completion> {
  const { command, path } = findCommand(lists.tree, before);
  const inTree = path.length === before.length;
  const next = inTree ? wordsAfter(lists.tree, path) : [];
  if (command === undefined) {
    const words = inTree ? next : [];
    const flags = current.startsWith('-') ? [{ word: '--help', about: 'Show help' }] : [];
    return asCompletion([...words, ...flags], current);
  }
  const typed = parse(command, before.slice(path.length));
  const { pending, isPastFlags } = typed;
  if (pending !== undefined) return valueOfFlag(pending, typed, current, '', lists);
  const assigned = isPastFlags ? null : /^(--[\w-]+)=(.*)$/su.exec(current);
  if (assigned !== null) {
    const [, name = '', value = ''] = assigned;
    const flag = command.flags[name.slice(2)];
    return flag?.type === 'option' ? valueOfFlag(flag, typed, value, `${name}=`, lists) : nothing;
  }
  if (current.startsWith('-') && !isPastFlags) return asCompletion(flagsLeft(typed), current);
  const completed = await argument(typed, current, lists);
  if (next.length > 0)
    return {
      ...completed,
      candidates: [...asCompletion(next, current).candidates, ...completed.candidates],
    };
  const isDone = completed.candidates.length === 0 && completed.fileAfter === null;
  return isDone && current === '' && !isPastFlags && argAt(typed) === undefined
    ? asCompletion(flagsLeft(typed), current)
    : completed;
}

function asCompletion(words: readonly Candidate[], current: string): Completion {
  return { candidates: matching(words, current), fileAfter: null };
}

/** Those that begin with a text, apart from case; each word once. */
function matching(words: readonly Candidate[], start: string): Candidate[] {
  const wanted = start.toLowerCase();
  const found = new Map<string, Candidate>();
  for (const candidate of words) {
    const { word } = candidate;
    if (word.slice(0, start.length).toLowerCase() === wanted && !found.has(word))
      found.set(word, candidate);
  }
  return [...found.values()];
}

function parse(command: ManifestCommand, words: readonly string[]): Typed {
  const typed: Typed = {
    command,
    flags: new Map(),
    args: [],
    pending: undefined,
    isPastFlags: false,
  };
  const flags = Object.values(command.flags);
  const add = (name: string, value: string) =>
    typed.flags.set(name, [...(typed.flags.get(name) ?? []), value]);
  for (const word of words) {
    if (typed.pending !== undefined) {
      add(typed.pending.name, word);
      typed.pending = undefined;
    } else if (typed.isPastFlags || word === '-' || !word.startsWith('-')) typed.args.push(word);
    else if (word === '--') typed.isPastFlags = true;
    else {
      const [, long, value] = /^--([\w-]+)(?:=([\s\S]*))?$/u.exec(word) ?? [];
      const flag = flags.find(({ name, char, allowNo }) =>
        long === undefined
          ? char === word[1]
          : name === long || (allowNo === true && `no-${name}` === long),
      );
      if (flag === undefined) continue;
      const given =
        long === undefined && word.length > 2 ? word.slice(2).replace(/^=/u, '') : value;
      if (flag.type === 'boolean') add(flag.name, '');
      else if (given === undefined) typed.pending = flag;
      else add(flag.name, given);
    }
  }
  return typed;
}

/** The flags that can still be given. */
function flagsLeft({ command, flags }: Typed): Candidate[] {
  const left = Object.values(command.flags).filter(
    ({ name, multiple, hidden, exclusive = [] }) =>
      hidden !== true &&
      (multiple === true || !flags.has(name)) &&
      !exclusive.some((other) => flags.has(other)),
  );
  const own = left.toSorted((a, b) => Number(isCommon(a)) - Number(isCommon(b)));
  return [
    ...own.flatMap(({ name, allowNo, summary, description }) => {
      const about = summary ?? description ?? '';
      return [
        { word: `--${name}`, about },
        ...(allowNo === true ? [{ word: `--no-${name}`, about: `not: ${about}` }] : []),
      ];
    }),
    { word: '--help', about: 'Show help' },
  ];
}

/** Flags that every command has come last. */
function isCommon(flag: ManifestFlag): boolean {
  return flag.helpGroup !== undefined;
}

async function valueOfFlag(
  flag: ManifestFlag,
  typed: Typed,
  value: string,
  prefix: string,
  lists: Lists,
): Promise<Completion> {
  const { options, helpValue = '', delimiter } = flag;
  if (options !== undefined) {
    const about = flag.summary ?? flag.description ?? '';
    const listed = options.map((option) => ({ value: option, about }));
    return asValues(listed, value, prefix, delimiter ?? '');
  }
  return valueIn(
    helpValue,
    { name: flag.name, isFlag: true, isFirst: false },
    typed,
    value,
    prefix,
    lists,
  );
}

function argAt({ command, args }: Typed): ManifestArg | undefined {
  const all = Object.values(command.args);
  return all[args.length] ?? (command.strict === false ? all.at(-1) : undefined);
}

async function argument(typed: Typed, current: string, lists: Lists): Promise<Completion> {
  const { command, args } = typed;
  const arg = argAt(typed);
  if (arg === undefined) return nothing;
  if (arg.options !== undefined)
    return asValues(
      arg.options.map((value) => ({ value, about: arg.description ?? '' })),
      current,
      '',
      '',
    );
  const isFirst =
    args.length === 0 || (command.strict === false && Object.keys(command.args).length === 1);
  const isOfSeveral = command.strict === false;
  const place = { name: arg.name, isFlag: false, isFirst, isOfSeveral };
  const own = await valueIn(arg.name.toUpperCase(), place, typed, current, '', lists);
  const isLastOfSeveral =
    command.strict === false && args.length > 0 && Object.keys(command.args).length > 1;
  if (!isLastOfSeveral) return own;
  // Of agents and a broker, each word but the first can be either.
  const [first] = Object.values(command.args);
  const others = await valueIn(
    (first?.name ?? '').toUpperCase(),
    { ...place, isFirst: true },
    typed,
    current,
    '',
    lists,
  );
  return { ...own, candidates: [...own.candidates, ...others.candidates] };
}

async function valueIn(
  helpValue: string,
  where: Omit<Place, 'command'>,
  typed: Typed,
  value: string,
  prefix: string,
  lists: Lists,
): Promise<Completion> {
  const place = { ...where, command: typed.command.id.split(':') };
  const { placeholders, values } = partsOf(helpValue);
  const meanings = placeholders.map((one) => meaningOf(one, place));
  const listed: Listed[] = [];
  for (const { kind } of meanings) listed.push(...(await valuesOf(kind, typed, lists)));
  listed.push(...values.map((one) => ({ value: one, about: '' })));
  const separators = meanings.map((meaning) => meaning.separators ?? '').join('');
  const completed = asValues(listed, value, prefix, separators);
  const isFile = meanings.some(({ kind }) => kind === 'files');
  // A value that begins with a dash would be read as a flag.
  const isSafe = ({ word }: Candidate) =>
    prefix !== '' || typed.isPastFlags || !word.startsWith('-');
  return {
    candidates: completed.candidates.filter(isSafe),
    fileAfter: isFile ? prefix : null,
  };
}

/** Values as whole words; in a list, those that are not in it yet. */
function asValues(
  listed: readonly Listed[],
  value: string,
  prefix: string,
  separators: string,
): Completion {
  const at = Math.max(-1, ...Array.from(separators, (one) => value.lastIndexOf(one)));
  const given = value.slice(0, at + 1);
  const taken = given.split(new RegExp(`[${separators}]`, 'u')).map((one) => one.toLowerCase());
  const left =
    separators === ''
      ? listed
      : listed.filter(
          ({ value: one }) =>
            !Array.from(separators).some((separator) => one.includes(separator)) &&
            !taken.includes(one.toLowerCase()),
        );
  const words = left.map(({ value: one, about }) => ({ word: prefix + given + one, about }));
  return { candidates: matching(words, prefix + value), fileAfter: null };
}

async function valuesOf(kind: ValueKind, typed: Typed, lists: Lists): Promise<Listed[]> {
  switch (kind) {
    case 'files':
    case 'new':
      return [];
    case 'agents':
    case 'brokers':
    case 'domains':
    case 'gateways':
    case 'providers':
      return namesOf(lists.names(typed.flags.get('file')?.at(-1))[kind], typed);
    case 'sites':
      return lists
        .names(typed.flags.get('file')?.at(-1))
        .sites.map(({ name, about }) => ({ value: name, about }));
    case 'rules':
      return lists.rules();
    case 'topics':
      return lists.topics();
    case 'services':
      return lists.services.map((value) => ({ value, about: '' }));
    case 'preferences':
      return lists.preferences.map(({ key, description }) => ({ value: key, about: description }));
    case 'preference values':
      return valuesOfPreference(typed, lists);
    case 'commands':
      return helpWords(typed, lists);
  }
}

/** Names of the site that is given with --site, or of every site. */
function namesOf(names: readonly FarmName[], { flags }: Typed): Listed[] {
  const site = flags.get('site')?.at(-1)?.toLowerCase();
  return names
    .filter((one) => site === undefined || one.site.toLowerCase() === site)
    .map((one) => ({ value: one.name, about: `${one.about}, ${one.site}` }));
}

function valuesOfPreference({ args }: Typed, lists: Lists): Listed[] {
  const key = args[0];
  if (key === 'default-site')
    return lists.names(undefined).sites.map(({ name, about }) => ({ value: name, about }));
  const values = lists.preferences.find((one) => one.key === key)?.values ?? [];
  return values.map((value) => ({ value, about: '' }));
}

/** After `farm help`: the words of commands, and pages. */
async function helpWords({ args }: Typed, { tree, pages }: Lists): Promise<Listed[]> {
  const { path } = findCommand(tree, args);
  if (path.length < args.length) return [];
  const words = wordsAfter(tree, args).map(({ word, about }) => ({ value: word, about }));
  return args.length === 0 ? [...words, ...(await pages())] : words;
}
