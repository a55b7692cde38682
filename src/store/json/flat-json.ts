/**
 * Parser for a flat JSON object, with the place of every key and of the first mistake. The preferences are such an object,
 * and every command reads them: this parser is fast and needs no package.
 */

export interface FlatEntry {
  key: string;
  value: string | number | boolean | null;
  keyOffset: number;
  valueOffset: number;
}

// A run of plain characters is one step: an alternation for each would exhaust the stack of the regexp engine.
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const scalar = new RegExp(
  `${string.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`,
  'y',
);

/** The entries of the object, or the place of the first mistake and what is expected there. */
export function readFlatObject(text: string): FlatEntry[] | { offset: number; expected: string } {
  const entries: FlatEntry[] = [];
  let offset = 0;
  const take = (pattern: RegExp): string | null => {
    offset += /^[ \t\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0;
    pattern.lastIndex = offset;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) offset += found.length;
    return found;
  };
  const failure = (expected: string) => ({ offset, expected });

  if (take(/\{/y) === null) return failure('{');
  let closed = take(/\}/y) !== null;
  while (!closed) {
    const key = take(string);
    if (key === null) return failure('a key in double quotes');
    const keyOffset = offset - key.length;
    if (take(/:/y) === null) return failure('a colon');
    const value = take(scalar);
    if (value === null) return failure('text in double quotes');
    const valueOffset = offset - value.length;
    entries.push({
      key: JSON.parse(key) as string,
      value: JSON.parse(value) as FlatEntry['value'],
      keyOffset,
      valueOffset,
    });
    closed = take(/\}/y) !== null;
    if (!closed && take(/,/y) === null) return failure('a comma or }');
  }
  return take(/$/y) === null ? failure('nothing more') : entries;
}
