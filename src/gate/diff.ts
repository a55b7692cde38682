import { compareFarms, deniedOf } from '../domain/diff/index.js';
import type { RegressionKind } from '../domain/readiness/index.js';
import { notedSave, versionAt } from '../domain/history/index.js';
import { commandMapper, forFarmFile } from '../domain/model/index.js';
import { underOnePolicy } from './diff-policy.js';
import type { DiffResult } from '../render/diff-result.js';
import type { FarmSource } from '../store/farm/locate.js';
import type { FarmVersion } from '../store/farm/version.js';
import { captureWarnings, readTwo } from './two-versions.js';

/** What `farm diff` does: reads two versions of a farm, compares them, and decides the exit code. */

/** The options of `farm diff`. */
export interface DiffQuestion {
  /** Left out: the farm file in git's HEAD. */
  old: string | undefined;
  /** Left out: the farm file. */
  new: string | undefined;
  /** Instead of `old`: the version in the history at this time, ISO 8601 in UTC. */
  since?: string | undefined;
  deny: readonly RegressionKind[];
  /** Whether a difference is exit code 1. */
  exitCode: boolean;
  tests: boolean;
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
}

/** A comparison with the farms that it compares. */
export interface ComparedVersions {
  result: DiffResult;
  status: 0 | 1;
  from: FarmVersion;
  to: FarmVersion;
  warnings: string[];
}

/**
 * Compares two versions of a farm. `locate` finds the farm file; it is called only if one of the two isn't named.
 * @throws FarmError as `readVersion`; E_USAGE for standard input twice
 */
export async function diffVersions(
  question: DiffQuestion,
  locate: () => FarmSource,
): Promise<ComparedVersions> {
  const { today, deny } = question;
  const since = question.since === undefined ? null : await sinceOf(locate(), question.since);
  const old = since === null ? (question.old ?? 'HEAD') : `@${since.number}`;
  const [before, after] = await readTwo([old, question.new], locate);
  const judged = await underOnePolicy(old, before, after, today, locate);
  const own = { before: judged.before.own, after: judged.after.own };
  const compared = compareFarms(judged.before.farm, judged.after.farm, today, own);
  const diff = withFiles(compared, before, after, question);
  const { policy } = judged;
  const weakens = (policy?.weakened.length ?? 0) > 0;
  const tests = question.tests ? await testsOf(before, after, { today, locate }) : null;
  const denied = deniedOf(diff.regressions, deny);
  const verdict = weakens ? worseThan[diff.verdict] : diff.verdict;
  const differs = verdict !== 'same';
  const names = { old: before.name, new: after.name };
  const asked = { deny: [...deny], ...(since === null ? {} : { since }) };
  const result = { ...names, ...diff, verdict, denied, ...asked, tests, policy };
  const fails = denied.length > 0 || (weakens && deny.includes('rule-weakened'));
  const status = fails || (question.exitCode && differs) ? 1 : 0;
  const warnings = await captureWarnings([before, after]);
  return { result, status, from: before, to: after, warnings };
}

async function sinceOf(source: FarmSource, time: string): Promise<DiffResult['since'] & object> {
  const { historyOf } = await import('./history.js');
  const { entries } = await historyOf(source);
  const entry = versionAt(entries, time);
  return { time, number: entries.length - 1 - entries.indexOf(entry), save: notedSave(entry) };
}

/** The verdict where the change weakens the policy, too. */
const worseThan = {
  same: 'worse',
  neutral: 'worse',
  worse: 'worse',
  better: 'mixed',
  mixed: 'mixed',
} as const;

async function testsOf(
  before: FarmVersion,
  after: FarmVersion,
  question: { today: string; locate: () => FarmSource },
): Promise<DiffResult['tests']> {
  const { compareTests } = await import('./diff-tests.js');
  return compareTests(before, after, question);
}

/** Suggested commands for the file of each finding. A farm from git or standard input has none: FILE stands for it. */
function withFiles(
  diff: ReturnType<typeof compareFarms>,
  before: FarmVersion,
  after: FarmVersion,
  { new: named }: DiffQuestion,
): ReturnType<typeof compareFarms> {
  const ofOld = commandMapper((command) => forFarmFile(command, before.file ?? '-'));
  const ofNew =
    named === undefined
      ? <T>(value: T): T => value
      : commandMapper((command) => forFarmFile(command, after.file ?? '-'));
  const { gained, resolved, changed } = diff.findings;
  const pairs = changed.map((one) => ({ before: ofOld(one.before), after: ofNew(one.after) }));
  return {
    ...diff,
    findings: { gained: ofNew(gained), resolved: ofOld(resolved), changed: pairs },
    hidden: ofOld(diff.hidden),
    revealed: ofNew(diff.revealed),
    regressions: ofNew(diff.regressions),
    sites: diff.sites.map((site) => ({
      ...site,
      findings: { gained: ofNew(site.findings.gained), lost: ofOld(site.findings.lost) },
    })),
  };
}
