import { groupedBy } from '../model/index.js';
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
  const left = before.filter(counts);
  const right = after.filter(counts);
  const partners = new Map<Finding, Finding>();
  pairByKey(left, right, partners, findingKey);
  // What keeps its name is the same. A suppression may name an object by the name that it had.
  const paired = new Set(partners.values());
  const unpaired = left.filter((finding) => !paired.has(finding));
  pairByKey(unpaired, right, partners, (finding) => findingKey(names.finding(finding)));
  const found = new Set(partners.values());
  return {
    gained: right.filter((finding) => !partners.has(finding)),
    resolved: left.filter((finding) => !found.has(finding)),
    changed: right.flatMap((finding) => {
      const was = partners.get(finding);
      return was === undefined || !differs(was, finding, names)
        ? []
        : [{ before: was, after: finding }];
    }),
  };
}

/** Adds the partner before of each finding after that has none, by the keys of both. */
function pairByKey(
  before: readonly Finding[],
  after: readonly Finding[],
  partners: Map<Finding, Finding>,
  keyBefore: (finding: Finding) => string,
): void {
  if (before.length === 0) return;
  const byKey = groupedBy(before, keyBefore);
  for (const finding of after) {
    if (partners.has(finding)) continue;
    const was = byKey.get(findingKey(finding))?.shift();
    if (was !== undefined) partners.set(finding, was);
  }
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
