import { withNoteWords } from '../cli/edit-answer.js';
import { describeEdit } from '../domain/diff/index.js';
import { FarmError } from '../domain/model/index.js';
import { fixFarm } from '../domain/readiness/index.js';
import {
  type PolicyFinder,
  readFarm,
  readFarmToEdit,
  updateFarm,
} from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import type { ReadFarm } from './check-file.js';

/** `farm check --fix`: applies the safe fixes to each farm file, then reads it again to find what remains. */

/**
 * A reader that fixes the farm first. A dry run writes nothing, but also omits the findings that would be fixed.
 * @throws FarmError of the reader: E_USAGE for a farm on standard input, E_LOCKED, E_CANNOT_WRITE
 */
export function fixing(
  { today, dryRun }: { today: string; dryRun: boolean },
  findPolicy?: PolicyFinder,
) {
  return (source: FarmSource): Promise<ReadFarm> =>
    dryRun ? tryFix(source, today, findPolicy) : fix(source, today, findPolicy);
}

async function fix(
  source: FarmSource,
  today: string,
  findPolicy?: PolicyFinder,
): Promise<ReadFarm> {
  if (source.kind === 'stdin') throw cannotSave();
  const { before, edit, saved } = await updateFarm(source, (farm) => fixFarm(farm, today), {
    findPolicy,
  });
  const answer = describeEdit(before, edit.farm, edit.notes, today);
  return {
    loaded: await readFarm(source, findPolicy),
    fix: { ...(await withNoteWords(answer, false)), dryRun: false, saved },
  };
}

async function tryFix(
  source: FarmSource,
  today: string,
  findPolicy?: PolicyFinder,
): Promise<ReadFarm> {
  const loaded = await readFarmToEdit(source, findPolicy);
  const { farm, notes } = fixFarm(loaded.farm, today);
  const answer = describeEdit(loaded.farm, farm, notes, today);
  const fix = { ...(await withNoteWords(answer, true)), dryRun: true, saved: false };
  return { loaded, fixed: farm, fix };
}

function cannotSave(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: "a farm from standard input can't be fixed: there is no file to save it in.",
    nextStep: 'specify a file, or add --dry-run to see what would be fixed',
  });
}
