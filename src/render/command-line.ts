import {
  commandsIn,
  isPlainObject,
  isSentence,
  isSuggestedCommand,
  type Option,
  type Printed,
  type Sentence,
  type SuggestedCommand,
  type Word,
} from '../domain/model/index.js';
import { mappedOnce } from './mapped-once.js';
import { canBeTyped, describeWord, quoteWord, type Shell, shellNames } from './shell-words.js';

/**
 * The only place that prints suggested commands: it adds the farm file and the site, and quotes for the shell. The printed
 * command can be pasted, and works on the farm it was made for.
 */

/** The shell and the farm that commands are printed for. */
export interface CommandContext {
  shell: Shell;
  /** The farm file as given in this run, `-` for standard input; null if it is found automatically. */
  file: string | null;
}

/**
 * The words of a command, starting with `farm`, as a program gets them: without quotes. For a pipe, the words of the last
 * command.
 */
export function argvOf(command: SuggestedCommand, context: CommandContext): string[] {
  return wordsOf(command, context).map(({ text }) => text);
}

function wordsOf(
  { name, args, options, site, farm }: SuggestedCommand,
  { file }: CommandContext,
): Word[] {
  const flags = [
    ...options,
    ...(site === null ? [] : [{ flag: '--site', value: literal(site) }]),
    ...farmOption(farm, file),
  ].flatMap(optionWords);
  const first = ['farm', ...name].map(literal);
  // After `--` an argument may begin with a dash.
  return args.some(({ text }) => text.startsWith('-') && text !== '-')
    ? [...first, ...flags, literal('--'), ...args]
    : [...first, ...args, ...flags];
}

function optionWords({ flag, value }: Option): Word[] {
  if (value === null) return [literal(flag)];
  // After a space it would be taken for another flag.
  if (value.text.startsWith('-') && value.text !== '-')
    return [{ ...value, text: `${flag}=${value.text}` }];
  return [literal(flag), value];
}

function literal(text: string): Word {
  return { kind: 'value', text };
}

function farmOption(
  farm: SuggestedCommand['farm'],
  file: string | null,
): { flag: string; value: Word }[] {
  if (farm.kind === 'none') return [];
  if (farm.kind === 'piped') return [{ flag: '--file', value: literal('-') }];
  const path = farm.kind === 'file' ? farm.path : file;
  if (path === null) return [];
  // Standard input and the output of another command can't be read again: the user has to save them to a file.
  const value: Word =
    path === '-' || isPassing(path) ? { kind: 'placeholder', text: 'FILE' } : literal(path);
  return [{ flag: '--file', value }];
}

/** Whether the path is an open pipe of this run, as bash creates for `<(farm test --given NAME)`. */
function isPassing(path: string): boolean {
  return /^\/(?:dev\/stdin|(?:dev|proc\/\w+)\/fd\/\d+)$/.test(path);
}

/** A command as typed in a shell. A command with characters that can't be typed is described instead. */
export function printCommand(command: SuggestedCommand, context: CommandContext): string {
  const words = wordsOf(command, context).map(({ text }) => text);
  if (words.some((word) => !canBeTyped(word, context.shell))) {
    const shown = words.map(describeWord).join(' ');
    return `(do not paste: it has characters that can't be typed in ${shellNames[context.shell]}) ${shown}`;
  }
  const line = words.map((word) => quoteWord(word, context.shell)).join(' ');
  return command.farm.kind === 'piped'
    ? `${printCommand(command.farm.from, context)} | ${line}`
    : line;
}

/** A sentence with its commands as typed. */
function printSentence({ parts }: Sentence, context: CommandContext): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      return isSuggestedCommand(part) ? printCommand(part, context) : printOption(part, context);
    })
    .join('');
}

function printOption(option: Option, { shell }: CommandContext): string {
  return optionWords(option)
    .map(({ text }) => (canBeTyped(text, shell) ? quoteWord(text, shell) : describeWord(text)))
    .join(' ');
}

/**
 * A value, such as a result, with every command and sentence in it as text. For each key with a command or a list of
 * commands, `<key>Argv` has the words without quotes; for a sentence, those of each of its commands.
 */
export function printCommands<T>(value: T, context: CommandContext): Printed<T> {
  return printed(value, { context, withArgv: true, done: new Map() }) as Printed<T>;
}

/** The same without the words of each command, which no text shows. */
export function printCommandsForText<T>(value: T, context: CommandContext): Printed<T> {
  return printed(value, { context, withArgv: false, done: new Map() }) as Printed<T>;
}

interface Printing {
  context: CommandContext;
  withArgv: boolean;
  /** The objects that are already printed: a result may name the same finding several times. */
  done: Map<object, object>;
}

function printed(value: unknown, printing: Printing): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSuggestedCommand(value)) return printCommand(value, printing.context);
  if (isSentence(value)) return printSentence(value, printing.context);
  if (!Array.isArray(value) && !isPlainObject(value)) return value;
  if (Array.isArray(value)) {
    return mappedOnce(value, (item) => printed(item, printing), printing.done);
  }
  const known = printing.done.get(value);
  if (known !== undefined) return known;
  const print = printedObject(value, printing);
  // Only copies are worth remembering; an object without commands is its own print.
  if (print !== value) printing.done.set(value, print);
  return print;
}

/** A result may contain hundreds of thousands of objects without a command: they are shared, not copied. */
function printedObject(value: object, printing: Printing): object {
  const entries = Object.entries(value);
  let copy: [string, unknown][] | null = null;
  for (const [index, entry] of entries.entries()) {
    const [key, item] = entry;
    if (typeof item !== 'object' || item === null) {
      copy?.push(entry);
      continue;
    }
    const text = printed(item, printing);
    const argv = printing.withArgv ? argvBeside(item, printing.context) : null;
    if (text !== item || argv !== null) copy ??= entries.slice(0, index);
    copy?.push([key, text]);
    if (argv !== null) copy?.push([`${key}Argv`, argv]);
  }
  return copy === null ? value : Object.fromEntries(copy);
}

type Argv = string | Argv[];

/** The words of a command, of each command of a list, or of a sentence; null for anything else. */
function argvBeside(value: unknown, context: CommandContext): Argv | null {
  if (isSuggestedCommand(value)) return argvOf(value, context);
  if (isSentence(value)) {
    const commands = commandsIn(value);
    return commands.length === 0 ? null : commands.map((one) => argvOf(one, context));
  }
  if (!Array.isArray(value) || value.length === 0) return null;
  const lists: Argv[] = [];
  for (const item of value) {
    const argv = argvBeside(item, context);
    if (argv === null) return null;
    lists.push(argv);
  }
  return lists;
}
