/**
 * The plain model against examples worked out on paper from design.md section 3 and domain.md sections 3 to 5.
 * No number here was taken from a run.
 */
import { aBroker } from '../a-broker.js';
import { describe, expect, it } from 'vitest';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { type PlainEvent, type PlainMoment, PlainRefusal, plainRun } from './plain-model.js';

interface Setup {
  /** Names in priority order; `*` marks a standby, `-` a disabled broker. */
  brokers: string;
  /** Number of automatic agents a1, a2, …, or the preferred broker of each (null: automatic). */
  agents?: number | (string | null)[];
  /** Number of automatic providers p1, p2, …, or the preferred broker of each. */
  providers?: number | (string | null)[];
  autoPromotion?: Partial<Site['autoPromotion']>;
  licensing?: boolean;
  rasVersion?: Farm['rasVersion'];
}

/** The preferences of `count` automatic objects, or the given ones. */
function preferences(given: number | (string | null)[] | undefined): (string | null)[] {
  if (typeof given === 'number') return Array.from({ length: given }, () => null);
  return given ?? [];
}

function run(setup: Setup, ...events: PlainEvent[]): PlainMoment[] {
  const site: Site = {
    name: 'Berlin',
    licensing: setup.licensing ?? true,
    network: null,
    autoPromotion: { enabled: false, afterMinutes: 30, failback: false, ...setup.autoPromotion },
    brokers: setup.brokers.split(' ').map((word) =>
      aBroker(word.replace(/[*-]$/u, ''), {
        enabled: !word.endsWith('-'),
        standby: word.endsWith('*'),
      }),
    ),
    gateways: [],
    agents: preferences(setup.agents).map((preferredBroker, i) => ({
      name: `a${i + 1}`,
      kind: 'rds-host',
      failureDomains: {},
      preferredBroker,
    })),
    providers: preferences(setup.providers).map((preferredBroker, i) => ({
      name: `p${i + 1}`,
      type: 'hyper-v',
      failureDomains: {},
      preferredBroker,
    })),
  };
  const farm: Farm = {
    name: 'Farm',
    rasVersion: setup.rasVersion ?? 21,
    rules: {},
    suppressions: [],
    sites: [site],
  };
  return plainRun(farm, site, events);
}

function last(moments: PlainMoment[]): PlainMoment {
  return moments.at(-1)!;
}

/** Compares the given fields, each exactly: `{}` means empty, unlike in `toMatchObject`. */
function expectFields(moment: PlainMoment | undefined, fields: Partial<PlainMoment>): void {
  const picked = Object.keys(fields).map((key) => [key, moment?.[key as keyof PlainMoment]]);
  expect(Object.fromEntries(picked)).toEqual(fields);
}

/** The agents of each broker, as `b1: a1 a2`. */
function placed(moment: PlainMoment): Record<string, string> {
  const lists: Record<string, string> = {};
  for (const [agent, broker] of Object.entries(moment.placement)) {
    const key = broker ?? 'none';
    lists[key] = lists[key] === undefined ? agent : `${lists[key]} ${agent}`;
  }
  return lists;
}

/** Who serves each provider. */
function served(moment: PlainMoment): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(moment.providers).map(([name, { servedBy }]) => [name, servedBy]),
  );
}

/** The home of each provider, in file order. */
function homes(moment: PlainMoment): string[] {
  return Object.values(moment.providers).map(({ home }) => home);
}

function causes(moments: PlainMoment[]): string[] {
  return moments.map(({ at, cause }) => `${at} ${cause}`);
}

const down = (...brokers: string[]): PlainEvent => ({ kind: 'down', brokers });
const up = (...brokers: string[]): PlainEvent => ({ kind: 'up', brokers });
const standby = (...brokers: string[]): PlainEvent => ({ kind: 'standby', brokers });
const activate = (...brokers: string[]): PlainEvent => ({ kind: 'activate', brokers });
const promote = (broker: string): PlainEvent => ({ kind: 'promote', brokers: [broker] });
const partition = (...groups: string[][]): PlainEvent => ({ kind: 'partition', groups });
const after = (minutes: number): PlainEvent => ({ kind: 'after', minutes });
const heal: PlainEvent = { kind: 'heal' };

