import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFarm } from '../../src/library/farm-text.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { maintenanceOf } from '../../src/domain/prove/maintenance.js';
import type { SiteMaintenance } from '../../src/domain/prove/maintenance-types.js';
import { outcomeOf } from '../../src/domain/simulate/outcome.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { parseEvents } from '../../src/domain/simulate/events.js';
import { activeNames, lossOfSet, partitions, standbyNames, subsets } from './brute-force.js';
import { anyFarm, onlySite } from './farms.js';

const keep = fc.integer({ min: 0, max: 3 });

describe('maintenance equals brute force', () => {
  it('keeps sessions, providers and the tolerance in every group', () => {
    fc.assert(
      fc.property(anyFarm, keep, fc.boolean(), (farm, keepTolerance, together) => {
        const site = onlySite(farm);
        for (const group of planOf(farm, keepTolerance, together).groups) {
          expect(kept(site, group.brokers, keepTolerance)).toBe(true);
          expect(kept(site, group.brokers, group.toleranceLeft)).toBe(true);
          expect(kept(site, group.brokers, group.toleranceLeft + 1)).toBe(false);
        }
      }),
    );
  });

  it('names every broker that can serve once, in a group or as blocked', () => {
    fc.assert(
      fc.property(anyFarm, keep, fc.boolean(), (farm, keepTolerance, together) => {
        const site = onlySite(farm);
        const plan = planOf(farm, keepTolerance, together);
        const { groups, blocked, possible, obstacle, wayOut } = plan;
        const named = [
          ...groups.flatMap((one) => one.brokers),
          ...blocked.map((one) => one.server),
        ];
        expect(named.toSorted()).toEqual(membersOf(site).toSorted());
        expect(possible).toBe(blocked.length === 0);
        expect(obstacle === null).toBe(possible);
        expect(wayOut.length > 0).toBe(!possible);
        for (const { server } of blocked) expect(kept(site, [server], keepTolerance)).toBe(false);
      }),
    );
  });

  it('restarts the primary last, and alone unless brokers may go together', () => {
    const seen = { alone: 0, withOthers: 0 };
    fc.assert(
      fc.property(anyFarm, keep, fc.boolean(), (farm, keepTolerance, together) => {
        const { groups } = planOf(farm, keepTolerance, together);
        const withPrimary = groups.filter((group) => group.brokers.includes('cb1'));
        expect(groups.filter((group) => group.primary !== null)).toEqual(withPrimary);
        expect(groups.slice(0, -1).filter((group) => group.primary !== null)).toEqual([]);
        expect(withPrimary.map((group) => group.primary?.processesStopped.length)).toEqual(
          withPrimary.map(() => 9),
        );
        const others = withPrimary.flatMap((group) => group.brokers).length - withPrimary.length;
        if (!together) expect(others).toBe(0);
        if (withPrimary.length > 0) seen[others === 0 ? 'alone' : 'withOthers'] += 1;
      }),
    );
    expect(seen.alone).toBeGreaterThan(0);
    expect(seen.withOthers).toBeGreaterThan(0);
  });

  it('restarts one broker at a time, which leaves as much tolerance as any plan can', () => {
    fc.assert(
      fc.property(anyFarm, keep, (farm, keepTolerance) => {
        const site = onlySite(farm);
        const plan = planOf(farm, keepTolerance, false);
        expect(plan.groups.map(({ brokers }) => brokers.length)).toEqual(plan.groups.map(() => 1));
        // Nothing is restarted with it, so nothing more could be kept while each of them is away.
        const least = plan.groups.map(({ brokers }) => {
          let more = 0;
          while (kept(site, brokers, more + 1)) more += 1;
          return more;
        });
        expect(plan.toleranceKept).toBe(least.length === 0 ? null : Math.min(...least));
        const { groups, groupsWithoutKeeping } = planOf(farm, 0, false);
        expect(groupsWithoutKeeping).toBe(groups.length);
        expect(plan.groupsWithoutKeeping).toBe(groups.length);
      }),
    );
  });

  it('needs the fewest groups where brokers may go together', () => {
    fc.assert(
      fc.property(anyFarm, keep, fc.boolean(), (farm, keepTolerance, together) => {
        const site = onlySite(farm);
        const members = membersOf(site);
        fc.pre(members.length <= 6);
        const { possible, groups, groupsIfTogether } = planOf(farm, keepTolerance, together);
        const plans = partitions(members).filter((plan) =>
          plan.every((group) => kept(site, group, keepTolerance)),
        );
        expect(possible).toBe(plans.length > 0);
        if (!possible) return;
        const freely = planOf(farm, 0, together);
        expect(planOf(farm, keepTolerance, together)).toMatchObject({
          groupsWithoutKeeping: freely.groups.length,
          toleranceWithoutKeeping: freely.toleranceKept,
        });
        expect(groups.length).toBe(together ? fewest(plans) : members.length);
        expect(groupsIfTogether).toBe(fewest(plans));
      }),
      { numRuns: 60 },
    );
  });

  it('restarts only the brokers that are named, in as few groups as they need', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        anyFarm,
        keep,
        fc.boolean(),
        fc.integer(),
        (farm, keepTolerance, together, pick) => {
          const site = onlySite(farm);
          const all = site.brokers.map(({ server }) => server);
          const only = all.filter((_, at) => (pick & (1 << at)) !== 0);
          fc.pre(only.length > 0 && all.length <= 6);
          const members = membersOf(site).filter((name) => only.includes(name));
          const question = { keepTolerance, together, only };
          const result = maintenanceOf(farm, question);
          const [plan] = result.sites;
          expect(result.only).toEqual(only);
          const free = members.filter((name) => kept(site, [name], keepTolerance));
          const named = plan?.groups.flatMap(({ brokers }) => brokers) ?? [];
          expect(named.toSorted()).toEqual(free.toSorted());
          expect(plan?.blocked.map(({ server }) => server).toSorted()).toEqual(
            members.filter((name) => !free.includes(name)).toSorted(),
          );
          const plans = partitions(free).filter((one) =>
            one.every((group) => kept(site, group, keepTolerance)),
          );
          expect(plan?.groups.length).toBe(together ? fewest(plans) : free.length);
          expect(plan?.anyTime).toEqual(only.filter((name) => !membersOf(site).includes(name)));
          seen += 1;
        },
      ),
      { numRuns: 80 },
    );
    expect(seen).toBeGreaterThan(20);
  });

  it('refuses a broker to restart that no site has', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        expect(() => maintenanceOf(farm, { keepTolerance: 0, only: ['cb1', 'nobody'] })).toThrow(
          expect.objectContaining({ code: 'E_NOT_FOUND', typed: 'nobody' }) as Error,
        );
      }),
    );
  });
});

