import { runs } from '../runs.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyStep, type EditStep } from '../../src/domain/edits/index.js';
import { checkInvariants, type Farm, type Site } from '../../src/domain/model/index.js';
import { planFarms } from '../../src/domain/plan/index.js';
import { isSameForRas } from '../../src/domain/plan/real-part.js';
import { toleranceByForce } from '../prove/brute-force.js';
import { plainRun } from '../simulate/plain-model.js';
import { arrivals, changedBrokers, editedFarms, type Ends, strangeFarms } from './any-change.js';
import { allOrders, compareWeights, weightOf } from './plain-order.js';

/** Plans between random farms, checked by models that share nothing with the search. */

function holds(
  pairs: fc.Arbitrary<Ends>,
  numRuns: number,
  check: (from: Farm, to: Farm) => void,
): void {
  fc.assert(
    fc.property(pairs, ([from, to]) => check(from, to)),
    { numRuns: runs(numRuns) },
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

const anyFloor = fc.option(fc.nat({ max: 3 }), { nil: undefined });

/** A change with a floor of its own, which may be above what either end holds; none is the lower of both ends. */
const changedWithFloor = fc.tuple(fc.oneof(changedBrokers, arrivals(3)), anyFloor);

describe('the best order', () => {
  it('is no worse than any other order of its steps, whatever the floor', () => {
    let compared = 0;
    fc.assert(
      fc.property(changedWithFloor, ([[from, to], floor]) => {
        const { steps, sites } = planFarms(from, to, { floor });
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
        const weight = weightOf(ends, own!);
        for (const other of orders) {
          const others = weightOf(ends, other);
          if (compareWeights(weight, others) <= 0) continue;
          // Printed as a person would compare them.
          expect(said(own!.edits, weight)).toEqual(said(other.edits, others));
        }
      }),
      { numRuns: runs(100) },
    );
    expect(compared).toBeGreaterThan(runs(1000));
  }, 600_000);
});

function said(edits: readonly EditStep[], weight: readonly number[]): unknown {
  return { edits: edits.map((edit) => JSON.stringify(edit)), weight };
}

describe('what a plan says about its floor', () => {
  it('is what the sites after its steps can lose, by brute force', () => {
    fc.assert(
      fc.property(changedWithFloor, ([[from, to], wanted]) => {
        const { steps, sites, verdict } = planFarms(from, to, { floor: wanted });
        const floor = sites[0]?.floor ?? { withoutStandbys: 0, withStandbys: 0 };
        const isBelow = (site: Site): boolean =>
          toleranceByForce(site, false) < floor.withoutStandbys ||
          toleranceByForce(site, true) < floor.withStandbys;
        let farm = from;
        let below = wanted !== undefined && sites.length > 0 && isBelow(from.sites[0]!);
        for (const { edit, belowFloor } of steps) {
          farm = applyStep(farm, edit).farm;
          expect(belowFloor).toBe(isBelow(farm.sites[0]!));
          below ||= belowFloor;
        }
        expect(verdict).toBe(steps.length === 0 ? 'same' : below ? 'below-floor' : 'safe');
      }),
      { numRuns: runs(100) },
    );
  }, 60_000);
});

describe('a proof', () => {
  it('is found for every plan of up to 12 steps', () => {
    let longest = 0;
    fc.assert(
      fc.property(arrivals(8), ([from, to]) => {
        const { steps, sites } = planFarms(from, to);
        if (steps.length > 12) return;
        longest = Math.max(longest, steps.length);
        expect(sites.map(({ search }) => search.proved)).toEqual([true]);
      }),
      { numRuns: runs(40) },
    );
    expect(longest).toBe(12);
  }, 120_000);
});