const auto = { enabled: true, afterMinutes: 30, failback: true };

/** The nine rows of domain.md section 3 that are "no" for a secondary. */
const nine = [
  'Admin sessions',
  'System settings',
  'Licensing information and heartbeat',
  "Monitor other sites' states",
  'CEP (customer experience) information',
  'Send data to reporting server',
  'Schedulers',
  'Device manager shadowing',
  'Host pool autoscaling',
];

describe("the vendor's examples of HA for VDI", () => {
  it('R5, R6: two of four are no majority, so all providers are abandoned', () => {
    const moment = last(
      run(
        { brokers: 'b1 b2 b3 b4', providers: 4, agents: 10 },
        partition(['b1', 'b2'], ['b3', 'b4']),
      ),
    );
    expectFields(moment, { base: 4, needed: 3, armed: true, majority: null });
    expect(served(moment)).toEqual({ p1: null, p2: null, p3: null, p4: null });
    // The split is between brokers only (A12): sessions, load and the primary's processes go on.
    expectFields(moment, { sessions: true, primaries: ['b1'], stopped: [], reconnect: [] });
    expect(moment.serving).toEqual(['b1', 'b2', 'b3', 'b4']);
  });

  it('R5: three of four are a majority', () => {
    const moment = last(run({ brokers: 'b1 b2 b3 b4', providers: 4 }, down('b4')));
    expectFields(moment, { base: 4, needed: 3, majority: ['b1', 'b2', 'b3'] });
    expect(served(moment)).toEqual({ p1: 'b1', p2: 'b2', p3: 'b3', p4: 'b1' });
  });

  it('R7: of three, the one cut off loses its provider to the two others', () => {
    const moment = last(
      run({ brokers: 'b1 b2 b3', providers: 3 }, partition(['b1'], ['b2', 'b3'])),
    );
    expect(moment.majority).toEqual(['b2', 'b3']);
    expect(served(moment)).toEqual({ p1: 'b2', p2: 'b2', p3: 'b3' });
    expect(homes(moment)).toEqual(['b1', 'b2', 'b3']);
  });

  it('R23: a standby steps in for a broker that is offline and goes back when it returns', () => {
    const [start, lost, back] = run(
      { brokers: 'b1 b2 b3 b4*', providers: 3 },
      down('b2'),
      up('b2'),
    );
    expectFields(start, { base: 3, serving: ['b1', 'b2', 'b3'], inPlaceOf: {} });
    expectFields(lost, {
      base: 3,
      serving: ['b1', 'b3', 'b4'],
      majority: ['b1', 'b3', 'b4'],
      inPlaceOf: { b4: 'b2' },
    });
    expect(served(lost!)).toEqual({ p1: 'b1', p2: 'b1', p3: 'b3' });
    expectFields(back, { serving: ['b1', 'b2', 'b3'], inPlaceOf: {} });
    expect(served(back!)).toEqual({ p1: 'b1', p2: 'b2', p3: 'b3' });
  });

  it('leaves brokers that a split does not name with the first group', () => {
    const moment = last(run({ brokers: 'b1 b2 b3' }, partition(['b1'], ['b2'])));
    expect(moment.majority).toEqual(['b1', 'b3']);
  });

  it('A5: a standby does not step in for a broker that is only cut off', () => {
    const moment = last(run({ brokers: 'b1 b2 b3 b4*' }, partition(['b1', 'b3'], ['b2'])));
    expectFields(moment, { inPlaceOf: {}, serving: ['b1', 'b2', 'b3'] });
    expect(moment.majority).toEqual(['b1', 'b3']);
  });

  it('R2, A16: with two active brokers a provider is lost with its home, standby or not', () => {
    const moment = last(run({ brokers: 'b1 b2 b3*', providers: 2 }, down('b2')));
    expectFields(moment, { armed: false, base: 2, inPlaceOf: { b3: 'b2' } });
    expect(served(moment)).toEqual({ p1: 'b1', p2: null });
    // Not armed, a home that is only cut off still serves.
    const cut = last(run({ brokers: 'b1 b2', providers: 2 }, partition(['b1'], ['b2'])));
    expect(served(cut)).toEqual({ p1: 'b1', p2: 'b2' });
  });
});

