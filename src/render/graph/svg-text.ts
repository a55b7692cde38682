import { displayWidth, wrapped } from '../text.js';

/**
 * How much text fits. An SVG has no font of its own, so widths are those of the monospace fonts that readers have, the widest of
 * them, and letters outside of these fonts count double.
 */

/** How wide a letter of the size 12 is, in pixels. */
const letter = 7.3;

/** Latin, Greek and Cyrillic letters and the signs that a monospace font has; marks and isolates take no room. */
const narrow = /[ -~\u00a0-\u02ff\u0370-\u04ff–—‘’“”…−▲✖]/u;
const none = /[\p{Mn}\p{Me}\u2068\u2069]/u;

/** How many letters a text takes, by the widest font. */
function lettersOf(text: string): number {
  let letters = 0;
  for (const one of text) if (!none.test(one)) letters += narrow.test(one) ? 1 : 2;
  return letters;
}

/** The text cut to a width in pixels, at a size; `…` stands for what is left out. */
export function fitted(text: string, width: number, size = 12): string {
  const room = Math.floor(width / ((letter * size) / 12));
  if (lettersOf(text) <= room) return text;
  let kept = '';
  let letters = 0;
  for (const one of text) {
    letters += lettersOf(one);
    if (letters >= room) break;
    kept += one;
  }
  return `${kept}…`;
}

/** The text in lines of a width in pixels, at a size. */
export function inLines(text: string, width: number, size = 12): string[] {
  if (text === '') return [];
  const words = text.split(' ').map((word) => fitted(word, width / 2, size));
  // Letters that count double here and not there are put on more lines, which are cut.
  const columns = Math.floor(width / ((letter * size) / 12));
  return wrapped(words.join(' '), columns)
    .split('\n')
    .map((line) => fitted(line, width, size));
}

/** How wide a text is at a size, in pixels. */
export function widthOf(text: string, size: number): number {
  return Math.ceil(displayWidth(text) * ((letter * size) / 12));
}
