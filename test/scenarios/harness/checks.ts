import { isDeepStrictEqual } from 'node:util';
import { diffFarms } from '../../../src/domain/diff/diff.js';
import type { Farm } from '../../../src/domain/model/farm.js';
import { checkFarm } from '../../../src/domain/readiness/settings.js';
import { splitLoad } from '../../../src/domain/load/load.js';
import { findingsOf } from '../../../src/domain/readiness/findings.js';
import { parseFarm, printFarm } from '../../../src/store/farm/document.js';
import { scenarioDay } from './day.js';

/**
 * What must hold after every edit: checked silently, reported only if it fails.
 */

/** The promises that the edit broke, in words; empty where all is well. */
export async function brokenPromises(before: Farm, after: Farm): Promise<string[]> {
  return [
    ...checkFarm(after).map((problem) => `invariant: ${problem.message}`),
    ...lostAgents(after),
    ...silentChange(before, after),
    ...throwingFindings(after),
    ...(await changedByTheFile(after)),
  ];
}

/** The farm with every part of it frozen: changing it in place throws. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

function lostAgents(farm: Farm): string[] {
  return farm.sites.flatMap((site) => {
    const split = splitLoad(farm, site);
    const given = split.brokers.flatMap((broker) => [...broker.pinned, ...broker.automatic]);
    const all = site.agents.map((agent) => agent.name);
    const counted = split.brokers.reduce((sum, broker) => sum + broker.agents, 0);
    const same = isDeepStrictEqual(given.toSorted(), all.toSorted()) && counted === all.length;
    return same
      ? []
      : [`load split of ${site.name}: ${all.length} agents, ${counted} given to brokers`];
  });
}

/** The difference contains exactly what has changed. */
function silentChange(before: Farm, after: Farm): string[] {
  const reports = diffFarms(before, after).length > 0;
  const changed = !isDeepStrictEqual(before, after);
  if (reports === changed) return [];
  return [
    changed
      ? 'the farm changed, and no change is reported'
      : 'a change is reported, but the farm is the same',
  ];
}

function throwingFindings(farm: Farm): string[] {
  try {
    findingsOf(farm, { today: scenarioDay });
    return [];
  } catch (error) {
    return [`a readiness rule threw ${String(error)}`];
  }
}

async function changedByTheFile(farm: Farm): Promise<string[]> {
  try {
    const read = await parseFarm(printFarm(farm), 'farm.json');
    // The policy is no part of the file.
    const { policy: _policy, ...written } = farm;
    return isDeepStrictEqual(read, written)
      ? []
      : ['the farm is another after it was printed and read'];
  } catch (error) {
    return [`the printed farm can't be read: ${String(error)}`];
  }
}
