import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fullSet,
  lossesOf,
  lostPrimary,
  lostSessions,
  membersOf,
  providersLost,
  servingAfter,
  splitLeavesMajority,
  survivalModel,
} from '../../src/domain/prove/survival.js';
import { outcomeOf } from '../../src/domain/simulate/outcome.js';
import { anyFarm, onlySite } from './farms.js';

describe('prove and simulate agree on every scenario', () => {
  it('with any set of brokers down', () => {
    fc.assert(
      fc.property(anyFarm, fc.boolean(), (farm, withStandbys) => {
        const site = onlySite(farm);
        const model = survivalModel(site, { standbys: withStandbys });
        const ignored = withStandbys
          ? []
          : site.brokers.filter((one) => one.standby).map((one) => one.server);
        for (let set = 0; set <= fullSet(model.members.length); set += 1) {
          const down = [...membersOf(model, set), ...ignored];
          const outcome = outcomeOf(farm, site, { down, groups: [] });
          const losses = lossesOf(model, set);
          expect((losses & lostSessions) === 0).toBe(outcome.sessions);
          expect((losses & lostPrimary) === 0).toBe(outcome.primaries.length === 1);
          expect(providersLost(model, losses).toSorted()).toEqual(abandoned(outcome));
          expect(servingAfter(model, set)).toBe(outcome.brokers.filter((one) => one.serves).length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('with any split of the active brokers', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const site = onlySite(farm);
        const model = survivalModel(site, { standbys: true });
        const all = site.providers.map((one) => one.name).toSorted();
        for (let split = 1; split < 2 ** (model.base - 1); split += 1) {
          const other = split << 1;
          const groups = [fullSet(model.base) & ~other, other].map((side) =>
            membersOf(model, side),
          );
          const outcome = outcomeOf(farm, site, { down: [], groups });
          const decided = splitLeavesMajority(model, other);
          expect(outcome.sessions).toBe(true);
          expect(outcome.majority.groups.some((group) => group.holdsMajority)).toBe(decided);
          expect(abandoned(outcome)).toEqual(model.armed && !decided ? all : []);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function abandoned(outcome: ReturnType<typeof outcomeOf>): string[] {
  return outcome.providers
    .filter((one) => one.servedBy === null)
    .map((one) => one.provider)
    .toSorted();
}
