import { describe, expect, it } from 'vitest';
import type { GivenEdit } from '../../src/domain/expectations/expectations.js';
import { farmAsGiven } from '../../src/domain/expectations/fitting.js';
import { noFailure } from '../../src/domain/expectations/starter.js';
import { loadOf } from '../../src/domain/load/load-answer.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { farmOf, onlySite } from '../prove/farms.js';
import { problems } from './a-test.js';

/** Edits in "given": what they leave, and what names that do not exist are answered with. */

const base = farmOf(4, 2);
const farm: Farm = {
  ...base,
  sites: base.sites.map((site) => ({
    ...site,
    brokers: site.brokers.map((broker, at) => ({
      ...broker,
      failureDomains: at === 0 ? { Rack: 'r1', room: 'a' } : {},
    })),
    agents: ['RDS1', 'RDS2', 'PC1'].map((name) => ({
      name,
      kind: 'rds-host' as const,
      failureDomains: {},
      preferredBroker: null,
    })),
  })),
};

function after(...given: GivenEdit[]): { farm: Farm; site: Site } {
  const test = { name: 'x', site: null, given, when: noFailure, expect: {} };
  const edited = farmAsGiven(farm, test);
  if ('misfits' in edited) throw new Error(edited.misfits.map(({ reason }) => reason.kind).join());
  return { farm: edited.farm, site: onlySite(edited.farm) };
}

describe('an edit of a test', () => {
  it('sets the preferred broker of agents and providers, and no other', () => {
    const prefer = (
      preferred: string | null,
      agents: string[],
      providers: string[],
    ): GivenEdit => ({
      kind: 'prefer',
      preferred,
      agents,
      providers,
    });
    const { site } = after(
      prefer('CB2', ['RDS*'], ['p?']),
      prefer(null, ['rds2'], ['P2']),
      prefer('cb3', [], ['p1']),
    );
    expect(site.agents.map(({ preferredBroker }) => preferredBroker)).toEqual(['cb2', null, null]);
    expect(site.providers.map(({ preferredBroker }) => preferredBroker)).toEqual(['cb3', null]);
  });

  it('changes, adds and removes failure domains, without regard to case', () => {
    const { site } = after({
      kind: 'failure-domains',
      changes: [
        { servers: ['CB1', 'cb2'], domains: { RACK: 'r2' } },
        { servers: ['cb1'], domains: { ROOM: null } },
      ],
    });
    expect(site.brokers.map(({ failureDomains }) => failureDomains)).toEqual([
      { Rack: 'r2' },
      { RACK: 'r2' },
      {},
      {},
    ]);
  });

  it('deletes agents by pattern', () => {
    const { site } = after({ kind: 'delete-agents', agents: ['rds[1-2]'] });
    expect(site.agents.map(({ name }) => name)).toEqual(['PC1']);
  });

  it('sets the RAS version, which splits the agents in another way', () => {
    const shares = (one: Farm): number[] =>
      loadOf(one).sites.flatMap(({ brokers }) => brokers.map(({ nominalShare }) => nominalShare));
    const { farm: older } = after({ kind: 'ras-version', version: 18 });
    expect(older.rasVersion).toBe(18);
    expect(shares(older)).not.toEqual(shares(farm));
  });

  it.each<[string, GivenEdit[], string]>([
    [
      'an agent',
      [{ kind: 'delete-agents', agents: ['RDS9'] }],
      'agent "RDS9" is not in site "Berlin".',
    ],
    [
      'a pattern',
      [{ kind: 'prefer', preferred: 'cb1', agents: ['X*'], providers: [] }],
      'no agent of site "Berlin" matches "X*".',
    ],
    [
      'a provider',
      [{ kind: 'prefer', preferred: 'cb1', agents: [], providers: ['p3'] }],
      'provider "p3" is not in site "Berlin".',
    ],
    [
      'a preferred broker',
      [{ kind: 'prefer', preferred: 'cb9', agents: [], providers: ['p1'] }],
      'broker "cb9" is not in site "Berlin".',
    ],
    [
      'a broker',
      [{ kind: 'failure-domains', changes: [{ servers: ['cb9'], domains: {} }] }],
      'broker "cb9" is not in site "Berlin".',
    ],
  ])('names %s that does not exist', (_name, given, message) => {
    expect(problems(farm, { given, expect: { sessions: true } }).map((one) => one.message)).toEqual(
      [message],
    );
  });

  it('that misspells a name is no refused edit', () => {
    const given: GivenEdit[] = [{ kind: 'delete', brokers: ['cb9'] }];
    expect(problems(farm, { given, expect: { refused: true } })).toMatchObject([
      { path: ['given', 0], message: 'broker "cb9" is not in site "Berlin".' },
    ]);
  });

  it('before the one that is refused must be made', () => {
    const given: GivenEdit[] = [
      { kind: 'delete', brokers: ['cb1'] },
      { kind: 'promote', brokers: ['cb1'] },
    ];
    expect(problems(farm, { given, expect: { refused: true } })).toMatchObject([
      { path: ['given', 0], expected: 'before it in "given": "promote": "cb2"' },
    ]);
  });
});

