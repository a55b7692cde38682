import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffFarms } from '../../src/domain/diff/diff.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { readinessRules } from '../../src/domain/readiness/rules.table.js';
import type { Finding } from '../../src/domain/readiness/finding.js';
import { findingKey } from '../../src/domain/readiness/fingerprint.js';
import { fixableRules, fixFarm } from '../../src/domain/readiness/fixes.js';
import { sampleFarms } from '../../src/domain/readiness/rules/rules.generated.js';
import { parseFarm } from '../../src/store/farm/document.js';
import { anyFarm } from '../properties/arbitrary.js';
import { frozen } from '../scenarios/harness/checks.js';

const today = '2026-11-20';

/** The samples of the rules with a fix. */
const samples = await Promise.all(
  fixableRules.map(async ({ id }) => {
    const { bad, good } = sampleFarms[id]!;
    const read = (farm: object): Promise<Farm> => parseFarm(JSON.stringify(farm), 'farm.json');
    return { bad: await read(bad), good: await read(good) };
  }),
);

/** Rules with a fix whose findings can be accepted, by id and by slug, and one without a fix. */
const accepted = readinessRules
  .filter((rule) => rule.fix !== undefined || rule.id === 'RAS108')
  .flatMap(({ id, slug }) => [id, slug]);

/** Farms in which what can be fixed is not rare. */
const fixable = fc
  .tuple(
    fc.oneof(anyFarm(), fc.constantFrom(...samples.map(({ bad }) => bad))),
    fc.constantFrom(...accepted),
  )
  .map(([farm, rule]): Farm => {
    const [site] = farm.sites;
    const suppression = { rule, target: site?.name ?? '', reason: 'known', expires: null };
    return { ...farm, suppressions: [...farm.suppressions, suppression] };
  });

const farms = fc.oneof(anyFarm(), fixable);

describe('fixing a farm', () => {
  it('leaves no finding that it can fix, and fixing again changes nothing', () => {
    fc.assert(
      fc.property(farms, (farm) => {
        const fixed = fixFarm(frozen(farm), today).farm;
        expect(open(fixed).filter(isFixable)).toEqual([]);
        expect(fixFarm(fixed, today).farm).toBe(fixed);
      }),
    );
  });

  it('gains no finding, and loses none but those it fixes and what hung on them', () => {
    fc.assert(
      fc.property(farms, (farm) => {
        const before = findingsOf(farm, { today });
        const after = findingsOf(fixFarm(farm, today).farm, { today });
        const had = new Set(before.map(findingKey));
        expect(after.filter((finding) => !had.has(findingKey(finding)))).toEqual([]);
        const has = new Set(after.map(findingKey));
        const lost = before.filter((finding) => !has.has(findingKey(finding)));
        // A forwarding gateway whose preference was removed no longer prefers a broker that isn't active either.
        const hung = (finding: Finding): boolean =>
          finding.rule === 'RAS108' && finding.target.kind === 'gateway';
        expect(lost.filter((finding) => !isFixable(finding) && !hung(finding))).toEqual([]);
      }),
    );
  });

  it('changes nothing else, and the very same farm comes back where there is nothing to fix', () => {
    fc.assert(
      fc.property(farms, (farm) => {
        const fixed = fixFarm(farm, today).farm;
        const { suppressions } = fixed;
        expect(farm.suppressions.filter((one) => suppressions.includes(one))).toEqual(suppressions);
        const changes = changesOf({ ...farm, suppressions }, fixed);
        // A fix changes elsewhere only what it changes in its sample.
        const allowed = samples.flatMap(({ bad, good }) => changesOf(bad, good));
        expect(changes.filter((change) => !allowed.includes(change))).toEqual([]);
        if (!open(farm).some(isFixable)) expect(fixed).toBe(farm);
      }),
    );
  });

  it('does not change accepted findings', () => {
    fc.assert(
      fc.property(farms, (farm) => {
        const accepted = findingsOf(farm, { today }).filter((one) => one.suppressed !== null);
        const after = findingsOf(fixFarm(farm, today).farm, { today });
        const still = new Set(after.filter((one) => one.suppressed !== null).map(findingKey));
        const removed = accepted.filter((one) => isFixable(one) && !still.has(findingKey(one)));
        expect(removed).toEqual([]);
      }),
    );
  });

  it('is tried on farms that have something to fix, each fix', () => {
    const tried = new Set<string>();
    fc.assert(
      fc.property(farms, (farm) => {
        for (const finding of open(farm).filter(isFixable)) tried.add(finding.rule);
      }),
      { numRuns: 300 },
    );
    expect([...tried].toSorted()).toEqual(fixableRules.map(({ id }) => id).toSorted());
  });
});

function changesOf(before: Farm, after: Farm): string[] {
  return diffFarms(before, after).map(
    ({ kind, object, property }) => `${kind} ${object} ${property}`,
  );
}

function open(farm: Farm): Finding[] {
  return findingsOf(farm, { today }).filter((finding) => finding.suppressed === null);
}

function isFixable({ rule }: Finding): boolean {
  return fixableRules.some(({ id }) => id === rule);
}
