import { unsafeCharacters } from '../unsafe-text.js';
import { lookAlikes } from './look-alikes.table.js';

const latinOf = new Map(
  lookAlikes.flatMap(([latin, letters]) =>
    Array.from(letters, (letter) => [letter, latin] as const),
  ),
);

/**
 * The appearance of a name: two names with the same appearance look the same. Invisible characters and case don't count;
 * 0 and O, and 1, l and I, count as one, and so do spaces of any width and number.
 */
export function lookOf(name: string): string {
  const visible = name.normalize('NFKC').replace(unsafeCharacters, '').replace(/\s+/gu, ' ');
  return Array.from(visible, (letter) => latinOf.get(letter) ?? letter.toLowerCase()).join('');
}
