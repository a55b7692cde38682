import { unsafeCharacters } from '../unsafe-text.js';
import { lookAlikes } from './look-alikes.table.js';

const latinOf = new Map(
  lookAlikes.flatMap(([latin, letters]) =>
    Array.from(letters, (letter) => [letter, latin] as const),
  ),
);

/**
 * What a name looks like: two names of one look can't be told apart by eye. Invisible characters and case don't count;
 * 0 and O, and 1, l and I, count as one, and so do spaces of any width and number.
 */
export function lookOf(name: string): string {
  const visible = name.normalize('NFKC').replace(unsafeCharacters, '').replace(/\s+/gu, ' ');
  return Array.from(visible, (letter) => latinOf.get(letter) ?? letter.toLowerCase()).join('');
}
