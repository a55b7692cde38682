import { sameName } from '../model/index.js';
import type { ReadinessRule, Rule, SuppressionRule } from './rules/rule.js';
import { rules } from './rules/rules.generated.js';

/** Every readiness rule, by id. Each is in its own file in rules/. */
export const readinessRules: readonly ReadinessRule[] = rules.filter((rule) => 'find' in rule);

/** The rules about suppressions, by id. */
export const suppressionRules: readonly SuppressionRule[] = rules.filter((rule) => 'judge' in rule);

/** The rules about the farm file and its suppressions, not its sites. These can't be suppressed. */
export const hygieneRules: readonly Rule[] = [
  ...suppressionRules,
  ...rules.filter((rule) => !('find' in rule || 'judge' in rule)),
];

/** Every rule, including those about the farm file. */
export const allRules: readonly Rule[] = [...readinessRules, ...hygieneRules];

/** The rule with this id or slug, case-insensitive. */
export function findRule(name: string): Rule | undefined {
  return allRules.find((rule) => sameName(rule.id, name) || sameName(rule.slug, name));
}
