import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { misindentedLine } from '../../src/store/test/yaml-indentation.js';
import { findYamlProblems } from '../../src/store/test/yaml-text.js';

/** YAML with the wrong indentation: the line is reported where it is, and nothing else is taken for one. */

const wanted = { find: () => [], what: 'tests' };
const isValid = (text: string): boolean =>
  parseDocument(text, { prettyErrors: false, logLevel: 'error' }).errors.length === 0;

const word = fc.constantFrom(
  'CB1',
  'down CB1',
  'a: b',
  'after 1h # x',
  '- x',
  '"q"',
  "it's",
  '{',
  '',
);
const anyTest = fc.record(
  {
    name: word,
    given: fc.array(fc.record({ standby: word }), { maxLength: 2 }),
    when: fc.record(
      { down: fc.array(word, { maxLength: 2 }), 'any-down': fc.nat(3) },
      { requiredKeys: [] },
    ),
    // oxlint-disable-next-line unicorn/no-thenable -- a key of the file format; never awaited
    then: fc.record({
      sessions: fc.boolean(),
      providers: fc.dictionary(fc.constantFrom('p1', 'p2'), word),
    }),
  },
  { requiredKeys: ['name'] },
);
const anyText = fc
  .record({
    tests: fc.array(anyTest, { minLength: 1, maxLength: 3 }),
    indent: fc.constantFrom(2, 4),
    sequences: fc.boolean(),
  })
  .map(({ tests, indent, sequences }) =>
    stringify({ farm: 'a.json', tests }, { indent, indentSeq: sequences }),
  );

describe('wrong indentation', () => {
  it('is not found in valid YAML', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isValid(text)).toBe(true);
        expect(misindentedLine(text, text.length)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('is reported at a line that was shifted, or that no longer fits because of it', () => {
    const seen = { shifted: 0, later: 0 };
    fc.assert(
      fc.property(anyText, fc.nat(), fc.constantFrom(' ', '   '), (text, at, shift) => {
        const lines = text.split('\n').slice(0, -1);
        const index = at % lines.length;
        const broken = lines.with(index, shift + (lines[index] ?? '')).join('\n');
        if (isValid(broken)) return;
        const { problems } = findYamlProblems(broken, 'a.yaml', wanted);
        const [problem] = problems;
        if (problem === undefined) throw new Error('no problem');
        if (!problem.message.startsWith('wrong indentation:')) return;
        expect(problems).toHaveLength(1);
        // The lines below a shifted key or entry fit no longer, so the next one may be the one that is reported.
        expect(problem.location.line).toBeGreaterThanOrEqual(index + 1);
        seen[problem.location.line === index + 1 ? 'shifted' : 'later'] += 1;
      }),
      { numRuns: 500 },
    );
    expect(seen.shifted).toBeGreaterThan(150);
  });

  it.each<[string, string, number | null, string]>([
    ['a key between two levels', 'a:\n  b:\n    c: 1\n   d: 2\n', 4, '2 spaces, or 4 spaces'],
    ['a key below a value', 'a: 1\n  b: 2\n', 2, 'no spaces'],
    ['a key in the column of a dash', 'a:\n  - b: 1\n  c: 2\n', 3, '4 spaces'],
    ['an entry unlike the others', 'a:\n  - b\n   - c: 1\nd\n', 3, '2 spaces'],
    ['a literal text', 'a: |\n    x: 1\n  y:\nb: [\n', null, ''],
    ['a text over two lines', 'a: "x\n  y: z"\n b: [\n', null, ''],
    ['brackets over two lines', 'a: [1,\n 2]\n  b: [\n', null, ''],
    ['comments', 'a:\n   # x\n  b: 1\n # y\nc: [\n', null, ''],
    ['a list in the column of its key', 'a:\n- b: 1\n  c: 2\n- d\ne: [\n', null, ''],
  ])('%s', (_name, text, line, columns) => {
    const found = misindentedLine(text, text.length);
    const place = found === null ? null : text.slice(0, found.offset).split('\n').length;
    expect([place, found?.expected ?? '']).toEqual([line, columns]);
  });
});
