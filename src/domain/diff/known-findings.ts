import type { Farm } from '../model/index.js';
import { type Finding, findingKey, isWorseThan } from '../readiness/index.js';
import { newNames, renamesOf } from './renames.js';

/** What a finding was in the version before. */
export interface FormerFinding {
  /** Whether the version before had it, and it is no worse now: a suppression there doesn't matter. */
  isKnown: boolean;
  /** What was observed before, if the finding is worse now. */
  before: string | number | null;
}

/**
 * Which findings of a farm the version before had. Renamed objects are followed. A finding that is farther from what is
 * required than before is not known.
 */
export function knownFindings(
  before: { farm: Farm; findings: readonly Finding[] },
  after: { farm: Farm; findings: readonly Finding[] },
): FormerFinding[] {
  const names = newNames(renamesOf(before.farm, after.farm, 'files'));
  const former = new Map<string, Finding[]>();
  for (const finding of before.findings) {
    const key = findingKey(names.finding(finding));
    const same = former.get(key);
    if (same === undefined) former.set(key, [finding]);
    else same.push(finding);
  }
  return after.findings.map((finding) => {
    const was = former.get(findingKey(finding))?.shift();
    if (was === undefined) return { isKnown: false, before: null };
    const worse = isWorseThan(finding, was.observed);
    return { isKnown: !worse, before: worse ? was.observed : null };
  });
}