describe('a stand-in keeps its place', () => {
  it('returns to standby when the broker it replaces returns, whatever else fails meanwhile', () => {
    const [start, first, second, third] = run(
      { brokers: 'b1 b2 b3 b4* b5*', agents: 10 },
      down('b2'),
      after(5),
      down('b1'),
      after(5),
      up('b2'),
    );
    // 20 / 40 / 40 percent of ten.
    expect(placed(start!)).toEqual({ b1: 'a1 a2', b2: 'a3 a4 a5 a6', b3: 'a7 a8 a9 a10' });

    // b1 and b3 are at their targets 2 and 4; b4 is four below.
    expectFields(first, {
      at: 0,
      inPlaceOf: { b4: 'b2' },
      target: { b1: 2, b3: 4, b4: 4 },
    });
    expect(first!.reconnect).toEqual(['a3', 'a4', 'a5', 'a6']);
    expect(placed(first!)).toEqual({ b1: 'a1 a2', b4: 'a3 a4 a5 a6', b3: 'a7 a8 a9 a10' });

    // Without the primary the three share equally (A3): 4, 3, 3. Gaps: b3 0, b4 -1, b5 3.
    expectFields(second, { at: 5, inPlaceOf: { b4: 'b2', b5: 'b1' }, primaries: [] });
    expect(second!.target).toEqual({ b3: 4, b4: 3, b5: 3 });
    expect(second!.reconnect).toEqual(['a1', 'a2']);
    expect(second!.placement).toMatchObject({ a1: 'b5', a2: 'b5' });

    // Targets b2 4, b3 3, b5 3. Gaps b2 4, b5 1: three to b2, then the tie 1 : 1 goes to b2.
    expectFields(third, { at: 10, inPlaceOf: { b5: 'b1' }, serving: ['b2', 'b3', 'b5'] });
    expect(third!.reconnect).toEqual(['a3', 'a4', 'a5', 'a6']);
    expect(placed(third!)).toEqual({ b5: 'a1 a2', b2: 'a3 a4 a5 a6', b3: 'a7 a8 a9 a10' });
  });

  it('gives the next free standby to the highest that found none, and its agents stay', () => {
    const moments = run(
      { brokers: 'b1 b2 b3 b4*', agents: 10 },
      down('b2'),
      down('b3'),
      down('b1'),
      up('b2'),
    );
    expectFields(moments[3], { serving: ['b4'], inPlaceOf: { b4: 'b2' } });
    // b3 failed before b1, but b1 has the higher priority.
    expectFields(moments[4], {
      serving: ['b2', 'b4'],
      inPlaceOf: { b4: 'b1' },
      reconnect: [],
      target: { b2: 5, b4: 5 },
    });
    expect(Object.values(moments[4]!.placement)).toEqual(Array.from({ length: 10 }, () => 'b4'));
  });

  it('loses its place when it fails itself', () => {
    const moments = run({ brokers: 'b1 b2 b3 b4* b5*' }, down('b2'), down('b4'), up('b4'));
    expect(moments.map(({ inPlaceOf }) => inPlaceOf)).toEqual([
      {},
      { b4: 'b2' },
      { b5: 'b2' },
      { b5: 'b2' },
    ]);
  });

  it('loses its place when the configuration of either changes', () => {
    const activated = run({ brokers: 'b1 b2 b3 b4* b5*' }, down('b2'), activate('b4'));
    expectFields(last(activated), {
      base: 4,
      inPlaceOf: { b5: 'b2' },
      serving: ['b1', 'b3', 'b4', 'b5'],
    });
    const retired = run({ brokers: 'b1 b2 b3 b4* b5*' }, down('b2'), standby('b2'));
    expectFields(last(retired), { base: 2, inPlaceOf: {}, serving: ['b1', 'b3'] });
  });
});

