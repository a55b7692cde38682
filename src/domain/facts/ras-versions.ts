import { loadRules } from './load.table.js';

/** A supported RAS version: one whose load split is known. */
export type RasVersion = (typeof loadRules)[number]['versions'][number];

/** The supported RAS versions, ascending. */
export const rasVersions: readonly RasVersion[] = loadRules
  .flatMap((rule): readonly RasVersion[] => rule.versions)
  .toSorted((a, b) => a - b);

/** The default version of a new farm and of a planned load split. */
export const newestRasVersion = Math.max(...rasVersions) as RasVersion;

/**
 * The version of a farm file without `rasVersion`: the one that was current when the format was introduced. It never
 * changes, because the answers for an old file must not change.
 */
export const formatRasVersion: RasVersion = 21;
