import {
  command,
  forFarmFile,
  groupedBy,
  isOwnRuleId,
  mapCommands,
  FarmError,
  Refusal,
  type Farm,
} from '../domain/model/index.js';
import {
  type GateAnswer,
  isAsked,
  type RuleChoice,
  thresholds,
  reaches,
  type Threshold,
  type Finding,
  type FindingSummary,
  summarise,
  summariseSites,
  findingKey,
  runRules,
  type GateQuestion,
  type PlacedFinding,
  requireSite,
} from '../domain/readiness/index.js';
import { errorDocument } from '../cli/error-report.js';
import { inWords } from '../cli/refusals.js';
import type {
  AgainstOutcome,
  BaselineOutcome,
  CheckedFile,
  CheckResult,
} from '../render/check-result.js';
import type { EditResult } from '../render/edit.js';
import type { BaseVersion } from '../store/farm/base-versions.js';
import { locatePaths } from '../store/farm/document.js';
import { type LoadedFarm, type PolicyFinder, readFarm } from '../store/farm/farm-file.js';
import { type FarmSource, namedPath } from '../store/farm/locate.js';
import type { AgainstQuestion } from './check-against.js';
import type { BaselineQuestion } from './check-baseline.js';
import type { RunPolicy } from './check-policy.js';
import { combinedFailure, type Tried, tryEach } from './many-files.js';

/** One run of `farm check`: every farm file is checked, even if others are broken. */

/** The options of a run. */
export interface RunQuestion extends GateQuestion, BaselineQuestion, AgainstQuestion {
  failOn: Threshold;
  /** Whether `failOn` was typed: then it takes precedence over that of a policy. */
  isFailOnTyped: boolean;
}

/** The result of a run, without what only the command knows; and the combined error of broken files. */
export interface Run {
  result: CheckResult;
  findings: readonly PlacedFinding[];
  summary: FindingSummary;
  /** The exit code. */
  status: number;
  /** For each file, by name: its source, and the ids of the rules that ran. */
  origins: ReadonlyMap<string, { source: FarmSource; asked: readonly string[] }>;
  failure: FarmError | undefined;
}

/** A farm that was read, and the changes that `--fix` made. */
export interface ReadFarm {
  loaded: LoadedFarm;
  /** In a dry run, the farm as `--fix` would change it: findings that it no longer has are not reported. */
  fixed?: Farm;
  fix: EditResult | null;
}

/** The findings in one farm file, before the baseline is applied. */
interface Checked {
  source: FarmSource;
  file: CheckedFile;
  /** Left out for a broken file. */
  loaded?: LoadedFarm;
  findings: PlacedFinding[];
  asked: readonly string[];
}

/**
 * Reads farms with `read`; the errors of broken files are part of the list.
 * @throws FarmError of anything but a broken file, such as E_LOCKED
 */
export async function readFarms(
  sources: readonly FarmSource[],
  read: (source: FarmSource) => Promise<ReadFarm> = reading(),
): Promise<Tried<ReadFarm>[]> {
  return tryEach(sources, read);
}

/** A reader that changes nothing. */
export function reading(findPolicy?: PolicyFinder): (source: FarmSource) => Promise<ReadFarm> {
  return async (source) => ({ loaded: await readFarm(source, findPolicy), fix: null });
}

/**
 * Runs the rules on every farm, and applies the baseline or the version before, and the threshold.
 * @throws FarmError E_NOT_FOUND for a site that no farm has, or a rule that no policy defines; those of a baseline or version
 */
export async function judge(
  tried: readonly Tried<ReadFarm>[],
  question: RunQuestion,
  policy: RunPolicy | null = null,
): Promise<Run> {
  if (question.site !== null) await requireSiteOf(tried, question.site);
  requireOwnRules(tried, question.rules);
  const checked: Checked[] = [];
  for (const one of tried) checked.push(await check(one, question));

  const { findings, baseline, against, files } = await judged(checked, question, policy);
  const byFile = groupedBy(findings, ({ location }) => location.file);
  const bySummary = files.map((file) => withSummaries(file, byFile.get(file.file) ?? []));
  const used = bySummary.map(({ failOn }) => failOn);
  const result: CheckResult = {
    files: bySummary,
    // The strictest, if policies set different ones.
    failOn:
      thresholds.findLast((one) => used.includes(one) && one !== 'never') ??
      used[0] ??
      question.failOn,
    baseline,
    against: against?.outcome ?? null,
  };
  const summary = summarise(findings);
  const failure = combinedFailure(tried);
  const fails =
    bySummary.some((file) => reaches(file.summary, file.failOn)) || against?.isDenied === true;
  const origins = new Map(checked.map((one) => [one.file.file, one]));
  return {
    result,
    findings,
    summary,
    origins,
    status: failure?.exitCode ?? Number(fails),
    failure,
  };
}

/** Refuses a site that no farm has; the suggestion comes from the first farm. @throws FarmError E_NOT_FOUND */
async function requireSiteOf(tried: readonly Tried<ReadFarm>[], site: string): Promise<void> {
  const read = tried.filter((one) => 'value' in one);
  try {
    requireSite(
      read.map(({ value }) => value.loaded.farm),
      site,
    );
  } catch (refusal) {
    const [first] = read;
    if (!(refusal instanceof Refusal) || first === undefined) throw refusal;
    const error = await inWords(refusal);
    throw error.withNextStep(forOwnFile(first.source, error.nextStep));
  }
}

