import type { WeakenedPolicy } from '../domain/diff/index.js';
import type { PolicyComparison } from './diff-result.js';

/** The words about a change of the policy, which `farm check --against` and `farm diff` share. */

/** "farm.policy.json: RAS104: severity error → not set (weaker)". */
export function sayWeakened({ policy, part, before, after }: WeakenedPolicy): string {
  return `${policy}: ${part}: ${before ?? 'not set'} → ${after ?? 'not set'} (weaker)`;
}

/** Why the policy of the farms as they are does not count, if the change edits it. */
export function sayPolicyUsed({ name, isChanged }: PolicyComparison, old: string): string | null {
  if (!isChanged) return null;
  return `The change edits the policy. farm uses ${name ?? `no policy, as in ${old}`}.`;
}
