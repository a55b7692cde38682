import type { severities } from './fields/site-fields.js';
import { globOf } from './names/glob.js';

/**
 * The policy of a repository, as it applies to one farm: settings of rules that a farm file can't weaken, who may suppress
 * what and for how long, and the required tolerance.
 */
export interface Policy {
  /** The policy file, as it is shown. */
  name: string;
  /** The lowest severity that makes `farm check` exit 1; null if the policy has none. */
  failOn: (typeof severities)[number] | 'never' | null;
  /** Settings of rules by id; `*` is for all rules. */
  rules: Readonly<Record<string, PolicyRule>>;
  /** Which suppressions count, of rules without a limit of their own. */
  suppress: SuppressionLimit;
  tolerance: readonly RequiredTolerance[];
}

/** A policy's setting of one rule. A farm file can make it stricter, not weaker. */
export interface PolicyRule {
  severity?: (typeof severities)[number];
  threshold?: number;
  off?: boolean;
  /** Why it is off. */
  reason?: string;
  /** Whether a farm file can't turn the rule off. A severity or threshold implies it. */
  required?: boolean;
  suppress?: SuppressionLimit;
}

/** Which suppressions count: any, none, or those that end within so many days from today. */
export type SuppressionLimit = 'any' | 'never' | { days: number };

/** A tolerance, without standbys, that sites need; `sites` are names or patterns. */
export interface RequiredTolerance {
  sites: readonly string[];
  tolerance: number;
}

/** The tolerance, without standbys, that the policy requires of a site; 0 if none. */
export function requiredTolerance(policy: Policy | undefined, { name }: { name: string }): number {
  const rows = policy?.tolerance ?? [];
  const matching = rows.filter(({ sites }) => sites.some((pattern) => globOf(pattern)(name)));
  return Math.max(0, ...matching.map(({ tolerance }) => tolerance));
}

/** What a farm file's setting of a rule would weaken. */
export type Weakening = 'off' | 'severity' | 'threshold';

/** Why a suppression does not count under the policy. `days` is how far its last day is from today. */
export type SuppressionRefusal =
  | { kind: 'never' }
  | { kind: 'no-last-day'; most: number }
  | { kind: 'too-long'; most: number; days: number };

/** Whether the text is the id of a rule that a policy defines, such as ORG001. */
export function isOwnRuleId(text: string): boolean {
  return /^ORG\d{3}$/i.test(text);
}
