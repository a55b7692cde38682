import { aBroker } from '../a-broker.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/domain/model/refusal.js';
import type { Agent, Broker, Farm, Provider, Site } from '../../src/domain/model/farm.js';
import { runEvents } from '../../src/domain/simulate/timeline.js';
import type { Moment, Run } from '../../src/domain/simulate/timeline.js';
import { type PlainEvent, type PlainMoment, PlainRefusal, plainRun } from './plain-model.js';

/**
 * The program against the plain model, which was written from the semantics alone: after each event both must say
 * the same of every broker, provider and agent.
 */

const servers = ['CB1', 'CB2', 'CB3', 'CB4', 'CB5', 'CB6', 'CB7'] as const;

const anyState = fc.constantFrom('active', 'active', 'active', 'standby', 'standby', 'disabled');

function broker(server: string, state: string): Broker {
  return aBroker(server, { enabled: state !== 'disabled', standby: state === 'standby' });
}

/** Small sites in which much happens: three to seven brokers, most of them active or in standby. */
const anySite: fc.Arbitrary<{ farm: Farm; site: Site }> = fc
  .record({
    states: fc.array(anyState, { minLength: 2, maxLength: 6 }),
    agents: fc.array(fc.option(fc.nat(6)), { maxLength: 12 }),
    providers: fc.array(fc.option(fc.nat(6)), { maxLength: 4 }),
    licensing: fc.boolean(),
    rasVersion: fc.constantFrom(21 as const, 21 as const, 20 as const),
    autoPromotion: fc.record({
      enabled: fc.boolean(),
      afterMinutes: fc.constantFrom(15, 30),
      failback: fc.boolean(),
    }),
  })
  .map(({ states, agents, providers, licensing, rasVersion, autoPromotion }) => {
    const brokers = ['active', ...states].map((state, at) => broker(servers[at] ?? '', state));
    const preferred = (at: number | null): string | null =>
      at === null ? null : (brokers[at]?.server.toLowerCase() ?? null);
    const site: Site = {
      name: 'S',
      licensing,
      network: null,
      autoPromotion,
      brokers,
      gateways: [],
      agents: agents.map((at, n): Agent => ({
        name: `A${n}`,
        kind: 'rds-host',
        failureDomains: {},
        preferredBroker: preferred(at),
      })),
      providers: providers.map((at, n): Provider => ({
        name: `P${n}`,
        type: 'Azure',
        failureDomains: {},
        preferredBroker: preferred(at),
      })),
    };
    const other: Site = { ...site, name: 'L', licensing: !licensing, agents: [], providers: [] };
    const farm: Farm = { name: 'F', rasVersion, rules: {}, suppressions: [], sites: [site, other] };
    return { farm, site };
  });

/** Events that are likely to meet: few brokers, waits around the delay of auto-promotion. */
function anyEvents(site: Site): fc.Arbitrary<PlainEvent[]> {
  const all = site.brokers.map((one) => one.server);
  const some = fc.subarray(all, { minLength: 1, maxLength: 3 });
  const one = fc.constantFrom(...all).map((server) => [server]);
  const event: fc.Arbitrary<PlainEvent> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('down' as const, 'up' as const),
        brokers: some,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('standby' as const, 'activate' as const, 'promote' as const),
        brokers: one,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.subarray(all, { minLength: 1 }).map((side): PlainEvent => {
        const rest = all.filter((server) => !side.includes(server));
        return rest.length === 0 ? { kind: 'heal' } : { kind: 'partition', groups: [rest, side] };
      }),
    },
    { weight: 1, arbitrary: fc.constant<PlainEvent>({ kind: 'heal' }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('after' as const),
        minutes: fc.constantFrom(1, 14, 15, 16, 30, 45),
      }),
    },
  );
  return fc.array(event, { maxLength: 14 });
}

