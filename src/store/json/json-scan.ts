/**
 * What can be told of a JSON text without parsing it: how many keys were written, and how deep it nests.
 * Both look only at quotes and brackets, so they are fast and can't overflow the stack.
 */

/** Deeper than this no farm nests; parsers that recurse would not survive much more. */
export const deepest = 100;

/** More keys and list entries than this no farm has: 100,000 brokers with as many agents are 1.5 million. */
export const mostValues = 2_000_000;

/** Offset of the first value that is one too many, or null. */
export function tooManyValuesAt(text: string): number | null {
  // Each value takes two characters at least, so that most files needn't be looked at.
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

/** How many keys are written in a text that JSON.parse has accepted. */
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

/** Offset of the first bracket that nests deeper than any farm does, or null. */
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

function isColonNext(text: string, from: number): boolean {
  let offset = from;
  while (' \t\r\n'.includes(text[offset] ?? '.')) offset += 1;
  return text[offset] === ':';
}

/** Offset of the quote that ends the string; the end of the text where none does. */
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
