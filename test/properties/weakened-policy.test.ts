import { describe, expect, it } from 'vitest';
import { knownFindings } from '../../src/domain/diff/known-findings.js';
import { type PolicyVersion, weakenedPolicy } from '../../src/domain/diff/weakened-policy.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { type Policy, requiredTolerance } from '../../src/domain/model/policy.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { brokers, farmOf } from '../gate/repository.js';

/** Which changes of a policy are weaker, one by one; and which findings are known. */

const empty: Policy = { name: 'p', failOn: null, rules: {}, suppress: 'any', tolerance: [] };

function weakened(before: Partial<Policy>, after: Partial<Policy> | null): unknown[] {
  const version = (policy: Partial<Policy>): PolicyVersion => ({
    policy: { ...empty, ...policy },
    ownRules: [],
  });
  const found = weakenedPolicy(version(before), after === null ? null : version(after));
  return found.map(({ part, before: was, after: is }) => [part, was, is]);
}

const none: unknown[] = [];

describe('a change of', () => {
  it.each<[string, Partial<Policy>, Partial<Policy> | null, unknown[]]>([
    [
      'fail-on to a higher severity',
      { failOn: 'info' },
      { failOn: 'warning' },
      ['fail-on', 'info', 'warning'],
    ],
    ['fail-on to a lower severity', { failOn: 'error' }, { failOn: 'info' }, none],
    ['fail-on to never', { failOn: 'error' }, { failOn: 'never' }, ['fail-on', 'error', 'never']],
    ['fail-on error to the default, which is error', { failOn: 'error' }, {}, none],
    ['fail-on warning to the default', { failOn: 'warning' }, null, ['fail-on', 'warning', null]],
    ['the default to fail-on never', {}, { failOn: 'never' }, none],
    [
      'a severity',
      { rules: { RAS104: { severity: 'error' } } },
      { rules: { RAS104: { severity: 'info' } } },
      ['RAS104', 'severity error', 'severity info'],
    ],
    [
      'a threshold',
      { rules: { RAS103: { threshold: 2 } } },
      { rules: { RAS103: { threshold: 3 } } },
      ['RAS103', 'threshold 2', 'threshold 3'],
    ],
    [
      'a threshold that requires less',
      { rules: { RAS109: { threshold: 2 } } },
      { rules: { RAS109: { threshold: 1 } } },
      ['RAS109', 'threshold 2', 'threshold 1'],
    ],
    [
      'a threshold that requires more',
      { rules: { RAS109: { threshold: 1 } } },
      { rules: { RAS109: { threshold: 2 } } },
      none,
    ],
    [
      'a rule that is no longer required',
      { rules: { RAS104: { required: true } } },
      {},
      ['RAS104', 'severity warning', null],
    ],
    [
      'a rule that is now off',
      {},
      { rules: { RAS104: { off: true, reason: 'x' } } },
      ['RAS104', null, 'off'],
    ],
    [
      'suppress',
      { suppress: { days: 30 } },
      { suppress: { days: 31 } },
      ['suppress', '30d', '31d'],
    ],
    ['suppress to fewer days', { suppress: { days: 30 } }, { suppress: { days: 29 } }, none],
    [
      'suppress from never to today',
      { suppress: 'never' },
      { suppress: { days: 0 } },
      ['suppress', 'never', '0d'],
    ],
    ['suppress to any', { suppress: { days: 99_999 } }, {}, ['suppress', '99999d', 'any']],
    [
      'suppress of one rule',
      { rules: { RAS104: { suppress: 'never' } } },
      {},
      ['RAS104 suppress', 'never', 'any'],
    ],
    [
      'suppress of one rule, as of all',
      { suppress: 'never', rules: { RAS104: { suppress: 'never' } } },
      {},
      ['suppress', 'never', 'any'],
    ],
    [
      'a tolerance',
      { tolerance: [{ sites: ['a', 'b'], tolerance: 2 }] },
      { tolerance: [{ sites: ['a', 'b'], tolerance: 1 }] },
      ['tolerance', '2 in a, b', '1 in a, b'],
    ],
    [
      'a tolerance that another row keeps',
      { tolerance: [{ sites: ['*'], tolerance: 2 }] },
      {
        tolerance: [
          { sites: ['*'], tolerance: 3 },
          { sites: ['*'], tolerance: 1 },
        ],
      },
      none,
    ],
    [
      'a tolerance of other sites',
      { tolerance: [{ sites: ['a'], tolerance: 2 }] },
      { tolerance: [{ sites: ['b'], tolerance: 2 }] },
      ['tolerance', '2 in a', null],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(weakened(before, after)).toEqual(expected.length === 0 ? [] : [expected]);
  });
});

describe('the required tolerance', () => {
  it('is the highest of the rows that name the site or match it', () => {
    const tolerance = [
      { sites: ['prod-*', 'Rome'], tolerance: 2 },
      { sites: ['*'], tolerance: 1 },
    ];
    const of = (name: string): number => requiredTolerance({ ...empty, tolerance }, { name });
    expect(['prod-a', 'rome', 'lab'].map(of)).toEqual([2, 2, 1]);
    expect(requiredTolerance(undefined, { name: 'lab' })).toBe(0);
    expect(requiredTolerance(empty, { name: 'lab' })).toBe(0);
  });
});

describe('a finding of the version before', () => {
  const today = '2026-11-20';
  const judged = (farm: Farm) => ({ farm, findings: findingsOf(farm, { today }) });

  it('is known under the new name of its site', () => {
    const before = judged(farmOf({ brokers: brokers(3, { ip: null }) }));
    const after = judged(farmOf({ name: 'Bonn', brokers: brokers(3, { ip: null }) }));
    expect(after.findings.length).toBeGreaterThan(0);
    expect(knownFindings(before, after).map(({ isKnown }) => isKnown)).not.toContain(false);
  });

  it('makes one finding known, not two that look alike', () => {
    const before = judged(farmOf({ brokers: brokers(2) }));
    const [first] = before.findings;
    const twice = { ...before, findings: [first!, first!] };
    const known = knownFindings({ ...before, findings: [first!] }, twice);
    expect(known.map(({ isKnown }) => isKnown)).toEqual([true, false]);
    const all = knownFindings(twice, twice);
    expect(all.map(({ isKnown }) => isKnown)).toEqual([true, true]);
  });

  it('is not known if it is worse now', () => {
    const before = judged(farmOf({ brokers: brokers(5) }));
    const [worse] = knownFindings(before, judged(farmOf({ brokers: brokers(7) })));
    expect(worse).toEqual({ isKnown: false, before: 4 });
    const better = knownFindings(judged(farmOf({ brokers: brokers(7) })), before);
    expect(better).toEqual([{ isKnown: true, before: null }]);
  });
});
