import { brokerRules } from './rules/brokers.js';
import { domainRules } from './rules/domains.js';
import { loadRules } from './rules/load.js';
import { networkRules } from './rules/network.js';
import { promotionRules } from './rules/promotion.js';
import { providerRules } from './rules/providers.js';
import type { ReadinessRule } from './rules/rule.js';

/** Every readiness rule, by id. A rule's row stands in the file of its hundred below rules/. */
export const readinessRules: readonly ReadinessRule[] = [
  ...brokerRules,
  ...promotionRules,
  ...loadRules,
  ...providerRules,
  ...networkRules,
  ...domainRules,
];