describe('a configuration event and a broker that is cut off', () => {
  it('does not end the hazard of two primaries; healing does', () => {
    const moments = run(
      { brokers: 'b1 b2 b3', agents: 6 },
      partition(['b1'], ['b2', 'b3']),
      promote('b2'),
      after(10),
      standby('b1'),
      down('b1'),
      up('b1'),
      heal,
    );
    // 6 agents: 1.2, 2.4, 2.4; the sixth goes to b2 by remainder and priority.
    expect(moments[0]!.target).toEqual({ b1: 1, b2: 3, b3: 2 });
    // The same shares in the new order b2, b1, b3; no agent moves.
    expectFields(moments[2], { order: ['b2', 'b1', 'b3'], primaries: ['b2', 'b1'] });
    expectFields(moments[2], { target: { b2: 1, b1: 3, b3: 2 }, reconnect: [] });
    // Two are left: 2.4 and 3.6, so 2 and 4. a1 goes to b3 (gap 2), not b2 (gap -1).
    expectFields(moments[3], {
      at: 10,
      base: 2,
      needed: 2,
      armed: false,
      primaries: ['b2', 'b1'],
      serving: ['b2', 'b3'],
      target: { b2: 2, b3: 4 },
      reconnect: ['a1'],
      stopped: [],
    });
    expect(moments[3]!.placement['a1']).toBe('b3');
    expect(moments.slice(4).map(({ primaries }) => primaries)).toEqual([
      ['b2'],
      ['b2', 'b1'],
      ['b2'],
    ]);
    expect(moments.slice(4).flatMap(({ reconnect }) => reconnect)).toEqual([]);
  });

  it('A18: a former primary that reaches no broker that knows continues as a primary', () => {
    const moments = run(
      { brokers: 'b1 b2 b3' },
      down('b1'),
      promote('b2'),
      down('b2', 'b3'),
      up('b1'),
      up('b3'),
    );
    expectFields(moments[4], { order: ['b2', 'b1', 'b3'], primaries: ['b1'], stopped: [] });
    // b3 knew of the promotion, so now no broker acts as the primary.
    expectFields(moments[5], { primaries: [], stopped: nine });
  });

  it('ends the hazard with a new split that joins the two, too', () => {
    const moments = run(
      { brokers: 'b1 b2 b3' },
      partition(['b1'], ['b2', 'b3']),
      promote('b2'),
      partition(['b1', 'b3'], ['b2']),
    );
    expectFields(last(moments), { primaries: ['b2'], majority: ['b1', 'b3'] });
  });
});

describe('homes of providers', () => {
  it('promote, then down equals the edit, then down', () => {
    const event = last(run({ brokers: 'b1 b2 b3', providers: 4 }, promote('b2'), down('b1')));
    const edited = last(run({ brokers: 'b2 b1 b3', providers: 4 }, down('b1')));
    expect(homes(event)).toEqual(['b2', 'b1', 'b3', 'b2']);
    expect(served(event)).toEqual({ p1: 'b2', p2: 'b2', p3: 'b3', p4: 'b2' });
    expect(event.providers).toEqual(edited.providers);
  });

  it('are dealt over the brokers that are active and up; a failure or return never deals them', () => {
    const moments = run(
      { brokers: 'b1 b2 b3', providers: ['b1', null, 'B3', null] },
      down('b1'),
      promote('b2'),
      up('b1'),
      activate('b3'),
    );
    // Automatic ones take turns; preferences do not use up a turn.
    expect(homes(moments[0]!)).toEqual(['b1', 'b1', 'b3', 'b2']);
    expect(homes(moments[1]!)).toEqual(['b1', 'b1', 'b3', 'b2']);
    // b1 is down, so preferring it counts as Automatic: p1 b2, p2 b3, p4 b2.
    expect(homes(moments[2]!)).toEqual(['b2', 'b3', 'b3', 'b2']);
    expect(homes(moments[3]!)).toEqual(['b2', 'b3', 'b3', 'b2']);
    // Activating an active broker changes nothing, but assigns homes again, in the order b2, b1, b3.
    expect(homes(moments[4]!)).toEqual(['b1', 'b2', 'b3', 'b1']);
  });

  it('are not assigned again by auto-promotion and failback', () => {
    const moments = run(
      { brokers: 'b1 b2 b3', providers: 3, autoPromotion: auto },
      down('b1'),
      after(30),
      up('b1'),
    );
    expect(causes(moments)).toEqual([
      '0 start',
      '0 event',
      '30 auto-promotion',
      '30 event',
      '30 failback',
    ]);
    for (const moment of moments) expect(homes(moment)).toEqual(['b1', 'b2', 'b3']);
  });

  it('are dealt over all active brokers when none is up', () => {
    const moments = run({ brokers: 'b1 b2 b3 b4*', providers: 3 }, down('b1', 'b2', 'b3', 'b4'));
    expect(homes(last(moments))).toEqual(['b1', 'b2', 'b3']);
    const dealt = run({ brokers: 'b1 b2 b3', providers: 3 }, down('b1', 'b2', 'b3'), standby('b3'));
    expect(homes(last(dealt))).toEqual(['b1', 'b2', 'b1']);
  });

  it('follow a preference for an active broker when none is up, for then all active ones count as up', () => {
    const moments = run(
      { brokers: 'b1 b2 b3', providers: ['b2', null, null] },
      down('b1', 'b2', 'b3'),
      standby('b3'),
    );
    expect(homes(moments[1]!)).toEqual(['b2', 'b1', 'b2']);
    expect(homes(moments[2]!)).toEqual(['b2', 'b1', 'b2']);
  });
});

