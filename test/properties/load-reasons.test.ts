import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadOf } from '../../src/domain/load/load-answer.js';
import { loadOfPlanned } from '../../src/domain/load/planned.js';
import type { ShareReason } from '../../src/domain/load/reasons.js';
import { isActive, stateOf } from '../../src/domain/model/farm.js';
import { anyFarm } from './arbitrary.js';

/** Why a broker has the agents that it has; and the split of a farm with another number of active brokers. */

describe('the reasons of a load split', () => {
  it('name each broker above its share once, with what its agents say; and each that takes none', () => {
    const seen = { pinned: 0, rounded: 0 };
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        loadOf(farm).sites.forEach(({ reasons, brokers, agents }, at) => {
          const site = farm.sites[at];
          const ofKind = <K extends ShareReason['kind']>(kind: K) =>
            reasons.filter((one): one is Extract<ShareReason, { kind: K }> => one.kind === kind);
          const active = brokers.filter(({ state }) => state === 'active');
          const [table] = ofKind('table');
          expect(table?.primary).toBe(active[0]?.nominalShare);
          expect(table?.eachSecondary).toBe(active[1]?.nominalShare ?? null);
          // Shares are rounded to two decimals: a difference of less than that of one agent in ten thousand is none.
          const above = active.filter((one) => one.effectiveShare > one.nominalShare + 0.011);
          const named = [
            ...ofKind('pinned').map(({ server }) => server),
            ...ofKind('whole-agents').flatMap(({ servers }) => servers),
          ];
          expect(new Set(named).size).toBe(named.length);
          for (const { server } of above) expect(named).toContain(server);
          for (const { server, pinned, agents: own } of ofKind('pinned')) {
            const preferring = site?.agents.filter(
              (one) => one.preferredBroker?.toLowerCase() === server.toLowerCase(),
            );
            expect(preferring?.length).toBe(pinned);
            expect(own).toBeGreaterThanOrEqual(pinned);
            seen.pinned += 1;
          }
          for (const server of ofKind('whole-agents').flatMap(({ servers }) => servers)) {
            const found = brokers.find((one) => one.server === server);
            expect(found?.pinned).toEqual([]);
            // Less than one agent above it.
            expect(found?.agents).toBeLessThan((agents * (found?.nominalShare ?? 0)) / 100 + 1.01);
            seen.rounded += 1;
          }
          const idle = [...ofKind('standby'), ...ofKind('disabled')].flatMap(
            ({ servers }) => servers,
          );
          expect(new Set(idle)).toEqual(
            new Set(brokers.filter(({ state }) => state !== 'active').map(({ server }) => server)),
          );
        });
      }),
    );
    expect(Math.min(seen.pinned, seen.rounded)).toBeGreaterThan(0);
  });
});

describe('load --brokers of a farm', () => {
  it('has that many active brokers, its own agents and pins, and says what has to change', () => {
    const seen = { activated: 0, added: 0, toStandby: 0 };
    fc.assert(
      fc.property(anyFarm(), fc.integer({ min: 1, max: 9 }), (farm, brokers) => {
        loadOfPlanned(farm, undefined, brokers).sites.forEach((split, at) => {
          const site = farm.sites[at];
          if (site === undefined) throw new Error('no site');
          const { activated, added, toStandby } = split.planned;
          const active = split.brokers.filter(({ state }) => state === 'active');
          expect(active.length).toBe(brokers);
          expect(split.agents).toBe(site.agents.length);
          const before = site.brokers.filter(isActive).map(({ server }) => server);
          const expected = [
            ...before.filter((one) => !toStandby.includes(one)),
            ...activated,
            ...added,
          ];
          expect(active.map(({ server }) => server).toSorted()).toEqual(expected.toSorted());
          // Nothing is activated and put in standby in one plan, and nothing added while a broker is idle.
          expect(activated.length === 0 || toStandby.length === 0).toBe(true);
          const idle = site.brokers.filter((one) => stateOf(one) !== 'active').length;
          if (added.length > 0) expect(activated.length).toBe(idle);
          for (const { server, pinned } of active) {
            const preferring = site.agents.filter(
              (one) => one.preferredBroker?.toLowerCase() === server.toLowerCase(),
            );
            expect(pinned).toEqual(preferring.map(({ name }) => name));
          }
          for (const key of Object.keys(seen) as (keyof typeof seen)[])
            seen[key] += split.planned[key].length;
        });
      }),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it('is the split as it is, for as many brokers as are active', () => {
    fc.assert(
      fc.property(anyFarm({ sites: 1 }), (farm) => {
        const [now] = loadOf(farm).sites;
        if (now === undefined || now.brokersCounted === 0) return;
        const [planned] = loadOfPlanned(farm, undefined, now.brokersCounted).sites;
        expect(planned).toEqual({ ...now, planned: { activated: [], added: [], toStandby: [] } });
      }),
    );
  });
});