describe('the way out of a refused edit', () => {
  const expected = (one: Farm, ...given: GivenEdit[]): (string | undefined)[] =>
    problems(one, { given, expect: { sessions: true } }).map((problem) => problem.expected);

  it('of the primary is a promotion, also where others prefer it', () => {
    const { farm: preferring } = after({
      kind: 'prefer',
      preferred: 'cb1',
      agents: ['*'],
      providers: ['*'],
    });
    const promote = ['before it in "given": "promote": "cb2"'];
    expect(expected(preferring, { kind: 'delete', brokers: ['cb1'] })).toEqual(promote);
    expect(expected(preferring, { kind: 'disable', brokers: ['cb1'] })).toEqual(promote);
    expect(
      expected(
        preferring,
        { kind: 'promote', brokers: ['cb2'] },
        { kind: 'delete', brokers: ['cb1'] },
      ),
    ).toEqual(['who takes that over: "reassign": "automatic", or a broker']);
  });

  it('of the only broker begins with another broker', () => {
    expect(expected(farmOf(1, 0), { kind: 'delete', brokers: ['cb1'] })).toEqual([
      'before it in "given": "add" another broker, then "promote" it',
    ]);
  });
});

describe('what a test names', () => {
  it('is answered with what exists', () => {
    const found = problems(farm, {
      when: {
        domains: [
          { key: 'rack', value: 'r9' },
          { key: 'rak', value: 'r1' },
        ],
      },
      expect: {
        processes: { Schedulars: 'runs', schedulers: 'cb9' },
        'load-share': { cb8: { least: 1, most: 1 } },
        'findings-present': ['RAS999'],
        at: [{ minutes: 0, written: '0m', expect: { primary: 'cb7' } }],
      },
    });
    expect(found.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      'when.down: no broker of site "Berlin" is in rack r9.',
      'when.down: no broker of site "Berlin" is in rak r1.',
      'then.processes.Schedulars: there is no process "Schedulars".',
      'then.processes.schedulers: broker "cb9" is not in site "Berlin".',
      'then.load-share.cb8: broker "cb8" is not in site "Berlin".',
      'then.findings-present.0: there is no rule "RAS999".',
      'then.at.0m.primary: broker "cb7" is not in site "Berlin".',
    ]);
    expect(found[0]).toMatchObject({ expected: 'rack r1', typed: 'r9', candidates: ['r1'] });
    expect(found[1]).toMatchObject({
      expected: 'a failure domain with the key Rack or room',
      typed: 'rak',
      candidates: ['Rack', 'room'],
    });
    expect(found[2]?.candidates).toContain('Schedulers');
  });
});
