import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printDuration, parseDuration } from '../../src/domain/model/duration.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import {
  simulate,
  type SimulateQuestion,
  type Simulation,
} from '../../src/domain/simulate/simulate.js';
import { parseEvents, printEvent, type WrittenEvent } from '../../src/domain/simulate/events.js';
import { outcomeOf } from '../../src/domain/simulate/outcome.js';
import type { Outcome } from '../../src/domain/simulate/outcome-types.js';
import { anyFarmOfOneSite } from '../properties/arbitrary.js';
import { allBack, anyFailures, anyGroups, anySituation, anyBrokers } from './any-events.js';

const sizes = { brokers: 7, agents: 12, providers: 5 };
const runs = { numRuns: 150 };

/** A farm of one site, and something about that site. */
function siteAnd<T>(make: (site: Site) => fc.Arbitrary<T>): fc.Arbitrary<[Farm, Site, T]> {
  return anyFarmOfOneSite(sizes).chain(({ farm, site }) =>
    make(site).map((made): [Farm, Site, T] => [farm, site, made]),
  );
}

function ask(farm: Farm, site: Site, question: Partial<SimulateQuestion>): Simulation {
  return simulate(farm, site, { down: [], groups: [], events: null, require: [], ...question });
}

/** What serves people, as a set of names that can only grow or shrink. */
function servicesOf(outcome: Outcome): Set<string> {
  return new Set([
    ...(outcome.sessions ? ['sessions'] : []),
    ...outcome.providers.flatMap(({ provider, servedBy }) =>
      servedBy === null ? [] : [`provider ${provider}`],
    ),
    ...outcome.processes.flatMap(({ process, state }) => [
      ...(state === 'stopped' ? [] : [`process ${process}`]),
      ...(state === 'runs' ? [`whole process ${process}`] : []),
    ]),
  ]);
}

describe('a situation', () => {
  it('without standbys, more failures never restore a service', () => {
    const withMore = siteAnd((site) => fc.tuple(anySituation(site), anyBrokers(site)));
    fc.assert(
      fc.property(withMore, ([farm, { name }, [situation, more]]) => {
        const [first] = farm.sites;
        if (first?.name !== name) throw new Error('not the site');
        const site = {
          ...first,
          brokers: first.brokers.map((one) => (one.standby ? { ...one, enabled: false } : one)),
        };
        const fewer = servicesOf(outcomeOf(farm, site, situation));
        const worse = { ...situation, down: [...new Set([...situation.down, ...more])] };
        for (const service of servicesOf(outcomeOf(farm, site, worse))) {
          expect(fewer).toContain(service);
        }
      }),
      runs,
    );
  });

  it('a network split alone stops no process and moves no agent', () => {
    fc.assert(
      fc.property(siteAnd(anyGroups), ([farm, site, groups]) => {
        const now = outcomeOf(farm, site);
        const split = outcomeOf(farm, site, { down: [], groups });
        expect(split.processes).toEqual(now.processes);
        expect(split.load).toEqual(now.load);
        expect(split.placement).toEqual(now.placement);
        expect(split.sessions).toBe(true);
      }),
      runs,
    );
  });

  it('its counts sum up, and at most one group holds a majority', () => {
    fc.assert(
      fc.property(siteAnd(anySituation), ([farm, site, situation]) => {
        const outcome = outcomeOf(farm, site, situation);
        const { majority, brokers, load, placement, withoutBroker } = outcome;
        const { processes, sessions, providers } = outcome;
        const serving = brokers.filter((one) => one.serves).map(({ server }) => server);
        const votes = majority.groups.reduce((sum, group) => sum + group.votes, 0);
        expect(votes).toBe(serving.length);
        expect(votes).toBeLessThanOrEqual(majority.base);
        expect(majority.groups.filter((group) => group.holdsMajority).length).toBeLessThan(2);
        expect(sessions).toBe(serving.length > 0);
        expect(load.map(({ server }) => server)).toEqual(serving);
        expect(load.reduce((sum, { agents }) => sum + agents, 0)).toBe(
          sessions ? site.agents.length : 0,
        );
        expect(placement.map(({ server }) => server)).toEqual(serving);
        const connected = [...placement.flatMap(({ names }) => names), ...withoutBroker];
        expect(connected.toSorted()).toEqual(site.agents.map(({ name }) => name).toSorted());
        expect(withoutBroker.length).toBe(sessions ? 0 : site.agents.length);
        expect(processes).toHaveLength(26);
        expect(providers).toHaveLength(site.providers.length);
        for (const { servedBy } of providers) {
          if (servedBy !== null) expect(serving).toContain(servedBy);
        }
      }),
      runs,
    );
  });
});

