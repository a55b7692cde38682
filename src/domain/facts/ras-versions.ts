/** The supported RAS versions. The load split depends on them. */
export const rasVersions = [17, 18, 19, 20, 21] as const;
export type RasVersion = (typeof rasVersions)[number];

/** The default version of a new farm and of a planned load split. */
export const newestRasVersion = Math.max(...rasVersions) as RasVersion;

/**
 * The version of a farm file without `rasVersion`: the one that was current when the format was introduced. It never
 * changes, because the answers for an old file must not change.
 */
export const formatRasVersion: RasVersion = 21;