describe('placement', () => {
  it('follows preferences, moves only those who lost their broker, and leaves a returned one empty', () => {
    const [start, noB3, b3Back, noB1] = run(
      { brokers: 'b1 b2 b3', agents: ['B3', null, null, null, null, null, null] },
      down('b3'),
      up('b3'),
      down('b1'),
    );
    // a1 is pinned to b3; the other six are split 1, 3, 2.
    expect(placed(start!)).toEqual({ b3: 'a1 a6 a7', b1: 'a2', b2: 'a3 a4 a5' });
    expect(start!.target).toEqual({ b1: 1, b2: 3, b3: 3 });

    // 40 / 60 of seven: 2.8 and 4.2, so 3 and 4. Gaps 2 and 1: a1 to b1, tie to b1, then b2.
    expect(noB3!.target).toEqual({ b1: 3, b2: 4 });
    expect(noB3!.reconnect).toEqual(['a1', 'a6', 'a7']);
    expect(placed(noB3!)).toEqual({ b1: 'a1 a2 a6', b2: 'a3 a4 a5 a7' });

    expectFields(b3Back, { target: { b1: 1, b2: 3, b3: 3 }, reconnect: [] });
    expect(placed(b3Back!)).toEqual({ b1: 'a1 a2 a6', b2: 'a3 a4 a5 a7' });

    // Pinned a1 first, to b3. Targets 3 and 4; gaps -1 and 3: the others follow.
    expectFields(noB1, { target: { b2: 3, b3: 4 }, reconnect: ['a1', 'a2', 'a6'] });
    expect(placed(noB1!)).toEqual({ b3: 'a1 a2 a6', b2: 'a3 a4 a5 a7' });
  });

  it('reconnects to the preferred broker first, even where another is further below its target', () => {
    const moments = run(
      { brokers: 'b1 b2 b3', agents: ['b2', null, null, null, null, null], rasVersion: 20 },
      down('b2'),
      up('b2'),
      down('b1'),
      up('b1'),
      down('b3'),
    );
    expect(placed(moments[0]!)).toEqual({ b2: 'a1 a4 a5', b1: 'a2 a3', b3: 'a6' });
    // Targets 3 and 3, gaps 1 and 2: b3, tie to b1, b3.
    expect(placed(moments[1]!)).toEqual({ b1: 'a2 a3 a4', b3: 'a1 a5 a6' });
    // Targets b2 4, b3 2: gaps 4 and -1.
    expect(placed(moments[3]!)).toEqual({ b2: 'a2 a3 a4', b3: 'a1 a5 a6' });
    // Targets 3 and 3: b2 is full and b1 is empty, but a1 prefers b2.
    expect(placed(moments[5]!)).toEqual({ b2: 'a1 a2 a3 a4', b1: 'a5 a6' });
  });

  it('has no agent connected when no broker is left, and all agents as soon as one serves', () => {
    const [start, none, one, both] = run(
      { brokers: 'b1 b2', agents: 4 },
      down('b1', 'b2'),
      up('b2'),
      up('b1'),
    );
    // 1.6 and 2.4: the larger remainder is the primary's.
    expect(placed(start!)).toEqual({ b1: 'a1 a2', b2: 'a3 a4' });
    expectFields(none, { sessions: false, serving: [], target: {}, majority: null });
    expect(placed(none!)).toEqual({ none: 'a1 a2 a3 a4' });
    expect(none!.reconnect).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(placed(one!)).toEqual({ b2: 'a1 a2 a3 a4' });
    expectFields(one, { reconnect: ['a1', 'a2', 'a3', 'a4'], target: { b2: 4 } });
    expect(placed(both!)).toEqual({ b2: 'a1 a2 a3 a4' });
    expectFields(both, { reconnect: [], target: { b1: 2, b2: 2 } });
  });

  it('is equal up to RAS 20 (A21)', () => {
    const two = last(run({ brokers: 'b1 b2', agents: 10, rasVersion: 20 }));
    expect(placed(two)).toEqual({ b1: 'a1 a2 a3 a4 a5', b2: 'a6 a7 a8 a9 a10' });
    const three = last(run({ brokers: 'b1 b2 b3 b4* b5-', agents: 10, rasVersion: 20 }));
    expect(three.target).toEqual({ b1: 4, b2: 3, b3: 3 });
  });

  it('follows the table of RAS 21', () => {
    const target = (brokers: string) => last(run({ brokers, agents: 10 })).target;
    expect(target('b1')).toEqual({ b1: 10 });
    expect(target('b1 b2')).toEqual({ b1: 4, b2: 6 });
    expect(target('b1 b2 b3')).toEqual({ b1: 2, b2: 4, b3: 4 });
    expect(target('b1 b2 b3 b4')).toEqual({ b1: 1, b2: 3, b3: 3, b4: 3 });
    expect(target('b1 b2 b3 b4 b5')).toEqual({ b1: 0, b2: 3, b3: 3, b4: 2, b5: 2 });
  });
});