describe('brokers named in a farm with several sites', () => {
  const farm = farmOf({
    Berlin: ['cb1', 'cb2', 'cb3'],
    Mainz: ['cb1.mainz.local', 'cb4'],
    Ulm: ['cb2', 'cb5', 'cb6'],
  });
  const only = (...words: string[]) => maintenanceOf(farm, { keepTolerance: 0, only: words }).only;

  it('finds a name with another domain only where no site has the exact name', () => {
    expect(only('cb1')).toEqual(['cb1']);
    expect(only('cb4.corp.local')).toEqual(['cb4']);
    expect(only('cb1.mainz.local')).toEqual(['cb1.mainz.local']);
    expect(only('cb[5-6]')).toEqual(['cb5', 'cb6']);
  });

  it('finds a name of several sites in each', () => {
    expect(only('cb2')).toEqual(['cb2', 'cb2']);
    expect(only('cb2', 'cb4')).toEqual(['cb2', 'cb4', 'cb2']);
  });

  it('refuses a name of no site as one of the farm, and offers names of every site', () => {
    expect(() => only('cb44')).toThrow(
      expect.objectContaining({
        code: 'E_NOT_FOUND',
        candidates: expect.arrayContaining(['cb3', 'cb4', 'cb6']) as string[],
        reason: expect.objectContaining({ kind: 'not-in-farm' }) as object,
      }) as Error,
    );
  });
});

