import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editEach, newFarm, setBroker, valuesForEach } from '../../src/domain/edits/index.js';
import {
  brokerFields,
  expandNames,
  type Farm,
  isInNetwork,
  Refusal,
  selectObjects,
  type Selection,
  type Wanted,
} from '../../src/domain/model/index.js';

/** Names of objects on a command line, against plain models. */

const names = ['CB1', 'CB2', 'CB10', 'CB1.corp.local', 'CB2.corp.local', 'CB2.example.com', 'web'];
const racks = ['r1', 'r2', 'R1'];

interface PlainSite {
  name: string;
  brokers: { server: string; rack: string | null }[];
  agents: string[];
}

const anySite = (name: string): fc.Arbitrary<PlainSite> =>
  fc.record({
    name: fc.constant(name),
    brokers: fc.uniqueArray(
      fc.record({ server: fc.constantFrom(...names), rack: fc.constantFrom(null, ...racks) }),
      { minLength: 1, maxLength: 4, selector: ({ server }) => server },
    ),
    agents: fc.uniqueArray(fc.constantFrom('RDS1', 'RDS2', 'rds3'), { maxLength: 3 }),
  });

const anyFarm = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...['Berlin', 'Paris', 'Rome'].slice(0, count).map(anySite)));

function farmOf(sites: readonly PlainSite[]): Farm {
  const base = newFarm({ name: 'F', rasVersion: 21, site: 'S', primary: { server: 'X' } });
  const [site] = base.sites;
  const [broker] = site!.brokers;
  return {
    ...base,
    sites: sites.map(({ name, brokers, agents }, at) => ({
      ...site!,
      name,
      licensing: at === 0,
      brokers: brokers.map(({ server, rack }) => ({
        ...broker!,
        server,
        failureDomains: rack === null ? {} : { rack },
      })),
      agents: agents.map((one) => ({
        name: one,
        kind: 'rds-host',
        failureDomains: {},
        preferredBroker: null,
      })),
    })),
  };
}

const word = fc.constantFrom(
  ...names,
  'cb1',
  'CB[1-2]',
  'CB[1-2],web',
  'CB*',
  'CB?',
  'rack=r1',
  'Rack=R2',
  'rack=r*',
  'web.corp.local',
  'CB10.corp.local',
  'nobody',
);
const agentWord = fc.constantFrom('RDS1', 'rds[2-3]', 'RDS*', 'RDS1.corp.local');

/** What one word finds in one site, by reading the rules one after the other; null: not even by suffix. */
function plainFind(
  site: PlainSite,
  kind: 'broker' | 'agent',
  text: string,
  suffix: boolean,
): string[] {
  const all = kind === 'broker' ? site.brokers.map(({ server }) => server) : site.agents;
  const lower = text.toLowerCase();
  if (suffix) {
    if (/[*?=]/.test(text)) return [];
    const [label, ...rest] = lower.split('.');
    return all.filter((name) => {
      const [own, ...more] = name.toLowerCase().split('.');
      return own === label && (rest.length === 0) !== (more.length === 0);
    });
  }
  if (kind === 'broker' && text.includes('=')) {
    const [, value = ''] = lower.split('=');
    return site.brokers
      .filter(({ rack }) => rack !== null && like(value, rack.toLowerCase()))
      .map(({ server }) => server);
  }
  return all.filter((name) => like(lower, name.toLowerCase()));
}

/** The pattern as a regular expression. */
function like(pattern: string, text: string): boolean {
  const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'u').test(text);
}

type Plain = { site: string; names: string[][] } | { code: string };

/** The rules as they are written down: every word in every site, then the sites that have all. */
function plainSelect(
  sites: readonly PlainSite[],
  wanted: readonly Wanted[],
  named: string | undefined,
  defaultSite: string | undefined,
): Plain {
  const scope = sites.filter(({ name }) => named === undefined || name === named);
  const items = wanted.flatMap(({ object, words }, at) =>
    words
      .flatMap((text) => expandNames(text))
      .map((text) => ({ kind: object as 'broker', text, at })),
  );
  const found = items.map(({ kind, text, at }) => {
    const exact = scope.map((site) => plainFind(site, kind, text, false));
    const isSuffix = exact.every((list) => list.length === 0);
    const lists = isSuffix ? scope.map((site) => plainFind(site, kind, text, true)) : exact;
    return { lists, isSuffix, at };
  });
  if (found.some(({ lists }) => lists.every((list) => list.length === 0)))
    return { code: 'E_NOT_FOUND' };
  const possible = scope.filter((_, at) => found.every(({ lists }) => lists[at]!.length > 0));
  const chosen =
    possible.length === 1 ? possible[0] : possible.find(({ name }) => name === defaultSite);
  if (chosen === undefined) return { code: 'E_AMBIGUOUS' };
  const at = scope.indexOf(chosen);
  if (found.some(({ lists, isSuffix }) => isSuffix && lists[at]!.length > 1))
    return { code: 'E_AMBIGUOUS' };
  const names = wanted.map((_, index) => [
    ...new Set(found.flatMap((one) => (one.at === index ? one.lists[at]! : []))),
  ]);
  return { site: chosen.name, names };
}

