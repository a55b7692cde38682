import fc from 'fast-check';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { offsetsOf, spansOf } from '../../src/store/json/value-offsets.js';

/** Offsets are those that a real parser finds, in any JSON text, however it is laid out. */

describe('the offset of a value', () => {
  test('is where a parser finds it, for every value of any text', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ depthSize: 'medium' }),
        fc.constantFrom(0, 1, '\t', '\r\n '),
        (value, layout) => {
          const space = layout === '\r\n ' ? 2 : layout;
          const text = `  ${JSON.stringify(value, null, space)}\n`;
          const json = layout === '\r\n ' ? text.replaceAll('\n', '\r\n') : text;
          const root = parseTree(json);
          const paths = root === undefined ? [] : pathsOf(root);
          const expected = paths.map((path) => {
            const { offset = 0, length = 0 } = (root && findNodeAtLocation(root, path)) ?? {};
            return { start: offset, end: offset + length };
          });
          expect(spansOf(json, paths)).toEqual(expected);
          expect(offsetsOf(json, paths)).toEqual(expected.map(({ start }) => start));
        },
      ),
    );
  });

  test('is that of the enclosing value if a path does not exist', () => {
    const json = '{"a": [1, {"b": "x,]}"}], "c\\"d": 2}';
    const spans = spansOf(json, [
      ['a', 1, 'z', 3],
      ['a', 7],
      ['c"d'],
      ['c"d', 'e'],
      [],
      ['nothing'],
    ]);
    expect(spans.map(({ start, end }) => json.slice(start, end))).toEqual([
      '{"b": "x,]}"}',
      '[1, {"b": "x,]}"}]',
      '2',
      '2',
      json,
      json,
    ]);
  });
});

/** The path of every value whose keys are each its own; JSON.stringify writes none twice. */
function pathsOf(node: Node, path: (string | number)[] = []): (string | number)[][] {
  const children = node.children ?? [];
  if (node.type === 'array')
    return [path, ...children.flatMap((child, index) => pathsOf(child, [...path, index]))];
  if (node.type !== 'object') return [path];
  return [
    path,
    ...children.flatMap((property) => {
      const [key, value] = property.children ?? [];
      return value === undefined ? [] : pathsOf(value, [...path, String(key?.value)]);
    }),
  ];
}