/** The findings of all farms; those in the baseline, or in the version before, are accepted. */
async function judged(
  checked: readonly Checked[],
  question: RunQuestion,
  policy: RunPolicy | null,
): Promise<{
  findings: PlacedFinding[];
  files: CheckedFile[];
  baseline: BaselineOutcome | null;
  against: { outcome: AgainstOutcome; isDenied: boolean } | null;
}> {
  const files = checked.map(({ file }) => file);
  const plain = { files, baseline: null, against: null };
  const path = question.writeBaseline ?? question.baseline;
  if (path !== null) {
    const { judgeByBaseline } = await import('./check-baseline.js');
    const { findings, outcome } = await judgeByBaseline(checked, path, question);
    return { ...plain, findings, baseline: outcome };
  }
  if (question.against === null || policy === null) {
    return { ...plain, findings: checked.flatMap(({ findings }) => findings) };
  }
  const { isDenied, judgeAgainst } = await import('./check-against.js');
  const valid = checked.flatMap(({ loaded, source, file, findings }) =>
    loaded === undefined ? [] : [{ loaded, source, file: file.file, findings }],
  );
  const answer = await judgeAgainst(valid, question.against, policy, question);
  const { outcome } = answer;
  const versions = new Map(valid.map(({ file }, index) => [file, answer.versions[index]]));
  return {
    findings: answer.findings.flat(),
    files: files.map((file) => ({ ...file, against: formerOf(versions.get(file.file)) })),
    baseline: null,
    against: { outcome, isDenied: isDenied(outcome) },
  };
}

function formerOf(version: BaseVersion | undefined): CheckedFile['against'] {
  if (version === undefined) return null;
  return { state: version.state, old: 'old' in version ? version.old : null };
}

/** Refuses a rule such as ORG001 that no policy of the farms defines. @throws FarmError E_NOT_FOUND */
function requireOwnRules(tried: readonly Tried<ReadFarm>[], { only, skip }: RuleChoice): void {
  const named = [...only, ...skip].filter(isOwnRuleId);
  if (named.length === 0) return;
  const rules = tried.flatMap((one) => ('value' in one ? one.value.loaded.ownRules : []));
  const defined = new Set(rules.map(({ id }) => id));
  const unknown = named.find((id) => !defined.has(id));
  if (unknown === undefined || tried.some((one) => 'error' in one)) return;
  throw new FarmError({
    code: 'E_NOT_FOUND',
    message: `no policy of these farms defines the rule "${unknown}".`,
    typed: unknown,
    candidates: [...defined],
    nextStep: command`explain policy`,
  });
}

async function check(one: Tried<ReadFarm>, question: RunQuestion): Promise<Checked> {
  const empty = {
    file: one.file,
    rules: 0,
    off: [],
    sites: [],
    summary: summarise([]),
    fix: null,
    policy: null,
    failOn: question.failOn,
    against: null,
    error: null,
  };
  if ('error' in one) {
    const file = forOwnFile(one.source, { ...empty, error: errorDocument(one.error) });
    return { source: one.source, file, findings: [], asked: [] };
  }
  const { loaded, fixed, fix } = one.value;
  const { policy } = loaded.farm;
  const { asked, off, sites, findings: found } = await rulesOn(loaded.farm, loaded, question);
  const left = fixed && (await rulesOn(fixed, loaded, question)).findings;
  const remaining = left && new Set(left.map(findingKey));
  const findings = found.filter((finding) => remaining?.has(findingKey(finding)) ?? true);
  const rows = sites.map((site) => ({ site, summary: summarise([]) }));
  const file = {
    ...empty,
    rules: asked.length,
    off,
    sites: rows,
    policy: policy?.name ?? null,
    failOn: question.isFailOnTyped ? question.failOn : (policy?.failOn ?? question.failOn),
    fix: forOwnFile(one.source, fix),
  };
  const inFile = placed(findings, loaded.text, one.file);
  return { source: one.source, loaded, file, findings: forOwnFile(one.source, inFile), asked };
}

/** Runs the rules on a farm, with those that its policy defines. */
async function rulesOn(
  farm: Farm,
  { source, ownRules }: LoadedFarm,
  question: RunQuestion,
): Promise<GateAnswer> {
  if (ownRules.length === 0) return runRules(farm, question);
  const { ownFindings } = await import('./own-findings.js');
  const answer = runRules(farm, question, ownFindings({ farm, source, ownRules }, question));
  const own = ownRules.map(({ id }) => id).filter((id) => isAsked(question.rules, id));
  return { ...answer, asked: [...answer.asked, ...own] };
}

/** The findings with their places in the text. */
function placed(findings: readonly Finding[], text: string, file: string): PlacedFinding[] {
  const places = locatePaths(
    text,
    findings.map(({ path }) => path),
  );
  return findings.map((finding, index) => {
    const { suppressed } = finding;
    const place = places[index] ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const acceptance = suppressed === null ? null : { ...suppressed, by: 'farm file' as const };
    return { ...finding, suppressed: acceptance, location: { file, ...place } };
  });
}

/** The findings of a farm that was given as one of FILES, with commands for that farm. */
function forOwnFile<T>({ foundBy, path }: FarmSource, value: T): T {
  if (foundBy !== 'FILES') return value;
  return mapCommands(value, (command) => forFarmFile(command, namedPath(path)));
}

/** The file with its findings counted, after the baseline is applied. */
function withSummaries(file: CheckedFile, own: readonly PlacedFinding[]): CheckedFile {
  const sites = file.sites.map(({ site }) => site);
  return {
    ...file,
    sites: summariseSites(sites, own),
    summary: summarise(own),
  };
}
