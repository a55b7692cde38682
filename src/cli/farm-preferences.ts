import { FarmError } from '../domain/model/index.js';
import { type FarmSource, shownPath } from '../store/farm/locate.js';
import type { DefaultSite, DefaultSiteChange } from '../store/preferences/default-sites.js';

/** Preferences that each farm file has for itself, as `farm config` shows them. */

/** The farm file that a preference is of. @throws FarmError E_NO_FARM; E_USAGE for standard input */
export function farmFile(source: FarmSource): string {
  if (source.kind !== 'stdin') return source.path;
  throw new FarmError({
    code: 'E_USAGE',
    message: 'a farm on standard input has no preferences.',
    nextStep: 'specify a file: --file PATH',
  });
}

/** The same; null where there is no farm file. */
export function farmFileOrNone(locate: () => FarmSource): string | null {
  try {
    const source = locate();
    return source.kind === 'stdin' ? null : source.path;
  } catch (error) {
    if (error instanceof FarmError && error.code === 'E_NO_FARM') return null;
    throw error;
  }
}

/** A preference of a farm file: its value, and whether it is the farm's own. */
export interface FarmPreference {
  key: string;
  value: string | null;
  scope: DefaultSite['scope'] | null;
  farm: string | null;
}

/** The default site of a farm file as it is printed. */
export function describeDefaultSite(site: DefaultSite | null, path: string | null): FarmPreference {
  const farm = path === null ? null : shownPath(path);
  return { key: 'default-site', value: site?.site ?? null, scope: site?.scope ?? null, farm };
}

/** A changed preference of a farm file: what it was and is, and whether that is the farm's own. */
export interface FarmPreferenceChange {
  key: string;
  before: string | null;
  after: string | null;
  scope: { before: DefaultSite['scope'] | null; after: DefaultSite['scope'] | null };
  farm: string | null;
}

/** A changed default site as it is printed. */
export function describeChange(
  { before, after }: DefaultSiteChange,
  path: string | null,
): FarmPreferenceChange {
  return {
    key: 'default-site',
    before: before?.site ?? null,
    after: after?.site ?? null,
    scope: { before: before?.scope ?? null, after: after?.scope ?? null },
    farm: path === null ? null : shownPath(path),
  };
}