function selected(run: () => Selection): Plain {
  try {
    const { site, names } = run();
    return { site: site.name, names };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code };
  }
}

describe('the site and the objects of a command', () => {
  it('are those of a plain look-up over all sites', () => {
    const counts: Record<string, number> = {};
    fc.assert(
      fc.property(
        anyFarm,
        fc.array(word, { maxLength: 2 }),
        fc.array(agentWord, { maxLength: 1 }),
        fc.option(fc.constantFrom('Berlin', 'Paris'), { nil: undefined, freq: 2 }),
        fc.option(fc.constantFrom('Berlin', 'Paris'), { nil: undefined }),
        (sites, brokers, agents, named, preferred) => {
          fc.pre(named === undefined || sites.some(({ name }) => name === named));
          const wanted: Wanted[] = [
            { object: 'broker', words: brokers },
            { object: 'agent', words: agents },
          ];
          const farm = farmOf(sites);
          const wish = { site: named, defaultSite: () => preferred };
          const answer = selected(() => selectObjects(farm, wanted, wish));
          expect(answer).toEqual(plainSelect(sites, wanted, named, preferred));
          const kind = 'code' in answer ? answer.code : 'found';
          counts[kind] = (counts[kind] ?? 0) + 1;
        },
      ),
      { numRuns: 3000 },
    );
    // All outcomes are common, so that the comparison means something.
    for (const kind of ['found', 'E_NOT_FOUND', 'E_AMBIGUOUS'])
      expect(counts[kind]).toBeGreaterThan(100);
  });
});

describe('addresses that count up', () => {
  const asIp = (value: bigint): string =>
    [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) % 256n)).join('.');

  it('are the next numbers inside the network, or are refused', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom(20, 24, 30, null),
        (start, count, prefix) => {
          const first = asIp(start);
          const size = 2n ** BigInt(32 - (prefix ?? 24));
          const base = (start / size) * size;
          const network = prefix === null ? null : `${asIp(base)}/${prefix}`;
          const wanted = Array.from({ length: count }, (_, at) => start + BigInt(at));
          const fits = count === 1 || wanted.at(-1)! < base + size - 1n;
          const get = (): (string | null | undefined)[] =>
            valuesForEach({ network }, brokerFields, { ip: `${first}+` }, count).map(
              ({ ip }) => ip,
            );
          if (!fits) expect(get).toThrow('addresses-run-out');
          else {
            expect(get()).toEqual(wanted.map(asIp));
            for (const ip of get())
              expect(isInNetwork(ip!, `${asIp(base)}/${prefix ?? 24}`)).toBe(true);
          }
        },
      ),
    );
  });

  it('carry over groups of IPv6, and stop at the end of the segment', () => {
    const get = (ip: string, count: number): unknown[] =>
      valuesForEach({ network: null }, brokerFields, { ip }, count).map((one) => one.ip);
    expect(get('fd00::fffe+', 3)).toEqual(['fd00::fffe', 'fd00::ffff', 'fd00::1:0']);
    expect(() => get('fd00::ffff:ffff:ffff:fffe+', 3)).toThrow('addresses-run-out');
    expect(() => get('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff+', 2)).toThrow('addresses-run-out');
  });
});

describe('ranges', () => {
  const part = fc.tuple(fc.nat(99), fc.nat(9), fc.integer({ min: 0, max: 3 }));

  it('are all numbers of each bracket, the last one fastest, with the zeros of the first', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom('CB', 'x-', ''), fc.array(part, { minLength: 1, maxLength: 2 })),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        (groups) => {
          const padded = (first: number, zeros: number): string =>
            '0'.repeat(zeros) + String(first);
          const written = groups
            .map(([before, parts]) => {
              const inside = parts.map(
                ([first, more, zeros]) => `${padded(first, zeros)}-${first + more}`,
              );
              return `${before}[${inside.join(',')}]`;
            })
            .join('');
          let expected = [''];
          for (const [before, parts] of groups) {
            const numbers = parts.flatMap(([first, more, zeros]) => {
              const text = padded(first, zeros);
              const width = text.startsWith('0') ? text.length : 0;
              return Array.from({ length: more + 1 }, (_, at) =>
                String(first + at).padStart(width, '0'),
              );
            });
            expected = expected.flatMap((done) => numbers.map((one) => `${done}${before}${one}`));
          }
          expect(expandNames(written)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('an edit of many', () => {
  it('changes nothing where one of them is refused', () => {
    const farm = farmOf([
      {
        name: 'S',
        brokers: [
          { server: 'A', rack: null },
          { server: 'B', rack: null },
        ],
        agents: [],
      },
    ]);
    expect(() =>
      editEach(farm, farm.sites[0]!, ['A', 'B'], (now, site, name) =>
        setBroker(now, site, name, { server: 'C' }),
      ),
    ).toThrow('broker-exists');
  });
});
