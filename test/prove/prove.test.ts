import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { checkInvariants } from '../../src/domain/model/invariants.js';
import { proveFarm } from '../../src/domain/prove/prove.js';
import type { SetsProof, SiteProof } from '../../src/domain/prove/prove-types.js';
import {
  fullSet,
  lossesOf,
  lostPrimary,
  lostSessions,
  providersLost,
  survivalModel,
} from '../../src/domain/prove/survival.js';
import { toleranceOf } from '../../src/domain/model/tolerance.js';
import {
  activeNames,
  lossOfSet,
  lossOfSplit,
  sidesOf,
  standbyNames,
  subsets,
  toleranceByForce,
} from './brute-force.js';
import { anyFarm, farmOf, onlySite } from './farms.js';

function prove(farm: Farm, failures: number | 'all'): SiteProof {
  const [proof] = proveFarm(farm, { failures, splits: true }).sites;
  if (proof === undefined) throw new Error('no proof');
  return proof;
}

describe('prove equals brute force', () => {
  it('proves farms that can be', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        expect(checkInvariants(farm)).toEqual([]);
      }),
    );
  });

  it('in the tolerance, which the closed form counts out the same', () => {
    fc.assert(
      fc.property(anyFarm, fc.integer({ min: 0, max: 3 }), (farm, failures) => {
        const site = onlySite(farm);
        const { tolerance, toleranceTried } = prove(farm, failures);
        expect(toleranceTried).toBe(true);
        expect(tolerance).toEqual({
          withoutStandbys: toleranceByForce(site, false),
          withStandbys: toleranceByForce(site, true),
        });
        expect(toleranceOf(site)).toEqual(tolerance);
      }),
    );
  });

  it('in how many sets of each size lose what', () => {
    fc.assert(
      fc.property(anyFarm, fc.integer({ min: 0, max: 9 }), (farm, failures) => {
        const site = onlySite(farm);
        const { withoutStandbys, withStandbys } = prove(farm, failures);
        expect(withoutStandbys.bySize).toEqual(talliesByForce(site, false, failures));
        const real = standbyNames(site).length > 0 ? talliesByForce(site, true, failures) : null;
        expect(withStandbys?.bySize ?? null).toEqual(real);
      }),
    );
  });

  it('in the smallest sets that take each service away', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const site = onlySite(farm);
        const { withoutStandbys, withStandbys } = prove(farm, 1);
        for (const [proof, standbys] of [
          [withoutStandbys, false],
          [withStandbys, true],
        ] as const) {
          const smallest = proof?.smallest ?? [];
          const forced = smallest.map((one) => smallestByForce(site, one, standbys));
          expect(smallest.map(({ size, sets }) => ({ size, sets }))).toEqual(
            forced.map((one) => ({ size: one[0]?.length, sets: one.length })),
          );
          const shown = smallest.map((one) => one.shown.map(({ down }) => sorted(down)));
          expect(shown.map((sets) => new Set(sets).size)).toEqual(
            forced.map((sets) => Math.min(6, sets.length)),
          );
          const known = new Set(forced.flat().map(sorted));
          expect(shown.flat().filter((set) => !known.has(set))).toEqual([]);
        }
        const named = withoutStandbys.smallest.flatMap((one) => one.providers);
        expect(named.toSorted()).toEqual(site.providers.map((one) => one.name).toSorted());
      }),
    );
  });

  it('in the splits', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const site = onlySite(farm);
        const { splits } = prove(farm, 0);
        const sides = sidesOf(activeNames(site));
        const half = activeNames(site).length / 2;
        expect(splits?.splits).toBe(sides.length);
        expect(splits?.withoutMajority).toBe(sides.filter((side) => side.length === half).length);
        expect(splits?.losingProviders).toBe(
          sides.filter((side) => lossOfSplit(site, side).providers.length > 0).length,
        );
        expect(splits?.primaryOutvoted).toBe(sides.filter((side) => side.length < half).length);
        for (const shown of splits?.counterexamples ?? []) {
          expect(shown.sides.map((side) => side.length)).toEqual([half, half]);
        }
        for (const shown of splits?.hazards ?? []) expect(shown.sides[0].length).toBeLessThan(half);
      }),
    );
  });

  it('in what each failure domain costs', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const site = onlySite(farm);
        const members = new Set([...activeNames(site), ...standbyNames(site)]);
        const forced = ['r1', 'r2', 'r3']
          .map((rack) => ({
            rack,
            down: site.brokers
              .filter((one) => one.failureDomains['rack'] === rack && members.has(one.server))
              .map((one) => one.server),
          }))
          .filter(({ down }) => down.length > 0)
          .map(({ rack, down }) => {
            const { sessions, providers, primary } = lossOfSet(site, down, true);
            return [rack, [down, sessions, providers.toSorted(), primary]] as const;
          });
        const reported = prove(farm, 0).domains.map(
          (one) =>
            [
              one.value,
              [one.brokers, one.sessionsLost, one.providersLost.toSorted(), one.primaryStops],
            ] as const,
        );
        expect(new Map(reported)).toEqual(new Map(forced));
      }),
    );
  });
});

