import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleFarm } from '../../src/domain/edits/example.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { findSite } from '../../src/domain/model/find.js';
import type { Effect } from '../../src/domain/simulate/effects.js';
import { parseEvents, resolveEvents, type WrittenEvent } from '../../src/domain/simulate/events.js';
import type { Outcome } from '../../src/domain/simulate/outcome-types.js';
import type { PromotionForecast } from '../../src/domain/simulate/promotion.js';
import type { ServedReason } from '../../src/domain/simulate/provider-homes.js';
import { simulate, type Simulation } from '../../src/domain/simulate/simulate.js';
import { describeSimulation } from '../../src/render/simulate-words.js';
import { farmOf, onlySite } from '../prove/farms.js';
import { anyFarmOfOneSite } from '../properties/arbitrary.js';
import { allBack, anyFailures } from './any-events.js';

/** The facts of a simulation, and the words beside them. */

/** A row for each kind: one that is added to the union and not here does not compile. */
const effects = {
  'primary-changed': true,
  'two-primaries': true,
  'two-primaries-resolved': true,
  'standby-replaces': true,
  'new-standby-replaces': true,
  'standby-replaces-another': true,
  'standby-released': true,
  'sessions-lost': true,
  'sessions-restored': true,
  'majority-changed': true,
  'providers-abandoned': true,
  'providers-restored': true,
  'providers-moved': true,
  'processes-stopped': true,
  'process-optional': true,
  'processes-restored': true,
  'process-no-longer-optional': true,
  'hosts-down': true,
  'hosts-up': true,
  'agents-reconnect': true,
  'agents-without-broker': true,
  promotion: true,
} as const satisfies Record<Effect['kind'], true>;
const promotions = {
  none: true,
  due: true,
  off: true,
  ignored: true,
  'no-majority': true,
} as const satisfies Record<PromotionForecast['state'], true>;
const reasons = {
  'home-serves': true,
  'home-lost': true,
  'no-majority': true,
  'not-armed': true,
} as const satisfies Record<ServedReason['kind'], true>;

/** The keys that hold words. */
const words = ['says', 'votes', 'what', 'effects', 'why'];

/** What `--json` had in formatVersion 1.0. */
const keysOf10 = {
  result:
    'site asked rasVersion verdict required now happenings after reconnect timeline replay source assumptions',
  verdict: 'says votes sessions providers processes primaries',
  happening: 'at cause what effects reconnect placement withoutBroker target',
  outcome:
    'brokers majority sessions providers primaries processes placement withoutBroker load promotion assumptions',
  provider: 'provider home servedBy why',
  promotion: 'state candidate inMinutes wouldBeTwo says',
};

function play(farm: Farm, site: Site, text: string): Simulation {
  return asked(farm, site, resolveEvents(site, parseEvents(text, 'events')));
}

function asked(farm: Farm, site: Site, events: readonly WrittenEvent[]): Simulation {
  return simulate(farm, site, { down: [], groups: [], events, require: [] });
}

function expectKeys(value: object | undefined, keys: string): void {
  expect(Object.keys(value ?? {})).toEqual(expect.arrayContaining(keys.split(' ')));
}

/** Every text under one of these keys in a value. */
function textsUnder(value: unknown, keys: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsUnder(one, keys));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [
    ...(keys.includes(key) && typeof inside !== 'number' ? [inside] : []),
    ...textsUnder(inside, keys),
  ]);
}

/** What random failures never or seldom do: a broker is put in standby, a standby replaces another broker than before. */
const rare: readonly string[] = [
  'down cb1; down cb2; down cb3; standby cb4',
  'down cb1,cb2,cb3; up cb2',
];

