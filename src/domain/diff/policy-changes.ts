import type { Farm, RuleSetting, Suppression } from '../model/index.js';
import { type Finding, findingKey, findingsOf, findRule, isWeaker } from '../readiness/index.js';
import { isEqual } from './equal.js';
import { type NamedSetting, pairSettings, pairSuppressions } from './diff.js';
import { newNames, type Rename, targetNow } from './renames.js';

/** A rule whose setting is another; null where the farm says nothing about the rule. */
export interface SettingChange {
  rule: string;
  slug: string;
  before: RuleSetting | null;
  after: RuleSetting | null;
  /** Whether the rule reports less: it is off, less severe, or accepts more. */
  weaker: boolean;
}

/** A suppression that is another; null where it was not, or is no longer. */
export interface SuppressionChange {
  before: Suppression | null;
  after: Suppression | null;
  /** Whether more is suppressed: the suppression is new, or is valid longer. */
  wider: boolean;
}

/** What a change does to the checks that judge it. */
export interface PolicyChanges {
  rules: SettingChange[];
  suppressions: SuppressionChange[];
  /** Findings that are no longer reported only because of these settings and suppressions: none of them is resolved. */
  hidden: Finding[];
}

/** Rule settings and suppressions that differ, and the findings of the farm before that only they hide. */
export function policyChanges(
  before: Farm,
  after: Farm,
  { renames, resolved, today }: { renames: readonly Rename[]; resolved: Finding[]; today: string },
): PolicyChanges {
  const rules = pairSettings(before, after).flatMap(([old, now]) => settingChange(old, now));
  const suppressions = pairSuppressions(before, after, renames).flatMap(([old, now]) =>
    suppressionChange(old, now, renames),
  );
  if (rules.length === 0 && suppressions.length === 0) return { rules, suppressions, hidden: [] };
  const names = newNames(renames);
  const former = before.suppressions.map((one) => ({
    ...one,
    target: targetNow(renames, one.target),
  }));
  const unhidden = findingsOf(
    { ...after, rules: before.rules, suppressions: former },
    { today },
  ).filter(({ suppressed }) => suppressed === null);
  const there = new Set(unhidden.map(findingKey));
  // A rule about suppressions says nothing of them once they are removed: that is not hiding.
  const ofSites = resolved.filter(({ target }) => target.kind !== 'suppression');
  const hidden = ofSites.filter((finding) => there.has(findingKey(names.finding(finding))));
  return { rules, suppressions, hidden };
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
  if (isEqual(followed, after)) return [];
  const wider = after !== undefined && (before === undefined || outlasts(after, before));
  return [{ before: before ?? null, after: after ?? null, wider }];
}

function outlasts({ expires }: Suppression, before: Suppression): boolean {
  if (before.expires === null) return false;
  return expires === null || expires > before.expires;
}
