import { aBroker } from '../a-broker.js';
import * as fc from 'fast-check';
import type { Broker, Farm, Site } from '../../src/domain/model/farm.js';

/** A valid farm with one site: up to 6 active, 3 standby and a disabled broker, anyhow mixed; 0 to 4 providers. */
export const anyFarm: fc.Arbitrary<Farm> = fc
  .record({
    active: fc.integer({ min: 1, max: 6 }),
    standbys: fc.integer({ min: 0, max: 3 }),
    disabled: fc.integer({ min: 0, max: 1 }),
    order: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
    preferences: fc.array(fc.option(fc.nat(9)), { maxLength: 4 }),
    racks: fc.array(fc.option(fc.integer({ min: 1, max: 3 })), { minLength: 10, maxLength: 10 }),
    promotes: fc.boolean(),
    licensing: fc.constant(true),
  })
  .map(({ active, standbys, disabled, order, preferences, racks, promotes, licensing }): Farm => {
    const states = [
      ...Array.from({ length: active - 1 }, () => 'active'),
      ...Array.from({ length: standbys }, () => 'standby'),
      ...Array.from({ length: disabled }, () => 'disabled'),
    ]
      .map((state, at) => ({ state, key: order[at] ?? 0 }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ state }) => state);
    // The primary is first and active.
    const brokers = ['active', ...states].map((state, at): Broker => {
      const rack = racks[at] ?? null;
      const failureDomains = rack === null ? {} : { rack: `r${rack}` };
      return brokerOf(`cb${at + 1}`, state, failureDomains);
    });
    const site: Site = {
      name: 'Berlin',
      licensing,
      network: null,
      autoPromotion: { enabled: promotes, afterMinutes: 30, failback: false },
      brokers,
      gateways: [],
      agents: [],
      providers: preferences.map((at, index) => ({
        name: `p${index + 1}`,
        type: 'HyperV',
        // In other letters than the broker's own: names are compared without regard to case.
        failureDomains: {},
        preferredBroker:
          at === null ? null : (brokers[at % brokers.length]?.server.toUpperCase() ?? null),
      })),
    };
    return { name: 'Farm', rasVersion: 21, rules: {}, suppressions: [], sites: [site] };
  });

/** The only site of such a farm. */
export function onlySite(farm: Farm): Site {
  const [site] = farm.sites;
  if (site === undefined) throw new Error('a farm without a site');
  return site;
}

/** A farm of one site: so many active brokers cb1…, so many standbys after them, so many Automatic providers. */
export function farmOf(active: number, providers: number, standbys = 0): Farm {
  const site: Site = {
    name: 'Berlin',
    licensing: true,
    network: null,
    autoPromotion: { enabled: true, afterMinutes: 30, failback: false },
    brokers: Array.from({ length: active + standbys }, (_, at) =>
      brokerOf(`cb${at + 1}`, at < active ? 'active' : 'standby'),
    ),
    gateways: [],
    agents: [],
    providers: Array.from({ length: providers }, (_, at) => ({
      name: `p${at + 1}`,
      type: 'HyperV',
      failureDomains: {},
      preferredBroker: null,
    })),
  };
  return { name: 'Farm', rasVersion: 21, rules: {}, suppressions: [], sites: [site] };
}

function brokerOf(server: string, state: string, failureDomains = {}): Broker {
  const enabled = state !== 'disabled';
  return aBroker(server, { enabled, standby: state === 'standby', failureDomains });
}
