import { newestRasVersion, type RasVersion } from '../domain/facts/index.js';
import { command, commandMapper, FarmError, forFarmFile } from '../domain/model/index.js';
import type { Progress } from '../cli/progress.js';
import { planFarms } from '../domain/plan/index.js';
import type { PlanResult } from '../render/plan-result.js';
import { readFarm } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { type FarmVersion, readVersion, versionOf } from '../store/farm/version.js';
import { captureWarnings, readTwo } from './two-versions.js';

/** What `farm plan` does: reads both ends of the plan, makes it, and decides the exit code. */

/** The options of `farm plan`. */
export interface PlanQuestion {
  /** The versions as typed: one is the end, two are start and end. With an upgrade, one is the start. */
  names: readonly string[];
  upgrade: RasVersion | undefined;
  /** The tolerance without standbys to keep; left out: the lower of both ends. */
  floor: number | undefined;
  /** Whether steps are exit code 1. */
  exitCode: boolean;
  progress?: Pick<Progress, 'pace'>;
}

/** A plan with the farms it is between. */
export interface PlannedVersions {
  result: PlanResult;
  status: 0 | 1;
  from: FarmVersion;
  to: FarmVersion;
  warnings: string[];
}

/**
 * Plans the steps from one version of a farm to another. `locate` finds the farm file; it is called only if it is needed.
 * @throws FarmError as `readVersion`; E_USAGE for a version that is missing or one too many, and for no upgrade
 */
export async function planVersions(
  question: PlanQuestion,
  locate: () => FarmSource,
): Promise<PlannedVersions> {
  const { floor, exitCode } = question;
  const { from, to, isNamed } = await readEnds(question, locate);
  const plan = planFarms(from.farm, to.farm, {
    floor,
    pace: question.progress?.pace('Planning'),
  });
  // The commands change the farm at the start of the plan.
  const ofFrom = commandMapper((command) =>
    isNamed ? forFarmFile(command, from.file ?? '-') : command,
  );
  const steps = ofFrom(plan.steps);
  const result = { from: from.name, to: to.name, ...plan, steps, runbook: null };
  const isMissed = floor !== undefined && plan.verdict === 'below-floor';
  const status = isMissed || (exitCode && plan.steps.length > 0) ? 1 : 0;
  return { result, status, from, to, warnings: await captureWarnings([from, to]) };
}

/** Start and end. `isNamed`: whether the start was typed, and so is not the farm file of this run. */
async function readEnds(
  { names, upgrade }: PlanQuestion,
  locate: () => FarmSource,
): Promise<{ from: FarmVersion; to: FarmVersion; isNamed: boolean }> {
  const [first, second] = names;
  if (upgrade !== undefined) {
    if (second !== undefined) throw upgradeOfTwo();
    const from =
      first === undefined ? versionOf(await readFarm(locate())) : await readVersion(first, locate);
    return { from, to: upgraded(from, upgrade), isNamed: first !== undefined };
  }
  if (first === undefined) throw nothingToPlan();
  const [from, to] = await readTwo(
    second === undefined ? [undefined, first] : [first, second],
    locate,
  );
  return { from, to, isNamed: second !== undefined };
}

function upgraded(from: FarmVersion, version: RasVersion): FarmVersion {
  const { rasVersion } = from.farm;
  if (version <= rasVersion) {
    throw new FarmError({
      code: 'E_USAGE',
      message: `${from.name} has RAS ${rasVersion}, so RAS ${version} is no upgrade.`,
      ...(rasVersion === newestRasVersion
        ? { why: 'farm knows no later version.', nextStep: command`plan FILE` }
        : { nextStep: `choose a version later than ${rasVersion}` }),
    });
  }
  const name = `${from.name} with RAS ${version}`;
  return {
    name,
    farm: { ...from.farm, rasVersion: version },
    file: null,
    path: null,
    captured: null,
  };
}

function upgradeOfTwo(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: '--upgrade takes only one farm, the one to upgrade.',
    why: 'The end of the plan is the same farm with the new version.',
    nextStep: 'leave out the second farm, or --upgrade',
  });
}

function nothingToPlan(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: 'specify the farm to plan for.',
    why: 'A plan leads from the farm file to another version of it, or to another RAS version.',
    nextStep: command`plan FILE`,
  });
}