describe('stopped processes', () => {
  it('are the nine that only a primary runs; four of them run elsewhere for another site', () => {
    expect(last(run({ brokers: 'b1 b2' }, down('b1'))).stopped).toEqual(nine);
    expect(last(run({ brokers: 'b1 b2', licensing: false }, down('b1'))).stopped).toEqual([
      'System settings',
      "Monitor other sites' states",
      'CEP (customer experience) information',
      'Send data to reporting server',
      'Schedulers',
    ]);
  });

  it('are all of the site when no broker is left', () => {
    expect(last(run({ brokers: 'b1 b2' }, down('b1', 'b2'))).stopped).toHaveLength(26);
    const other = last(run({ brokers: 'b1 b2', licensing: false }, down('b1', 'b2')));
    expect(other.stopped).toHaveLength(22);
    expect(other.stopped).toContain('Settings-change audit');
  });
});

describe('auto-promotion and failback', () => {
  const three: Setup = { brokers: 'b1 b2 b3', autoPromotion: auto };

  it('promotes the next secondary when the delay is over, even at the very end of a wait', () => {
    expect(causes(run(three, down('b1'), after(29)))).toEqual(['0 start', '0 event']);
    const moments = run(three, down('b1'), after(20), after(10));
    expect(causes(moments)).toEqual(['0 start', '0 event', '30 auto-promotion']);
    expectFields(last(moments), { order: ['b2', 'b1', 'b3'], primaries: ['b2'] });
  });

  it('stops counting when the primary is back', () => {
    const moments = run(three, down('b1'), after(20), up('b1'), after(20), down('b1'), after(29));
    expect(moments.map(({ cause }) => cause)).toEqual(['start', 'event', 'event', 'event']);
  });

  it('works only when enabled and with three active brokers', () => {
    const off = run({ brokers: 'b1 b2 b3' }, down('b1'), after(4320));
    expect(off).toHaveLength(2);
    const two = run({ brokers: 'b1 b2 b3*', autoPromotion: auto }, down('b1'), after(4320));
    expect(two).toHaveLength(2);
  });

  it('waits for a majority when the delay has run out', () => {
    const moments = run(three, down('b1', 'b2'), after(60), up('b2'));
    expect(causes(moments)).toEqual(['0 start', '0 event', '60 event', '60 auto-promotion']);
    expect(last(moments).primaries).toEqual(['b2']);
  });

  it('promotes over a primary that is cut off; failback follows when the split heals', () => {
    const moments = run(three, partition(['b1'], ['b2', 'b3']), after(30), heal);
    expect(causes(moments).slice(2)).toEqual(['30 auto-promotion', '30 event', '30 failback']);
    expect(moments.slice(2).map(({ primaries }) => primaries)).toEqual([
      ['b2', 'b1'],
      ['b2'],
      ['b1'],
    ]);
    expect(last(moments).order).toEqual(['b1', 'b2', 'b3']);
  });

  it('A19: after a manual promotion there is no failback', () => {
    const moments = run(three, down('b1'), after(30), promote('b3'), up('b1'));
    expectFields(last(moments), { cause: 'event', order: ['b3', 'b2', 'b1'] });
  });

  it('goes back to the first primary after two auto-promotions', () => {
    const moments = run(
      { brokers: 'b1 b2 b3 b4 b5', autoPromotion: auto },
      down('b1'),
      after(30),
      down('b2'),
      after(30),
      up('b2'),
      up('b1'),
    );
    expectFields(moments[4], { at: 60, order: ['b3', 'b2', 'b1', 'b4', 'b5'] });
    expect(causes(moments).slice(5)).toEqual(['60 event', '60 event', '60 failback']);
    expect(last(moments).order).toEqual(['b1', 'b2', 'b3', 'b4', 'b5']);
  });

  it('A6: an activated standby comes after all active secondaries, even where it is listed above', () => {
    const moments = run({ brokers: 'b1 b4* b2 b3', autoPromotion: auto }, down('b1'), after(30));
    expectFields(last(moments), {
      order: ['b2', 'b1', 'b4', 'b3'],
      serving: ['b2', 'b4', 'b3'],
      inPlaceOf: { b4: 'b1' },
    });
  });

  it('restarts the delay for a manually promoted primary', () => {
    const moments = run(
      { brokers: 'b1 b2 b3 b4 b5', autoPromotion: auto },
      partition(['b1', 'b5'], ['b2', 'b3', 'b4']),
      after(20),
      promote('b5'),
      after(40),
    );
    expect(causes(moments).slice(2)).toEqual(['20 event', '50 auto-promotion']);
    expectFields(last(moments), {
      order: ['b2', 'b5', 'b1', 'b3', 'b4'],
      primaries: ['b2', 'b5'],
    });
  });

  it('does not go back to a broker that was put in standby, until it is active again', () => {
    const moments = run(three, down('b1'), after(30), standby('b1'), up('b1'), activate('b1'));
    expect(causes(moments).slice(3)).toEqual(['30 event', '30 event', '30 event', '30 failback']);
    expectFields(moments[4], { order: ['b2', 'b1', 'b3'], serving: ['b2', 'b3'], base: 2 });
    expectFields(last(moments), { order: ['b1', 'b2', 'b3'], base: 3 });
  });

  it('A7: goes back to a primary that meets the majority, not to one that reaches no broker', () => {
    const moments = run(
      { brokers: 'b1 b2 b3 b4 b5', autoPromotion: auto },
      down('b1'),
      after(30),
      partition(['b1', 'b2'], ['b3', 'b4', 'b5']),
      down('b2'),
      up('b1'),
      heal,
    );
    expect(causes(moments).slice(5)).toEqual(['30 event', '30 event', '30 failback']);
    // Alone, b1 has not learned of the promotion.
    expectFields(moments[5], { order: ['b2', 'b1', 'b3', 'b4', 'b5'], primaries: ['b1'] });
    expectFields(moments[6], { primaries: [], majority: ['b1', 'b3', 'b4', 'b5'] });
    expectFields(moments[7], { order: ['b1', 'b2', 'b3', 'b4', 'b5'], primaries: ['b1'] });
  });

  it('A7: goes back within the majority although the present primary is up and cut off', () => {
    const moments = run(
      three,
      partition(['b1'], ['b2', 'b3']),
      after(30),
      partition(['b1', 'b3'], ['b2']),
    );
    expect(causes(moments).slice(3)).toEqual(['30 event', '30 failback']);
    expectFields(moments[3], { primaries: ['b2'] });
    expectFields(moments[4], { order: ['b1', 'b2', 'b3'], primaries: ['b1', 'b2'] });
  });

  it('A17: a stand-in that is promoted takes the active place, until failback', () => {
    const moments = run(
      { brokers: 'b1 b2 b3 b4* b5*', agents: 10, autoPromotion: auto },
      down('b2', 'b3'),
      down('b1'),
      after(30),
      up('b2'),
      up('b1'),
    );
    expect(causes(moments)).toEqual([
      '0 start',
      '0 event',
      '0 event',
      '30 auto-promotion',
      '30 event',
      '30 event',
      '30 failback',
    ]);
    const [, twoLost, threeLost, promoted, b2Back, b1Back, failback] = moments;

    // Targets b1 2, b4 4, b5 4: a3 to a10 take turns between b4 and b5.
    expect(twoLost!.inPlaceOf).toEqual({ b4: 'b2', b5: 'b3' });
    expect(placed(twoLost!)).toEqual({ b1: 'a1 a2', b4: 'a3 a5 a7 a9', b5: 'a4 a6 a8 a10' });

    expectFields(threeLost, { inPlaceOf: { b4: 'b2', b5: 'b3' }, majority: ['b4', 'b5'] });
    expect(placed(threeLost!)).toEqual({ b4: 'a1 a3 a5 a7 a9', b5: 'a2 a4 a6 a8 a10' });

    // b4 is active for b2, which is a standby now; b1 finds no stand-in, for b2 is offline.
    expectFields(promoted, {
      order: ['b4', 'b1', 'b2', 'b3', 'b5'],
      primaries: ['b4'],
      base: 3,
      serving: ['b4', 'b5'],
      target: { b4: 4, b5: 6 },
      reconnect: [],
    });
    expect(promoted!.inPlaceOf).toEqual({ b5: 'b3' });

    // Back as a standby, b2 is free and steps in for b1 at once.
    expect(b2Back!.inPlaceOf).toEqual({ b5: 'b3', b2: 'b1' });
    expectFields(b2Back, { serving: ['b4', 'b2', 'b5'], reconnect: [] });

    expect(b1Back!.inPlaceOf).toEqual({ b5: 'b3' });
    expectFields(b1Back, { serving: ['b4', 'b1', 'b5'], primaries: ['b4'], reconnect: [] });

    // b4 is a standby again: its five reconnect. Targets b1 2, b2 4, b5 4 with five connected to b5.
    expectFields(failback, {
      order: ['b1', 'b2', 'b3', 'b4', 'b5'],
      primaries: ['b1'],
      base: 3,
      serving: ['b1', 'b2', 'b5'],
      reconnect: ['a1', 'a3', 'a5', 'a7', 'a9'],
    });
    expect(failback!.inPlaceOf).toEqual({ b5: 'b3' });
    expect(placed(failback!)).toEqual({ b2: 'a1 a3 a7', b1: 'a5 a9', b5: 'a2 a4 a6 a8 a10' });
  });
});

describe('refusals', () => {
  it.each<[string, PlainEvent[]]>([
    ['promote of a broker that is offline', [down('b2'), promote('b2')]],
    ['promote of a standby', [promote('b4')]],
    ['promote of a stand-in', [down('b2'), promote('b4')]],
    ['promote of a disabled broker', [promote('b5')]],
    ['promote of the primary', [promote('b1')]],
    ['standby of the primary', [standby('b1')]],
    ['standby of the primary after a promotion', [promote('b2'), standby('b3', 'b2')]],
  ])('%s', (_, events) => {
    expect(() => run({ brokers: 'b1 b2 b3 b4* b5-' }, ...events)).toThrow(PlainRefusal);
  });
});
