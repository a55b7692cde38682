import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionSubjects } from '../../src/domain/history/condition.js';
import { parseCondition, periodsOf } from '../../src/domain/history/index.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { arbitraryFarm } from '../store/arbitrary-farm.js';

const today = '2026-11-20';
const about = { site: null, today };

/** A slow second way to say which versions a condition about active brokers holds in: each site's list of yes and no. */
function answers(versions: readonly (Farm | null)[], site: string, least: number): boolean[] {
  const list: boolean[] = [];
  for (const farm of versions) {
    if (farm === null) {
      list.push(list.at(-1) ?? false);
      continue;
    }
    const found = farm.sites.find(({ name }) => name.toLowerCase() === site.toLowerCase());
    let active = 0;
    for (const broker of found?.brokers ?? []) if (broker.enabled && !broker.standby) active += 1;
    list.push(found !== undefined && active >= least);
  }
  return list;
}

describe('the periods of a condition', () => {
  it('are those that a list of yes and no for each version gives', () => {
    const oneOf = fc.array(arbitraryFarm, { minLength: 2, maxLength: 3 });
    const order = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 1, maxLength: 12 });
    let periodsSeen = 0;
    fc.assert(
      fc.property(oneOf, order, fc.integer({ min: 0, max: 3 }), (farms, indexes, least) => {
        const versions = indexes.map((at) => farms[at] ?? null);
        const periods = periodsOf(versions, parseCondition(`active >= ${least}`), about);
        const sites = versions.flatMap((farm) => farm?.sites.map(({ name }) => name) ?? []);
        for (const site of new Set(sites.map((name) => name.toLowerCase()))) {
          const expected = answers(versions, site, least);
          const list = expected.map(() => false);
          for (const { site: of, from, until } of periods) {
            if (of?.toLowerCase() !== site) continue;
            expect(list.slice(from, until ?? undefined)).not.toContain(true);
            list.fill(true, from, until ?? undefined);
            periodsSeen += 1;
          }
          expect(list).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
    expect(periodsSeen).toBeGreaterThan(100);
  });
});

describe('a condition', () => {
  it.each([
    ['tolerance<1', { subject: 'tolerance', operator: '<', value: 1 }],
    [' Active  >=  3 ', { subject: 'active', operator: '>=', value: 3 }],
    ['errors!=0', { subject: 'errors', operator: '!=', value: 0 }],
    ['ras104', { subject: 'RAS104', operator: '>', value: 0 }],
    ['even-active-brokers=2', { subject: 'RAS104', operator: '=', value: 2 }],
  ])('is read from %j', (text, expected) => {
    expect(parseCondition(text)).toEqual(expected);
  });

  it.each([
    '',
    'tolerance',
    '<1',
    'tolerance<',
    'tolerance<-1',
    'tolerance<1.5',
    'tolerance=>1',
    'tolerance<1 2',
  ])('is refused: %j', (text) => {
    expect(() => parseCondition(text)).toThrow(Refusal);
  });

  it('compares as its operator says', () => {
    const farm = (brokers: number): Farm =>
      ({
        sites: [{ name: 'A', brokers: Array.from({ length: brokers }, () => ({})) }],
      }) as unknown as Farm;
    const held = (text: string): number[] =>
      [0, 1, 2].filter((count) => periodsOf([farm(count)], parseCondition(text), about).length > 0);
    expect(held('brokers<1')).toEqual([0]);
    expect(held('brokers<=1')).toEqual([0, 1]);
    expect(held('brokers=1')).toEqual([1]);
    expect(held('brokers!=1')).toEqual([0, 2]);
    expect(held('brokers>=1')).toEqual([1, 2]);
    expect(held('brokers>1')).toEqual([2]);
  });

  it('has subjects of one form', () => {
    for (const subject of conditionSubjects) expect(subject).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
  });
});
