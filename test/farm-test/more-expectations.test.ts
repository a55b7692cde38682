import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expectations } from '../../src/domain/expectations/expectations.js';
import { scenarioUntil } from '../../src/domain/expectations/scenarios.js';
import { noFailure } from '../../src/domain/expectations/starter.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { parseEvents, type FailureEvent } from '../../src/domain/simulate/events.js';
import { simulate, type Simulation } from '../../src/domain/simulate/simulate.js';
import { anyFarm, onlySite } from '../prove/farms.js';
import { judged, today } from './a-test.js';

/**
 * Expectations agree with what `farm simulate --json` and `farm check --json` say: every figure is computed here from
 * their facts, by itself.
 */

/** Events that every farm allows: the primary or another broker fails, is cut off or returns, and time passes. */
const anyEvents: fc.Arbitrary<FailureEvent[]> = fc
  .array(
    fc.oneof(
      {
        weight: 2,
        arbitrary: fc.integer({ min: 1, max: 50 }).map((minutes) => `after ${minutes}m`),
      },
      { weight: 2, arbitrary: fc.constantFrom('down cb1', 'up cb1', 'heal') },
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((events) => parseEvents(events.join('; '), '').map(({ event }) => event));

/** Some agents, a few of them pinned, so that shares differ. */
const anyFarmWithAgents: fc.Arbitrary<Farm> = fc
  .tuple(anyFarm, fc.array(fc.boolean(), { maxLength: 12 }))
  .map(([farm, pinned]) => ({
    ...farm,
    sites: farm.sites.map((site) => ({
      ...site,
      agents: pinned.map((isPinned, at) => ({
        name: `RDS${at + 1}`,
        kind: 'rds-host' as const,
        failureDomains: {},
        preferredBroker: isPinned ? 'CB1' : null,
      })),
    })),
  }));

function played(farm: Farm, events: readonly FailureEvent[]): Simulation {
  const written = events.map((event) => ({ event, location: null }));
  return simulate(farm, onlySite(farm), { down: [], groups: [], events: written, require: [] });
}

const passes = (farm: Farm, events: readonly FailureEvent[], wanted: Expectations): boolean =>
  judged(farm, { when: { events }, expect: wanted }).passed;

describe('expectations of a state', () => {
  it('agree with the facts of the simulation', () => {
    fc.assert(
      fc.property(anyFarmWithAgents, anyEvents, fc.nat(7), (farm, events, least) => {
        const { after } = played(farm, events);
        const serving = after.brokers.filter(({ serves }) => serves).length;
        expect(passes(farm, events, { 'serving-at-least': least })).toBe(serving >= least);
        for (const { process, name, state, on } of after.processes) {
          for (const word of ['runs', 'stopped', 'optional', 'elsewhere']) {
            expect(passes(farm, events, { processes: { [process]: word } })).toBe(word === state);
          }
          for (const { server } of after.brokers) {
            const isOn = state === 'runs' && on.includes(server);
            expect(passes(farm, events, { processes: { [name.toUpperCase()]: server } })).toBe(
              isOn,
            );
          }
        }
        for (const { server } of after.brokers) {
          const names = after.placement.find((one) => one.server === server)?.names ?? [];
          const agents = onlySite(farm).agents.length;
          const share = agents === 0 ? 0 : Math.round((names.length / agents) * 10_000) / 100;
          const is = (least: number, most: number): boolean =>
            passes(farm, events, { 'load-share': { [server.toUpperCase()]: { least, most } } });
          expect(is(share, share)).toBe(true);
          expect(is(share + 0.01, 100)).toBe(false);
          if (share > 0) expect(is(0, share - 0.01)).toBe(false);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('at a moment agree with the end of the events until then', () => {
    fc.assert(
      fc.property(anyFarmWithAgents, anyEvents, fc.nat(120), (farm, events, minutes) => {
        const until = scenarioUntil({ down: [], groups: [], events }, minutes).events;
        // A simulation needs an event; this one changes nothing.
        const { after } = played(farm, until.length === 0 ? [{ kind: 'heal' }] : until);
        const state: Expectations = {
          primary: after.primaries.length === 1 ? (after.primaries[0] ?? '') : 'none',
          serving: after.brokers.filter(({ serves }) => serves).length,
          sessions: after.sessions,
          processes: Object.fromEntries(after.processes.map((one) => [one.process, one.state])),
          'load-share': Object.fromEntries(
            after.placement.map(({ server, share }) => [server, { least: share, most: share }]),
          ),
        };
        const { misses, expectations } = judged(farm, {
          when: { events },
          expect: { at: [{ minutes, written: 'then', expect: state }] },
        });
        expect(expectations).toBe(5);
        const missed = misses.map(({ expectation }) => expectation);
        expect(missed).toEqual(after.primaries.length > 1 ? ['primary'] : []);
      }),
    );
  });

  it('are judged after exactly what happens until the moment', () => {
    const events = parseEvents('down cb1; after 10m; up cb1; after 5m', '').map(
      ({ event }) => event,
    );
    const until = (minutes: number): unknown =>
      scenarioUntil({ down: [], groups: [], events }, minutes).events;
    expect(until(0)).toEqual(events.slice(0, 1));
    expect(until(9)).toEqual([events[0], { kind: 'after', minutes: 9 }]);
    expect(until(10)).toEqual(events.slice(0, 3));
    expect(until(15)).toEqual(events);
    expect(until(99)).toEqual(events);
  });

  it('never two primaries agrees with the timeline', () => {
    const split: fc.Arbitrary<FailureEvent[]> = fc
      .record({ cutOff: fc.integer({ min: 1, max: 90 }), later: fc.integer({ min: 1, max: 90 }) })
      .map(({ cutOff, later }) =>
        parseEvents(`partition cb2/cb1; after ${cutOff}m; heal; after ${later}m`, '').map(
          ({ event }) => event,
        ),
      );
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(anyFarm, split, (farm, events) => {
        if (onlySite(farm).brokers.length < 2) return;
        const { happenings, after } = played(farm, events);
        const twice =
          after.primaries.length > 1 ||
          happenings.some(({ changes }) => changes.some(({ kind }) => kind === 'two-primaries'));
        seen.add(twice);
        expect(passes(farm, events, { 'never-two-primaries': true })).toBe(!twice);
      }),
      { numRuns: 300 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });
});

describe('expectations of findings', () => {
  it('present and absent are opposites for each rule, and agree with the findings', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const found = new Set(findingsOf(farm, { today }).map(({ rule }) => rule));
        for (const rule of ['RAS101', 'RAS102', 'RAS103', 'RAS104', 'RAS202', 'RAS601', 'RAS602']) {
          const present = judged(farm, { expect: { 'findings-present': [rule] } }).passed;
          const absent = judged(farm, { expect: { 'findings-absent': [rule] } }).passed;
          expect([present, absent]).toEqual([found.has(rule), !found.has(rule)]);
        }
      }),
    );
  });

  it('do not count what is suppressed or off, and say so', () => {
    const whys = (farm: Farm): string[] =>
      judged(farm, { expect: { 'findings-present': ['RAS101'] } }).misses.map(({ why }) => why);
    const [farm] = fc.sample(
      anyFarm.filter((one) => findingsOf(one, { today }).some(({ rule }) => rule === 'RAS101')),
      { numRuns: 1, seed: 1 },
    );
    if (farm === undefined) throw new Error('no farm');
    expect(whys(farm)).toEqual([]);
    const suppression = { rule: 'RAS101', target: 'Berlin', reason: 'planned', expires: null };
    expect(whys({ ...farm, suppressions: [suppression] })).toEqual([
      'the finding of RAS101 is suppressed',
    ]);
    expect(whys({ ...farm, rules: { 'single-broker': { off: true, reason: 'planned' } } })).toEqual(
      ['RAS101 is off in the farm file'],
    );
  });
});

describe('a failure domain that is down', () => {
  it('is the same as its brokers down', () => {
    fc.assert(
      fc.property(anyFarm, fc.constantFrom('r1', 'R2', 'r3'), (farm, value) => {
        const servers = onlySite(farm)
          .brokers.filter(({ failureDomains }) => failureDomains['rack'] === value.toLowerCase())
          .map(({ server }) => server);
        if (servers.length === 0) return;
        const wanted: Expectations = { serving: 99, sessions: true, providers: 'served' };
        const [byDomain, byName] = [{ domains: [{ key: 'RACK', value }] }, { down: servers }].map(
          (when) => judged(farm, { when: { ...noFailure, ...when }, expect: wanted }),
        );
        expect(byDomain).toEqual(byName);
      }),
    );
  });
});
