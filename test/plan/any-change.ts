import * as fc from 'fast-check';
import type { Broker, Farm, Site } from '../../src/domain/model/index.js';
import { newFarm } from '../../src/domain/edits/index.js';
import { aBroker } from '../a-broker.js';
import { anyFarm, anyFarmOfOneSite } from '../properties/arbitrary.js';
import { anyEdit } from '../properties/any-edit.js';

/** Pairs of farms to plan between. */

/** Start and end of a plan. */
export type Ends = readonly [from: Farm, to: Farm];

/** Two farms that differ by some edits. */
export const editedFarms: fc.Arbitrary<Ends> = fc
  .tuple(anyFarm(), fc.array(anyEdit, { minLength: 1, maxLength: 12 }))
  .map(([farm, edits]) => [farm, edits.reduce(tried, farm)]);

function tried(farm: Farm, edit: { try(farm: Farm): { farm: Farm } }): Farm {
  try {
    return edit.try(farm).farm;
  } catch {
    return farm;
  }
}

/** Two farms that have nothing to do with each other, but that names are often the same. */
export const strangeFarms: fc.Arbitrary<Ends> = fc.tuple(
  anyFarm({ sites: 2, brokers: 4, agents: 6, providers: 2, gateways: 2 }),
  anyFarm({ sites: 3, brokers: 4, agents: 6, providers: 2, gateways: 2 }),
);

/** What becomes of a broker. */
const anyFate = fc.constantFrom('kept', 'kept', 'active', 'standby', 'disabled', 'removed');
const anyState = fc.constantFrom('active', 'standby', 'disabled');

/** A site whose brokers change: they come, leave, are promoted and change their state; members prefer others. */
export const changedBrokers: fc.Arbitrary<Ends> = anyFarmOfOneSite({
  brokers: 5,
  agents: 3,
  providers: 2,
  gateways: 1,
}).chain(({ farm, site }) =>
  fc
    .record({
      fates: fc.array(anyFate, { minLength: 5, maxLength: 5 }),
      added: fc.array(anyState, { maxLength: 2 }),
      primary: fc.oneof(fc.constant(0), fc.nat({ max: 6 })),
      prefer: fc.array(fc.nat({ max: 9 }), { minLength: 3, maxLength: 3 }),
      providers: fc.nat({ max: 2 }),
    })
    .map((change): Ends => {
      const kept = site.brokers.flatMap((broker, at): Broker[] => {
        const fate = change.fates[at] ?? 'kept';
        return fate === 'removed' ? [] : [fate === 'kept' ? broker : inState(broker, fate)];
      });
      const added = change.added.map((state, at) =>
        inState(aBroker(`NEW${at}`, { ip: `10.9.9.${at + 1}` }), state),
      );
      const brokers = [...kept, ...added];
      const [primary] = brokers.splice(change.primary % Math.max(1, brokers.length), 1);
      const all = [inState(primary ?? site.brokers[0]!, 'active'), ...brokers];
      return [farm, { ...farm, sites: [withMembers({ ...site, brokers: all }, change)] }];
    }),
);

function inState(broker: Broker, state: 'active' | 'standby' | 'disabled'): Broker {
  return { ...broker, enabled: state !== 'disabled', standby: state === 'standby' };
}

function withMembers(
  site: Site,
  { prefer, providers }: { prefer: number[]; providers: number },
): Site {
  const names = new Set(site.brokers.map(({ server }) => server.toLowerCase()));
  const preferring = <T extends { preferredBroker: string | null }>(one: T, at: number): T => {
    const chosen = site.brokers[prefer[at % 3]! % (site.brokers.length + 2)]?.server ?? null;
    const isThere = one.preferredBroker !== null && names.has(one.preferredBroker.toLowerCase());
    return prefer[at % 3]! < 5 && (one.preferredBroker === null || isThere)
      ? one
      : { ...one, preferredBroker: chosen };
  };
  return {
    ...site,
    agents: site.agents.map(preferring),
    gateways: site.gateways.map(preferring),
    providers: site.providers.slice(0, providers).map(preferring),
  };
}

/** Changes in which brokers arrive that differ from each other, so many at most. */
export const arrivals = (most: number): fc.Arbitrary<Ends> =>
  fc
    .tuple(
      fc.array(anyState, { minLength: 2, maxLength: most }),
      fc.array(fc.nat({ max: most + 2 }), { maxLength: 6 }),
      fc.nat({ max: 13 }),
      fc.integer({ min: 1, max: 4 }),
    )
    .map(([states, preferred, primary, old]): Ends => {
      const names = [...Array(old).keys()].map((at) => `OLD${at}`);
      const empty = newFarm({
        name: 'Example',
        rasVersion: 21,
        site: 'Berlin',
        primary: { server: 'OLD0' },
      });
      const [site] = empty.sites;
      const before = names.map((name) => aBroker(name));
      const added = states.map((state, at) =>
        aBroker(`NEW${at}`, { enabled: state !== 'disabled', standby: state === 'standby' }),
      );
      const brokers = [...before, ...added];
      const [first] = brokers.splice(primary % brokers.length, 1);
      const all = [{ ...first!, enabled: true, standby: false }, ...brokers];
      const siteWith = (list: Broker[], prefers: readonly number[]): Farm => {
        const agents = [0, 1, 2, 3, 4, 5].map((at) => ({
          name: `R${at}`,
          kind: 'rds-host' as const,
          failureDomains: {},
          preferredBroker: all[prefers[at] ?? -1]?.server ?? null,
        }));
        return { ...empty, sites: [{ ...site!, brokers: list, agents }] };
      };
      return [siteWith(before, []), siteWith(all, preferred)];
    });
