import { realpathSync } from 'node:fs';
import { withLock } from '../fs/lock.js';
import { shownPath } from '../fs/shown-path.js';
import { withWriteErrors } from '../fs/write-errors.js';
import { readFlatObject } from '../json/flat-json.js';
import { type Found, Lines, locateFirst } from '../json/positions.js';
import { keepThroughConf, makeConfigFolder } from './conf-file.js';
import { configFolderVariable, defaultSitesPath } from './config-folder.js';
import { brokenPreferences, readIfThere, readPreferences, unsetPreference } from './preferences.js';

/**
 * The default site of each farm file, by the real path of the file: a farm has one default, however the file is named.
 * Earlier versions kept one default for all farms; it holds where a farm has none of its own.
 */

/** The default site of a farm file, and whether it is the farm's own. */
export interface DefaultSite {
  site: string;
  scope: 'this farm' | 'all farms';
}

/**
 * The default site of a farm file; null if none is set.
 * @param path the farm file; null for a farm without a file
 * @throws FarmError E_PREFERENCES
 */
export function defaultSiteOf(env: NodeJS.ProcessEnv, path: string | null): DefaultSite | null {
  const own = path === null ? undefined : readSites(env).get(realPath(path));
  if (own !== undefined) return { site: own, scope: 'this farm' };
  const { defaultSite } = readPreferences(env);
  return defaultSite === undefined ? null : { site: defaultSite, scope: 'all farms' };
}

/** A changed default site: what it was and what it is now; null where none is set. */
export interface DefaultSiteChange {
  before: DefaultSite | null;
  after: DefaultSite | null;
}

/** Sets the default site of a farm file. @throws FarmError E_PREFERENCES, E_LOCKED, E_CANNOT_WRITE */
export async function setDefaultSite(
  env: NodeJS.ProcessEnv,
  path: string,
  site: string,
): Promise<DefaultSiteChange> {
  const before = defaultSiteOf(env, path);
  await changeSites(env, path, site);
  return { before, after: defaultSiteOf(env, path) };
}

/**
 * Resets the default site of a farm file: its own; if it has none, the one for all farms.
 * @throws FarmError E_PREFERENCES, E_LOCKED, E_CANNOT_WRITE
 */
export async function unsetDefaultSite(
  env: NodeJS.ProcessEnv,
  path: string | null,
): Promise<DefaultSiteChange> {
  const before = defaultSiteOf(env, path);
  if (before?.scope === 'all farms') await unsetPreference(env, 'default-site');
  else if (path !== null) await changeSites(env, path, null);
  return { before, after: defaultSiteOf(env, path) };
}

async function changeSites(
  env: NodeJS.ProcessEnv,
  farm: string,
  site: string | null,
): Promise<void> {
  const path = defaultSitesPath(env);
  const key = realPath(farm);
  const isSo = (): boolean => (readSites(env).get(key) ?? null) === site;
  // What changes nothing writes nothing: no folder, no lock.
  if (isSo()) return;
  const work = async (): Promise<void> => {
    makeConfigFolder(path);
    await withLock(path, async () => {
      const sites = readSites(env);
      if (site === null) sites.delete(key);
      else sites.set(key, site);
      const text = `${JSON.stringify(Object.fromEntries(sites), null, 2)}\n`;
      await keepThroughConf(path, text);
    });
  };
  await withWriteErrors(path, work, configFolderVariable(process.platform));
}

/** A file that does not exist has no real path: what names it is kept. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** @throws FarmError E_PREFERENCES */
function readSites(env: NodeJS.ProcessEnv): Map<string, string> {
  const path = defaultSitesPath(env);
  const text = readIfThere(path);
  if (text === null) return new Map();
  const entries = readFlatObject(text);
  const lines = new Lines(text);
  const broken = (found: readonly Found[]): Error =>
    brokenPreferences(path, locateFirst(found, lines, shownPath(path)));
  if (!Array.isArray(entries)) {
    const { offset, expected } = entries;
    const message = `there should be ${expected} here.`;
    throw broken([{ offset, problem: { path: [], message, expected } }]);
  }
  const wrong = entries.filter(({ value }) => typeof value !== 'string');
  if (wrong.length > 0) {
    throw broken(
      wrong.map(({ key, valueOffset }) => ({
        offset: valueOffset,
        problem: {
          path: [key],
          message: 'the default site of a farm file is text in double quotes.',
        },
      })),
    );
  }
  return new Map(entries.map(({ key, value }) => [key, String(value)]));
}
