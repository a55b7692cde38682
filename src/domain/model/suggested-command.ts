import type { Farm, Site } from './farm.js';

/**
 * Commands of farm as data: for fixes, next steps and replays. The words, the farm and the site are decided here;
 * only ../render/command-line.ts prints them for a shell.
 */

/** A word of a command that isn't fixed by its syntax: a value, or an UPPERCASE placeholder to be filled in. */
export interface Word {
  readonly kind: 'value' | 'placeholder';
  readonly text: string;
}

/** An option with its value; null for one that takes none. */
export interface Option {
  readonly flag: string;
  readonly value: Word | null;
}

/** The farm that a command is for. */
export type CommandFarm =
  /** The farm of this run. */
  | { readonly kind: 'run' }
  /** None: the command needs no farm file, such as `farm explain`. */
  | { readonly kind: 'none' }
  /** The farm of a file; `-` is standard input, which can't be read again. */
  | { readonly kind: 'file'; readonly path: string }
  /** The farm that another command prints. */
  | { readonly kind: 'piped'; readonly from: SuggestedCommand };

/** A command that is suggested to the user. Names that begin with a dash are safe: options and arguments are apart. */
export interface SuggestedCommand {
  readonly kind: 'suggested command';
  /** The words that name the command, such as `broker promote`. */
  readonly name: readonly string[];
  readonly args: readonly Word[];
  readonly options: readonly Option[];
  /** The site it is about, if the farm has several; null if none needs to be specified. */
  readonly site: string | null;
  readonly farm: CommandFarm;
}

/** A sentence with commands in it, or with an option to add to the command that was typed. */
export interface Sentence {
  readonly kind: 'sentence';
  readonly parts: readonly (string | SuggestedCommand | Option)[];
}

/** What to do next: words alone, a command alone, or a sentence with commands. */
export type NextStep = string | SuggestedCommand | Sentence;

/** A value with every command and sentence in it as text. */
export type Printed<T> = T extends SuggestedCommand | Sentence
  ? string
  : T extends Error | ReadonlyMap<unknown, unknown>
    ? T
    : { [K in keyof T]: Printed<T[K]> };

/** A placeholder, such as SERVER. */
export function placeholder(text: string): Word {
  return { kind: 'placeholder', text };
}

/** Commands that work without a farm file, by their first word. */
const withoutFarm: ReadonlySet<string> = new Set(['config', 'explain', 'init', 'schema']);

/** Commands that take farm files as arguments, and then no --file. */
const takesFiles: ReadonlySet<string> = new Set(['check', 'fmt', 'validate']);

/**
 * A command from its parts. A string is always a value.
 * @param options flags in order, each with its value; null for a flag that takes none
 */
export function suggestedCommand(
  name: string,
  {
    args = [],
    options = [],
    site = null,
  }: {
    args?: readonly (string | Word)[];
    options?: readonly (readonly [flag: string, value: string | Word | null])[];
    site?: string | null;
  } = {},
): SuggestedCommand {
  const words = name === '' ? [] : name.split(' ');
  const [first = ''] = words;
  const needsNone =
    (withoutFarm.has(first) && !isForFarm(words, args)) ||
    (takesFiles.has(first) && args.length > 0) ||
    options.some(([flag]) => flag === '--help');
  return {
    kind: 'suggested command',
    name: words,
    args: args.map(asWord),
    options: options.map(([flag, value]) => ({
      flag,
      value: value === null ? null : asWord(value),
    })),
    site,
    farm: { kind: needsNone ? 'none' : 'run' },
  };
}

/** A default site is one of a farm file. */
function isForFarm([topic]: readonly string[], args: readonly (string | Word)[]): boolean {
  return topic === 'config' && args.some((arg) => asWord(arg).text === 'default-site');
}

function asWord(word: string | Word): Word {
  return typeof word === 'string' ? { kind: 'value', text: word } : word;
}

type Tag = (literals: TemplateStringsArray, ...values: readonly string[]) => SuggestedCommand;

/**
 * A command as it is typed: command`broker set ${server} --ip IP`. What is interpolated is a value, whatever it looks
 * like; of the words written out, UPPERCASE ones are placeholders. Options come last, and a word behind one is its value.
 */
export const command: Tag = (literals, ...values) => build(literals, values, null);

/** The same for a command about a site, which is named if the farm has several. */
export function commandIn(farm: Pick<Farm, 'sites'>, site: Pick<Site, 'name'>): Tag {
  return (literals, ...values) => build(literals, values, siteToName(farm, site));
}

/** The same where only the value of its `--site` is known; null where none must be named. */
export function commandAt({ siteOption }: { siteOption: string | null }): Tag {
  return (literals, ...values) => build(literals, values, siteOption);
}

