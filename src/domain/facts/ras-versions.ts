/** RAS versions whose rules we know. The load split depends on it. */
export const rasVersions = [17, 18, 19, 20, 21] as const;
export type RasVersion = (typeof rasVersions)[number];

/** The version of a new farm, and of a planned load split, where none is given. */
export const newestRasVersion = Math.max(...rasVersions) as RasVersion;

/**
 * What a farm file without `rasVersion` means: the version that was current when the format was introduced. It stays,
 * whatever version becomes the newest: an old file must not change its answers.
 */
export const formatRasVersion: RasVersion = 21;