describe('a timeline', () => {
  it('of one event equals the plain simulation, and what the situation means', () => {
    fc.assert(
      fc.property(siteAnd(anySituation), ([farm, site, { down, groups }]) => {
        for (const one of [
          { down, groups: [] },
          { down: [], groups },
        ]) {
          if (one.down.length + one.groups.length === 0) continue;
          const plain = ask(farm, site, one);
          const timed = ask(farm, site, { events: parseEvents(plain.asked, 'events') });
          expect(timed.after).toEqual(plain.after);
          expect(timed.now).toEqual(plain.now);
          expect(timed.happenings).toEqual(plain.happenings);
          expect(timed.reconnect).toEqual(plain.reconnect);
          expect(timed.verdict).toEqual(plain.verdict);
          expect(plain.after).toEqual(outcomeOf(farm, site, one));
        }
      }),
      runs,
    );
  });

  it('returns to the first state when all is healed and up; without failback, but for the order (A2)', () => {
    fc.assert(
      fc.property(siteAnd(anyFailures), ([farm, site, events]) => {
        const { now, after } = ask(farm, site, { events: [...events, ...allBack(site)] });
        if (!site.autoPromotion.enabled || site.autoPromotion.failback) {
          // But for the agents: they stay where they reconnected (A22).
          const state = (outcome: Outcome) => ({ ...outcome, placement: [], assumptions: [] });
          expect(state(after)).toEqual(state(now));
          return;
        }
        expect(servicesOf(after)).toEqual(servicesOf(now));
        expect(after.majority.base).toBe(now.majority.base);
        expect(after.majority.groups[0]?.votes).toBe(now.majority.base);
        expect(after.primaries).toHaveLength(1);
      }),
      runs,
    );
  });

  it('is cut into intervals without a gap, and its totals are their sums', () => {
    fc.assert(
      fc.property(siteAnd(anyFailures), ([farm, site, failures]) => {
        const events = [...failures, ...allBack(site)];
        const { timeline, happenings } = ask(farm, site, { events });
        if (timeline === null) throw new Error('no timeline');
        const { minutes, intervals, totals } = timeline;
        const waits = events.flatMap(({ event }) =>
          event.kind === 'after' ? [event.minutes] : [],
        );
        expect(minutes).toBe(waits.reduce((sum, wait) => sum + wait, 0));
        let clock = 0;
        for (const { from, to } of intervals) {
          expect(from).toBe(clock);
          expect(to).toBeGreaterThan(from);
          clock = to;
        }
        expect(clock).toBe(minutes);
        expect(happenings.map(({ at }) => at)).toEqual(
          happenings.map(({ at }) => at).toSorted((a, b) => a - b),
        );
        const length = (out: (one: (typeof intervals)[number]) => boolean): number =>
          intervals.filter(out).reduce((sum, { from, to }) => sum + to - from, 0);
        expect(totals.sessions).toBe(length(({ sessions }) => !sessions));
        for (const { provider, minutes: out } of totals.providers) {
          expect(out).toBe(length(({ abandoned }) => abandoned.includes(provider)));
        }
        for (const { process, stopped, optional } of totals.processes) {
          expect(stopped).toBe(length((one) => one.stopped.includes(process)));
          expect(optional).toBe(length((one) => one.optional.includes(process)));
        }
      }),
      runs,
    );
  });

  it('promotes at its delay to the minute, while a majority is left', () => {
    const wait = fc.integer({ min: 1, max: 6000 });
    fc.assert(
      fc.property(
        siteAnd(() => wait),
        ([farm, site, minutes]) => {
          const primary = site.brokers[0]?.server ?? '';
          const { happenings, timeline, now } = ask(farm, site, {
            down: [primary],
            events: [{ event: { kind: 'after', minutes }, location: null }],
          });
          const { enabled, afterMinutes } = site.autoPromotion;
          const promoted = happenings.filter(({ cause }) => cause === 'auto-promotion');
          const due = enabled && now.majority.base >= 3 && minutes >= afterMinutes;
          expect(promoted.map(({ at }) => at)).toEqual(due ? [afterMinutes] : []);
          const settings = timeline?.totals.processes.find(
            (one) => one.process === 'system-settings',
          );
          expect(settings?.stopped).toBe(due ? afterMinutes : minutes);
        },
      ),
      runs,
    );
  });
});

describe('a network split that lasts longer than the delay', () => {
  it('makes two primaries where the primary is cut off from a majority, and only there', () => {
    fc.assert(
      fc.property(siteAnd(anyGroups), ([farm, first, groups]) => {
        const autoPromotion = { ...first.autoPromotion, enabled: true };
        const site = { ...first, autoPromotion };
        const asked = { ...farm, sites: [site] };
        if (groups.length === 0) return;
        const events: WrittenEvent[] = [
          { event: { kind: 'partition', groups }, location: null },
          { event: { kind: 'after', minutes: autoPromotion.afterMinutes }, location: null },
        ];
        const { after, now } = ask(asked, site, { events });
        // Counted here from the configuration alone: in a split no standby steps in.
        const active = site.brokers.filter((one) => one.enabled && !one.standby);
        const sideOf = (server: string): number =>
          Math.max(
            0,
            groups.findIndex((group) => group.includes(server)),
          );
        const sides = active.map(({ server }) => sideOf(server));
        const larger = groups.findIndex(
          (_, side) => sides.filter((one) => one === side).length * 2 > active.length,
        );
        const cutOff = larger !== -1 && sides[0] !== larger;
        expect(now.primaries).toHaveLength(1);
        expect(after.primaries).toHaveLength(cutOff && active.length >= 3 ? 2 : 1);
      }),
      runs,
    );
  });
});

describe('events as text', () => {
  it('printed and read are the same', () => {
    fc.assert(
      fc.property(siteAnd(anyFailures), ([, , events]) => {
        const text = events.map(({ event }) => printEvent(event)).join(';\n');
        if (text === '') return;
        const read = parseEvents(text, 'events').map(({ event }) => printEvent(event));
        expect(read.join(';\n')).toBe(text);
      }),
      runs,
    );
  });

  it('durations too', () => {
    fc.assert(
      fc.property(fc.nat(600_000), (minutes) => {
        expect(parseDuration(printDuration(minutes))).toBe(minutes);
      }),
    );
  });
});
