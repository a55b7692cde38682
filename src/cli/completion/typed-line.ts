import type { Candidate } from './candidate.js';
import type { ManifestArg, ManifestCommand, ManifestFlag } from './command-tree.js';

/** A command line up to the current word: its command, flags and arguments, and what can still be given. */

/** What was typed before the current word: the command and what its words are. */
export interface Typed {
  command: ManifestCommand;
  flags: Map<string, string[]>;
  args: string[];
  /** The flag whose value the current word is. */
  pending: ManifestFlag | undefined;
  /** After `--`. */
  isPastFlags: boolean;
}

/** Reads the words after the command. */
export function parse(command: ManifestCommand, words: readonly string[]): Typed {
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
export function flagsLeft({ command, flags }: Typed): Candidate[] {
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

/** The argument that the current word is; undefined if the command takes no more. */
export function argAt({ command, args }: Typed): ManifestArg | undefined {
  const all = Object.values(command.args);
  return all[args.length] ?? (command.strict === false ? all.at(-1) : undefined);
}
