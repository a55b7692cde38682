import { sameName } from '../model/index.js';
import type { ReadinessRule, Rule, SuppressionRule } from './rules/rule.js';
import { rules } from './rules/rules.generated.js';

/** Every readiness rule, by id. Each is in a file of its own below rules/. */
export const readinessRules: readonly ReadinessRule[] = rules.filter((rule) => 'find' in rule);

/** The rules about suppressions, by id. */
export const suppressionRules: readonly SuppressionRule[] = rules.filter((rule) => 'judge' in rule);

/** The rules about the farm file and its suppressions, not its sites. These can't be suppressed. */
export const hygieneRules: readonly Rule[] = [
  ...suppressionRules,
  ...rules.filter((rule) => !('find' in rule || 'judge' in rule)),
];

/** Every rule there is, those about the farm file included. */
export const allRules: readonly Rule[] = [...readinessRules, ...hygieneRules];

/** The rule of an id or a slug, in any case. */
export function findRule(name: string): Rule | undefined {
  return allRules.find((rule) => sameName(rule.id, name) || sameName(rule.slug, name));
}
