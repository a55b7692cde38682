import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownFindings } from '../../src/domain/diff/known-findings.js';
import { compareFarms } from '../../src/domain/diff/compare.js';
import { weakenedPolicy } from '../../src/domain/diff/weakened-policy.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { severities } from '../../src/domain/model/fields/site-fields.js';
import type { Policy } from '../../src/domain/model/policy.js';
import { findingKey } from '../../src/domain/readiness/fingerprint.js';
import type { Finding } from '../../src/domain/readiness/finding.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { findRule } from '../../src/domain/readiness/rules.table.js';
import { fixedSetting, settingFor } from '../../src/domain/readiness/under-policy.js';
import { anyPolicy } from './any-policy.js';
import { anyFarm } from './arbitrary.js';

/** What a policy promises, whatever the farm and the policy are. */

const today = '2026-11-20';

function counting(farm: Farm, policy?: Policy): Finding[] {
  const judged = policy === undefined ? farm : { ...farm, policy };
  return findingsOf(judged, { today }).filter(
    // A finding about a setting or suppression is gone with it.
    ({ suppressed, target }) =>
      suppressed === null && !['suppression', 'rule'].includes(target.kind),
  );
}

/** The findings of `some` that `others` lacks, or has less severely. */
function missingIn(others: readonly Finding[], some: readonly Finding[]): string[] {
  const ranks = new Map<string, number>();
  for (const finding of others) {
    const key = findingKey(finding);
    ranks.set(key, Math.min(rank(finding), ranks.get(key) ?? Infinity));
  }
  return some
    .filter((finding) => (ranks.get(findingKey(finding)) ?? Infinity) > rank(finding))
    .map(({ rule, severity, target }) => `${severity} ${rule} ${target.name}`);
}

function rank({ severity }: Finding): number {
  return severities.indexOf(severity);
}

describe('a farm file', () => {
  it('weakens nothing that the policy fixes: of such rules, its own settings lose no finding', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyFarm(), anyPolicy, (farm, policy) => {
        const isFixed = ({ rule: id }: Finding): boolean => {
          const rule = findRule(id);
          const fixed = rule && fixedSetting(policy, rule);
          return fixed?.severity !== undefined || fixed?.threshold !== undefined;
        };
        const bare = counting({ ...farm, rules: {}, suppressions: [] }, policy).filter(isFixed);
        const own = counting({ ...farm, suppressions: [] }, policy);
        compared += bare.length;
        // A threshold alone leaves the severity to the farm file.
        const withSeverity = bare.filter(({ rule: id }) => {
          const rule = findRule(id);
          return rule !== undefined && fixedSetting(policy, rule)?.severity !== undefined;
        });
        expect(missingIn(own, withSeverity)).toEqual([]);
        const keys = new Set(own.map(findingKey));
        expect(bare.filter((finding) => !keys.has(findingKey(finding)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('can set what the policy does not mention as if there were none', () => {
    fc.assert(
      fc.property(anyFarm(), anyPolicy, (farm, policy) => {
        for (const name of Object.keys(farm.rules)) {
          const rule = findRule(name)!;
          if (policy.rules[rule.id] !== undefined || policy.rules['*'] !== undefined) continue;
          expect(settingFor({ ...farm, policy }, rule)).toEqual(settingFor(farm, rule));
        }
      }),
    );
  });

  it('is judged as before by a policy that says nothing', () => {
    const policy = { name: 'p', failOn: null, rules: {}, suppress: 'any', tolerance: [] } as const;
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        expect(findingsOf({ ...farm, policy }, { today })).toEqual(findingsOf(farm, { today }));
      }),
    );
  });
});

describe('a change of a policy', () => {
  const version = (policy: Policy) => ({ policy, ownRules: [] });

  it('is never weaker than itself', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        expect(weakenedPolicy(version(policy), version(structuredClone(policy)))).toEqual([]);
      }),
    );
  });

  it('that is not reported as weaker loses no finding of any farm, and lets none fall in severity', () => {
    let quiet = 0;
    fc.assert(
      fc.property(anyFarm(), anyPolicy, anyPolicy, fc.nat(), (farm, one, changes, part) => {
        // Two policies at random nearly always weaken something: one part changes.
        const ids = Object.keys(changes.rules);
        const id = ids[part % Math.max(1, ids.length)];
        const row = id === undefined ? {} : { [id]: changes.rules[id]! };
        const other: Policy = [
          { ...one, rules: { ...one.rules, ...row } },
          { ...one, suppress: changes.suppress },
          { ...one, tolerance: [...one.tolerance, ...changes.tolerance] },
        ][part % 3]!;
        // Off is only a default: a farm that sets the rule has it on, with farm's own threshold.
        if (Object.values(one.rules).some(({ off }) => off === true)) return;
        if (weakenedPolicy(version(one), version(other)).length > 0) return;
        quiet += 1;
        expect(missingIn(counting(farm, other), counting(farm, one))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(quiet).toBeGreaterThan(20);
  });

  it('that removes it is reported for everything it required', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const parts = weakenedPolicy(version(policy), null).map(({ part }) => part);
        const limit = policy.rules['*']?.suppress ?? policy.suppress;
        expect(parts.includes('suppress')).toBe(limit !== 'any');
        for (const { tolerance } of policy.tolerance) {
          if (tolerance > 0) expect(parts).toContain('tolerance');
        }
        for (const [id, { required, off }] of Object.entries(policy.rules)) {
          if (required === true && off !== true && id !== '*') expect(parts).toContain(id);
        }
      }),
    );
  });
});

describe('the findings that a version before had', () => {
  const known = (before: Farm, after: Farm): boolean[] => {
    const findings = (farm: Farm) => ({ farm, findings: findingsOf(farm, { today }) });
    return knownFindings(findings(before), findings(after)).map(({ isKnown }) => isKnown);
  };

  it('are all of them for the same farm', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        expect(known(farm, structuredClone(farm))).not.toContain(false);
      }),
    );
  });

  it('are none of those that the comparison calls new, apart from those that settings reveal', () => {
    let gained = 0;
    fc.assert(
      fc.property(anyFarm(), anyFarm(), (before, after) => {
        const diff = compareFarms(before, after, today);
        const revealed = new Set(diff.revealed.map(findingKey));
        const fresh = diff.findings.gained.map(findingKey).filter((key) => !revealed.has(key));
        const suppressedBefore = new Set(
          findingsOf(before, { today })
            .filter(({ suppressed }) => suppressed !== null)
            .map(findingKey),
        );
        const all = findingsOf(after, { today });
        const isKnown = known(before, after);
        for (const key of fresh.filter((one) => !suppressedBefore.has(one))) {
          gained += 1;
          const marks = all.flatMap((one, at) => (findingKey(one) === key ? [isKnown[at]] : []));
          expect(marks).toContain(false);
        }
      }),
    );
    expect(gained).toBeGreaterThan(20);
  });
});
