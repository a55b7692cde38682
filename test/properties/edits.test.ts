import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEdit } from '../../src/domain/diff/changes.js';
import { diffFarms } from '../../src/domain/diff/diff.js';
import { FarmError } from '../../src/domain/model/errors.js';
import { checkInvariants } from '../../src/domain/model/invariants.js';
import { brokenPromises, frozen } from '../scenarios/harness/checks.js';
import { anyEdit } from './any-edit.js';
import { anyFarm } from './arbitrary.js';

describe('edits', () => {
  it('any generated farm is valid, so that the other properties are meaningful', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        expect(checkInvariants(farm)).toEqual([]);
      }),
    );
  });

  it('any sequence of edits keeps every promise, or is refused with a next step', async () => {
    const seen = new Map<string, { done: number; refused: number }>();
    await fc.assert(
      fc.asyncProperty(
        anyFarm(),
        fc.array(anyEdit, { minLength: 1, maxLength: 12 }),
        async (start, edits) => {
          let farm = frozen(start);
          for (const edit of edits) {
            const counts = seen.get(edit.verb) ?? { done: 0, refused: 0 };
            seen.set(edit.verb, counts);
            try {
              const { farm: after, notes } = edit.try(farm);
              frozen(after);
              expect(await brokenPromises(farm, after), edit.verb).toEqual([]);
              expect(describeEdit(farm, after, notes, '2026-11-20').notes).toEqual(notes);
              farm = after;
              counts.done += 1;
            } catch (error) {
              if (!(error instanceof FarmError)) throw error;
              expect(error.message, edit.verb).not.toBe('');
              expect(error.nextStep, edit.verb).not.toBe('');
              expect([2, 4, 5], `${edit.verb}: ${error.code}`).toContain(error.exitCode);
              counts.refused += 1;
            }
          }
        },
      ),
      { numRuns: 250 },
    );
    // A property of edits that were all refused would prove nothing.
    for (const [verb, { done }] of seen) expect(done, `${verb} was never done`).toBeGreaterThan(0);
  }, 60_000);

  it('the difference of a farm to itself is empty', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        expect(diffFarms(farm, structuredClone(farm))).toEqual([]);
        const answer = describeEdit(farm, structuredClone(farm), [], '2026-11-20');
        const { changes, sites, findings } = answer;
        expect(changes).toEqual([]);
        expect(findings).toEqual({ gained: [], resolved: [], changed: [] });
        for (const site of sites) {
          expect(site.load.after).toEqual(site.load.before);
        }
      }),
    );
  });

  it('the difference distinguishes suppressions of the same finding', () => {
    const one = { rule: 'RAS104', target: 'Berlin', reason: 'known', expires: null };
    const [first] = fc.sample(anyFarm(), 1);
    const farm = { ...first!, suppressions: [one, { ...one, expires: '2027-01-31' }] };
    expect(diffFarms(farm, structuredClone(farm))).toEqual([]);
    const left = diffFarms(farm, { ...farm, suppressions: [one] });
    expect(left.map(({ kind, object }) => [kind, object])).toEqual([['removed', 'suppression']]);
  });

  it('the reverse difference has the same objects as the difference', () => {
    fc.assert(
      fc.property(anyFarm({ sites: 1 }), anyEdit, (farm, edit) => {
        let after;
        try {
          after = edit.try(farm).farm;
        } catch {
          return;
        }
        const there = diffFarms(farm, after).length;
        expect(diffFarms(after, farm).length > 0).toBe(there > 0);
      }),
    );
  });
});
