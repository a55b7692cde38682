import { longestName } from './invariants/names.js';
import { asTyped, literalAt, withoutEscapes } from './names/literal.js';
import type { NameListFault } from './reasons.js';
import { Refusal } from './refusal.js';
import { shortened } from './words.js';

/**
 * Lists of names as they are typed: ranges such as `RDS[01-40]`, lists such as `RDS[01-03,07],PC1`, patterns such as `RDS1*`, and
 * `vc[[]1[]]` for a name that has brackets itself.
 */

/** More names than this at once are treated as a typo. */
export const mostNames = 10_000;
/** The most ranges in one name: no server name has this many numbers. */
const mostRangesInName = 16;

/**
 * The names in lists with ranges, in the order written: names of new objects.
 * @throws Refusal E_USAGE for brackets that don't close, a range that runs backwards, or far too many names
 */
export function expandNames(written: string | readonly string[]): string[] {
  return expandRanges(written).map(withoutEscapes);
}

/**
 * The same for words that are looked up: what is written as `[*]` for a star in a name stays so, apart from a pattern.
 * @throws Refusal as `expandNames`
 */
export function expandRanges(written: string | readonly string[]): string[] {
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
    const literal = literalAt(text, at);
    if (literal !== null && depth === 0) {
      at += literal.length - 1;
      continue;
    }
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
  const { fixed, ranges } = piecesOf(item);
  if (ranges.length === 0) {
    yield item;
    return;
  }
  if (ranges.length > mostRangesInName)
    throw badNames(text, { kind: 'too-many-ranges', most: mostRangesInName });
  if (withoutEscapes(fixed.join('')).length > longestName)
    throw badNames(text, { kind: 'name-too-long', most: longestName });
  yield* joined(
    fixed,
    ranges.map((range) => parseRanges(range, text)),
  );
}

/** An item divided at its ranges, whose brackets match and don't nest: there is one piece more than ranges. */
function piecesOf(item: string): { fixed: string[]; ranges: string[] } {
  const fixed = [''];
  const ranges: string[] = [];
  for (let at = 0; at < item.length;) {
    const literal = literalAt(item, at);
    const end = literal !== null || item[at] !== '[' ? -1 : item.indexOf(']', at);
    if (end === -1) {
      const text = literal ?? item.charAt(at);
      fixed.push(`${fixed.pop() ?? ''}${text}`);
      at += text.length;
      continue;
    }
    ranges.push(item.slice(at + 1, end));
    fixed.push('');
    at = end + 1;
  }
  return { fixed, ranges };
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

/**
 * The name in a text that is one name, for an object that gets another one.
 * @throws Refusal E_USAGE for a range or a list of several, and as `expandNames`
 */
export function oneName(text: string): string {
  const [name = '', ...others] = expandNames(text);
  if (others.length === 0) return name;
  const reason = { text: shortened(text), count: others.length + 1, literal: asTyped(text) };
  throw new Refusal('E_USAGE', { kind: 'several-new-names', ...reason });
}

/** The refusal of a list that is far too long. */
export function tooManyNames(): Refusal {
  return new Refusal('E_USAGE', { kind: 'too-many-names', most: mostNames });
}

function badNames(list: string, fault: NameListFault): Refusal {
  return new Refusal('E_USAGE', { kind: 'bad-name-list', list: shortened(list), fault });
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
