import { sameName } from '../model/index.js';
import { brokerRules } from './rules/brokers.js';
import { domainRules } from './rules/domains.js';
import { hygieneRules } from './rules/hygiene.js';
import { loadSplitRules } from './rules/load.js';
import { lookAlikeRules } from './rules/look-alikes.js';
import { membershipRules } from './rules/membership.js';
import { networkRules } from './rules/network.js';
import { promotionRules } from './rules/promotion.js';
import { providerRules } from './rules/providers.js';
import type { ReadinessRule, Rule } from './rules/rule.js';

/** Every readiness rule, by id. A rule's row stands in the file of its hundred below rules/. */
export const readinessRules: readonly ReadinessRule[] = [
  ...brokerRules,
  ...promotionRules,
  ...loadSplitRules,
  ...providerRules,
  ...networkRules,
  ...domainRules,
  ...membershipRules,
  ...lookAlikeRules,
];

/** Every rule there is, those about the farm file included. */
export const allRules: readonly Rule[] = [...readinessRules, ...hygieneRules];

/** The rule of an id or a slug, in any case. */
export function findRule(name: string): Rule | undefined {
  return allRules.find((rule) => sameName(rule.id, name) || sameName(rule.slug, name));
}
