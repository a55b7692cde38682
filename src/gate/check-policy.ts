import { join, posix, resolve } from 'node:path';
import { type PolicyVersion, type WeakenedPolicy, weakenedPolicy } from '../domain/diff/index.js';
import { FarmError } from '../domain/model/index.js';
import type { Base } from '../store/farm/base-versions.js';
import type { PolicyFinder } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { pathNeeded } from '../store/fs/git-errors.js';
import type { AppliedPolicy } from '../store/policy/applied.js';
import { policyIn, policyOf } from '../store/policy/find-policy.js';
import { PolicyError } from '../store/policy/policy-error.js';
import type { RepositoryPolicy } from '../store/policy/policy-convert.js';

/** The policy of a run of `farm check`: from --policy, from the revision of --against, or found above each farm file. */
export interface RunPolicy {
  find: PolicyFinder;
  /** The farms of the run: those that were found, and those that only the revision shows. */
  sources: readonly FarmSource[];
  /** The policy of the revision, as it is shown; null without a revision, or if it has none. */
  name: string | null;
  /** Null without a revision. */
  base: Base | null;
  /** What the change makes weaker in the policy of these farms; nothing without a revision. */
  weakened: (
    sources: readonly FarmSource[],
  ) => Promise<{ isChanged: boolean; parts: WeakenedPolicy[] }>;
}

/**
 * The policy for a run. With a revision it is read from there, so that a change can't weaken what judges it.
 * @param searched names in which the farms were searched
 * @throws FarmError E_NOT_FOUND for an unknown revision; those of git
 */
export async function policyForRun(
  { policy: named, against }: { policy: string | null; against: string | null },
  found: readonly FarmSource[],
  searched: readonly string[] = [],
): Promise<RunPolicy> {
  const policy = named === null ? null : resolve(named);
  const find: PolicyFinder = policy === null ? policyOf : (source) => policyIn(policy, source);
  const ref = against === null ? null : await revisionNamed(against);
  if (ref === null) {
    return {
      find,
      sources: found,
      name: null,
      base: null,
      weakened: async () => ({ isChanged: false, parts: [] }),
    };
  }
  const { Base } = await import('../store/farm/base-versions.js');
  const base = await Base.open(ref.name, found, ref.hasPath ? [] : searched);
  const { sources } = base;
  const path = ref.hasPath ? (against ?? '').slice(ref.name.length + 1) : null;
  const revision = new PolicyOfRevision(base, policy, path);
  return {
    find: (source) => revision.find(source),
    sources,
    name: sources.length === 0 ? null : revision.nameFor(sources),
    base: ref.hasPath ? null : base,
    weakened: (farms) => revision.weakened(farms, find),
  };
}

async function revisionNamed(name: string): Promise<{ name: string; hasPath: boolean } | null> {
  const { revisionOf } = await import('../store/farm/version.js');
  return revisionOf(name);
}

/** The policies of a revision, each read once. */
class PolicyOfRevision {
  readonly #base: Base;
  readonly #named: string | null;
  /** The path of `REF:PATH`: standard input has no other. */
  readonly #path: string | null;
  readonly #read = new Map<string, Promise<RepositoryPolicy>>();

  constructor(base: Base, named: string | null, path: string | null) {
    this.#base = base;
    this.#named = named;
    this.#path = path;
  }

  /**
   * The policy for a farm. For one that the change moves: where it was, if the policy of the new place is weaker, so that no
   * farm leaves its policy by a move.
   */
  async find(source: FarmSource): Promise<AppliedPolicy | null> {
    const named = this.#pathOfNamed();
    // A policy outside of the repository is not part of the change.
    if (this.#named !== null && named === null) return policyIn(this.#named, source);
    const file = this.#pathOf(source);
    const here = await this.#appliedTo(file, named);
    const origin = await this.#base.originOf(file);
    if (origin === null || origin === file) return here;
    const before = await this.#appliedTo(origin, named);
    return before !== null && weakenedBy(before, here).length > 0 ? before : here;
  }

  async #appliedTo(file: string, named: string | null): Promise<AppliedPolicy | null> {
    const path = named ?? this.#base.policyAbove(file);
    if (path === null) return null;
    const { appliedTo } = await import('../store/policy/applied.js');
    const below = posix.relative(posix.dirname(path), file);
    return appliedTo(
      await this.#policyIn(path),
      below.startsWith('../') ? null : below,
      this.#base.nameOf(path),
    );
  }

