import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import { parseFarm, printFarm } from '../../src/store/farm/document.js';
import { readFlatObject } from '../../src/store/json/flat-json.js';
import { findProblems } from '../../src/store/farm/problems.js';
import { findYamlProblems } from '../../src/store/test/yaml-text.js';
import { aFarm } from '../store/a-farm.js';

/** Pieces of JSON, YAML and comments that readers have stumbled over. */
const pieces = '{ } [ ] " \\ // /* */ , : null 1e999 - ? | # &a *a <<: %YAML --- __proto__'
  .split(' ')
  .concat('\n', '\r', ' ', '\ud800', '\u0000');
const piece = fc.nat(pieces.length - 1).map((at) => pieces[at] ?? '');

/** A text with some places cut out, and pieces put in. */
function broken(text: string): fc.Arbitrary<string> {
  const cut = fc.record({ at: fc.nat(text.length), length: fc.nat(8), piece });
  return fc
    .array(cut, { minLength: 1, maxLength: 4 })
    .map((cuts) =>
      cuts.reduce(
        (now, one) => now.slice(0, one.at) + one.piece + now.slice(one.at + one.length),
        text,
      ),
    );
}

const anyText = fc.oneof(
  broken(printFarm(aFarm)),
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
);
const words = { message: 'no', expected: 'yes' };
const nothingWanted = {
  find: () => [],
  what: 'tests',
  comment: words,
  yaml: { ...words, nextStep: 'correct it' },
};
const seed = 17;

describe('no text makes a reader fail in a way that the user could not act on', () => {
  it('as a farm file: it is a farm, or an error with problems in the order of the file', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        try {
          await parseFarm(text, 'farm.json');
        } catch (error) {
          if (!(error instanceof FarmError)) throw error;
          const lines = error.problems.map(({ location }) => location.line);
          expect(lines).toEqual(lines.toSorted((a, b) => a - b));
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  it('as a test file, in JSON and in YAML, and as preferences', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { problems, omitted } = findProblems(text, 't.json', nothingWanted);
        const yaml = findYamlProblems(text, 't.yaml', nothingWanted);
        for (const count of [omitted, yaml.omitted]) expect(count).toBeGreaterThanOrEqual(0);
        for (const { location } of [...problems, ...yaml.problems])
          expect(location.column).toBeGreaterThan(0);
        readFlatObject(text);
      }),
      { seed, numRuns: 500 },
    );
  });

  it.each(['// our farm', '/* our farm */', '//', '\ufeff// x', '"', '{', ',', '\\'])(
    'as the text %j',
    async (text) => {
      await expect(parseFarm(text, 'farm.json')).rejects.toBeInstanceOf(FarmError);
    },
  );
});
