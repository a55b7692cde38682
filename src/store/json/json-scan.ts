/**
 * Basic checks of a JSON text without parsing it: the number of keys, and the depth.
 * They look at quotes and brackets only, so they are fast and can't overflow the stack.
 */

/** No farm nests deeper than this; recursive parsers would crash on much more. */
export const deepest = 100;

/** No farm has more keys and list entries than this: 100,000 brokers with as many agents are 1.5 million. */
export const mostValues = 2_000_000;

/** Offset of the first value beyond the limit, or null. */
export function tooManyValuesAt(text: string): number | null {
  // Each value takes at least two characters, so most files needn't be scanned.
  if (text.length < 2 * mostValues) return null;
  let values = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const letter = text[offset];
    if (letter === '"') offset = endOfString(text, offset);
    else if (letter === ',' || letter === '{' || letter === '[') {
      values += 1;
      if (values > mostValues) return offset;
    }
  }
  return null;
}

/** The number of keys written in a text that JSON.parse accepted. */
export function countWrittenKeys(text: string): number {
  let keys = 0;
  let quote = text.indexOf('"');
  while (quote >= 0) {
    const end = endOfString(text, quote);
    if (isColonNext(text, end + 1)) keys += 1;
    quote = text.indexOf('"', end + 1);
  }
  return keys;
}

/**
 * How many keys a parsed value has; fewer than were written means that a key was written twice. NaN for a value that nests
 * too deep to be counted.
 */
export function countKeys(value: unknown, depth = 1): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > deepest) return Number.NaN;
  const children: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((sum, child) => sum + countKeys(child, depth + 1), own);
}

/** Offset of the first bracket that nests deeper than any farm, or null. */
export function tooDeepAt(text: string): number | null {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const letter = text[offset];
    if (letter === '"') offset = endOfString(text, offset);
    else if (letter === '{' || letter === '[') {
      depth += 1;
      if (depth > deepest) return offset;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return null;
}

/**
 * Offset of the first number that a program can't keep: more digits than JavaScript has, or too large. Null if there is none,
 * which a quick look decides for most files.
 */
export function inexactNumberAt(text: string): number | null {
  if (!/\d{16}|\d[eE]|\.\d{15}/.test(text)) return null;
  for (let offset = 0; offset < text.length; offset += 1) {
    const letter = text[offset] ?? '';
    if (letter === '"') offset = endOfString(text, offset);
    else if (letter === '-' || (letter >= '0' && letter <= '9')) {
      const [number = ''] = /^-?[\d.eE+-]*/.exec(text.slice(offset, offset + 1000)) ?? [];
      if (digitsOf(number) !== digitsOf(String(Number(number)))) return offset;
      offset += Math.max(0, number.length - 1);
    }
  }
  return null;
}

/** The significant digits of a number and the power of ten of the first: the same for 1.50, 1.5 and 15e-1. */
function digitsOf(number: string): string {
  const [mantissa = '', exponent = '0'] = number
    .toLowerCase()
    .replace('-', '')
    .split(/e(?=[+-]?\d)/);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  const significant = digits.replace(/^0+/, '');
  if (significant === '') return '0';
  const power = whole.length - (digits.length - significant.length) + Number(exponent);
  return `${significant.replace(/0+$/, '')}@${power}`;
}

function isColonNext(text: string, from: number): boolean {
  let offset = from;
  while (' \t\r\n'.includes(text[offset] ?? '.')) offset += 1;
  return text[offset] === ':';
}

/** Offset of the quote that ends the string; the end of the text if there is none. */
export function endOfString(text: string, start: number): number {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
}
