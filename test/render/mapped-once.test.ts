import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mappedOnce } from '../../src/render/mapped-once.js';
import { changeTexts } from '../../src/render/text.js';

/** The plain way: every part is copied, and nothing is remembered. */
function plainly(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => plainly(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [change(key), plainly(item, change)]),
  );
}

const upper = (text: string): string => text.replaceAll('a', 'A');
const list = fc.array(fc.oneof(fc.constantFrom('a', 'b'), fc.jsonValue()), { maxLength: 40 });

describe('texts of a value', () => {
  test('change as in a plain copy, where a list is in it once or several times', () => {
    fc.assert(
      fc.property(list, fc.jsonValue(), (shared, other) => {
        const value = { first: shared, other, a: [shared, { b: shared }] };
        expect(changeTexts(value, upper)).toEqual(plainly(value, upper));
      }),
    );
  });

  test('are shared where nothing changes', () => {
    const value = { first: [{ b: 'b' }], second: 'c' };
    expect(changeTexts(value, upper)).toBe(value);
  });
});

test('a long list is changed once', () => {
  const long = Array.from({ length: 100 }, (_unused, at) => `a${at}`);
  let changes = 0;
  changeTexts({ x: long, y: [long, long] }, (text) => {
    changes += 1;
    return upper(text);
  });
  expect(changes).toBe(100 + 2);
  const done = new Map<object, object>();
  const once = mappedOnce(long, (item) => item, done);
  expect(once).toBe(long);
});
