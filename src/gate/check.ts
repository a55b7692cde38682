import { command, groupedBy, isOwnRuleId, FarmError, Refusal } from '../domain/model/index.js';
import {
  type RuleChoice,
  thresholds,
  reaches,
  type FindingSummary,
  summarise,
  summariseSites,
  type PlacedFinding,
  requireSite,
} from '../domain/readiness/index.js';
import type { Progress } from '../cli/progress.js';
import { inWords } from '../cli/refusals.js';
import type {
  AgainstOutcome,
  BaselineOutcome,
  CheckedFile,
  CheckResult,
} from '../render/check-result.js';
import type { BaseVersion } from '../store/farm/base-versions.js';
import { type PolicyFinder, readFarm } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import type { AgainstQuestion } from './check-against.js';
import {
  type Checked,
  checkFile,
  type FileQuestion,
  forOwnFile,
  type ReadFarm,
} from './check-file.js';
import type { BaselineQuestion } from './check-baseline.js';
import type { RunPolicy } from './check-policy.js';
import { combinedFailure, type Tried, tryEach } from './many-files.js';

/** One run of `farm check`: every farm file is checked, even if others are broken. */

/** The options of a run. */
export interface RunQuestion extends FileQuestion, BaselineQuestion, AgainstQuestion {}

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
  /** What to know about the answers for captures. */
  warnings: readonly string[];
}

/**
 * Reads farms with `read`; the errors of broken files are part of the list.
 * @throws FarmError of anything but a broken file, such as E_LOCKED
 */
export async function readFarms(
  sources: readonly FarmSource[],
  read: (source: FarmSource) => Promise<ReadFarm> = reading(),
  progress?: Pick<Progress, 'show'>,
): Promise<Tried<ReadFarm>[]> {
  return tryEach(sources, read, (done) => progress?.show('Reading farm', done, sources.length));
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
  progress?: Pick<Progress, 'show'>,
): Promise<Run> {
  if (question.site !== null) await requireSiteOf(tried, question.site);
  requireOwnRules(tried, question.rules);
  const checked: Checked[] = [];
  for (const one of tried) {
    progress?.show('Checking farm', checked.length + 1, tried.length);
    checked.push(await checkFile(one, question));
  }

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
    warnings: await captureWarnings(tried),
  };
}

/** What to know about the answers for captures among the files. */
async function captureWarnings(tried: readonly Tried<ReadFarm>[]): Promise<string[]> {
  const captured = tried.flatMap((one) => {
    const found = 'value' in one ? (one.value.loaded.captured ?? null) : null;
    return found === null ? [] : [{ file: one.file, warnings: found.warnings }];
  });
  if (captured.length === 0) return [];
  const { sayCapturedAlone } = await import('../render/capture-words.js');
  return captured.flatMap(({ file, warnings }) =>
    sayCapturedAlone(warnings).map((warning) => `${file}: ${warning}`),
  );
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
    throw error.withNextStep(forOwnFile({ source: first.source }, error.nextStep));
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

/** The file with its findings counted, after the baseline is applied. */
function withSummaries(file: CheckedFile, own: readonly PlacedFinding[]): CheckedFile {
  const sites = file.sites.map(({ site }) => site);
  return {
    ...file,
    sites: summariseSites(sites, own),
    summary: summarise(own),
  };
}
