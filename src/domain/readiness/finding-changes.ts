import type { Finding } from './finding.js';
import { findingKey } from './fingerprint.js';

/** The findings of two states of a farm, compared. A suppressed finding counts in neither. */
export interface FindingChanges {
  gained: Finding[];
  resolved: Finding[];
  /** In both, but with a different severity, count or message. */
  changed: { before: Finding; after: Finding }[];
}

/** The new names of renamed objects: in a finding, and in its message. */
export interface NewNames {
  finding: (finding: Finding) => Finding;
  message: (message: string) => string;
}

/**
 * Compares all findings by rule and object, in the order in which `check` lists them. Where one object has several
 * findings of one rule, they are paired in that order.
 */
export function compareFindings(
  before: readonly Finding[],
  after: readonly Finding[],
  names: NewNames,
): FindingChanges {
  const unpaired = new Map<string, Finding[]>();
  for (const finding of before.filter(counts)) {
    const key = findingKey(names.finding(finding));
    const same = unpaired.get(key);
    if (same === undefined) unpaired.set(key, [finding]);
    else same.push(finding);
  }
  const gained: Finding[] = [];
  const paired = new Set<Finding>();
  const changed: FindingChanges['changed'] = [];
  for (const finding of after.filter(counts)) {
    const was = unpaired.get(findingKey(finding))?.shift();
    if (was === undefined) {
      gained.push(finding);
      continue;
    }
    paired.add(was);
    if (differs(was, finding, names)) changed.push({ before: was, after: finding });
  }
  const resolved = before.filter((finding) => counts(finding) && !paired.has(finding));
  return { gained, resolved, changed };
}

/** Whether the finding is not suppressed. */
function counts(finding: Finding): boolean {
  return finding.suppressed === null;
}

/** A new name alone is no difference. */
function differs(before: Finding, after: Finding, names: NewNames): boolean {
  return (
    before.severity !== after.severity ||
    before.observed !== after.observed ||
    before.required !== after.required ||
    ![before.message, names.message(before.message)].includes(after.message)
  );
}