describe('a simulation', () => {
  it('is facts alone, and each of them has its words beside it', () => {
    const seen = {
      effects: new Set<string>(),
      promotions: new Set<string>(),
      reasons: new Set<string>(),
    };
    const see = ({ promotion, providers }: Outcome): void => {
      seen.promotions.add(promotion.state);
      for (const { reason } of providers) seen.reasons.add(reason.kind);
    };
    const check = (simulation: Simulation): void => {
      expect(textsUnder(simulation, words)).toEqual([]);
      const output = describeSimulation(simulation);
      for (const text of textsUnder(output, words).flat()) expect(text).toMatch(/^\S.*\S$/u);
      expect(textsUnder(output, words).flat().join()).not.toMatch(/undefined|null|\[object/u);
      for (const { changes, effects: reported } of output.happenings) {
        expect(reported).toHaveLength(changes.length);
        for (const { kind } of changes) seen.effects.add(kind);
      }
      see(simulation.now);
      see(simulation.after);
    };
    const farms = anyFarmOfOneSite({ brokers: 7, agents: 6, providers: 4 });
    const timelines = farms.chain(({ farm, site }) =>
      anyFailures(site).map((events) => ({ farm, site, events })),
    );
    fc.assert(
      fc.property(timelines, ({ farm, site, events }) => {
        check(asked(farm, site, [...events, ...allBack(site)]));
        if (events.length > 0) check(asked(farm, site, events));
      }),
      { numRuns: 400 },
    );
    const farm = farmOf(4, 2, 2);
    for (const events of rare) check(play(farm, onlySite(farm), events));
    const failureDomains = { rack: 'r1' };
    const providers = onlySite(farm).providers.map((one) => ({ ...one, failureDomains }));
    const inRack = { ...onlySite(farm), providers };
    check(play({ ...farm, sites: [inRack] }, inRack, 'down rack=r1; up rack=r1'));

    expect([...seen.effects].toSorted()).toEqual(Object.keys(effects).toSorted());
    expect([...seen.promotions].toSorted()).toEqual(Object.keys(promotions).toSorted());
    expect([...seen.reasons].toSorted()).toEqual(Object.keys(reasons).toSorted());
  });

  it('gives names and numbers for what it says', () => {
    const farm = exampleFarm('Acme', 21);
    const { happenings, after } = play(farm, findSite(farm, 'Berlin'), 'down CB-BER-1; after 45m');
    const [down, promoted] = happenings;
    expect(down).toMatchObject({
      cause: 'event',
      event: { kind: 'down', brokers: ['CB-BER-1'] },
    });
    expect(down?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'processes-stopped' }),
        {
          kind: 'promotion',
          promotion: {
            primary: 'CB-BER-1',
            state: 'due',
            away: 'offline',
            candidate: 'CB-BER-2',
            inMinutes: 30,
            wouldBeTwo: false,
          },
        },
      ]),
    );
    expect(promoted).toMatchObject({
      at: 30,
      cause: 'auto-promotion',
      promoted: 'CB-BER-2',
      former: 'CB-BER-1',
      awayMinutes: 30,
    });
    expect(after.providers.map(({ reason }) => reason)).toContainEqual({
      kind: 'home-lost',
      home: 'CB-BER-1',
      because: 'offline',
    });
  });

  it('keeps in JSON every key of format 1.0', () => {
    const farm = exampleFarm('Acme', 21);
    const output = describeSimulation(
      play(farm, findSite(farm, 'Berlin'), 'down CB-BER-1; after 1h'),
    );
    const [happening] = output.happenings;
    const { now, after, verdict } = output;
    expectKeys(output, keysOf10.result);
    expectKeys(verdict, keysOf10.verdict);
    expectKeys(happening, keysOf10.happening);
    for (const outcome of [now, after]) {
      const [provider] = outcome.providers;
      expectKeys(outcome, keysOf10.outcome);
      expectKeys(provider, keysOf10.provider);
      expectKeys(outcome.promotion, keysOf10.promotion);
    }
  });
});

describe('thirty brokers', () => {
  const farm = farmOf(24, 3, 6);
  const site = onlySite(farm);

  it('are ranges in events and sentences, which mean the same brokers', () => {
    const output = describeSimulation(play(farm, site, 'down cb[1-20]; after 1h; up cb[1-20]'));
    expect(output.asked).toBe('down cb[1-20]; after 1h; up cb[1-20]');
    expect(output.happenings.map(({ what }) => what)).toContain('down cb[1-20]');
    expect(output.verdict.votes).toBe('cb[1-24] hold a majority: 24 votes of 24, 13 needed');
    const [first] = resolveEvents(site, parseEvents(output.asked, 'events'));
    expect(first?.event).toEqual(output.events[0]);
    for (const text of textsUnder(output, words).flat()) {
      expect(String(text)).not.toMatch(/(?:\bcb\d+(?:,| and) ?){5}/u);
    }
  });
});