/** The site that a command must name: none if the farm has only one. */
export function siteToName(
  { sites }: Pick<Farm, 'sites'>,
  { name }: Pick<Site, 'name'>,
): string | null {
  return sites.length === 1 ? null : name;
}

function build(
  literals: readonly string[],
  values: readonly string[],
  site: string | null,
): SuggestedCommand {
  const name: string[] = [];
  const args: Word[] = [];
  const options: [string, Word | null][] = [];
  for (const { text, isLiteral } of typedWords(literals, values)) {
    const last = options.at(-1);
    const word: Word = isLiteral && /^[A-Z]/.test(text) ? placeholder(text) : asWord(text);
    if (isLiteral && text.startsWith('--')) options.push([text, null]);
    else if (last !== undefined) last[1] = word;
    else if (isLiteral && /^[a-z]/.test(text) && args.length === 0) name.push(text);
    else args.push(word);
  }
  return suggestedCommand(name.join(' '), { args, options, site });
}

/** The words of a template: split at its spaces, not at spaces in values. */
function typedWords(
  literals: readonly string[],
  values: readonly string[],
): { text: string; isLiteral: boolean }[] {
  const words: { text: string; isLiteral: boolean }[] = [{ text: '', isLiteral: true }];
  literals.forEach((literal, index) => {
    literal.split(' ').forEach((piece, at) => {
      if (at > 0) words.push({ text: '', isLiteral: true });
      const word = words.at(-1);
      if (word !== undefined) word.text += piece;
    });
    const word = words.at(-1);
    const value = values[index];
    if (word === undefined || value === undefined) return;
    word.text += value;
    word.isLiteral = false;
  });
  return words.filter(({ text, isLiteral }) => text !== '' || !isLiteral);
}

/** A sentence with commands in it: sentence`promote another broker first: ${command}`. */
export function sentence(
  literals: TemplateStringsArray,
  ...values: readonly (string | SuggestedCommand | Option)[]
): Sentence {
  const parts = literals.flatMap((literal, index) => {
    const value = values[index];
    return value === undefined ? [literal] : [literal, value];
  });
  return { kind: 'sentence', parts: parts.filter((part) => part !== '') };
}

/** An option to add to a command, for a sentence. */
export function option(flag: string, value: string): Option {
  return { flag, value: asWord(value) };
}

/** Whether a value is a suggested command. */
export function isSuggestedCommand(value: unknown): value is SuggestedCommand {
  if (!hasKind(value, 'suggested command')) return false;
  // Data from a user's file must not be taken for a command.
  const { name, args, options, farm } = value;
  return (
    [name, args, options].every((words) => Array.isArray(words)) &&
    typeof farm === 'object' &&
    farm !== null
  );
}

/** Whether a value is a sentence with commands. */
export function isSentence(value: unknown): value is Sentence {
  return hasKind(value, 'sentence') && Array.isArray(value['parts']);
}

function hasKind(value: unknown, kind: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

/** The commands that a next step names. */
export function commandsIn(step: NextStep): SuggestedCommand[] {
  if (typeof step === 'string') return [];
  if (step.kind === 'suggested command') return [step];
  return step.parts.filter(isSuggestedCommand);
}

/** The same command for the farm of a file; unchanged if it is already for a specific farm. */
export function forFarmFile(command: SuggestedCommand, path: string): SuggestedCommand {
  return command.farm.kind === 'run' ? { ...command, farm: { kind: 'file', path } } : command;
}

/** A value, such as a result, with every command in it replaced; parts without a command are shared, not copied. */
export function mapCommands<T>(value: T, change: ChangeCommand): T {
  return commandMapper(change)(value);
}

/** The same for several values: what is one object in several of them stays one. */
export function commandMapper(change: ChangeCommand): <T>(value: T) => T {
  const done = new Map<object, unknown>();
  return <T>(value: T): T => mapped(value, change, done) as T;
}

type ChangeCommand = (command: SuggestedCommand) => SuggestedCommand;

/** Whether a value is data: errors and the like are not changed. */
export function isPlainObject(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function mapped(value: unknown, change: ChangeCommand, done: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSuggestedCommand(value)) return change(value);
  if (!Array.isArray(value) && !isPlainObject(value)) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapped(item, change, done));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const known = done.get(value);
  if (known !== undefined) return known;
  const entries = Object.entries(value);
  const changed = entries.map(([key, item]) => [key, mapped(item, change, done)] as const);
  const same = changed.every(([, item], index) => item === entries[index]?.[1]);
  if (same) return value;
  const copy = Object.fromEntries(changed);
  done.set(value, copy);
  return copy;
}