describe('prove alone', () => {
  it('counts what it tried', () => {
    fc.assert(
      fc.property(anyFarm, fc.integer({ min: 0, max: 4 }), (farm, failures) => {
        const { scenarios, withoutStandbys, withStandbys, splits, domains } = prove(farm, failures);
        const { sets, setsWithStandbys } = scenarios;
        for (const proof of [withoutStandbys, withStandbys]) {
          for (const size of proof?.bySize ?? []) {
            expect(size.losingNothing).toBeLessThanOrEqual(size.sets);
            expect(size.losingProviders).toBeGreaterThanOrEqual(
              withoutStandbys.smallest.some((one) => one.service === 'providers')
                ? size.losingSessions
                : 0,
            );
          }
        }
        expect(sets).toBe(withoutStandbys.bySize.reduce((sum, size) => sum + size.sets, 0));
        expect(scenarios.total).toBe(
          sets + setsWithStandbys + (splits?.splits ?? 0) + domains.length,
        );
      }),
    );
  });

  it('loses no service less with one broker more down', () => {
    fc.assert(
      fc.property(anyFarm, fc.boolean(), (farm, standbys) => {
        const model = survivalModel(onlySite(farm), { standbys });
        const all = fullSet(model.members.length);
        for (let down = 0; down <= all; down += 1) {
          const before = lossesOf(model, down);
          for (let broker = 1; broker <= all; broker <<= 1) {
            const after = lossesOf(model, down | broker);
            expect(before & ~after & (lostSessions | lostPrimary)).toBe(0);
            expect(providersLost(model, after)).toEqual(
              expect.arrayContaining(providersLost(model, before)),
            );
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('tries 121 sets and 16,383 splits of fifteen active brokers, and 32,768 sets in all', () => {
    const farm = farmOf(15, 40);
    const proof = prove(farm, 2);
    expect(proof.scenarios.sets).toBe(121);
    expect(proof.scenarios.splits).toBe(16_383);
    expect(proof.tolerance.withoutStandbys).toBe(7);
    expect(proof.withoutStandbys.setsTried).toBe(32_768);
    expect(prove(farm, 'all').scenarios.sets).toBe(32_768);
  });

  it('uses the closed form if there are too many sets, and reports that', () => {
    const farm = farmOf(24, 1);
    const [proof] = proveFarm(farm, { failures: 2, splits: false }).sites;
    expect(proof?.toleranceTried).toBe(false);
    expect(proof?.tolerance).toEqual({ withoutStandbys: 11, withStandbys: 11 });
    expect(proof?.withoutStandbys.smallest.map((one) => one.size)).toEqual([null, null, 1]);
  });

  it('refuses more than it can try, and suggests a next step', () => {
    const noSplits = [
      { flag: '--failures', value: { kind: 'value', text: '2' } },
      { flag: '--no-splits', value: null },
    ];
    expect(() => proveFarm(farmOf(30, 1), { failures: 2, splits: true })).toThrow(
      expect.objectContaining({
        code: 'E_USAGE',
        reason: expect.objectContaining({
          kind: 'too-many-scenarios',
          command: expect.objectContaining({ options: noSplits }),
        }),
      }),
    );
    expect(() => proveFarm(farmOf(30, 1), { failures: 'all', splits: false })).toThrow(
      expect.objectContaining({
        code: 'E_USAGE',
        reason: expect.objectContaining({
          kind: 'too-many-scenarios',
          command: expect.objectContaining({ options: noSplits }),
        }),
      }),
    );
    expect(() => proveFarm(farmOf(31, 1), { failures: 1, splits: false })).toThrow(
      expect.objectContaining({
        reason: expect.objectContaining({
          kind: 'too-many-brokers',
          site: 'Berlin',
          brokers: 31,
          most: 30,
        }),
      }),
    );
  });

  it('answers for the sites that it can try, and for the others with the calculated tolerance', () => {
    const small = onlySite(farmOf(3, 1));
    const large = { ...onlySite(farmOf(31, 1, 4)), name: 'Large', licensing: false };
    const wide = { ...onlySite(farmOf(30, 1)), name: 'Wide', licensing: false };
    const farm = { ...farmOf(3, 1), sites: [large, small, wide] };
    const question = { failures: 2, splits: true, require: 14 } as const;
    const { sites, untried, required } = proveFarm(farm, question);
    const [alone] = proveFarm({ ...farm, sites: [small] }, question).sites;
    expect(sites.map(({ scenarios, tolerance }) => [scenarios, tolerance])).toEqual([
      [alone?.scenarios, alone?.tolerance],
    ]);
    expect(untried.map(({ site, reason }) => [site, reason.kind])).toEqual([
      ['Large', 'too-many-brokers'],
      ['Wide', 'too-many-scenarios'],
    ]);
    expect(untried.map(({ tolerance }) => tolerance)).toEqual([large, wide].map(toleranceOf));
    expect(required).toMatchObject({ met: false, missedBy: ['Berlin'] });
    const { required: met } = proveFarm(farm, { ...question, require: 15 });
    expect(met?.missedBy).toEqual(['Berlin', 'Wide']);
    // With fewer scenarios the site is tried.
    const less = proveFarm(farm, { failures: 2, splits: false });
    expect(less.sites.map(({ site }) => site)).toEqual(['Berlin', 'Wide']);
    expect(less.untried.map(({ site }) => site)).toEqual(['Large']);
  });
});

function talliesByForce(site: Site, withStandbys: boolean, most: number): SetsProof['bySize'] {
  const brokers = [...activeNames(site), ...(withStandbys ? standbyNames(site) : [])];
  const tallies: SetsProof['bySize'] = [];
  for (let down = 0; down <= Math.min(most, brokers.length); down += 1) {
    const losses = subsets(brokers)
      .filter((set) => set.length === down)
      .map((set) => lossOfSet(site, set, withStandbys));
    tallies.push({
      down,
      sets: losses.length,
      losingSessions: losses.filter((loss) => loss.sessions).length,
      losingProviders: losses.filter((loss) => loss.providers.length > 0).length,
      stoppingPrimary: losses.filter((loss) => loss.primary).length,
      losingNothing: losses.filter(
        (loss) => !loss.sessions && !loss.primary && loss.providers.length === 0,
      ).length,
    });
  }
  return tallies;
}

/** The smallest sets that take a service away. */
function smallestByForce(
  site: Site,
  { service, providers }: Pick<SetsProof['smallest'][number], 'service' | 'providers'>,
  withStandbys: boolean,
): string[][] {
  const brokers = [...activeNames(site), ...(withStandbys ? standbyNames(site) : [])];
  const losing = subsets(brokers).filter((down) => {
    const loss = lossOfSet(site, down, withStandbys);
    if (service === 'sessions') return loss.sessions;
    if (service === 'primary') return loss.primary;
    return providers.every((name) => loss.providers.includes(name));
  });
  const least = Math.min(...losing.map((down) => down.length));
  return losing.filter((down) => down.length === least);
}

function sorted(names: readonly string[]): string {
  return names.toSorted().join(',');
}
