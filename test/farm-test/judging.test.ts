import { describe, expect, it } from 'vitest';
import type { Difference } from '../../src/domain/expectations/difference.js';
import type {
  Expectations,
  Failure,
  GivenEdit,
} from '../../src/domain/expectations/expectations.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { farmOf } from '../prove/farms.js';
import { judged, missesOf, problems } from './a-test.js';

/** Every expectation, kept and missed, on sites small enough to count manually. */

/** Three active brokers, a standby, two providers, ten agents of which six are pinned to cb1. */
const three: Farm = withAgents(farmOf(3, 2, 1), 10, 6);
/** Four active brokers: the even number that the vendor warns of. */
const four: Farm = farmOf(4, 2);
/** Two brokers: no high availability for VDI. */
const two: Farm = farmOf(2, 1);

/** Three brokers in two racks, keys and values in different case. */
const racked = withDomains(farmOf(3, 1), {
  cb1: { rack: 'r1' },
  cb2: { Rack: 'R1' },
  cb3: { rack: 'r2' },
});
/** One broker in a rack, one in a room, one in neither. */
const untagged = withDomains(farmOf(3, 1), { cb1: { rack: 'r1' }, cb2: { room: 'a' } });

function withDomains(farm: Farm, domains: Record<string, Record<string, string>>): Farm {
  const sites = farm.sites.map((site) => ({
    ...site,
    brokers: site.brokers.map((broker) => ({
      ...broker,
      failureDomains: domains[broker.server] ?? {},
    })),
  }));
  return { ...farm, sites };
}

function withAgents(farm: Farm, agents: number, pinned: number): Farm {
  const sites = farm.sites.map((site) => ({
    ...site,
    agents: Array.from({ length: agents }, (_, at) => ({
      name: `RDS${at + 1}`,
      kind: 'rds-host' as const,
      failureDomains: {},
      preferredBroker: at < pinned ? 'cb1' : null,
    })),
  }));
  return { ...farm, sites };
}

interface Case {
  farm: Farm;
  when?: Partial<Failure>;
  kept: Expectations;
  missed: Expectations;
  given?: readonly GivenEdit[];
  /** expected / got / when, as in the miss. */
  reported: string;
}

