import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostSimilar } from '../../src/store/farm/similar-texts.js';

/** Which file a text was before: against a plain model, and its limits. */

const nameOf = (path: string): string => path.split('/').at(-1) ?? '';

interface File {
  path: string;
  text: string;
}

/** Each time the best pair of all that are left: most common lines, then the same name, then the first. */
function plainly(files: readonly File[], old: ReadonlyMap<string, string>): (string | null)[] {
  const found: (string | null)[] = files.map(() => null);
  const left = new Map(old);
  for (;;) {
    let best: { index: number; from: string; score: number } | null = null;
    for (const [index, file] of files.entries()) {
      if (found[index] !== null) continue;
      for (const [from, text] of left) {
        const common = commonPart(file.text, text);
        // Parts of so few lines differ by more than the name adds.
        const score = common + (nameOf(from) === nameOf(file.path) ? 1e-9 : 0);
        if (common >= 0.5 && score > (best?.score ?? 0)) best = { index, from, score };
      }
    }
    if (best === null) return found;
    found[best.index] = best.from;
    left.delete(best.from);
  }
}

function commonPart(one: string, other: string): number {
  const [own, theirs] = [one, other].map((text) => text.split('\n').map((line) => line.trim()));
  const total = own!.length + theirs!.length;
  const unmatched = [...theirs!];
  for (const line of own!) {
    const at = unmatched.indexOf(line);
    if (at !== -1) unmatched.splice(at, 1);
  }
  return (2 * (theirs!.length - unmatched.length)) / total;
}

const anyText = fc
  .array(fc.constantFrom('a', '  a', 'b', 'c', ' d', 'd\r', ''), { minLength: 1, maxLength: 6 })
  .map((lines) => lines.join('\n'));
const anyPath = fc
  .tuple(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('farm.json', 'b.json', 'c.json'))
  .map((parts) => parts.join('/'));
const anyFile: fc.Arbitrary<File> = fc.record({ path: anyPath, text: anyText });

describe('the most similar text', () => {
  it('is that of a plain model', () => {
    let found = 0;
    const olds = fc.uniqueArray(fc.tuple(anyPath, anyText), {
      selector: ([path]) => path,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(anyFile, { maxLength: 5 }), olds, (files, old) => {
        const texts = new Map(old);
        const answer = mostSimilar(files, texts, nameOf);
        found += answer.filter((one) => one !== null).length;
        expect(answer).toEqual(plainly(files, texts));
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('has at least half of the lines in common', () => {
    const old = new Map([['a', 'one\ntwo\nthree\nfour']]);
    const of = (text: string) => mostSimilar([{ path: 'b', text }], old, nameOf);
    expect(of('one\ntwo\n3\n4')).toEqual(['a']);
    expect(of('one\n2\n3\n4')).toEqual([null]);
    expect(of('one\none\none\none')).toEqual([null]);
  });

  it('is looked for under the same name only, if there are very many pairs', () => {
    const files = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ path: `new/${at}`, text: `text ${at}` }));
    const olds = (count: number) =>
      new Map(files(count).map(({ path, text }) => [`old/${count}/${nameOf(path)}`, text]));
    const other = (count: number, nameless: string) =>
      new Map(
        [...olds(count)].map(([path, text]) => [path === `old/${count}/0` ? nameless : path, text]),
      );
    const few = mostSimilar(files(100), other(100, 'old/other'), nameOf);
    const many = mostSimilar(files(150), other(150, 'old/other'), nameOf);
    expect([few[0], few[1], few[99]]).toEqual(['old/other', 'old/100/1', 'old/100/99']);
    expect([many[0], many[1], many[149]]).toEqual([null, 'old/150/1', 'old/150/149']);
  });
});
