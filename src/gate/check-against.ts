import { compareFarms, deniedOf, knownFindings } from '../domain/diff/index.js';
import { type Farm, FarmError, forFarmFile, mapCommands } from '../domain/model/index.js';
import {
  type Finding,
  type PlacedFinding,
  type RegressionKind,
  runRules,
} from '../domain/readiness/index.js';
import type { AgainstOutcome, DeniedInFile } from '../render/check-result.js';
import { type LoadedFarm, underPolicy } from '../store/farm/farm-file.js';
import { type BaseVersion } from '../store/farm/base-versions.js';
import { type FarmSource, namedPath } from '../store/farm/locate.js';
import type { RunQuestion } from './check.js';
import type { RunPolicy } from './check-policy.js';

/** `farm check --against`: only findings that the version before did not have count. */

/** The options of a comparison. */
export interface AgainstQuestion {
  /** A file, a revision of git, or a file in one; null for no comparison. */
  against: string | null;
  deny: readonly RegressionKind[];
  /** As typed; null for the policy of each farm file. */
  policy: string | null;
}

/** A farm file that was checked. */
export interface CheckedFarm {
  source: FarmSource;
  file: string;
  loaded: LoadedFarm;
  findings: PlacedFinding[];
}

/** The findings of all farms, those that the version before had marked; and what the change makes worse. */
export interface AgainstAnswer {
  findings: PlacedFinding[][];
  versions: BaseVersion[];
  outcome: AgainstOutcome;
}

/**
 * Compares farms with their versions before.
 * @throws FarmError E_USAGE for several farms and one file; those of the versions
 */
export async function judgeAgainst(
  checked: readonly CheckedFarm[],
  name: string,
  policy: RunPolicy,
  question: RunQuestion,
): Promise<AgainstAnswer> {
  const loaded = checked.map((one) => one.loaded);
  const versions = await versionsOf(name, loaded, policy);
  const findings: PlacedFinding[][] = [];
  const denied: DeniedInFile[] = [];
  for (const [index, one] of checked.entries()) {
    const version = versions[index] ?? { state: 'new' };
    findings.push(await marked(one, version, question));
    if (question.deny.length > 0) denied.push(...deniedIn(one, version, question));
  }
  const all = findings.flat();
  const weakened = await policy.weakened(loaded.map(({ source }) => source));
  const outcome = {
    name,
    removed: ((await policy.base?.removed()) ?? []).map((path) => `${name}:${path}`),
    known: all.filter(({ suppressed }) => suppressed?.by === 'against').length,
    new: all.filter(({ suppressed }) => suppressed === null).length,
    policy: {
      name: nameOfPolicies(loaded) ?? policy.name,
      isChanged: weakened.isChanged,
      weakened: weakened.parts,
    },
    deny: [...question.deny],
    denied,
  };
  return { findings, versions, outcome };
}

/** The policies that were applied: that of a moved farm may be the one where it was. */
function nameOfPolicies(loaded: readonly LoadedFarm[]): string | null {
  const names = loaded.flatMap(({ farm }) => farm.policy?.name ?? []);
  return [...new Set(names)].join(', ') || null;
}

/** Whether something that --deny names has happened. */
export function isDenied({ denied, deny, policy }: AgainstOutcome): boolean {
  return denied.length > 0 || (deny.includes('rule-weakened') && policy.weakened.length > 0);
}

async function versionsOf(
  name: string,
  loaded: readonly LoadedFarm[],
  { base }: RunPolicy,
): Promise<BaseVersion[]> {
  if (base !== null) return base.versionsOf(loaded);
  const [only, second] = loaded;
  if (only === undefined) return [];
  if (second !== undefined) throw oneFileOnly(name);
  const { readVersion } = await import('../store/farm/version.js');
  const { farm, name: old } = await readVersion(name, () => only.source);
  return [{ state: 'changed', old, farm }];
}

/** The findings of a farm; those that it had before are accepted. */
async function marked(
  { loaded, findings }: CheckedFarm,
  version: BaseVersion,
  question: RunQuestion,
): Promise<PlacedFinding[]> {
  if (version.state === 'new' || version.state === 'broken') return findings;
  const { old } = version;
  const accepted = { reason: `in ${old}, too`, expires: null, by: 'against' } as const;
  const accept = (finding: PlacedFinding): PlacedFinding =>
    finding.suppressed === null ? { ...finding, suppressed: accepted } : finding;
  if (version.state === 'same') return findings.map(accept);
  const farm = withPolicyOf(loaded, version.farm);
  const before = { farm, findings: await findingsBefore(farm, loaded, question) };
  const known = knownFindings(before, { farm: loaded.farm, findings });
  return findings.map((finding, index) => {
    const was = known[index];
    if (was?.isKnown === true) return accept(finding);
    return was == null || was.before === null
      ? finding
      : { ...finding, acceptedAt: was.before, acceptedIn: old };
  });
}

/** Of the whole farm: a site may have had another name. */
async function findingsBefore(
  farm: Farm,
  { source, ownRules }: LoadedFarm,
  question: RunQuestion,
): Promise<Finding[]> {
  const whole = { ...question, site: null };
  if (ownRules.length === 0) return runRules(farm, whole).findings;
  const { ownFindings } = await import('./own-findings.js');
  const own = ownRules.flatMap((rule) => {
    try {
      return ownFindings({ farm, source, ownRules: [rule] }, whole);
    } catch (error) {
      // The version before may lack what the rule names: then it has no finding that would be known.
      if (error instanceof FarmError && error.code === 'E_INVALID') return [];
      throw error;
    }
  });
  return runRules(farm, whole, own).findings;
}

function withPolicyOf({ farm, ownRules }: LoadedFarm, before: Farm): Farm {
  return underPolicy(before, farm.policy === undefined ? null : { policy: farm.policy, ownRules });
}

/** What the change makes worse in one farm file. A farm that is new is compared with one that has nothing. */
function deniedIn(
  { file, source, loaded }: CheckedFarm,
  version: BaseVersion,
  { today, deny }: RunQuestion,
): DeniedInFile[] {
  if (version.state === 'same') return [];
  const { farm } = loaded;
  const before =
    'farm' in version
      ? withPolicyOf(loaded, version.farm)
      : { ...farm, rules: {}, suppressions: [], sites: [] };
  const denied = deniedOf(compareFarms(before, farm, today).regressions, deny);
  const name = namedPath(source.path);
  return denied.map((one) =>
    mapCommands({ ...one, file }, (command) => forFarmFile(command, name)),
  );
}

function oneFileOnly(name: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `several farm files can't be compared with one file, ${name}.`,
    nextStep: 'specify a git revision: --against REF',
  });
}
