import { describe, expect, it } from 'vitest';
import type { Agent, Farm, Gateway, Provider } from '../../src/domain/model/farm.js';
import { checkInvariants } from '../../src/domain/model/invariants.js';
import { compareFarms } from '../../src/domain/diff/compare.js';
import { splitLoad } from '../../src/domain/load/load.js';
import { matchesLetters } from '../../src/domain/model/names/glob.js';
import { expandNames } from '../../src/domain/model/names.js';
import { selectByName } from '../../src/domain/model/names/select.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { primaryOf } from '../../src/domain/model/farm.js';
import { Offsets } from '../../src/store/json/positions.js';
import { readTests } from '../../src/store/test/test-convert.js';
import { aBroker } from '../a-broker.js';
import { farmErrorOf } from '../store/a-farm.js';
import { growth } from './counting.js';

/** A farm in which everything is there `size` times: brokers in each state, members, domains and suppressions. */
function farmOf(size: number): Farm {
  const all = [...Array(size).keys()];
  const preferredBroker = (at: number): string => `CB${size - 1 - at}`;
  const brokers = all.map((at) =>
    aBroker(`CB${at}`, {
      ip: `10.0.${at >> 8}.${at & 255}`,
      enabled: at % 5 !== 4,
      standby: at % 3 === 2,
      failureDomains: { [`key${at}`]: 'a', rack: 'r1' },
    }),
  );
  const agents = all.map((at): Agent => ({
    name: `RDS${at}`,
    kind: 'rds-host',
    failureDomains: {},
    preferredBroker: preferredBroker(at),
  }));
  const providers = all.map((at): Provider => ({
    name: `vc${at}`,
    type: 'VMwarevCenter',
    failureDomains: {},
    preferredBroker: preferredBroker(at),
  }));
  const gateways = all.map((at): Gateway => ({
    server: `GW${at}`,
    ip: null,
    mode: 'forwarding',
    failureDomains: {},
    preferredBroker: preferredBroker(at),
  }));
  return {
    name: 'F',
    rasVersion: 21,
    rules: {},
    suppressions: all.map((at) => ({
      rule: 'RAS106',
      target: `S/broker/CB${at}`,
      reason: 'known',
      expires: null,
    })),
    sites: [
      {
        name: 'S',
        licensing: true,
        network: null,
        autoPromotion: { enabled: true, afterMinutes: 30, failback: false },
        brokers,
        agents,
        providers,
        gateways,
      },
    ],
  };
}

describe('work grows with the size of the input, not with its square', () => {
  it('for the invariants', () => {
    expect(growth(farmOf, checkInvariants)).toBeLessThan(2.3);
  });

  it('for the invariants of a farm in which every agent prefers a broker that is not there', () => {
    const work = (farm: Farm): unknown => checkInvariants(farm);
    const make = (size: number): Farm => {
      const farm = farmOf(size);
      const sites = farm.sites.map((site) => ({
        ...site,
        agents: site.agents.map((agent) => ({ ...agent, preferredBroker: 'CBX' })),
      }));
      return { ...farm, sites };
    };
    expect(growth(make, work)).toBeLessThan(2.3);
  });

  it('for the findings of every rule, suppressions among them', () => {
    const work = (farm: Farm): unknown => findingsOf(farm, { today: '2026-01-01' });
    expect(growth(farmOf, work)).toBeLessThan(2.5);
  });

  it('for the load split', () => {
    expect(growth(farmOf, (farm) => farm.sites.map((site) => splitLoad(farm, site)))).toBeLessThan(
      2.3,
    );
  });

  it('for the comparison of two farms, with all sites changed', () => {
    const make = (size: number): [Farm, Farm] => {
      const [site] = farmOf(4).sites;
      const named = (at: number) => ({ ...site!, name: `S${at}`, licensing: at === 0 });
      const before = { ...farmOf(1), suppressions: [], sites: [...Array(size).keys()].map(named) };
      const sites = before.sites.map((one) => ({ ...one, brokers: one.brokers.toReversed() }));
      return [before, { ...before, sites }];
    };
    const work = ([before, after]: [Farm, Farm]): unknown =>
      compareFarms(before, after, '2026-01-01');
    expect(growth(make, work)).toBeLessThan(2.3);
  });

  it('for the tests of a test file', () => {
    const make = (size: number): { tests: { name: string; then: object }[] } => ({
      // oxlint-disable-next-line unicorn/no-thenable -- a key of the file format; never awaited
      tests: [...Array(size).keys()].map((at) => ({ name: `t${at}`, then: { sessions: true } })),
    });
    expect(growth(make, (document) => readTests(document))).toBeLessThan(2.3);
  });

  it('for the places of all keys of one object', () => {
    const make = (size: number) => {
      const children = [...Array(size).keys()].map((at) => ({
        type: 'property' as const,
        offset: at,
        length: 1,
        children: [
          { type: 'string' as const, offset: at, length: 1, value: `k${at}` },
          { type: 'number' as const, offset: at, length: 1, value: 1 },
        ],
      }));
      return { type: 'object' as const, offset: 0, length: 1, children };
    };
    const work = (root: ReturnType<typeof make>): void => {
      const offsets = new Offsets(root);
      for (let at = 0; at < root.children.length; at += 1) offsets.of([`k${at}`], 'value');
    };
    expect(growth(make, work)).toBeLessThan(2.3);
  });
});

