import { command, FarmError } from '../../domain/model/index.js';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Format, makeConfigFolder, openConf, writeThroughConf } from './conf-file.js';
import { configFolderVariable, preferencesPath } from './config-folder.js';

export { preferencesPath } from './config-folder.js';
import { type FlatEntry, readFlatObject } from '../json/flat-json.js';
import { withLock } from '../fs/lock.js';
import {
  type FirstProblems,
  type Found,
  Lines,
  locateFirst,
  withoutMark,
} from '../json/positions.js';
import { shownPath } from '../fs/shown-path.js';
import { withWriteErrors } from '../fs/write-errors.js';

/**
 * What the user prefers where a command line says nothing. `farm config` reads and writes it through conf; all commands
 * need it, so that they read it with plain file access.
 */

export interface Preferences {
  /** Absolute path of the farm file to use if none is given or found. */
  defaultFarm?: string;
  /** For all farms, as earlier versions set it. A farm's own default site comes first: default-sites.ts. */
  defaultSite?: string;
  failOn?: 'error' | 'warning' | 'info' | 'never';
  colour?: 'auto' | 'always' | 'never';
}

/** The property of a preference in the code, such as `defaultSite`. */
export type PreferenceProperty = keyof Preferences;

/** One preference: as typed on the command line, as kept, and what it may be. */
export interface PreferenceKey {
  key: string;
  property: PreferenceProperty;
  description: string;
  /** Each farm file has its own value. */
  isPerFarm?: boolean;
  /** All values there are, where they can be listed. */
  values?: readonly string[];
  /** How a typed value is kept: a path becomes absolute. */
  parse: (typed: string) => string;
}

/** All preferences, in the order in which they are listed. */
export const preferenceKeys: readonly PreferenceKey[] = [
  {
    key: 'default-farm',
    property: 'defaultFarm',
    description:
      'farm file to use without --file, FARM_FILE or a farm.json in this folder or above',
    parse: (typed) => resolve(typed),
  },
  {
    key: 'default-site',
    property: 'defaultSite',
    description: 'site of this farm file to use without --site, where the names do not say it',
    isPerFarm: true,
    parse: (typed) => typed,
  },
  {
    key: 'fail-on',
    property: 'failOn',
    description: 'lowest severity at which farm check exits 1',
    values: ['error', 'warning', 'info', 'never'],
    parse: (typed) => typed,
  },
  {
    key: 'colour',
    property: 'colour',
    description: 'when to use colours in the output',
    values: ['auto', 'always', 'never'],
    parse: (typed) => typed,
  },
];

/**
 * The user's preferences, read without conf: that would take 30 ms of each start. None where there is no file.
 * @throws FarmError E_PREFERENCES, with file and place, where the file is broken; it is never touched
 */
export function readPreferences(env: NodeJS.ProcessEnv): Preferences {
  const path = preferencesPath(env);
  const text = readIfThere(path);
  return text === null ? {} : parsePreferences(path, text);
}

/** The preferences in a text. @throws FarmError E_PREFERENCES */
function parsePreferences(path: string, text: string): Preferences {
  const entries = readFlatObject(text);
  const lines = new Lines(text);
  const broken = (found: readonly Found[]): FarmError =>
    brokenPreferences(path, locateFirst(found, lines, shownPath(path)));
  if (!Array.isArray(entries)) {
    const { offset, expected } = entries;
    const message = `there should be ${expected} here.`;
    throw broken([{ offset, problem: { path: [], message, expected } }]);
  }
  const preferences: Record<string, string> = {};
  const problems: Found[] = [];
  for (const entry of entries) {
    const row = preferenceKeys.find(({ property }) => property === entry.key);
    const wrong = row === undefined ? unknownKeyProblem(entry) : wrongValueProblem(row, entry);
    if (wrong !== null) problems.push(wrong);
    else preferences[entry.key] = String(entry.value);
  }
  if (problems.length > 0) throw broken(problems);
  return preferences;
}

/**
 * Sets a preference, by its key on the command line; returns what it was and what it is now.
 * @throws FarmError E_USAGE for an unknown key or a value that it can't have; E_PREFERENCES, E_LOCKED, E_CANNOT_WRITE
 */
export async function setPreference(
  env: NodeJS.ProcessEnv,
  key: string,
  typed: string,
): Promise<{ before: string | null; after: string | null }> {
  const row = findPreferenceKey(key);
  const reason = refuseValue(row, typed);
  if (reason !== null) {
    throw new FarmError({
      code: 'E_USAGE',
      message: `${key} can't be "${typed}": ${reason}.`,
      typed,
      candidates: row.values ?? [],
      nextStep:
        row.values === undefined
          ? command`config set ${key} VALUE`
          : `choose one of ${row.values.join(', ')}`,
    });
  }
  return change(env, row, row.parse(typed));
}

/**
 * Resets a preference; returns its old value.
 * @throws FarmError E_USAGE for an unknown key; E_PREFERENCES, E_LOCKED, E_CANNOT_WRITE
 */
export async function unsetPreference(
  env: NodeJS.ProcessEnv,
  key: string,
): Promise<{ before: string | null; after: string | null }> {
  return change(env, findPreferenceKey(key), null);
}

