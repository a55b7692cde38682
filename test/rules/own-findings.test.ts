import { describe, expect, it } from 'vitest';
import { Refusal, type Suppression } from '../../src/domain/model/index.js';
import type { Finding } from '../../src/domain/readiness/finding.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { chooseRules } from '../../src/domain/readiness/gate.js';
import { allRules } from '../../src/domain/readiness/rules.table.js';
import { isAcceptable } from '../../src/domain/readiness/under-policy.js';
import { brokers, farmOf } from '../gate/repository.js';

/** Findings of rules that a policy defines, among the others; suppressions on several days; what a baseline accepts. */

const today = '2026-11-20';

/** Two brokers: an error (RAS201) and warnings. */
const suppression: Suppression = {
  rule: 'RAS201',
  target: 'Berlin',
  reason: 'until Friday',
  expires: '2026-11-21',
};

const own: Finding = {
  rule: 'ORG001',
  slug: 'own-rule',
  severity: 'error',
  site: 'Berlin',
  target: { kind: 'site', name: 'Berlin' },
  path: ['sites', 0],
  message: 'x',
  brief: 'x',
  observed: 1,
  required: 2,
  why: 'x',
  remedy: [],
  source: [],
  assumptions: [],
  suppressed: null,
  matter: null,
};

describe('findings of own rules', () => {
  it('are sorted among the others by severity, and only in their site', () => {
    const farm = farmOf({ brokers: brokers(2) });
    const found = findingsOf(farm, { today, own: [own, { ...own, site: 'Rome' }] });
    expect(found.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      'error RAS201',
      'error ORG001',
      'warning RAS102',
      'warning RAS104',
    ]);
  });

  it('can be suppressed, whatever the case of the id', () => {
    const suppressions = [{ ...suppression, rule: 'org001' }];
    const found = findingsOf(farmOf({}, { suppressions }), { today, own: [own] });
    expect(found.map(({ rule, suppressed }) => [rule, suppressed?.reason])).toEqual([
      ['ORG001', 'until Friday'],
    ]);
  });
});

describe('the rules that are chosen', () => {
  it('may be own rules only, in any case; at least one is left', () => {
    const all = allRules.map(({ id }) => id);
    expect(chooseRules(['org001'], [])).toEqual({ only: ['ORG001'], skip: [] });
    expect(chooseRules([], ['Org002'])).toEqual({ only: [], skip: ['ORG002'] });
    expect(chooseRules(['RAS104', 'ORG001'], all).only).toEqual(['RAS104', 'ORG001']);
    expect(() => chooseRules([], all)).toThrow(Refusal);
    expect(() => chooseRules(['ORG1'], [])).toThrow(Refusal);
  });
});

describe('suppressions of one farm', () => {
  it('are judged again for every day', () => {
    const farm = farmOf({ brokers: brokers(2) }, { suppressions: [suppression] });
    const isSuppressed = (day: string): boolean =>
      findingsOf(farm, { today: day }).some(({ suppressed }) => suppressed !== null);
    expect(['2026-11-21', '2026-11-22', '2026-11-20'].map(isSuppressed)).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('a baseline', () => {
  it('accepts no finding that is always reported, nor one that the policy never lets be suppressed', () => {
    const policy = {
      name: 'p',
      failOn: null,
      rules: { RAS104: { suppress: 'never' }, '*': { suppress: { days: 3 } } },
      suppress: 'never',
      tolerance: [],
    } as const;
    for (const rule of ['RAS900', 'RAS905', 'RAS906']) {
      expect(isAcceptable(undefined, rule)).toBe(false);
      expect(isAcceptable({ ...policy, suppress: 'any' }, rule)).toBe(false);
    }
    expect(isAcceptable(undefined, 'RAS104')).toBe(true);
    expect(isAcceptable(policy, 'RAS104')).toBe(false);
    expect(isAcceptable(policy, 'RAS102')).toBe(true);
    expect(isAcceptable({ ...policy, rules: {} }, 'RAS102')).toBe(false);
  });
});