describe('each group of a plan', () => {
  it('says of the brokers that serve and of the primary what the outcome in full says', () => {
    const seen = { steppedIn: 0, primary: 0 };
    fc.assert(
      fc.property(anyFarm, keep, fc.boolean(), (farm, keepTolerance, together) => {
        const site = onlySite(farm);
        for (const { brokers, serving, steppedIn, primary } of planOf(farm, keepTolerance, together)
          .groups) {
          const outcome = outcomeOf(farm, site, { down: brokers, groups: [] });
          const up = outcome.brokers.filter(({ serves }) => serves);
          const replacing = up.filter(({ inPlaceOf }) => inPlaceOf !== null);
          expect(serving).toEqual(up.map(({ server }) => server));
          expect(steppedIn).toEqual(replacing.map(({ server }) => server));
          const isAway = !outcome.brokers.some(({ role, up: isUp }) => role === 'primary' && isUp);
          expect(primary !== null).toBe(isAway);
          if (primary === null) continue;
          const { state, candidate } = outcome.promotion;
          expect(primary.promoted).toBe(state === 'due' ? candidate : null);
          const stopped = outcome.processes.filter((one) => one.state === 'stopped');
          expect(primary.processesStopped).toEqual(stopped.map(({ name }) => name));
          seen.primary += 1;
          seen.steppedIn += steppedIn.length;
        }
      }),
    );
    expect(Math.min(seen.steppedIn, seen.primary)).toBeGreaterThan(0);
  });
});

describe('the order of maintenance', () => {
  it('loses nothing when simulate plays the whole night', () => {
    let nights = 0;
    fc.assert(
      fc.property(anyFarm, fc.boolean(), (farm, together) => {
        const { possible, groups } = planOf(farm, 0, together);
        if (!possible) return;
        nights += 1;
        const night = groups
          .map(({ brokers }) => brokers.join(','))
          .map((down) => `down ${down}; after 10m; up ${down}`)
          .join('; after 5m; ');
        const { required } = simulate(farm, onlySite(farm), {
          down: [],
          groups: [],
          events: parseEvents(night, 'night'),
          require: ['sessions', 'providers'],
        });
        expect(required.map((one) => one.kept)).toEqual([true, true]);
      }),
    );
    expect(nights).toBeGreaterThan(0);
  });
});

function planOf(farm: Farm, keepTolerance: number, together: boolean): SiteMaintenance {
  const [plan] = maintenanceOf(farm, { keepTolerance, together }).sites;
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

function fewest(plans: readonly string[][][]): number | undefined {
  return plans.map((plan) => plan.length).toSorted((a, b) => a - b)[0];
}

function membersOf(site: Site): string[] {
  return [...activeNames(site), ...standbyNames(site)];
}

/** Whether nothing is lost with these brokers down, and any others up to a number. */
function kept(site: Site, down: readonly string[], tolerance: number): boolean {
  const others = membersOf(site).filter((name) => !down.includes(name));
  return subsets(others)
    .filter((more) => more.length <= tolerance)
    .every((more) => {
      const loss = lossOfSet(site, [...down, ...more], true);
      return !loss.sessions && loss.providers.length === 0;
    });
}

/** A farm of sites with these brokers. */
function farmOf(sites: Readonly<Record<string, readonly string[]>>): Farm {
  return parseFarm(
    JSON.stringify({
      formatVersion: 1,
      name: 'Farm',
      sites: Object.entries(sites).map(([name, servers], at) => ({
        name,
        licensing: at === 0,
        brokers: servers.map((server) => ({ server })),
      })),
    }),
  );
}