const cases: Record<string, Case> = {
  'sessions that should go on': {
    farm: two,
    when: { down: ['cb1', 'cb2'] },
    kept: { sessions: false },
    missed: { sessions: true },
    reported: "sessions: users can connect / users can't connect / down cb1,cb2",
  },
  'sessions that should stop': {
    farm: two,
    when: { down: ['cb1'] },
    kept: { sessions: true },
    missed: { sessions: false },
    reported: "sessions: users can't connect / users can connect / down cb1",
  },
  'providers served': {
    farm: four,
    when: { groups: [['cb1'], ['cb2', 'cb3', 'cb4']] },
    kept: { providers: 'served' },
    missed: { providers: 'abandoned' },
    reported:
      'providers: all providers are abandoned / p[1-2] are served / partition cb1/cb2,cb3,cb4',
  },
  'providers abandoned by an even split': {
    farm: four,
    when: {
      groups: [
        ['cb1', 'cb2'],
        ['cb3', 'cb4'],
      ],
    },
    kept: { providers: 'abandoned' },
    missed: { providers: 'served' },
    reported:
      'providers: all providers are served / p[1-2] are abandoned / partition cb1,cb2/cb3,cb4',
  },
  'providers by name': {
    farm: three,
    when: { down: ['cb2'] },
    kept: { providers: { P1: 'CB1', p2: 'cb1' } },
    missed: { providers: { p1: 'served', p2: 'cb2' } },
    reported: 'providers: p2 served by cb2 / p2 served by cb1 / down cb2',
  },
  'a provider by name that should be abandoned': {
    farm: two,
    when: { down: ['cb1'] },
    kept: { providers: { p1: 'Abandoned' } },
    missed: { providers: { p1: 'served' } },
    reported: 'providers: p1 served / p1 abandoned / down cb1',
  },
  'no broker as the primary': {
    farm: three,
    when: { down: ['cb1'] },
    kept: { primary: 'none' },
    missed: { primary: 'cb1' },
    reported: 'primary: cb1 acts as the primary / no broker acts as the primary / down cb1',
  },
  'the primary after a promotion': {
    farm: three,
    when: {
      events: [
        { kind: 'down', brokers: ['cb1'] },
        { kind: 'after', minutes: 30 },
      ],
    },
    kept: { primary: 'CB2' },
    missed: { primary: 'none' },
    reported:
      'primary: no broker acts as the primary / cb2 acts as the primary / down cb1; after 30m',
  },
  'two primaries, which no name stands for': {
    farm: three,
    when: {
      groups: [['cb1'], ['cb2', 'cb3']],
      events: [{ kind: 'after', minutes: 30 }],
    },
    kept: { sessions: true },
    missed: { primary: 'cb2' },
    reported:
      'primary: cb2 acts as the primary / cb2 and cb1 both act as the primary / partition cb1/cb2,cb3; after 30m',
  },
  'brokers that serve, a standby among them': {
    farm: three,
    when: { down: ['cb3'] },
    kept: { serving: 3 },
    missed: { serving: 2 },
    reported: 'serving: 2 brokers serve / 3 brokers serve / down cb3',
  },
  'brokers that serve, at least': {
    farm: three,
    when: { down: ['cb3', 'cb4'] },
    kept: { 'serving-at-least': 2 },
    missed: { 'serving-at-least': 3 },
    reported: 'serving-at-least: at least 3 brokers serve / 2 brokers serve / down cb3,cb4',
  },
  // By the vendor's table, only the primary runs the schedulers, and every broker replicates settings.
  'processes by id and by name': {
    farm: three,
    when: { down: ['cb1'] },
    kept: {
      processes: { schedulers: 'stopped', 'replicate settings changes': 'CB2', totp: 'runs' },
    },
    missed: { processes: { Schedulers: 'cb2', totp: 'stopped', 'settings-audit': 'runs' } },
    reported:
      'processes: Schedulers runs on cb2, TOTP registration is stopped, Settings-change audit runs / Schedulers is stopped, TOTP registration runs on cb2, cb3 and cb4, Settings-change audit runs only if configured / down cb1',
  },
  'the share of named brokers': {
    farm: three,
    kept: { 'load-share': { CB1: { least: 70, most: 70 }, cb4: { least: 0, most: 0 } } },
    missed: { 'load-share': { cb1: { least: 0, most: 60 }, cb4: { least: 1, most: 100 } } },
    reported:
      'load-share: cb1 takes at most 60% of the agents, cb4 takes at least 1% of the agents / cb1 takes 70%, cb4 takes 0% / -',
  },
  'two primaries for a while': {
    farm: three,
    when: {
      groups: [['cb1'], ['cb2', 'cb3']],
      events: [{ kind: 'after', minutes: 40 }, { kind: 'heal' }, { kind: 'after', minutes: 60 }],
    },
    kept: { primary: 'cb2' },
    missed: { 'never-two-primaries': true },
    reported:
      'never-two-primaries: never two primaries / cb2 and cb1 both act as the primary after 30m / partition cb1/cb2,cb3; after 40m; heal; after 1h',
  },
  'the state at a moment': {
    farm: three,
    when: {
      events: [
        { kind: 'down', brokers: ['cb1'] },
        { kind: 'after', minutes: 60 },
      ],
    },
    kept: {
      at: [
        { minutes: 29, written: '29m', expect: { primary: 'none' } },
        {
          minutes: 30,
          written: '30m',
          expect: { primary: 'cb2', processes: { schedulers: 'cb2' } },
        },
      ],
    },
    missed: { at: [{ minutes: 0, written: '0', expect: { primary: 'none', sessions: false } }] },
    reported: "sessions: users can't connect / users can connect / down cb1; after 1h",
  },
  'a finding that is present': {
    farm: four,
    kept: { 'findings-present': ['even-active-brokers', 'RAS103'] },
    missed: { 'findings-present': ['RAS104', 'RAS101'] },
    reported:
      'findings-present: a finding of RAS104 and RAS101 / no finding of RAS101 single-broker / -',
  },
  'an edit that is refused': {
    farm: three,
    given: [{ kind: 'delete', brokers: ['cb1'] }],
    kept: { refused: 'is-primary' },
    missed: { refused: 'broker-preferred' },
    reported:
      'refused: the last edit in "given" is refused as broker-preferred / it is refused as is-primary / -',
  },
  'an edit that should be refused, for any reason': {
    farm: three,
    given: [{ kind: 'promote', brokers: ['cb2'] }],
    kept: { primary: 'cb2' },
    missed: { refused: true },
    reported: 'refused: the last edit in "given" is refused / it is made / -',
  },
  'active brokers, whatever fails': {
    farm: three,
    when: { down: ['cb3'] },
    kept: { active: 3 },
    missed: { active: 4 },
    reported: 'active: 4 active brokers / 3 active brokers / -',
  },
  // The nine processes that the vendor's table gives to the primary alone.
  'processes stopped': {
    farm: three,
    when: { down: ['cb1'] },
    kept: { 'processes-stopped-at-most': 9 },
    missed: { 'processes-stopped-at-most': 8 },
    reported:
      'processes-stopped-at-most: at most 8 processes stopped / 9 processes stopped / down cb1',
  },
  // RAS 21, three brokers: of the four agents that aren't pinned the primary takes 20%, so one.
  'the largest share of the agents': {
    farm: three,
    kept: { 'load-share-at-most': 70 },
    missed: { 'load-share-at-most': 69.9 },
    reported:
      'load-share-at-most: no broker takes more than 69.9% of the agents / cb1 takes 70% / -',
  },
  'what is kept at every moment, not only at the end': {
    farm: two,
    when: {
      events: [
        { kind: 'down', brokers: ['cb1'] },
        { kind: 'after', minutes: 5 },
        { kind: 'up', brokers: ['cb1'] },
      ],
    },
    kept: { throughout: ['sessions'], providers: 'served', primary: 'cb1' },
    missed: { throughout: ['sessions', 'providers', 'primary'] },
    reported:
      'throughout: sessions, providers and primary kept throughout / providers lost at once, primary lost at once / down cb1; after 5m; up cb1',
  },
  'how long a process is stopped': {
    farm: three,
    when: {
      events: [
        { kind: 'down', brokers: ['cb1'] },
        { kind: 'after', minutes: 60 },
      ],
    },
    kept: { 'stopped-for-at-most': 30 },
    missed: { 'stopped-for-at-most': 29 },
    reported:
      'stopped-for-at-most: no process stopped for more than 29m / 9 processes stopped for up to 30m / down cb1; after 1h',
  },
  'tolerance without standbys': {
    farm: three,
    kept: { 'tolerance-at-least': 1 },
    missed: { 'tolerance-at-least': 2 },
    reported: 'tolerance-at-least: can lose 2 brokers / can lose 1 broker / down cb1,cb2,cb4',
  },
  'tolerance with standbys': {
    farm: three,
    kept: { 'tolerance-with-standbys-at-least': 2 },
    missed: { 'tolerance-with-standbys-at-least': 3 },
    reported:
      'tolerance-with-standbys-at-least: can lose 3 brokers with standbys / can lose 2 brokers / down cb1,cb2,cb3',
  },
  'a majority in one rack': {
    farm: racked,
    kept: { active: 3 },
    missed: { 'no-majority-in': ['RACK'] },
    reported:
      'no-majority-in: no RACK contains a majority of the active brokers / RACK r1 contains cb1 and cb2 / -',
  },
  'a majority that may be in one rack': {
    farm: untagged,
    kept: { active: 3 },
    missed: { 'no-majority-in': ['rack', 'hall'] },
    reported:
      'no-majority-in: no rack or hall contains a majority of the active brokers / rack r1 may contain cb1, cb2 and cb3: cb2 and cb3 have no rack; cb1, cb2 and cb3 have no hall / -',
  },
  'no majority in any rack': {
    farm: withDomains(farmOf(3, 1), {
      cb1: { rack: 'r1' },
      cb2: { rack: 'r2' },
      cb3: { rack: 'r3' },
    }),
    kept: { 'no-majority-in': ['rack'] },
    missed: { 'no-majority-in': ['rack', 'room'] },
    reported:
      'no-majority-in: no rack or room contains a majority of the active brokers / cb1, cb2 and cb3 have no room / -',
  },
  'findings absent, by id and slug': {
    farm: four,
    kept: { 'findings-absent': ['RAS101', 'fewer-than-three-active'] },
    missed: { 'findings-absent': ['single-broker', 'RAS104', 'more-than-three-active'] },
    reported:
      'findings-absent: no finding of RAS101, RAS104, RAS103 / 2 findings of RAS103 more-than-three-active, RAS104 even-active-brokers / -',
  },
};

