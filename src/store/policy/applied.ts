import type { OwnRule } from '../../domain/expectations/index.js';
import type { Policy, PolicyRule } from '../../domain/model/index.js';
import type { RepositoryPolicy, Settings } from './policy-convert.js';

/** A policy as it applies to one farm file. */
export interface AppliedPolicy {
  policy: Policy;
  ownRules: readonly OwnRule[];
}

/**
 * The policy for one farm file, overrides included.
 * @param file relative to the policy file, with forward slashes; null for a farm outside of its folder, which has none
 */
export async function appliedTo(
  policy: RepositoryPolicy,
  file: string | null,
  name: string,
): Promise<AppliedPolicy> {
  const { overrides } = policy;
  const matching = file === null || overrides.length === 0 ? [] : await overridesOf(policy, file);
  const all: Settings[] = [policy, ...matching];
  const last = <K extends keyof Settings>(key: K): Settings[K] | undefined =>
    all.findLast((one) => one[key] !== undefined)?.[key];
  const rules: Record<string, PolicyRule> = {};
  for (const one of all) {
    for (const [id, row] of Object.entries(one.rules)) rules[id] = { ...rules[id], ...row };
  }
  const ownRules = all
    .flatMap((one) => one.ownRules)
    .filter(({ id }) => rules[id]?.off !== true)
    .map((rule) => ({ ...rule, severity: rules[rule.id]?.severity ?? rule.severity }));
  return {
    policy: {
      name,
      failOn: last('failOn') ?? null,
      rules,
      suppress: last('suppress') ?? 'any',
      tolerance: last('tolerance') ?? [],
    },
    ownRules,
  };
}

/** The overrides for a file, by the patterns of `.gitignore`. */
async function overridesOf({ overrides }: RepositoryPolicy, file: string): Promise<Settings[]> {
  const { matchesPatterns } = await import('../fs/git-ignore.js');
  return overrides.filter(({ files }) => matchesPatterns(files, file));
}
