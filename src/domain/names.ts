import type { NextStep, SuggestedCommand } from './command-line.js';
import { FarmError } from './errors.js';
import { sameName } from './farm.js';

/**
 * Many names in few letters: ranges such as `RDS[01-40]`, lists such as `RDS[01-03,07],PC1`, patterns such as `RDS1*`.
 */

/** More names than this from one argument are taken for a slip of the hand. */
const mostNames = 10_000;

/**
 * The names meant by a list with ranges, in the order written.
 * @throws FarmError E_USAGE for brackets that don't close, a range that runs backwards, or far too many names
 */
export function expandNames(text: string): string[] {
  const names: string[] = [];
  for (const item of splitOutsideBrackets(text)) {
    for (const name of expandItem(item, text)) {
      names.push(name);
      if (names.length > mostNames) throw badNames(text, `means more than ${mostNames} names`);
    }
  }
  return names;
}

function splitOutsideBrackets(text: string): string[] {
  const items: string[] = [];
  let item = '';
  let depth = 0;
  for (const letter of text) {
    if (letter === '[') depth += 1;
    if (letter === ']') depth -= 1;
    if (depth < 0 || depth > 1) throw badNames(text, 'has brackets that do not match');
    if (letter === ',' && depth === 0) {
      items.push(item);
      item = '';
    } else item += letter;
  }
  if (depth !== 0) throw badNames(text, 'has a bracket that is not closed');
  items.push(item);
  const trimmed = items.map((one) => one.trim());
  if (trimmed.includes('')) throw badNames(text, 'has an empty name');
  return trimmed;
}

function* expandItem(item: string, text: string): Generator<string> {
  const bracket = /^([^[]*)\[([^\]]*)\](.*)$/.exec(item);
  if (bracket === null) {
    yield item;
    return;
  }
  const [, before = '', inside = '', after = ''] = bracket;
  for (const part of inside.split(',')) {
    for (const number of expandRange(part.trim(), text)) {
      yield* expandItem(`${before}${number}${after}`, text);
    }
  }
}

function* expandRange(part: string, text: string): Generator<string> {
  const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
  if (range === null)
    throw badNames(text, `has "${part}" in brackets where a number or a range belongs`);
  const [, first = '', last = first] = range;
  if (Number(last) < Number(first))
    throw badNames(text, `has a range that runs backwards: ${part}`);
  // A leading zero says that all numbers have that width.
  const width = first.startsWith('0') ? first.length : 0;
  for (let number = Number(first); number <= Number(last); number += 1) {
    yield String(number).padStart(width, '0');
  }
}

function badNames(text: string, what: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `the name list "${text}" ${what}.`,
    nextStep: "write names such as 'RDS[01-40]' or 'RDS[01-03,07],PC1', in quotes",
  });
}

/** Names as short as they can be said in their order: RDS1, RDS2, RDS3, PC1 → RDS[1-3], PC1. */
export function compressNames(names: readonly string[]): string {
  const items: string[] = [];
  let run: Run | undefined;
  const endRun = (): void => {
    if (run !== undefined) items.push(sayRun(run));
    run = undefined;
  };
  for (const name of names) {
    const next = numbered(name);
    if (run !== undefined && next !== null && continues(run, next)) {
      run.last = next.digits;
      continue;
    }
    endRun();
    if (next === null) items.push(name);
    else run = { ...next, first: next.digits, last: next.digits };
  }
  endRun();
  return items.join(', ');
}

/** As many names are still read at a glance, and need no quotes in a shell. */
const mostWrittenOut = 4;

/** Names as one argument of a command: `CB1,CB2`, and more than four of them with ranges, `CB[1-30]`. */
export function nameList(names: readonly string[]): string {
  return names.length <= mostWrittenOut
    ? names.join(',')
    : compressNames(names).replaceAll(', ', ',');
}

interface Numbered {
  before: string;
  digits: string;
  after: string;
}

interface Run extends Numbered {
  first: string;
  last: string;
}

/** The name taken apart at its last number, if it has one that a range can hold. */
function numbered(name: string): Numbered | null {
  const parts = /^(.*?)(\d{1,9})(\D*)$/.exec(name);
  if (parts === null || /[[\],]/.test(name)) return null;
  const [, before = '', digits = '', after = ''] = parts;
  return { before, digits, after };
}

function continues(run: Run, next: Numbered): boolean {
  const padded = run.first.startsWith('0');
  return (
    run.before === next.before &&
    run.after === next.after &&
    Number(next.digits) === Number(run.last) + 1 &&
    next.digits === String(Number(next.digits)).padStart(padded ? run.first.length : 0, '0')
  );
}

function sayRun(run: Run): string {
  const inside = run.first === run.last ? run.first : `[${run.first}-${run.last}]`;
  return `${run.before}${inside}${run.after}`;
}

/**
 * The command that selects these names as a list with ranges. Names that such a list would read as something else, such
 * as a pattern that also meets other objects, get a sentence: no command could name them alone.
 */
export function bySelection(
  names: readonly string[],
  suggest: (selection: string) => SuggestedCommand,
): NextStep[] {
  const isPlain = (name: string): boolean => !/[*?,[\]]/.test(name);
  const plain = names.filter(isPlain);
  const others = names.filter((name) => !isPlain(name)).map((name) => JSON.stringify(name));
  return [
    ...(plain.length === 0 ? [] : [suggest(compressNames(plain).replaceAll(', ', ','))]),
    ...(others.length === 0
      ? []
      : [`change ${others.join(', ')} in the farm file: commands read * ? , [ ] as a selection`]),
  ];
}

/**
 * The objects whose names are meant by a list of names, ranges and patterns (`*` any letters, `?` one letter).
 * @throws FarmError E_NOT_FOUND for a name or pattern that meets nothing
 */
export function selectByName<T>(
  objects: readonly T[],
  nameOf: (object: T) => string,
  wanted: readonly string[],
  place: { noun: string; site: string; nextStep: NextStep },
): T[] {
  const chosen = new Set<T>();
  const byName = new Map(objects.map((object) => [nameOf(object).toLowerCase(), object]));
  for (const name of wanted.flatMap(expandNames)) {
    const met = isPattern(name)
      ? objects.filter((object) => matchesPattern(nameOf(object), name))
      : [byName.get(name.toLowerCase())].filter((object) => object !== undefined);
    if (met.length === 0) {
      throw new FarmError({
        code: 'E_NOT_FOUND',
        message: isPattern(name)
          ? `no ${place.noun} of site "${place.site}" matches "${name}".`
          : `${place.noun} "${name}" is not in site "${place.site}".`,
        typed: name,
        candidates: objects.map(nameOf),
        nextStep: place.nextStep,
      });
    }
    for (const object of met) chosen.add(object);
  }
  return [...chosen];
}

/** Names in a sentence: `CB1`, `CB1 and CB2`, `CB1, CB2 and CB3`. */
export function sayNames(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The first name that stands in the list more than once, if any. */
export function firstRepeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (seen.has(key)) return name;
    seen.add(key);
  }
  return null;
}

function isPattern(name: string): boolean {
  return /[*?]/.test(name);
}

function matchesPattern(name: string, pattern: string): boolean {
  if (sameName(name, pattern)) return true;
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'isu').test(name);
}
