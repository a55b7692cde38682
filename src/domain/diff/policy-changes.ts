import type { Farm, RuleSetting, Suppression } from '../model/index.js';
import {
  type Finding,
  type FindingChanges,
  findingKey,
  findingsOf,
  findRule,
  isWeaker,
} from '../readiness/index.js';
import { isEqual } from './equal.js';
import { type NamedSetting, pairSettings, pairSuppressions } from './diff.js';
import { newNames, type Rename, renamesOf, targetNow } from './renames.js';

/** A rule whose setting differs; null if the farm has no setting for it. */
export interface SettingChange {
  rule: string;
  slug: string;
  before: RuleSetting | null;
  after: RuleSetting | null;
  /** Whether the rule reports less: it is off, less severe, or accepts more. */
  weaker: boolean;
}

/** A suppression that differs; null if it was added or removed. */
export interface SuppressionChange {
  before: Suppression | null;
  after: Suppression | null;
  /** Whether more is suppressed: the suppression is new, or is valid longer. */
  wider: boolean;
}

/** What a change does to the rule settings and suppressions that judge it. */
export interface PolicyChanges {
  rules: SettingChange[];
  suppressions: SuppressionChange[];
  /** Findings no longer reported only because of these settings and suppressions: not resolved. */
  hidden: Finding[];
  /** Findings reported only because of these settings and suppressions: not new. */
  revealed: Finding[];
}

/** Rule settings and suppressions that differ, and the findings that only they hide or reveal. */
export function policyChanges(
  before: Farm,
  after: Farm,
  {
    renames,
    findings,
    today,
  }: { renames: readonly Rename[]; findings: FindingChanges; today: string },
): PolicyChanges {
  const rules = pairSettings(before, after).flatMap(([old, now]) => settingChange(old, now));
  const suppressions = pairSuppressions(before, after, renames).flatMap(([old, now]) =>
    suppressionChange(old, now, renames),
  );
  if (rules.length === 0 && suppressions.length === 0) {
    return { rules, suppressions, hidden: [], revealed: [] };
  }
  const hidden = stillThere(before, after, { renames, missing: findings.resolved, today });
  const back = renamesOf(after, before, 'files');
  const revealed = stillThere(after, before, { renames: back, missing: findings.gained, today });
  return { rules, suppressions, hidden, revealed };
}

/** Of the findings that `one` reports and `other` doesn't: those that `other` would report with the settings of `one`. */
function stillThere(
  one: Farm,
  other: Farm,
  { renames, missing, today }: { renames: readonly Rename[]; missing: Finding[]; today: string },
): Finding[] {
  const names = newNames(renames);
  const kept = new Set(other.suppressions.map(({ target }) => target.toLowerCase()));
  const suppressions = one.suppressions.map((suppression) => {
    const { target } = suppression;
    // One that the other also has was not renamed with its object.
    return {
      ...suppression,
      target: kept.has(target.toLowerCase()) ? target : targetNow(renames, target),
    };
  });
  const all = findingsOf({ ...other, rules: one.rules, suppressions }, { today });
  const there = new Set(all.filter(({ suppressed }) => suppressed === null).map(findingKey));
  // A finding about a suppression is gone with the suppression.
  return missing.filter(
    (finding) =>
      finding.target.kind !== 'suppression' && there.has(findingKey(names.finding(finding))),
  );
}

function settingChange(
  old: NamedSetting | undefined,
  now: NamedSetting | undefined,
): SettingChange[] {
  const rule = findRule((now ?? old)?.rule ?? '');
  if (rule === undefined) return [];
  const [before, after] = [withoutName(old), withoutName(now)];
  if (isEqual(before, after)) return [];
  const weaker = isWeaker(rule, after ?? {}, before ?? {});
  return [{ rule: rule.id, slug: rule.slug, before, after, weaker }];
}

function withoutName(setting: NamedSetting | undefined): RuleSetting | null {
  if (setting === undefined) return null;
  const { rule: _rule, ...rest } = setting;
  return rest;
}

function suppressionChange(
  before: Suppression | undefined,
  after: Suppression | undefined,
  renames: readonly Rename[],
): SuppressionChange[] {
  const followed = before && { ...before, target: targetNow(renames, before.target) };
  if (isEqual(followed, after) || isEqual(before, after)) return [];
  const wider = after !== undefined && (before === undefined || outlasts(after, before));
  return [{ before: before ?? null, after: after ?? null, wider }];
}

function outlasts({ expires }: Suppression, before: Suppression): boolean {
  if (before.expires === null) return false;
  return expires === null || expires > before.expires;
}