/** The events that both accept; what one refuses the other must refuse, too. */
function accepted(farm: Farm, site: Site, events: readonly PlainEvent[]): PlainEvent[] {
  const kept: PlainEvent[] = [];
  for (const event of events) {
    if (!['promote', 'standby', 'activate'].includes(event.kind)) {
      kept.push(event);
      continue;
    }
    const refused = refusedBy(() => plainRun(farm, site, [...kept, event]), PlainRefusal);
    expect(
      refusedBy(() => play(farm, site, [...kept, event]), Refusal),
      `whether ${JSON.stringify(event)} is refused`,
    ).toBe(refused);
    if (!refused) kept.push(event);
  }
  return kept;
}

function refusedBy(run: () => unknown, refusal: new (...args: never[]) => Error): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof refusal) return true;
    throw error;
  }
}

function play(farm: Farm, site: Site, events: readonly PlainEvent[]): Run {
  return runEvents(
    farm,
    site,
    events.map((event) => ({ event, location: null })),
  );
}

/** The program's state at a moment, in the plain model's words. */
function seen({ at, outcome }: Moment, agents: readonly Agent[]) {
  const { brokers, majority, providers, placement, load } = outcome;
  const holder = majority.groups.find((group) => group.holdsMajority);
  const brokerOf = new Map(
    placement.flatMap(({ server, names }) => names.map((name) => [name, server] as const)),
  );
  return {
    at,
    order: brokers.map(({ server }) => server),
    primaries: outcome.primaries,
    serving: brokers.filter(({ serves }) => serves).map(({ server }) => server),
    inPlaceOf: Object.fromEntries(
      brokers.flatMap(({ server, inPlaceOf }) => (inPlaceOf === null ? [] : [[server, inPlaceOf]])),
    ),
    base: majority.base,
    needed: majority.needed,
    armed: majority.armed,
    majority: holder?.serving ?? null,
    sessions: outcome.sessions,
    providers: Object.fromEntries(
      providers.map(({ provider, home, servedBy }) => [provider, { home, servedBy }]),
    ),
    stopped: outcome.processes.filter(({ state }) => state === 'stopped').length,
    placement: Object.fromEntries(agents.map(({ name }) => [name, brokerOf.get(name) ?? null])),
    target: Object.fromEntries(load.map((one) => [one.server, one.agents])),
  };
}

/** The plain model's moment, comparable: processes are counted, as the two name them by different documents. */
function expected({ cause: _cause, reconnect: _reconnect, stopped, ...moment }: PlainMoment) {
  return { ...moment, stopped: stopped.length };
}

/** More runs than the usual ones find what is rare: AGREEMENT_RUNS=50000. */
const numRuns = Number(process.env['AGREEMENT_RUNS'] ?? 600);

describe('the simulation agrees with a plain model written from the semantics', () => {
  it('after each event of any timeline', () => {
    const timelines = anySite.chain(({ farm, site }) =>
      anyEvents(site).map((events) => ({ farm, site, events })),
    );
    fc.assert(
      fc.property(timelines, ({ farm, site, events }) => {
        const kept = accepted(farm, site, events);
        const plain = plainRun(farm, site, kept);
        const run = play(farm, site, kept);
        expect(run.moments.map((moment) => seen(moment, site.agents))).toEqual(plain.map(expected));
        expect(
          run.happenings.map(({ at, cause, reconnect, placement, withoutBroker, target }) => ({
            at,
            cause,
            reconnect,
            connected: placement.reduce((sum, { agents }) => sum + agents, withoutBroker.length),
            target: Object.fromEntries(target.map((one) => [one.server, one.agents])),
          })),
        ).toEqual(
          plain.slice(1).map(({ at, cause, reconnect, target }) => ({
            at,
            cause,
            reconnect,
            connected: site.agents.length,
            target,
          })),
        );
        const [start, end] = [plain[0]?.placement ?? {}, plain.at(-1)?.placement ?? {}];
        expect(run.reconnect).toEqual(
          site.agents.map(({ name }) => name).filter((name) => start[name] !== end[name]),
        );
      }),
      { numRuns },
    );
  }, 600_000);
});
