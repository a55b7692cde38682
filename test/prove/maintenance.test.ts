import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Site } from '../../src/domain/farm.js';
import { maintenanceOf, type SiteMaintenance } from '../../src/domain/prove/maintenance.js';
import { activeNames, lossOfSet, partitions, standbyNames, subsets } from './brute-force.js';
import { anyFarm, onlySite } from './farms.js';

const keep = fc.integer({ min: 0, max: 3 });

describe('maintenance equals brute force', () => {
  it('keeps sessions, providers and the tolerance in every group', () => {
    fc.assert(
      fc.property(anyFarm, keep, (farm, keepTolerance) => {
        const site = onlySite(farm);
        for (const group of planOf(farm, keepTolerance).groups) {
          expect(kept(site, group.brokers, keepTolerance)).toBe(true);
          expect(kept(site, group.brokers, group.toleranceLeft)).toBe(true);
          expect(kept(site, group.brokers, group.toleranceLeft + 1)).toBe(false);
        }
      }),
    );
  });

  it('names every broker that can serve once, in a group or as blocked', () => {
    fc.assert(
      fc.property(anyFarm, keep, (farm, keepTolerance) => {
        const site = onlySite(farm);
        const { groups, blocked, possible, reason, wayOut } = planOf(farm, keepTolerance);
        const named = [
          ...groups.flatMap((one) => one.brokers),
          ...blocked.map((one) => one.server),
        ];
        expect(named.toSorted()).toEqual(membersOf(site).toSorted());
        expect(possible).toBe(blocked.length === 0);
        expect(reason === null).toBe(possible);
        expect(wayOut.length > 0).toBe(!possible);
        for (const { server } of blocked) expect(kept(site, [server], keepTolerance)).toBe(false);
      }),
    );
  });

  it('restarts the primary last and says what that costs', () => {
    fc.assert(
      fc.property(anyFarm, keep, (farm, keepTolerance) => {
        const { groups } = planOf(farm, keepTolerance);
        const withPrimary = groups.filter((group) => group.brokers.includes('cb1'));
        expect(groups.filter((group) => group.primary !== null)).toEqual(withPrimary);
        expect(groups.slice(0, -1).filter((group) => group.primary !== null)).toEqual([]);
        expect(withPrimary.map((group) => group.primary?.processesStopped.length)).toEqual(
          withPrimary.map(() => 9),
        );
      }),
    );
  });

  it('needs the fewest groups', () => {
    fc.assert(
      fc.property(anyFarm, keep, (farm, keepTolerance) => {
        const site = onlySite(farm);
        const members = membersOf(site);
        fc.pre(members.length <= 6);
        const { possible, groups } = planOf(farm, keepTolerance);
        const plans = partitions(members).filter((plan) =>
          plan.every((group) => kept(site, group, keepTolerance)),
        );
        const fewest = plans.map((plan) => plan.length).toSorted((a, b) => a - b)[0];
        expect(possible ? groups.length : undefined).toBe(fewest);
      }),
      { numRuns: 60 },
    );
  });
});

function planOf(farm: Parameters<typeof maintenanceOf>[0], keepTolerance: number): SiteMaintenance {
  const [plan] = maintenanceOf(farm, { keepTolerance }).sites;
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

function membersOf(site: Site): string[] {
  return [...activeNames(site), ...standbyNames(site)];
}

/** Whether nothing is lost with these brokers down, whichever others of a number fail too. */
function kept(site: Site, down: readonly string[], tolerance: number): boolean {
  const others = membersOf(site).filter((name) => !down.includes(name));
  return subsets(others)
    .filter((more) => more.length <= tolerance)
    .every((more) => {
      const loss = lossOfSet(site, [...down, ...more], true);
      return !loss.sessions && loss.providers.length === 0;
    });
}
