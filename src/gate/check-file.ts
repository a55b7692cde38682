import { type Farm, forFarmFile, mapCommands } from '../domain/model/index.js';
import {
  type Finding,
  findingKey,
  type GateAnswer,
  type GateQuestion,
  isAsked,
  type PlacedFinding,
  runRules,
  summarise,
  type Threshold,
} from '../domain/readiness/index.js';
import { errorDocument } from '../render/error-document.js';
import type { CheckedFile } from '../render/check-result.js';
import type { EditResult } from '../render/edit.js';
import { locatePaths } from '../store/farm/document.js';
import type { LoadedFarm } from '../store/farm/farm-file.js';
import { type FarmSource, namedPath } from '../store/farm/locate.js';
import type { Tried } from './many-files.js';

/** `farm check` of one farm file: its findings with their places, before a baseline or the version before is applied. */

/** The options that decide what is found in a file, and what counts. */
export interface FileQuestion extends GateQuestion {
  failOn: Threshold;
  /** Whether `failOn` was typed: then it takes precedence over that of a policy. */
  isFailOnTyped: boolean;
}

/** A farm that was read, and the changes that `--fix` made. */
export interface ReadFarm {
  loaded: LoadedFarm;
  /** In a dry run, the farm as `--fix` would change it: findings that it no longer has are not reported. */
  fixed?: Farm;
  fix: EditResult | null;
}

/** The findings in one farm file, before the baseline is applied. */
export interface Checked {
  source: FarmSource;
  file: CheckedFile;
  /** Left out for a broken file. */
  loaded?: LoadedFarm;
  findings: PlacedFinding[];
  asked: readonly string[];
}

/** Runs the rules on one farm file; a broken one has no findings. @throws FarmError of a rule that does not fit the farm */
export async function checkFile(one: Tried<ReadFarm>, question: FileQuestion): Promise<Checked> {
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
    const file = forOwnFile({ source: one.source }, { ...empty, error: errorDocument(one.error) });
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
    fix: forOwnFile(loaded, fix),
  };
  const inFile = placed(findings, loaded.text, one.file);
  return { source: one.source, loaded, file, findings: forOwnFile(loaded, inFile), asked };
}

/** Runs the rules on a farm, with those that its policy defines. */
async function rulesOn(
  farm: Farm,
  { source, ownRules }: LoadedFarm,
  question: FileQuestion,
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

/**
 * The findings of a farm that was given as one of FILES, with commands for that farm. For a capture and a version of the
 * history, which no command changes, FILE stands for the farm file that they become.
 */
export function forOwnFile<T>(
  {
    source: { kind, foundBy, path },
    captured = null,
  }: Pick<LoadedFarm, 'source'> & Partial<LoadedFarm>,
  value: T,
): T {
  if (foundBy !== 'FILES') return value;
  const file = captured === null && kind !== 'version' ? namedPath(path) : '-';
  return mapCommands(value, (command) => forFarmFile(command, file));
}