describe('an expectation', () => {
  it.each(Object.entries(cases))('%s: kept', (_name, { farm, given = [], when = {}, kept }) => {
    expect(missesOf(farm, { given, when, expect: kept })).toEqual([]);
  });

  it.each(Object.entries(cases))(
    '%s: missed',
    (_name, { farm, given = [], when = {}, missed, reported }) => {
      expect(missesOf(farm, { given, when, expect: missed })).toEqual([reported]);
    },
  );
});

/** A row for each kind: one that is added to the union and not here does not compile. */
const kinds = {
  sessions: true,
  'providers-served': true,
  'providers-abandoned': true,
  'providers-by-name': true,
  primary: true,
  serving: true,
  'processes-stopped-at-most': true,
  'load-share-at-most': true,
  throughout: true,
  'stopped-for-at-most': true,
  active: true,
  tolerance: true,
  'findings-absent': true,
  'no-majority-in': true,
  'serving-at-least': true,
  'processes-by-name': true,
  'load-share': true,
  'never-two-primaries': true,
  'findings-present': true,
  refused: true,
} as const satisfies Record<Difference['kind'], true>;

describe('a miss', () => {
  it('of every kind has words, and keeps every key of format 1.0', () => {
    const misses = Object.values(cases).flatMap(
      ({ farm, given = [], when = {}, missed }) =>
        judged(farm, { given, when, expect: missed }).misses,
    );
    const seen = new Set(misses.map(({ difference }) => difference.kind));
    expect([...seen].toSorted()).toEqual(Object.keys(kinds).toSorted());
    for (const { difference: _, ...output } of misses) {
      for (const key of ['expected', 'got', 'why'] as const) {
        expect(output[key]).toMatch(/^\S.*\S$/u);
        expect(output[key]).not.toMatch(/undefined|null|\[object/u);
      }
      const keys = 'expectation at expected got why counterexample replay assumptions path';
      expect(Object.keys(output)).toEqual(expect.arrayContaining(keys.split(' ')));
    }
  });

  it('names many brokers as ranges', () => {
    const { misses } = judged(farmOf(24, 1, 6), {
      when: { down: Array.from({ length: 20 }, (_, at) => `cb${at + 1}`) },
      expect: { serving: 3, active: 3, 'tolerance-with-standbys-at-least': 20 },
    });
    expect(misses.map(({ why }) => why)).toEqual([
      'cb[21-30] serve, cb[25-30] for cb[1-6]',
      'active: cb[1-24]; cb[25-30] are in standby',
      '24 active brokers and 6 standbys; a majority is 13 of 24',
    ]);
    const down = 'cb[1-18]';
    expect(misses.map(({ counterexample }) => counterexample)).toEqual([
      'down cb[1-20]',
      null,
      `down ${down}`,
    ]);
    expect(misses[2]?.replay).toBe(`farm simulate --down '${down}' --file farm.json`);
  });

  it('has the figures that its words are made of', () => {
    const [tolerance] = judged(four, { expect: { 'tolerance-at-least': 2 } }).misses;
    expect(tolerance?.difference).toEqual({
      kind: 'tolerance',
      expected: 2,
      got: 1,
      active: 4,
      standbys: null,
      needs: 'majority',
      majority: 3,
    });
    const [primary] = judged(three, { when: { down: ['cb1'] }, expect: { primary: 'cb1' } }).misses;
    expect(primary?.difference).toMatchObject({
      kind: 'primary',
      expected: 'cb1',
      got: [],
      promotion: { state: 'due', away: 'offline', candidate: 'cb2', inMinutes: 30 },
    });
    const [providers] = judged(two, {
      when: { down: ['cb1'] },
      expect: { providers: 'served' },
    }).misses;
    expect(providers?.difference).toMatchObject({
      kind: 'providers-served',
      abandoned: [
        {
          provider: 'p1',
          reason: { kind: 'not-armed', home: 'cb1', because: 'offline', active: 2 },
        },
      ],
    });
  });

  it('contains the reason, the assumptions, and the command that replays it', () => {
    const [miss] = judged(four, {
      when: { anySplit: true },
      expect: { providers: 'served' },
    }).misses;
    expect(miss?.why).toContain('no group holds a majority: 2 and 2 votes of 4');
    expect(miss?.assumptions).toContain('A12');
    expect(miss?.counterexample).toMatch(/^partition cb1,cb\d\/cb\d,cb\d$/);
    expect(miss?.replay).toMatch(
      /^farm simulate --partition cb1,cb\d\/cb\d,cb\d --file farm\.json$/,
    );
    expect(miss?.path).toEqual(['then', 'providers']);
  });

  it('of a moment is replayed until then, and says the moment', () => {
    const [miss] = judged(three, {
      when: {
        events: [
          { kind: 'down', brokers: ['cb1'] },
          { kind: 'after', minutes: 60 },
          { kind: 'up', brokers: ['cb1'] },
        ],
      },
      expect: { at: [{ minutes: 30, written: '0.5h', expect: { primary: 'none' } }] },
    }).misses;
    expect(miss).toMatchObject({
      expectation: 'primary',
      at: 30,
      path: ['then', 'at', '0.5h', 'primary'],
      counterexample: 'down cb1; after 1h; up cb1',
      replay: "farm simulate --events 'down cb1; after 30m' --file farm.json",
    });
  });

  it('of an edit that is made shows the farm with it; of another refusal, the site', () => {
    const replayOf = (given: GivenEdit, wanted: Expectations): unknown =>
      judged(three, { given: [given], expect: wanted }).misses.map(({ replay }) => replay);
    expect(replayOf({ kind: 'promote', brokers: ['cb2'] }, { refused: true })).toEqual([
      "farm test ha.farm-test.yaml --given 'a test' --file farm.json",
    ]);
    expect(replayOf({ kind: 'delete', brokers: ['cb1'] }, { refused: 'not-active' })).toEqual([
      'farm broker list --file farm.json',
    ]);
  });

  it('of a farm that the test edits is played on that farm', () => {
    const given = [{ kind: 'standby', brokers: ['cb4'] }] as const;
    const [miss] = judged(four, {
      given,
      when: { anyDown: 2 },
      expect: { providers: 'served', active: 3 },
    }).misses;
    expect(miss).toBeUndefined();
    const [other] = judged(four, {
      given,
      when: { anyDown: 3 },
      expect: { providers: 'served' },
    }).misses;
    expect(other?.counterexample).toBe('down cb1,cb2,cb3');
    expect(other?.replay).toBe(
      "farm test ha.farm-test.yaml --given 'a test' | farm simulate --down cb1,cb2,cb3 --file -",
    );
  });

  it('contains the reason at the moment of the loss, when two brokers acted as the primary', () => {
    const [miss] = judged(three, {
      when: {
        events: [
          { kind: 'partition', groups: [['cb1'], ['cb2', 'cb3']] },
          { kind: 'promote', brokers: ['cb2'] },
          { kind: 'after', minutes: 5 },
          { kind: 'heal' },
        ],
      },
      expect: { throughout: ['primary'] },
    }).misses;
    expect(miss?.got).toBe('primary lost at once');
    expect(miss?.why).toBe(
      'cb2 and cb1 both act as the primary: a former primary does not know of the promotion yet',
    );
  });

  it('is reported for the smallest failure that shows it', () => {
    const output = {
      when: { anyDown: 3 },
      expect: { providers: 'served', sessions: true },
    } as const;
    const found = judged(farmOf(3, 1), output);
    expect(found.misses.map(({ counterexample }) => counterexample)).toEqual([
      'down cb1,cb2',
      'down cb1,cb2,cb3',
    ]);
    expect(found.scenarios).toBe(7);
  });
});

describe('a test that does not fit its farm', () => {
  it('reports every unknown name, with the place', () => {
    const found = problems(three, {
      when: { down: ['cb9', 'cb1', 'cbx'], events: [{ kind: 'promote', brokers: ['cb7'] }] },
      expect: {
        primary: 'cb8',
        providers: { p9: 'served', p1: 'cb6' },
        'findings-absent': ['RAS777'],
      },
    });
    expect(found.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      'when.down: broker "cb9" is not in site "Berlin".',
      'when.down: broker "cbx" is not in site "Berlin".',
      'when.events: event "promote cb7": broker "cb7" is not in site "Berlin".',
      'then.primary: broker "cb8" is not in site "Berlin".',
      'then.providers.p9: provider "p9" is not in site "Berlin".',
      'then.providers.p1: broker "cb6" is not in site "Berlin".',
      'then.findings-absent.0: there is no rule "RAS777".',
    ]);
    expect(found[0]).toMatchObject({ typed: 'cb9', candidates: ['cb1', 'cb2', 'cb3', 'cb4'] });
  });

  it('reports the first edit that is refused, as the command would', () => {
    const [problem] = problems(three, {
      given: [
        { kind: 'disable', brokers: ['cb4'] },
        { kind: 'standby', brokers: ['cb1'] },
      ],
      expect: { sessions: true },
    });
    expect(problem?.path).toEqual(['given', 1]);
    expect(problem?.message).toContain('broker "cb1" is the primary of site "Berlin"');
  });

  it('suggests the edit needed first if the primary is deleted, not a new preferred broker', () => {
    const edit = { kind: 'delete', brokers: ['cb1'] } as const;
    expect(problems(three, { given: [edit], expect: { active: 2 } })[0]?.expected).toBe(
      'before it in "given": "promote": "cb2"',
    );
  });

  it('refuses to delete a preferred broker without a new preferred broker', () => {
    const edit = { kind: 'delete', brokers: ['cb2'] } as const;
    const site = three.sites[0]!;
    const providers = site.providers.map((one) => ({ ...one, preferredBroker: 'cb2' }));
    const farm = { ...three, sites: [{ ...site, providers }] };
    expect(problems(farm, { given: [edit], expect: { active: 2 } })[0]?.expected).toContain(
      '"reassign"',
    );
    expect(missesOf(farm, { given: [{ ...edit, reassign: null }], expect: { active: 2 } })).toEqual(
      [],
    );
  });

  it('needs the site where there are several, and one that is there', () => {
    const other = { ...three.sites[0]!, name: 'Frankfurt', licensing: false };
    const farm = { ...three, sites: [...three.sites, other] };
    expect(problems(farm, { expect: { active: 3 } })[0]?.message).toContain('has 2 sites');
    expect(problems(farm, { site: 'Frankfrt', expect: { active: 3 } })[0]).toMatchObject({
      path: ['site'],
      typed: 'Frankfrt',
    });
    expect(missesOf(farm, { site: 'frankfurt', expect: { active: 3 } })).toEqual([]);
  });

  it('asks for no failure that can not be', () => {
    const expectation = { sessions: true };
    expect(
      problems(farmOf(1, 0), { when: { anySplit: true }, expect: expectation })[0]?.message,
    ).toContain('1 active broker, which no network split can divide');
    expect(problems(two, { when: { anyDown: 3 }, expect: expectation })[0]?.expected).toBe(
      '1 to 2',
    );
    expect(
      problems(farmOf(20, 0), { when: { anySplit: true }, expect: expectation })[0]?.message,
    ).toContain('524287 scenarios');
  });

  it('reports which scenario RAS would not allow', () => {
    const when: Partial<Failure> = {
      anyDown: 1,
      events: [{ kind: 'promote', brokers: ['cb2'] }],
    };
    expect(problems(three, { when, expect: { sessions: true } })[0]?.message).toMatch(
      /^down cb2; promote cb2: broker "cb2" is offline/,
    );
  });
});

