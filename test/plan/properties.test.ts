import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyStep } from '../../src/domain/edits/index.js';
import { checkInvariants, type Farm, type Site } from '../../src/domain/model/index.js';
import { planFarms } from '../../src/domain/plan/index.js';
import { isSameForRas } from '../../src/domain/plan/real-part.js';
import { plainRun } from '../simulate/plain-model.js';
import { changedBrokers, editedFarms, type Ends, strangeFarms } from './any-change.js';
import { allOrders, compareWeights, weightOf } from './plain-order.js';

/** Plans between random farms, checked by models that share nothing with the search. */

function holds(
  pairs: fc.Arbitrary<Ends>,
  numRuns: number,
  check: (from: Farm, to: Farm) => void,
): void {
  fc.assert(
    fc.property(pairs, ([from, to]) => check(from, to)),
    { numRuns },
  );
}

describe.each([
  ['edited farms', editedFarms, 80],
  ['farms that have little in common', strangeFarms, 30],
  ['farms with other brokers', changedBrokers, 100],
])('plans between %s', (_, pairs, numRuns) => {
  it('lead to the later farm and back, and each step is valid', () => {
    holds(pairs, numRuns, (from, to) => {
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
        expect(isSameForRas(farm, end)).toBe(true);
        expect(planFarms(farm, end).steps).toEqual([]);
      }
    });
  }, 60_000);
});

describe('the floor', () => {
  it('is kept after each step of a safe plan, by the slow simulator', () => {
    holds(changedBrokers, 80, (from, to) => {
      const { verdict, steps, sites } = planFarms(from, to);
      if (verdict !== 'safe') return;
      const { floor } = sites[0]!;
      let farm = from;
      for (const { edit } of steps) {
        farm = applyStep(farm, edit).farm;
        const [site] = farm.sites;
        expect(survivesAny(farm, withoutStandbys(site!), floor.withoutStandbys)).toBe(true);
        expect(survivesAny(farm, site!, floor.withStandbys)).toBe(true);
      }
    });
  }, 60_000);
});

/** The site as if its standbys were not there. */
function withoutStandbys(site: Site): Site {
  const brokers = site.brokers.map((one) => (one.standby ? { ...one, enabled: false } : one));
  return { ...site, brokers };
}

/** Whether sessions and all providers are served whichever brokers go down, as many as the number. */
function survivesAny(farm: Farm, site: Site, failures: number): boolean {
  const able = site.brokers.filter(({ enabled }) => enabled).map(({ server }) => server);
  return subsets(able, failures).every((down) => {
    const events = down.length === 0 ? [] : [{ kind: 'down' as const, brokers: down }];
    const last = plainRun({ ...farm, sites: [site] }, site, events).at(-1)!;
    return (
      last.sessions && Object.values(last.providers).every(({ servedBy }) => servedBy !== null)
    );
  });
}

function subsets(items: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) =>
    subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

describe('the best order', () => {
  it('is no worse than any other order of its steps', () => {
    let compared = 0;
    holds(changedBrokers, 80, (from, to) => {
      const { steps, sites } = planFarms(from, to);
      const edits = steps.map(({ edit }) => edit);
      // A rename changes the names in the other steps, so they can't be put in any order.
      const isRenamed = edits.some(
        (edit) => edit.kind === 'set-broker' && 'server' in edit.properties,
      );
      if (edits.length > 7 || isRenamed) return;
      const ends = { from, to, floor: sites[0]!.floor };
      const orders = [...allOrders(ends, edits)].filter(({ farm }) => isSameForRas(farm, to));
      const own = orders.find((order) => order.edits.every((edit, at) => edit === edits[at]));
      compared += orders.length;
      const weight = weightOf(ends, own!.sites);
      for (const other of orders) {
        expect(compareWeights(weight, weightOf(ends, other.sites))).toBeLessThanOrEqual(0);
      }
    });
    expect(compared).toBeGreaterThan(1000);
  }, 120_000);
});
