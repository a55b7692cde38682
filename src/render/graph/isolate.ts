import { changeTexts } from '../text.js';

const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [start, end] = ['\u2068', '\u2069'];

/**
 * The same value, in which every name with letters that are written from right to left is isolated: in a label it would
 * reorder what is beside it. Not for a terminal, which gets no such characters.
 */
export function isolateNames<T>(value: T): T {
  return changeTexts(value, (text) => (rightToLeft.test(text) ? start + text + end : text));
}

/** Whether a text is a sign that begins or ends an isolated name. Escaped names contain none. */
export function isIsolate(text: string): boolean {
  return text === start || text === end;
}
