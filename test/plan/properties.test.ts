import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/index.js';
import { applyStep } from '../../src/domain/edits/index.js';
import { checkInvariants } from '../../src/domain/model/index.js';
import { planFarms } from '../../src/domain/plan/index.js';
import { anyFarm } from '../properties/arbitrary.js';
import { anyEdit } from '../properties/any-edit.js';

/** Plans between random farms. */

/** Two farms that differ by some edits. */
const editedPair: fc.Arbitrary<[Farm, Farm]> = fc
  .tuple(anyFarm(), fc.array(anyEdit, { minLength: 1, maxLength: 12 }))
  .map(([farm, edits]) => [farm, edits.reduce(tried, farm)]);

function tried(farm: Farm, edit: { try(farm: Farm): { farm: Farm } }): Farm {
  try {
    return edit.try(farm).farm;
  } catch {
    return farm;
  }
}

/** Two farms that have nothing to do with each other, but that names are often the same. */
const strangers: fc.Arbitrary<[Farm, Farm]> = fc.tuple(anyFarm(), anyFarm());

function holds(pair: fc.Arbitrary<[Farm, Farm]>, check: (from: Farm, to: Farm) => void): void {
  fc.assert(
    fc.property(pair, ([from, to]) => check(from, to)),
    { numRuns: 60 },
  );
}

describe.each([
  ['edited farms', editedPair],
  ['strangers', strangers],
])('plans between %s', (_, pairs) => {
  it('lead to the later farm, and back', () => {
    holds(pairs, (from, to) => {
      // That the steps lead there is checked by the plan itself, which throws otherwise.
      for (const [start, end] of [
        [from, to],
        [to, from],
      ] as const) {
        const { steps } = planFarms(start, end);
        let farm = start;
        for (const { edit } of steps) {
          farm = applyStep(farm, edit).farm;
          expect(checkInvariants(farm)).toEqual([]);
        }
        expect(planFarms(farm, end).steps).toEqual([]);
      }
    });
  });
});
