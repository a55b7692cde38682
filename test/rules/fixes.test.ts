import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffFarms } from '../../src/domain/diff/diff.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { allRules } from '../../src/domain/readiness/rules.table.js';
import type { Finding } from '../../src/domain/readiness/finding.js';
import { findingKey } from '../../src/domain/readiness/fingerprint.js';
import { fixes, fixFarm } from '../../src/domain/readiness/fixes.js';
import { anyFarm } from '../properties/arbitrary.js';
import { frozen } from '../scenarios/harness/checks.js';

const today = '2026-11-20';

/** Farms in which what can be fixed is not rare. */
const fixable = fc
  .tuple(
    anyFarm(),
    fc.constantFrom('RAS203', 'failback-without-auto-promotion', 'RAS504', 'RAS108'),
  )
  .map(([farm, rule]): Farm => {
    const [site] = farm.sites;
    const suppression = { rule, target: site?.name ?? '', reason: 'known', expires: null };
    return { ...farm, suppressions: [...farm.suppressions, suppression] };
  });

const farms = fc.oneof(anyFarm(), fixable);

describe('fixing a farm', () => {
  it('leaves no finding that it can mend, and fixing again changes nothing', () => {
    fc.assert(
      fc.property(farms, (farm) => {
        const fixed = fixFarm(frozen(farm), today).farm;
        expect(open(fixed).filter(isFixable)).toEqual([]);
        expect(fixFarm(fixed, today).farm).toBe(fixed);
      }),
    );
  });

  it('gains no finding, and loses none but those it mends and what hung on them', () => {
    fc.assert(
      fc.property(farms, (farm) => {
        const before = findingsOf(farm, { today });
        const after = findingsOf(fixFarm(farm, today).farm, { today });
        const had = new Set(before.map(findingKey));
        expect(after.filter((finding) => !had.has(findingKey(finding)))).toEqual([]);
        const has = new Set(after.map(findingKey));
        const lost = before.filter((finding) => !has.has(findingKey(finding)));
        // A forwarding gateway whose preference is gone no longer prefers a broker that isn't active either.
        const hung = (finding: Finding): boolean =>
          finding.rule === 'RAS108' && finding.target.kind === 'gateway';
        expect(lost.filter((finding) => !isFixable(finding) && !hung(finding))).toEqual([]);
      }),
    );
  });

  it('changes nothing else, and the very same farm comes back where there is nothing to mend', () => {
    fc.assert(
      fc.property(farms, (farm) => {
        const fixed = fixFarm(farm, today).farm;
        const { suppressions } = fixed;
        expect(farm.suppressions.filter((one) => suppressions.includes(one))).toEqual(suppressions);
        const changes = diffFarms({ ...farm, suppressions }, fixed).map(
          ({ kind, object, property }) => `${kind} ${object} ${property}`,
        );
        const allowed = ['changed site autoPromotion.failback', 'changed gateway preferredBroker'];
        expect(changes.filter((change) => !allowed.includes(change))).toEqual([]);
        if (!open(farm).some(isFixable)) expect(fixed).toBe(farm);
      }),
    );
  });

  it('leaves alone what somebody has accepted', () => {
    fc.assert(
      fc.property(farms, (farm) => {
        const accepted = findingsOf(farm, { today }).filter((one) => one.suppressed !== null);
        const after = findingsOf(fixFarm(farm, today).farm, { today });
        const still = new Set(after.filter((one) => one.suppressed !== null).map(findingKey));
        const gone = accepted.filter((one) => isFixable(one) && !still.has(findingKey(one)));
        expect(gone).toEqual([]);
      }),
    );
  });

  it('is tried on farms that have something to mend, each fix', () => {
    const tried = new Set<string>();
    fc.assert(
      fc.property(farms, (farm) => {
        for (const finding of open(farm).filter(isFixable)) tried.add(finding.rule);
      }),
      { numRuns: 300 },
    );
    expect([...tried].toSorted()).toEqual(fixes.map(({ rule }) => rule).toSorted());
  });

  it('is of rules that there are, each once', () => {
    const ids = fixes.map(({ rule }) => rule);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !allRules.some((rule) => rule.id === id))).toEqual([]);
  });
});

function open(farm: Farm): Finding[] {
  return findingsOf(farm, { today }).filter((finding) => finding.suppressed === null);
}

function isFixable({ rule }: Finding): boolean {
  return fixes.some((fix) => fix.rule === rule);
}