describe('edits of a test', () => {
  it.each([
    [[{ kind: 'activate', brokers: ['cb4'] }], { active: 4 }],
    [
      [{ kind: 'disable', brokers: ['cb3', 'cb4'] }],
      { active: 2, 'tolerance-with-standbys-at-least': 0 },
    ],
    [
      [
        { kind: 'disable', brokers: ['cb3'] },
        { kind: 'enable', brokers: ['cb3'] },
      ],
      { active: 3 },
    ],
    [[{ kind: 'promote', brokers: ['cb3'] }], { primary: 'cb3' }],
    [
      [{ kind: 'add', broker: { server: 'cb5' } }],
      { active: 3, 'tolerance-with-standbys-at-least': 3 },
    ],
    [[{ kind: 'add', broker: { server: 'cb5', standby: false } }], { active: 4 }],
    [[{ kind: 'delete', brokers: ['cb4'] }], { active: 3, 'tolerance-with-standbys-at-least': 1 }],
    [
      [{ kind: 'add-provider', provider: { name: 'p3', type: 'HyperV' } }],
      { providers: { p3: 'served' } },
    ],
    [[{ kind: 'delete-provider', providers: ['p1', 'p2'] }], { 'tolerance-at-least': 2 }],
    [
      [{ kind: 'add-agents', names: ['X[1-6]'], agentKind: 'rds-host', preferredBroker: 'cb1' }],
      { 'load-share-at-most': 82 },
    ],
    [[{ kind: 'auto-promotion', delay: 'off' }], { 'findings-absent': ['auto-promotion-ignored'] }],
  ] as const)('%j are made before anything fails', (given, expectations) => {
    expect(missesOf(three, { given, expect: expectations })).toEqual([]);
  });

  it('change what RAS does automatically', () => {
    const events = [
      { kind: 'down', brokers: ['cb1'] },
      { kind: 'after', minutes: 60 },
      { kind: 'up', brokers: ['cb1'] },
    ] as const;
    const when = {
      events: events.map((event) => structuredClone(event) as Failure['events'][number]),
    };
    expect(missesOf(three, { when, expect: { primary: 'cb2' } })).toEqual([]);
    expect(
      missesOf(three, {
        given: [{ kind: 'failback', on: true }],
        when,
        expect: { primary: 'cb1' },
      }),
    ).toEqual([]);
    expect(
      missesOf(three, {
        given: [{ kind: 'auto-promotion', delay: 120 }],
        when,
        expect: { primary: 'cb1' },
      }),
    ).toEqual([]);
  });

  it('move a broker in the order in which RAS promotes', () => {
    const events: Failure['events'] = [
      { kind: 'down', brokers: ['cb1'] },
      { kind: 'after', minutes: 30 },
    ];
    for (const given of [
      [{ kind: 'move-up', brokers: ['cb3'] }],
      [{ kind: 'move-down', brokers: ['cb2'] }],
    ] as const) {
      expect(missesOf(three, { given, when: { events }, expect: { primary: 'cb3' } })).toEqual([]);
    }
  });
});
