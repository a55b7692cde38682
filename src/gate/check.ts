import {
  forFarmFile,
  mapCommands,
  type FarmError,
  Refusal,
  type Farm,
} from '../domain/model/index.js';
import {
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
import type { CheckedFile, CheckResult } from '../render/check-result.js';
import type { EditResult } from '../render/edit.js';
import { locatePaths } from '../store/farm/document.js';
import { type LoadedFarm, readFarm } from '../store/farm/farm-file.js';
import { type FarmSource, namedPath } from '../store/farm/locate.js';
import type { BaselineQuestion } from './check-baseline.js';
import { combinedFailure, type Tried, tryEach } from './many-files.js';

/** One run of `farm check`: every farm file is checked, even if others are broken. */

/** The options of a run. */
export interface RunQuestion extends GateQuestion, BaselineQuestion {
  failOn: Threshold;
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
  findings: PlacedFinding[];
  asked: readonly string[];
}

/**
 * Reads farms with `read`; the errors of broken files are part of the list.
 * @throws FarmError of anything but a broken file, such as E_LOCKED
 */
export async function readFarms(
  sources: readonly FarmSource[],
  read: (source: FarmSource) => Promise<ReadFarm> = readOnly,
): Promise<Tried<ReadFarm>[]> {
  return tryEach(sources, read);
}

async function readOnly(source: FarmSource): Promise<ReadFarm> {
  return { loaded: await readFarm(source), fix: null };
}

/**
 * Runs the rules on every farm, and applies the baseline and the threshold.
 * @throws FarmError E_NOT_FOUND for a site that no farm has; those of a baseline
 */
export async function judge(
  tried: readonly Tried<ReadFarm>[],
  question: RunQuestion,
): Promise<Run> {
  if (question.site !== null) await requireSiteOf(tried, question.site);
  const checked = tried.map((one) => check(one, question));

  const { findings, outcome } = await judged(checked, question);
  const result: CheckResult = {
    files: checked.map(({ file }) => withSummaries(file, findings)),
    failOn: question.failOn,
    baseline: outcome,
  };
  const summary = summarise(findings);
  const failure = combinedFailure(tried);
  const status = failure?.exitCode ?? (reaches(summary, question.failOn) ? 1 : 0);
  const origins = new Map(checked.map((one) => [one.file.file, one]));
  return { result, findings, summary, origins, status, failure };
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

/** The findings of all farms; those in the baseline are accepted. */
async function judged(checked: readonly Checked[], question: RunQuestion) {
  const path = question.writeBaseline ?? question.baseline;
  if (path === null) {
    return { findings: checked.flatMap(({ findings }) => findings), outcome: null };
  }
  const { judgeByBaseline } = await import('./check-baseline.js');
  return judgeByBaseline(checked, path, question);
}

function check(one: Tried<ReadFarm>, question: RunQuestion): Checked {
  const empty = {
    file: one.file,
    rules: 0,
    off: [],
    sites: [],
    summary: summarise([]),
    fix: null,
    error: null,
  };
  if ('error' in one) {
    const file = forOwnFile(one.source, { ...empty, error: errorDocument(one.error) });
    return { source: one.source, file, findings: [], asked: [] };
  }
  const { loaded, fixed, fix } = one.value;
  const { asked, off, sites, findings: found } = runRules(loaded.farm, question);
  const remaining = fixed && new Set(runRules(fixed, question).findings.map(findingKey));
  const findings = found.filter((finding) => remaining?.has(findingKey(finding)) ?? true);
  const rows = sites.map((site) => ({ site, summary: summarise([]) }));
  const file = {
    ...empty,
    rules: asked.length,
    off,
    sites: rows,
    fix: forOwnFile(one.source, fix),
  };
  const inFile = placed(findings, loaded.text, one.file);
  return { source: one.source, file, findings: forOwnFile(one.source, inFile), asked };
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
function withSummaries(file: CheckedFile, findings: readonly PlacedFinding[]): CheckedFile {
  const own = findings.filter(({ location }) => location.file === file.file);
  const sites = file.sites.map(({ site }) => site);
  return {
    ...file,
    sites: summariseSites(sites, own),
    summary: summarise(own),
  };
}
