import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEdit } from '../../src/domain/diff/changes.js';
import { diffFarms } from '../../src/domain/diff/diff.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { describeRefusal } from '../../src/render/reason-words.js';
import { checkInvariants } from '../../src/domain/model/invariants.js';
import { brokenPromises, frozen } from '../scenarios/harness/checks.js';
import { anyEdit } from './any-edit.js';
import { anyFarm } from './arbitrary.js';

describe('edits', () => {
  it('any farm that we make up is sound, so what follows means something', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        expect(checkInvariants(farm)).toEqual([]);
      }),
    );
  });

  it('any sequence of edits keeps every promise, or is refused with a way out', async () => {
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
              if (!(error instanceof Refusal)) throw error;
              const { code, exitCode, message, nextStep } = describeRefusal(error);
              expect(message, edit.verb).toMatch(/[a-z].*\.$/su);
              expect(nextStep, edit.verb).not.toBe('');
              expect([2, 4, 5], `${edit.verb}: ${code}`).toContain(exitCode);
              counts.refused += 1;
            }
          }
        },
      ),
      { numRuns: 250 },
    );
    // A property of edits that were all refused would say nothing.
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

  it('the difference tells apart suppressions of the same finding', () => {
    const one = { rule: 'RAS104', target: 'Berlin', reason: 'known', expires: null };
    const [first] = fc.sample(anyFarm(), 1);
    const farm = { ...first!, suppressions: [one, { ...one, expires: '2027-01-31' }] };
    expect(diffFarms(farm, structuredClone(farm))).toEqual([]);
    const left = diffFarms(farm, { ...farm, suppressions: [one] });
    expect(left.map(({ kind, object }) => [kind, object])).toEqual([['removed', 'suppression']]);
  });

  it('the difference back tells the same objects as the difference there', () => {
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
