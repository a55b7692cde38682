import { runs } from '../runs.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEdit } from '../../src/domain/diff/changes.js';
import { diffFarms } from '../../src/domain/diff/diff.js';
import type { Custom, Farm } from '../../src/domain/model/farm.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { describeRefusal } from '../../src/render/reason-words.js';
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
      { numRuns: runs(250) },
    );
    // A property of edits that were all refused would prove nothing.
    for (const [verb, { done }] of seen) expect(done, `${verb} was never done`).toBeGreaterThan(0);
  }, 60_000);

  it("no edit loses a key of the user's own", () => {
    let edited = 0;
    fc.assert(
      fc.property(anyFarm(), fc.array(anyEdit, { minLength: 1, maxLength: 8 }), (start, edits) => {
        let farm = labelled(start);
        for (const edit of edits) {
          try {
            const { farm: after } = edit.try(farm);
            const left = labelsOf(after);
            // What is deleted takes its keys along; no edit deletes and adds.
            const objects = objectsOf(after).length - objectsOf(farm).length;
            const lost = labelsOf(farm).length - left.length;
            expect(lost, edit.verb).toBe(objects < 0 ? -objects : 0);
            expect(new Set(left).size, edit.verb).toBe(left.length);
            farm = after;
            edited += 1;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
          farm = labelled(farm);
        }
      }),
    );
    expect(edited).toBeGreaterThan(50);
  });

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

/** Every object of the farm that can have keys of the user's own. */
function objectsOf(farm: Farm): Custom[] {
  const inSites = farm.sites.flatMap((site) => [
    site,
    site.autoPromotion,
    ...site.brokers,
    ...site.gateways,
    ...site.agents,
    ...site.providers,
  ]);
  return [farm, ...Object.values(farm.rules), ...farm.suppressions, ...inSites];
}

function labelsOf(farm: Farm): unknown[] {
  return objectsOf(farm).flatMap(({ custom }) => (custom === undefined ? [] : [custom['x-id']]));
}

/** The farm with a key of its own in each object. */
function labelled(farm: Farm): Farm {
  // As from a file: no two places share an object.
  const copy = JSON.parse(JSON.stringify(farm)) as Farm;
  objectsOf(copy).forEach((object, index) => {
    object.custom = { 'x-id': index };
  });
  return copy;
}
