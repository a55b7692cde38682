import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/domain/expectations/expectations.js';
import { breakingSet } from '../../src/domain/expectations/of-site.js';
import {
  countScenarios,
  sayScenario,
  scenariosOf,
  simulateOptions,
} from '../../src/domain/expectations/scenarios.js';
import { noFailure } from '../../src/domain/expectations/starter.js';
import { activeBrokers, standbyBrokers } from '../../src/domain/model/farm.js';
import { proveFarm } from '../../src/domain/prove/prove.js';
import { outcomeOf } from '../../src/domain/simulate/outcome.js';
import { toleranceOf } from '../../src/domain/model/tolerance.js';
import { anyFarm, onlySite } from '../prove/farms.js';
import { judged } from './a-test.js';

/** Tests agree with simulate and prove on any farm. */

const served = { sessions: true, providers: 'served' } as const;

describe('tests and proofs', () => {
  it('agree on how many brokers may fail', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const site = onlySite(farm);
        const active = activeBrokers(site).length;
        const { withoutStandbys, withStandbys } = toleranceOf(site);
        const expected = {
          'tolerance-at-least': withoutStandbys,
          'tolerance-with-standbys-at-least': withStandbys,
        };
        expect(judged(farm, { expect: expected }).passed).toBe(true);
        expect(judged(farm, { expect: { 'tolerance-at-least': withoutStandbys + 1 } }).passed).toBe(
          false,
        );
        if (standbyBrokers(site).length > 0) return;
        for (let anyDown = 1; anyDown <= active; anyDown += 1) {
          const { passed } = judged(farm, { when: { anyDown }, expect: served });
          expect(passed, `${anyDown} of ${active} down`).toBe(anyDown <= withoutStandbys);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('agree on network splits', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const site = onlySite(farm);
        if (activeBrokers(site).length < 2) return;
        const [proof] = proveFarm(farm, { failures: 0, splits: true }).sites;
        const { passed, scenarios } = judged(farm, {
          when: { anySplit: true },
          expect: { providers: 'served' },
        });
        const losing = (proof?.splits?.losingProviders ?? 0) > 0 && site.providers.length > 0;
        expect(passed).toBe(!losing);
        if (passed) expect(scenarios).toBe(proof?.splits?.splits);
      }),
      { numRuns: 60 },
    );
  });

  it('show a set that takes something away wherever the tolerance is missed', () => {
    fc.assert(
      fc.property(anyFarm, fc.boolean(), (farm, withStandbys) => {
        const site = onlySite(farm);
        const down = breakingSet(site, { withStandbys });
        const { sessions, providers } = outcomeOf(farm, site, { down, groups: [] });
        expect(sessions && providers.every(({ servedBy }) => servedBy !== null)).toBe(false);
        const tolerance = toleranceOf(site)[withStandbys ? 'withStandbys' : 'withoutStandbys'];
        const counted = withStandbys
          ? down
          : down.filter((server) => activeBrokers(site).some((broker) => broker.server === server));
        expect(counted).toHaveLength(tolerance + 1);
      }),
    );
  });
});

describe('a majority in one failure domain', () => {
  it('is reported wherever some placement of the brokers without one makes it possible', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const racks = activeBrokers(onlySite(farm)).map(
          ({ failureDomains }) => failureDomains['rack'],
        );
        const { passed } = judged(farm, { expect: { 'no-majority-in': ['rack'] } });
        expect(passed).toBe(!placements(racks).some(holdsMajority));
      }),
    );
  });
});

/** Every way to put the brokers without a rack into one: each of the known racks, or another. */
function placements(racks: readonly (string | undefined)[]): string[][] {
  const names = [...new Set(racks.filter((rack) => rack !== undefined)), 'another'];
  return racks.reduce<string[][]>(
    (all, rack) =>
      all.flatMap((some) => (rack === undefined ? names : [rack]).map((one) => [...some, one])),
    [[]],
  );
}

function holdsMajority(racks: readonly string[]): boolean {
  return racks.some((rack) => racks.filter((one) => one === rack).length > racks.length / 2);
}

describe('scenarios', () => {
  const failures: fc.Arbitrary<Failure> = fc.oneof(
    fc.integer({ min: 0, max: 3 }).map((anyDown) => ({ ...noFailure, anyDown })),
    fc.constant({ ...noFailure, anySplit: true }),
    fc.constant({ ...noFailure, anyDown: 2, down: ['cb1'] }),
  );

  it('are as many as counted, each once, those with fewer down first', () => {
    fc.assert(
      fc.property(anyFarm, failures, (farm, failure) => {
        const site = onlySite(farm);
        const count = countScenarios(site, failure);
        const all = count === 0 ? [] : [...scenariosOf(site, failure)];
        expect(all).toHaveLength(count);
        const reported = all.map((one) =>
          JSON.stringify([
            one.down.toSorted(),
            one.groups.map((group) => group.toSorted().join()).toSorted(),
          ]),
        );
        expect(new Set(reported).size).toBe(all.length);
        const sizes = all.map(({ down }) => down.length);
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      }),
    );
  });

  it('are printed as events and in the words of simulate', () => {
    const scenario = {
      down: ['cb1'],
      groups: [['cb2'], ['cb3', 'cb4']],
      events: [{ kind: 'after', minutes: 90 } as const, { kind: 'heal' } as const],
    };
    expect(sayScenario(scenario)).toBe('down cb1; partition cb2/cb3,cb4; after 1h30m; heal');
    expect(simulateOptions(scenario)).toEqual([
      ['--down', 'cb1'],
      ['--partition', 'cb2/cb3,cb4'],
      ['--events', 'after 1h30m; heal'],
    ]);
    expect(sayScenario({ down: [], groups: [], events: [] })).toBeNull();
  });
});
