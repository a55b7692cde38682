import { describeEdit } from '../domain/diff/index.js';
import { FarmError } from '../domain/model/index.js';
import { fixFarm } from '../domain/readiness/index.js';
import { readFarm, updateFarm } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import type { ReadFarm } from './check.js';

/** `farm check --fix`: mends what has one safe answer in each farm file, then reads it again to see what remains. */

/**
 * How a farm is read where it is to be mended. In a dry run nothing is written, and what would be mended is left out all
 * the same. @throws FarmError of the reader: E_USAGE for a farm on standard input, E_LOCKED, E_CANNOT_WRITE
 */
export function fixing({ today, dryRun }: { today: string; dryRun: boolean }) {
  return (source: FarmSource): Promise<ReadFarm> =>
    dryRun ? tryFix(source, today) : fix(source, today);
}

async function fix(source: FarmSource, today: string): Promise<ReadFarm> {
  if (source.kind === 'stdin') throw cannotSave();
  const { before, edit, saved } = await updateFarm(source, (farm) => fixFarm(farm, today));
  const answer = describeEdit(before, edit.farm, edit.notes, today);
  return { loaded: await readFarm(source), fix: { ...answer, dryRun: false, saved } };
}

async function tryFix(source: FarmSource, today: string): Promise<ReadFarm> {
  const loaded = await readFarm(source);
  const { farm, notes } = fixFarm(loaded.farm, today);
  const answer = describeEdit(loaded.farm, farm, notes, today);
  return { loaded, fixed: farm, fix: { ...answer, dryRun: true, saved: false } };
}

function cannotSave(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: "a farm from standard input can't be mended: there is no file to save it in.",
    nextStep: 'name a file, or add --dry-run to see what would be mended',
  });
}
