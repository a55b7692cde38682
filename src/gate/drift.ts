import {
  capturedFrom,
  importCapture,
  isBadState,
  type NotCovered,
} from '../domain/capture/index.js';
import { compareFarms } from '../domain/diff/index.js';
import { type Farm, FarmError } from '../domain/model/index.js';
import type { Finding } from '../domain/readiness/index.js';
import type { DriftResult } from '../render/drift-result.js';
import { readCaptures } from '../store/capture/read-captures.js';
import type { LoadedFarm } from '../store/farm/farm-file.js';
import { shownPath } from '../store/farm/locate.js';

/** What `farm drift` does: compares the farm file with the live farm, and decides the exit code. */

/** The options of `farm drift`. */
export interface DriftQuestion {
  files: readonly string[];
  /** Whether a state that needs attention is exit code 1, too. */
  states: boolean;
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
}

/**
 * Compares a farm with a capture of the live one. What no capture holds is no difference.
 * @throws FarmError of the captures; Refusal E_INVALID of the import
 */
export async function driftOf(
  loaded: LoadedFarm,
  { files, states: statesCount, today }: DriftQuestion,
): Promise<{ result: DriftResult; status: 0 | 1 }> {
  const capture = await readCaptures(files);
  const { farm, source } = loaded;
  const {
    farm: live,
    states,
    warnings,
    notCovered,
  } = importCapture(capture, farm, {
    replace: true,
  });
  refuseNothing(farm, notCovered, files);
  const own = {
    before: await findingsOf(loaded, today),
    after: await findingsOf({ ...loaded, farm: live }, today),
  };
  const diff = compareFarms(farm, live, today, own);
  const result: DriftResult = {
    old: shownPath(source.path),
    new: files.join(', '),
    ...diff,
    deny: [],
    denied: [],
    policy: null,
    tests: null,
    capture: capturedFrom(capture, files),
    states,
    warnings,
    notCovered,
  };
  const differs = diff.verdict !== 'same' || (statesCount && states.some(isBadState));
  return { result, status: differs ? 1 : 0 };
}

/** A comparison with nothing is no answer, and a job in CI must not pass because of it. @throws FarmError E_INVALID */
function refuseNothing(
  { sites }: Farm,
  notCovered: readonly NotCovered[],
  files: readonly string[],
): void {
  const has = (site: string, what: NotCovered['what']): boolean =>
    !notCovered.some((one) => one.site === site && one.what === what);
  const lists = ['brokers', 'gateways', 'providers', 'rds-host'] as const;
  if (sites.some(({ name }) => lists.some((what) => has(name, what)))) return;
  throw new FarmError({
    code: 'E_INVALID',
    message: `${files.join(', ')} has no list of a Site of this farm: there is nothing to compare.`,
    nextStep: 'capture the farm again, and look at the warnings of the capture script',
  });
}

/** The findings of the rules that the policy defines. */
async function findingsOf(loaded: LoadedFarm, today: string): Promise<Finding[]> {
  if (loaded.ownRules.length === 0) return [];
  const { ownFindings } = await import('./own-findings.js');
  return ownFindings(loaded, { today, site: null, rules: { only: [], skip: [] } });
}