/** The value of a preference, or null where the preset holds. @throws FarmError E_USAGE for an unknown key; E_PREFERENCES */
export async function getPreference(env: NodeJS.ProcessEnv, key: string): Promise<string | null> {
  const { property } = findPreferenceKey(key);
  return (await keptPreferences(env))[property] ?? null;
}

/** Every preference with its value, or null where the preset holds. @throws FarmError E_PREFERENCES */
export async function listPreferences(
  env: NodeJS.ProcessEnv,
): Promise<{ key: string; value: string | null; description: string }[]> {
  const preferences = await keptPreferences(env);
  return preferenceKeys.map(({ key, property, description }) => ({
    key,
    value: preferences[property] ?? null,
    description,
  }));
}

/** The preferences as conf has them. */
async function keptPreferences(env: NodeJS.ProcessEnv): Promise<Preferences> {
  const path = preferencesPath(env);
  // conf is asked for a regular file only.
  return readIfThere(path) === null ? {} : (await openConf(path, formatOf(path))).store;
}

/** How conf reads and prints the preferences. */
function formatOf(path: string): Format {
  return {
    parse: (text) => ({ ...parsePreferences(path, text) }),
    print: (preferences) => `${JSON.stringify(preferences, null, 2)}\n`,
  };
}

/** Whether each farm file has its own value of a preference. @throws FarmError E_USAGE for an unknown key */
export function isPerFarm(key: string): boolean {
  return findPreferenceKey(key).isPerFarm === true;
}

/** The row of a key. @throws FarmError E_USAGE for an unknown one */
function findPreferenceKey(key: string): PreferenceKey {
  const row = preferenceKeys.find((candidate) => candidate.key === key);
  if (row !== undefined) return row;
  throw new FarmError({
    code: 'E_USAGE',
    message: `there is no preference "${key}".`,
    typed: key,
    candidates: preferenceKeys.map((candidate) => candidate.key),
    nextStep: command`config list`,
  });
}

async function change(
  env: NodeJS.ProcessEnv,
  { property }: PreferenceKey,
  after: string | null,
): Promise<{ before: string | null; after: string | null }> {
  const path = preferencesPath(env);
  const now = readPreferences(env)[property] ?? null;
  // What changes nothing writes nothing: no folder, no lock.
  if (now === after) return { before: now, after };
  const work = async (): Promise<{ before: string | null; after: string | null }> => {
    makeConfigFolder(path);
    return withLock(path, async () => {
      // Refuses what is no regular file, for which conf would wait.
      const before = readPreferences(env)[property] ?? null;
      if (before === after) return { before, after };
      const format = formatOf(path);
      const conf = await openConf(path, format);
      const { [property]: _old, ...others } = conf.store;
      const preferences = after === null ? others : { ...conf.store, [property]: after };
      await writeThroughConf(conf, preferences, format.print(preferences));
      return { before, after };
    });
  };
  // No option names this file: the folder that it stands in is the system's own.
  return withWriteErrors(path, work, configFolderVariable(process.platform));
}

function refuseValue({ values }: PreferenceKey, value: unknown): string | null {
  if (typeof value !== 'string') return 'it must be text in double quotes';
  if (values !== undefined)
    return values.includes(value) ? null : `it must be one of ${values.join(', ')}`;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (value.trim() === '' || /[\u0000-\u001f\u007f]/.test(value))
    return 'it must be text without control characters';
  return null;
}

/**
 * The text of a file of preferences; null where there is none.
 * @throws FarmError E_PREFERENCES for one that can't be read
 */
export function readIfThere(path: string): string | null {
  try {
    return withoutMark(readRegularFile(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new FarmError({
      code: 'E_PREFERENCES',
      message: `your preferences in ${shownPath(path)} can't be read: ${message}.`,
      nextStep: 'get read permission for that file, or remove it',
      cause: error,
    });
  }
}

/** Not even opening it may block, as it does with a named pipe. */
function readRegularFile(path: string): string {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(file).isFile()) throw new Error('it is not a regular file');
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function unknownKeyProblem({ key, keyOffset }: FlatEntry): Found {
  const candidates = preferenceKeys.map(({ property }) => property);
  const message = `there is no preference ${JSON.stringify(key)}.`;
  return { offset: keyOffset, problem: { path: [key], message, typed: key, candidates } };
}

function wrongValueProblem(
  row: PreferenceKey,
  { key, value, valueOffset }: FlatEntry,
): Found | null {
  const reason = refuseValue(row, value);
  if (reason === null) return null;
  const message = `"${key}" can't be ${JSON.stringify(value)}: ${reason}.`;
  return {
    offset: valueOffset,
    problem: { path: [key], message, typed: String(value), candidates: row.values ?? [] },
  };
}

/** The error of a broken file of preferences. */
export function brokenPreferences(path: string, { problems, omitted }: FirstProblems): FarmError {
  const location = problems[0]?.location;
  return new FarmError({
    code: 'E_PREFERENCES',
    message: `your preferences in ${shownPath(path)} are broken.`,
    why: 'The file was not changed.',
    nextStep: 'correct the file at the line shown, or remove it',
    ...(location === undefined ? {} : { location }),
    problems,
    problemsOmitted: omitted,
  });
}