  /** The policies that farms have, as they are shown. */
  nameFor(sources: readonly FarmSource[]): string | null {
    const named = this.#pathOfNamed();
    if (this.#named !== null) return named === null ? this.#named : this.#base.nameOf(named);
    const paths = new Set(sources.map((source) => this.#base.policyAbove(this.#pathOf(source))));
    return (
      [...paths].flatMap((path) => (path === null ? [] : [this.#base.nameOf(path)])).join(', ') ||
      null
    );
  }

  async weakened(
    sources: readonly FarmSource[],
    now: PolicyFinder,
  ): Promise<{ isChanged: boolean; parts: WeakenedPolicy[] }> {
    const parts = new Map<string, WeakenedPolicy>();
    let isChanged = false;
    for (const source of sources) {
      const [old, present] = [await this.find(source), await now(source)];
      if (contentOf(old) === contentOf(present)) continue;
      isChanged = true;
      if (old === null) continue;
      for (const part of weakenedBy(old, present)) {
        parts.set(JSON.stringify(part), part);
      }
    }
    return { isChanged, parts: [...parts.values()] };
  }

  #pathOf(source: FarmSource): string {
    if (source.kind !== 'stdin') return this.#base.pathOf(source);
    if (this.#path === null) throw pathNeeded(this.#base.revision.name);
    return posix.normalize(this.#path);
  }

  /** The path of --policy in the repository; null without it, or if it is elsewhere. */
  #pathOfNamed(): string | null {
    if (this.#named === null) return null;
    try {
      return this.#base.pathOf({ kind: 'file', path: this.#named, foundBy: 'FILES' });
    } catch (error) {
      if (error instanceof FarmError) return null;
      throw error;
    }
  }

  #policyIn(path: string): Promise<RepositoryPolicy> {
    const read =
      this.#read.get(path) ??
      this.#parsed(path).catch((error: unknown) => {
        throw PolicyError.of(error, join(this.#base.revision.root, path));
      });
    this.#read.set(path, read);
    return read;
  }

  async #parsed(path: string): Promise<RepositoryPolicy> {
    const { textsOf } = await import('../store/fs/git-revision.js');
    const { parsePolicy } = await import('../store/policy/policy-file.js');
    const text = (await textsOf(this.#base.revision, [path])).get(path);
    if (text !== undefined) return parsePolicy(text, this.#base.nameOf(path));
    const target = this.#base.revision.deadLinks.get(path);
    if (target !== undefined) {
      throw new FarmError({
        code: 'E_UNREADABLE',
        message: `${this.#base.nameOf(path)} is a link to ${target}, which is no file of that revision.`,
        nextStep: 'replace the link by the policy, or by a link to a file in the repository',
      });
    }
    throw new FarmError({
      code: 'E_NO_FARM',
      message: `the policy ${this.#base.nameOf(path)} does not exist.`,
      why: "With --against, the policy is read from that revision, so a change can't weaken it.",
      nextStep: 'leave --policy out until the policy is in that revision',
    });
  }
}

function weakenedBy(old: AppliedPolicy, present: AppliedPolicy | null): WeakenedPolicy[] {
  return weakenedPolicy(asVersion(old), present && asVersion(present));
}

/** What a policy says, without its name. */
function contentOf(applied: AppliedPolicy | null): string {
  if (applied === null) return '';
  const { name: _name, ...policy } = applied.policy;
  return JSON.stringify([policy, applied.ownRules]);
}

function asVersion({ policy, ownRules }: AppliedPolicy): PolicyVersion {
  return {
    policy,
    ownRules: ownRules.map(({ id, severity, sites, having, when, require }) => ({
      id,
      severity,
      content: JSON.stringify([sites, having, when, require]),
    })),
  };
}
