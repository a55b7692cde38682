import {
  capturedFrom,
  type ImportedFarm,
  importCapture,
  type ImportOptions,
} from '../domain/capture/index.js';
import { describeEdit } from '../domain/diff/index.js';
import { FarmError, type Pace, paceOfPart } from '../domain/model/index.js';
import { statusOf } from '../domain/status/index.js';
import { withNoteWords } from '../cli/edit-answer.js';
import type { ImportResult } from '../render/import-result.js';
import { readCaptures } from '../store/capture/read-captures.js';
import { createFarm, isFarmThere, readFarmToEdit, updateFarm } from '../store/farm/farm-file.js';
import { type FarmSource, newFarmSource, shownPath } from '../store/farm/locate.js';

/** What `farm import` does: reads captures, and creates or updates a farm file. */

/** The options of `farm import`. */
export interface ImportQuestion extends Omit<ImportOptions, 'pace'> {
  files: readonly string[];
  dryRun: boolean;
  pace: Pace;
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
}

/**
 * The farm file to import into: the one that is found, or else a new one.
 * @throws FarmError those of `locate` but E_NO_FARM
 */
export function importTarget(
  locate: () => FarmSource,
  file: string | undefined,
): { source: FarmSource; isNew: boolean } {
  let source: FarmSource;
  try {
    source = locate();
  } catch (error) {
    if (!(error instanceof FarmError) || error.code !== 'E_NO_FARM') throw error;
    source = newFarmSource({ file, env: process.env, cwd: process.cwd() });
  }
  return { source, isNew: source.kind !== 'stdin' && !isFarmThere(source) };
}

/**
 * Imports captures.
 * @throws FarmError of the captures and of the farm file; Refusal E_INVALID, E_REFUSED of the import
 */
export async function importInto(
  { source, isNew }: { source: FarmSource; isNew: boolean },
  { files, dryRun, today, pace, ...rest }: ImportQuestion,
): Promise<ImportResult> {
  const options = { ...rest, pace: paceOfPart(pace, 1, 3) };
  const capture = await readCaptures(files, paceOfPart(pace, 0, 3));
  const common = {
    file: shownPath(source.path),
    created: isNew,
    dryRun,
    capture: capturedFrom(capture, files),
  };
  if (isNew) {
    const { farm, ...imported } = importCapture(capture, null, options);
    if (!dryRun) await createFarm(source, farm);
    const status = statusOf(farm, { today });
    return { ...common, saved: !dryRun, status, edit: null, ...imported };
  }
  const change = (farm: Parameters<typeof importCapture>[1]): ImportedFarm =>
    importCapture(capture, farm, options);
  const { before, edit, saved } = dryRun
    ? await tryImport(source, change)
    : await updateFarm(source, change);
  const { farm, ...imported } = edit;
  const answer = describeEdit(before, farm, [], today, 'files');
  const result = { ...(await withNoteWords(answer, dryRun)), dryRun, saved };
  return { ...common, saved, status: null, edit: result, ...imported };
}

async function tryImport(source: FarmSource, change: (farm: ImportedFarm['farm']) => ImportedFarm) {
  const { farm: before } = await readFarmToEdit(source);
  return { before, edit: change(before), saved: false };
}
