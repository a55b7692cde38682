import { sameName } from '../model/index.js';
import type { ReadinessRule, Rule, SettingRule, SuppressionRule } from './rules/rule.js';
import { rules } from './rules/rules.generated.js';

/** Every readiness rule, by id. Each is in its own file in rules/. */
export const readinessRules: readonly ReadinessRule[] = rules.filter((rule) => 'find' in rule);

/** The rules about suppressions, by id. */
export const suppressionRules: readonly SuppressionRule[] = rules.filter((rule) => 'judge' in rule);

/** The rules about settings of rules, by id. */
export const settingRules: readonly SettingRule[] = rules.filter((rule) => 'judgeSetting' in rule);

/** The rules about the farm file and its settings and suppressions, not its sites. These can't be suppressed. */
export const hygieneRules: readonly Rule[] = [
  ...suppressionRules,
  ...settingRules,
  ...rules.filter((rule) => !('find' in rule || 'judge' in rule || 'judgeSetting' in rule)),
];

/** Every rule, including those about the farm file. */
export const allRules: readonly Rule[] = [...readinessRules, ...hygieneRules];

/** Rules that a policy can't change: a broken file, and what the policy doesn't allow, are always reported. */
export const alwaysReported: readonly string[] = ['RAS900', 'RAS905', 'RAS906'];

/** The rules that a policy can set. */
export const policyRules: readonly Rule[] = allRules.filter(
  ({ id }) => !alwaysReported.includes(id),
);

/** The rule with this id or slug, case-insensitive. */
export function findRule(name: string): Rule | undefined {
  return allRules.find((rule) => sameName(rule.id, name) || sameName(rule.slug, name));
}
