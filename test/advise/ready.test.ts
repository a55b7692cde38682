import { runs } from '../runs.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseFarm } from '../../src/domain/advise/index.js';
import { isDecidedHere, rulesLeft } from '../../src/domain/advise/influences.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { toleranceOf } from '../../src/domain/model/tolerance.js';
import { findingsOfSite } from '../../src/domain/readiness/findings.js';
import { allRules } from '../../src/domain/readiness/rules.table.js';
import { anyFarm } from '../prove/farms.js';
import { onlySite } from './plain.js';

const today = '2026-11-20';

/** Farms with agents and gateways, too, some of which prefer a broker. */
const anyBusyFarm: fc.Arbitrary<Farm> = fc
  .record({
    farm: anyFarm,
    agents: fc.array(fc.option(fc.nat(3)), { maxLength: 6 }),
    gateway: fc.option(fc.nat(3)),
    failback: fc.boolean(),
  })
  .filter(({ farm }) => onlySite(farm).brokers.length <= 5)
  .map(({ farm, agents, gateway, failback }) => {
    const site = onlySite(farm);
    const named = (at: number | null): string | null =>
      at === null ? null : (site.brokers[at % site.brokers.length]?.server ?? null);
    const changed: Site = {
      ...site,
      autoPromotion: { ...site.autoPromotion, failback },
      agents: agents.map((at, index) => ({
        name: `h${index + 1}`,
        kind: 'rds-host',
        failureDomains: {},
        preferredBroker: named(at),
      })),
      gateways:
        gateway === null
          ? []
          : [
              {
                server: 'gw',
                ip: null,
                mode: 'normal',
                failureDomains: {},
                preferredBroker: named(gateway),
              },
            ],
    };
    return { ...farm, sites: [changed] };
  });

/** Whether the site reaches the goal `ready`, or `no-findings`, by the rules themselves. */
function isReached(farm: Farm, site: Site, goal: string): boolean {
  const counted = findingsOfSite({ ...farm, sites: [site] }, site, today).filter(
    ({ rule, severity }) =>
      !rulesLeft.includes(rule) && (goal === 'no-findings' || severity !== 'info'),
  );
  return counted.length === 0 && (goal !== 'ready' || toleranceOf(site).withoutStandbys >= 1);
}

interface Reached {
  site: Site;
  changed: readonly string[];
}

/** Every site that one change of docs/advise.md leads to, new brokers aside. */
function oneMore({ site, changed }: Reached): Reached[] {
  const found: Reached[] = [];
  const add = (id: string, next: Site): void => {
    if (!changed.includes(id)) found.push({ site: next, changed: [...changed, id] });
  };
  const values = [...new Set(site.brokers.flatMap((one) => one.failureDomains['rack'] ?? []))];
  site.brokers.forEach((broker, at) => {
    const set = (id: string, given: Partial<typeof broker>): void =>
      add(`${broker.server} ${id}`, {
        ...site,
        brokers: site.brokers.with(at, { ...broker, ...given }),
      });
    const isActive = broker.enabled && !broker.standby;
    if (at > 0 && isActive) set('state', { standby: true });
    if (!isActive) set('state', { enabled: true, standby: false });
    if (!broker.enabled) set('state', { enabled: true, standby: true });
    if (broker.failureDomains['rack'] !== undefined) {
      for (const rack of [...values, `fresh${changed.length}`])
        set('rack', { failureDomains: { rack } });
    }
  });
  const targets = [
    null,
    ...site.brokers.filter((one) => one.enabled && !one.standby).map(({ server }) => server),
  ];
  const preferred = (one: { preferredBroker: string | null }): string | undefined =>
    one.preferredBroker?.toLowerCase();
  for (const to of targets) {
    for (const from of new Set(site.agents.map(preferred))) {
      if (from === undefined) continue;
      const agents = site.agents.map((one) =>
        preferred(one) === from ? { ...one, preferredBroker: to } : one,
      );
      const ids = site.agents.filter((one) => preferred(one) === from).map(({ name }) => name);
      if (!ids.some((id) => changed.some((done) => done.split(',').includes(id))))
        add(ids.join(','), { ...site, agents });
    }
    site.providers.forEach((one, at) => {
      if (one.preferredBroker !== null) {
        add(one.name, {
          ...site,
          providers: site.providers.with(at, { ...one, preferredBroker: to }),
        });
      }
    });
    site.gateways.forEach((one, at) => {
      if (one.preferredBroker !== null) {
        add(one.server, {
          ...site,
          gateways: site.gateways.with(at, { ...one, preferredBroker: to }),
        });
      }
    });
  }
  const { autoPromotion } = site;
  add('auto-promotion', { ...site, autoPromotion: { ...autoPromotion, enabled: true } });
  add('auto-promotion', {
    ...site,
    autoPromotion: { ...autoPromotion, enabled: false, failback: false },
  });
  return found;
}

/** The size of the smallest set of up to `most` changes; null if it takes more. */
function smallest(farm: Farm, goal: string, most: number): number | null {
  let level: Reached[] = [{ site: onlySite(farm), changed: [] }];
  for (let size = 0; size <= most; size += 1) {
    if (level.some(({ site }) => isReached(farm, site, goal))) return size;
    if (size === most) return null;
    const next = level
      .flatMap(oneMore)
      .map((one) => [JSON.stringify([one.site, one.changed.toSorted()]), one] as const);
    level = [...new Map(next).values()];
  }
  return null;
}

describe('the goals about findings', () => {
  it('no smaller set of changes within the site reaches them', () => {
    fc.assert(
      fc.property(
        anyBusyFarm,
        fc.constantFrom('ready', 'no-findings', 'no-warnings'),
        (farm, goal) => {
          const [advice] = adviseFarm(farm, {
            goals: [goal],
            withStandbys: false,
            most: 40,
            today,
          }).sites;
          const within = smallest(farm, goal, 2);
          const own = (advice?.proposals ?? []).find(({ newBrokers }) => newBrokers.length === 0);
          const size = advice?.verdict === 'met' ? 0 : (own?.changes.length ?? null);
          if (within === null) expect(size ?? 3).toBeGreaterThan(2);
          else expect(size).toBe(within);
        },
      ),
      { numRuns: runs(25) },
    );
  }, 60_000);

  it('every rule is decided by changes, or listed as left to others', () => {
    const ids = allRules.map(({ id }) => id);
    expect(ids.filter((id) => isDecidedHere(id) === rulesLeft.includes(id))).toEqual([]);
    expect(rulesLeft.filter((id) => !ids.some((one) => one === id))).toEqual([]);
  });
});
