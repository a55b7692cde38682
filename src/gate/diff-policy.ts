import { join } from 'node:path';
import type { OwnRule } from '../domain/expectations/index.js';
import { type Farm, FarmError } from '../domain/model/index.js';
import type { Finding } from '../domain/readiness/index.js';
import type { PolicyComparison } from '../render/diff-result.js';
import { underPolicy } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { type FarmVersion, revisionOf } from '../store/farm/version.js';
import { policyOf } from '../store/policy/find-policy.js';
import { policyForRun } from './check-policy.js';

/** `farm diff` judges both versions by one policy: that of the revision before, or else that of the farm file. */

/** A version under the policy, and the findings of the rules that the policy defines. */
export interface JudgedVersion {
  farm: Farm;
  own: Finding[];
}

/**
 * Both versions under one policy, and what the change does to the policy itself.
 * @param current finds the farm file; asked only for a revision that is compared with no file
 */
export async function underOnePolicy(
  old: string,
  before: FarmVersion,
  after: FarmVersion,
  today: string,
  current: () => FarmSource,
): Promise<{ before: JudgedVersion; after: JudgedVersion; policy: PolicyComparison | null }> {
  const { applied, comparison } = await policiesOf(old, before, after, current);
  const judged = async ({ farm, file }: FarmVersion): Promise<JudgedVersion> => {
    const under = underPolicy(farm, applied);
    const own = await ownFindingsOf(under, applied?.ownRules ?? [], file, today);
    return { farm: under, own };
  };
  return { before: await judged(before), after: await judged(after), policy: comparison };
}

async function policiesOf(
  old: string,
  before: FarmVersion,
  after: FarmVersion,
  current: () => FarmSource,
) {
  const none = { applied: null, comparison: null };
  const source = sourceOf(after) ?? sourceOf(before);
  const ref = await revisionOf(old);
  if (ref !== null) {
    const { hasPath } = ref;
    const place = source ?? (hasPath ? await inRepository(ref.name, old) : current());
    try {
      // Git reads REF where the farm file is, and REF:PATH in the working directory.
      const run = await policyForRun({ policy: null, against: old }, hasPath ? [] : [place]);
      const applied = await run.find(place);
      const { isChanged, parts } = source === null ? nothing : await run.weakened([place]);
      const name = applied?.policy.name ?? null;
      const isThere = applied !== null || isChanged;
      return { applied, comparison: isThere ? { name, isChanged, weakened: parts } : null };
    } catch (error) {
      // A farm outside of the repository has its own policy.
      if (!(error instanceof FarmError) || error.code !== 'E_USAGE') throw error;
    }
  }
  const applied = source === null ? null : await policyOf(source);
  if (applied === null) return none;
  return { applied, comparison: { name: applied.policy.name, isChanged: false, weakened: [] } };
}

const nothing = { isChanged: false, parts: [] };

function sourceOf({ path }: FarmVersion): FarmSource | null {
  return path === null ? null : { kind: 'file', path, foundBy: 'FILES' };
}

/** The place of `REF:PATH` in the repository. */
async function inRepository(ref: string, name: string): Promise<FarmSource> {
  const { Base } = await import('../store/farm/base-versions.js');
  const { root } = (await Base.open(ref, [])).revision;
  return { kind: 'file', path: join(root, name.slice(ref.length + 1)), foundBy: 'FILES' };
}

async function ownFindingsOf(
  farm: Farm,
  ownRules: readonly OwnRule[],
  file: string | null,
  today: string,
): Promise<Finding[]> {
  if (ownRules.length === 0) return [];
  const { ownFindings } = await import('./own-findings.js');
  const source: FarmSource = { kind: 'file', path: file ?? '-', foundBy: 'FILES' };
  return ownFindings(
    { farm, source, ownRules },
    { today, site: null, rules: { only: [], skip: [] } },
  );
}