describe('a pattern', () => {
  it('with many stars takes at most letters × pattern steps on a name that almost matches', () => {
    const pattern = Array.from('*a*a*a*a*a*a*a*a*a*a*b');
    const steps = growth(
      (size) => Array.from({ length: size }, () => 'a'),
      (letters) => expect(matchesLetters(letters, pattern)).toBe(false),
      200,
    );
    expect(steps).toBeLessThan(2.3);
  });

  it('matches what a regular expression of the same meaning matches', () => {
    const words = ['', 'a', 'b', 'ab', 'aab', 'abab', 'ba', 'aba', 'bbb', 'abcab'];
    const patterns = ['*', '?', 'a*', '*a', '*a*', 'a?b', '?*', '*?', 'a*b', '*ab', 'a*b*b', '**'];
    for (const pattern of patterns) {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      for (const word of words) {
        const got = matchesLetters(Array.from(word), Array.from(pattern.replaceAll('**', '*')));
        expect([pattern, word, got]).toEqual([pattern, word, expression.test(word)]);
      }
    }
  });

  it('is refused if more than a hundred are given, with a next step', async () => {
    const { brokers } = farmOf(3).sites[0]!;
    const place = { object: 'broker', site: 'S', siteOption: null } as const;
    const many = Array.from({ length: 101 }, () => 'CB*');
    const error = await farmErrorOf(async () =>
      selectByName(brokers, ({ server }) => server, many, place),
    );
    expect(error).toMatchObject({
      code: 'E_USAGE',
      message: 'more than 100 patterns are given at once.',
    });
  });
});

describe('a name list', () => {
  it.each([
    [`A${'[1]'.repeat(30_000)}`, 'has more than 16 ranges in one name.'],
    [`A${'[1-2]'.repeat(16)}`, 'more than 10000 names are given at once.'],
    ['A[1-999999999]', 'more than 10000 names are given at once.'],
    [`${'A'.repeat(256)}[1]`, 'has a name longer than 255 letters.'],
    [`A[${'x'.repeat(100_000)}]`, 'in brackets where a number or a range belongs.'],
  ])('%.20s… is refused in a sentence of usual length', async (list, message) => {
    const error = await farmErrorOf(async () => expandNames(list));
    expect(error.code).toBe('E_USAGE');
    expect(error.message).toContain(message);
    expect(error.message.length).toBeLessThan(300);
  });

  it('counts all lists of a command together', async () => {
    const lists = Array.from({ length: 30_000 }, (_, at) => `A[${at}]`);
    const error = await farmErrorOf(async () => expandNames(lists));
    expect(error.message).toBe('more than 10000 names are given at once.');
  });
});

describe('a site of many brokers', () => {
  it('has its failure domains counted beyond the 30 brokers of prove', () => {
    const farm = farmOf(45);
    const [site] = farm.sites;
    const brokers = site!.brokers.map((broker, at) => ({
      ...broker,
      enabled: true,
      standby: false,
      failureDomains: { rack: at >= 15 ? 'r1' : `x${at}` },
    }));
    const large = { ...farm, suppressions: [], sites: [{ ...site!, brokers }] };
    expect(primaryOf(large.sites[0]!).server).toBe('CB0');
    const found = findingsOf(large, { today: '2026-01-01' }).filter(
      ({ rule }) => rule === 'RAS601',
    );
    expect(found.map(({ observed, remedy }) => [observed, remedy.length])).toEqual([[15, 8]]);
  });
});
