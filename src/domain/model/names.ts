import type { NextStep, SuggestedCommand } from './suggested-command.js';
import { longestName } from './invariants/names.js';
import type { NameListFault } from './reasons.js';
import { Refusal } from './refusal.js';
import { shortened } from './words.js';

/**
 * Compact lists of names: ranges such as `RDS[01-40]`, lists such as `RDS[01-03,07],PC1`, patterns such as `RDS1*`.
 */

/** More names than this at once are treated as a typo. */
export const mostNames = 10_000;
/** The most ranges in one name: no server name has this many numbers. */
const mostRangesInName = 16;

/**
 * The names in lists with ranges, in the order written.
 * @throws Refusal E_USAGE for brackets that don't close, a range that runs backwards, or far too many names
 */
export function expandNames(written: string | readonly string[]): string[] {
  const names: string[] = [];
  for (const text of typeof written === 'string' ? [written] : written) {
    for (const item of itemsOf(text)) {
      for (const name of namesOfItem(item, text)) {
        if (names.length === mostNames) throw tooManyNames();
        names.push(name);
      }
    }
  }
  return names;
}

/**
 * The items of a list: what its commas outside brackets divide.
 * @throws Refusal E_USAGE for brackets that don't match, and for an empty item
 */
export function itemsOf(text: string): string[] {
  const items: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '[') depth += 1;
    if (letter === ']') depth -= 1;
    if (depth < 0 || depth > 1) throw badNames(text, { kind: 'unmatched-bracket' });
    if (letter === ',' && depth === 0) {
      items.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (depth !== 0) throw badNames(text, { kind: 'unclosed-bracket' });
  items.push(text.slice(start));
  const trimmed = items.map((one) => one.trim());
  if (trimmed.includes('')) throw badNames(text, { kind: 'empty-name' });
  return trimmed;
}

/**
 * Every name of one item of a list: as many as the product of its ranges, the last one varying fastest.
 * @param text the list, for errors
 * @throws Refusal E_USAGE for what is no range
 */
export function* namesOfItem(item: string, text: string): Generator<string> {
  // Brackets match and don't nest, so every second piece is the inside of one.
  const pieces = item.split(/[[\]]/);
  if (pieces.length === 1) {
    yield item;
    return;
  }
  const fixed = pieces.filter((_, index) => index % 2 === 0);
  const ranges = pieces.filter((_, index) => index % 2 === 1);
  if (ranges.length > mostRangesInName)
    throw badNames(text, { kind: 'too-many-ranges', most: mostRangesInName });
  if (fixed.join('').length > longestName)
    throw badNames(text, { kind: 'name-too-long', most: longestName });
  yield* joined(
    fixed,
    ranges.map((range) => parseRanges(range, text)),
  );
}

function* joined(fixed: readonly string[], ranges: readonly Range[][], at = 0): Generator<string> {
  const [before = ''] = fixed.slice(at, at + 1);
  const here = ranges[at];
  if (here === undefined) {
    yield before;
    return;
  }
  for (const { first, last, width } of here) {
    for (let number = first; number <= last; number += 1) {
      const digits = String(number).padStart(width, '0');
      for (const rest of joined(fixed, ranges, at + 1)) yield `${before}${digits}${rest}`;
    }
  }
}

interface Range {
  first: number;
  last: number;
  /** All numbers have at least this many digits. */
  width: number;
}

function parseRanges(inside: string, text: string): Range[] {
  return inside.split(',').map((written) => {
    const part = written.trim();
    const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    if (range === null) throw badNames(text, { kind: 'not-a-range', part: shortened(part) });
    const [, first = '', last = first] = range;
    if (Number(last) < Number(first))
      throw badNames(text, { kind: 'backwards-range', part: shortened(part) });
    // A leading zero says that all numbers have that width.
    const width = first.startsWith('0') ? first.length : 0;
    return { first: Number(first), last: Number(last), width };
  });
}

/** The refusal of a list that is far too long. */
export function tooManyNames(): Refusal {
  return new Refusal('E_USAGE', { kind: 'too-many-names', most: mostNames });
}

function badNames(list: string, fault: NameListFault): Refusal {
  return new Refusal('E_USAGE', { kind: 'bad-name-list', list: shortened(list), fault });
}

/** Names in their order, as short as possible: RDS1, RDS2, RDS3, PC1 → RDS[1-3], PC1. */
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

/** So many names are easy to read one by one, and need no quotes in a shell. */
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

/** The name split at its last number, if a range can contain it. */
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
 * The command that selects these names as a list with ranges. Names that such a list would read differently, such as a
 * pattern that also matches other objects, get a sentence: no command could select only them.
 */
export function bySelection(
  names: readonly string[],
  suggest: (selection: string) => SuggestedCommand,
): NextStep[] {
  const plain = names.filter((name) => !isPattern(name));
  const others = names.filter(isPattern).map((name) => JSON.stringify(name));
  return [
    ...(plain.length === 0 ? [] : [suggest(compressNames(plain).replaceAll(', ', ','))]),
    ...(others.length === 0
      ? []
      : [`change ${others.join(', ')} in the farm file: commands read * ? , [ ] as a selection`]),
  ];
}

/** Whether a list of names reads this one as a pattern, a range or several names. */
export function isPattern(name: string): boolean {
  return /[*?,[\]]/.test(name);
}

/** The first name that is in the list more than once; null where there is none. */
export function firstRepeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (seen.has(key)) return name;
    seen.add(key);
  }
  return null;
}
