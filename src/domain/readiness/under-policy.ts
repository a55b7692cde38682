import {
  type Farm,
  type Policy,
  type PolicyRule,
  type RuleSetting,
  severities,
  type Suppression,
  type SuppressionLimit,
  type SuppressionRefusal,
  type Weakening,
} from '../model/index.js';
import { alwaysReported, findRule } from './rules.table.js';
import { isStricter, type Rule } from './rules/rule.js';
import { writtenSetting } from './settings.js';

/** Settings of rules, suppressions and tolerance under the policy of the repository: a farm file can be stricter, not weaker. */

/** The setting of a rule that counts: the farm file's and the policy's, of each property the stricter one. */
export function settingFor(farm: Farm, rule: Rule): RuleSetting {
  const own = writtenSetting(farm, rule)?.setting;
  const fixed = fixedSetting(farm.policy, rule);
  if (fixed === null) return own ?? {};
  if (own === undefined) return fixed;
  if (fixed.off === true) return own;
  const { off: _off, ...rest } = own;
  const kept = weakened(rule, own, fixed).includes('off') ? rest : own;
  const severity = strictest(own.severity, fixed.severity, moreSevere);
  const threshold = strictest(own.threshold, fixed.threshold, (one, other) =>
    isStricter(rule.threshold, one, other) ? one : other,
  );
  return {
    ...kept,
    ...(severity === undefined ? {} : { severity }),
    ...(threshold === undefined ? {} : { threshold }),
  };
}

/** The properties in which a setting is weaker than the policy's. The policy's count. */
export function weakened(rule: Rule, own: RuleSetting, fixed: RuleSetting): Weakening[] {
  const { severity, threshold } = fixed;
  if (fixed.off === true || (severity === undefined && threshold === undefined)) return [];
  if (own.off === true) return ['off'];
  const lower =
    own.severity !== undefined &&
    severity !== undefined &&
    severities.indexOf(own.severity) > severities.indexOf(severity);
  const looser =
    own.threshold !== undefined &&
    threshold !== undefined &&
    isStricter(rule.threshold, threshold, own.threshold);
  return [...(lower ? ['severity' as const] : []), ...(looser ? ['threshold' as const] : [])];
}

/** The policy's setting of a rule; null if it has none. A rule that can't be turned off keeps its defaults, too. */
export function fixedSetting(policy: Policy | undefined, rule: Rule): RuleSetting | null {
  const row = rowOf(policy, rule.id);
  if (policy === undefined || row === null) return null;
  const { off, reason, required = false } = row;
  if (off === true) return { off, ...(reason === undefined ? {} : { reason }) };
  const least = policy.rules['*']?.severity;
  const preset = required ? rule.severity : undefined;
  const severity =
    policy.rules[rule.id]?.severity ??
    (least === undefined ? preset : moreSevere(least, rule.severity));
  const threshold = row.threshold ?? (required ? rule.threshold?.preset : undefined);
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(threshold === undefined ? {} : { threshold }),
  };
}

/** The row of a rule, with what the row for all rules adds; null if there is neither. */
function rowOf(policy: Policy | undefined, id: string): PolicyRule | null {
  const own = policy?.rules[id];
  const all = policy?.rules['*'];
  return own === undefined && all === undefined ? null : { ...all, ...own };
}

function strictest<T>(own: T | undefined, fixed: T | undefined, pick: (a: T, b: T) => T) {
  return own === undefined || fixed === undefined ? (own ?? fixed) : pick(own, fixed);
}

type Severity = Rule['severity'];

function moreSevere(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) <= severities.indexOf(other) ? one : other;
}

/** Which suppressions of a rule count; the id may be one that the policy defines, such as ORG001. */
export function suppressionLimit(policy: Policy | undefined, rule: string): SuppressionLimit {
  return rowOf(policy, rule)?.suppress ?? policy?.suppress ?? 'any';
}

/** Whether a baseline may accept findings of a rule: not those that the policy never lets be suppressed. */
export function isAcceptable(policy: Policy | undefined, rule: string): boolean {
  if (alwaysReported.includes(rule)) return false;
  return suppressionLimit(policy, rule) !== 'never';
}

/** Why the policy refuses a suppression today, an ISO date; null if it counts. */
export function suppressionRefusal(
  { policy }: Farm,
  { rule, expires }: Suppression,
  today: string,
): SuppressionRefusal | null {
  const limit = suppressionLimit(policy, ruleIdOf(rule));
  if (limit === 'any') return null;
  if (limit === 'never') return { kind: 'never' };
  if (expires === null) return { kind: 'no-last-day', most: limit.days };
  const days = Math.round((Date.parse(expires) - Date.parse(today)) / 86_400_000);
  return days > limit.days ? { kind: 'too-long', most: limit.days, days } : null;
}

/** The id of a rule that is named by id or slug; a name that only a policy knows, in upper case. */
export function ruleIdOf(name: string): string {
  return findRule(name)?.id ?? name.toUpperCase();
}
