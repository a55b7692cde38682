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
  if (/^[!-~]*$/.test(name)) return lookOfAscii(name);
  const visible = name.normalize('NFKC').replace(unsafeCharacters(), '').replace(/\s+/gu, ' ');
  return Array.from(visible, (letter) => latinOf.get(letter) ?? letter.toLowerCase()).join('');
}

/** The appearance of each printable ASCII character. */
const asciiLooks = Array.from({ length: 0x7f }, (_, code) => {
  const letter = String.fromCharCode(code);
  return latinOf.get(letter) ?? letter.toLowerCase();
});

/** The same for printable ASCII without spaces, which nearly all names are: nothing in it is invisible or composed. */
function lookOfAscii(name: string): string {
  let look = '';
  for (let at = 0; at < name.length; at += 1) look += asciiLooks[name.charCodeAt(at)] ?? '';
  return look;
}
