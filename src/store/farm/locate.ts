import { command, FarmError, forFarmFile, mapCommands } from '../../domain/model/index.js';
import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ownFarmPath } from '../preferences/config-folder.js';
import { readPreferences } from '../preferences/preferences.js';

import { parseVersionName } from '../history/version-name.js';
import { namedPath, shownPath } from '../fs/shown-path.js';

export { namedPath, shownPath } from '../fs/shown-path.js';

/** Finds the farm file: `--file`, FARM_FILE, a farm.json upward, the preferred one, the user's own, in that order. */

/** Where a farm is kept and how it was found. */
export interface FarmSource {
  /** `version`: one of the history, which no command changes. */
  kind: 'file' | 'stdin' | 'own' | 'version';
  /** Absolute; `-` for stdin; the file and the number for a version, such as `/farms/farm.json@2`. */
  path: string;
  /** Of a version. */
  version?: VersionSource;
  foundBy: 'FILES' | '--file' | 'FARM_FILE' | 'upward' | 'default-farm' | 'own';
  /** Found in a folder or by a pattern: the user hasn't typed its name. */
  isSearchResult?: boolean;
}

/** A version of a farm file. */
export interface VersionSource {
  of: FarmSource;
  /** Counted back from now: 0 is the file as it is. */
  number: number;
}

interface Places {
  file?: string | undefined;
  env: NodeJS.ProcessEnv;
  cwd: string;
}

const usualName = 'farm.json';

/**
 * The farm to read. Whether a named file exists is found out when it is read.
 * @throws FarmError E_NO_FARM when none is named or found; E_USAGE for an empty name; E_PREFERENCES
 */
export function locateFarm({ file, env, cwd }: Places): FarmSource {
  const named = namedSource(file, env, cwd);
  if (named !== null) return named;
  const found = findUpward(cwd);
  if (found !== null) return { kind: 'file', path: found, foundBy: 'upward' };
  const { defaultFarm } = readPreferences(env);
  if (defaultFarm !== undefined)
    return { kind: 'file', path: defaultFarm, foundBy: 'default-farm' };
  const own = ownFarmSource(env);
  if (isThere(own.path)) return own;
  throw new FarmError({
    code: 'E_NO_FARM',
    message: `no farm file found: no --file, no FARM_FILE, no ${usualName} in ${cwd} or a parent folder, and no farm of your own.`,
    nextStep: command`init`,
  });
}

/** The user's own farm, whether it exists or not. */
export function ownFarmSource(env: NodeJS.ProcessEnv): FarmSource {
  return { kind: 'own', path: ownFarmPath(env), foundBy: 'own' };
}

/**
 * Where `farm init` writes: the user's own farm with `own`, else `--file`, FARM_FILE, or farm.json in the folder.
 * @throws FarmError E_USAGE for stdin or an empty name
 */
export function newFarmSource({ file, env, cwd, own }: Places & { own?: boolean }): FarmSource {
  if (own === true) return ownFarmSource(env);
  const named = namedSource(file, env, cwd);
  if (named?.kind === 'stdin') {
    throw new FarmError({
      code: 'E_USAGE',
      message: "a new farm can't be written to standard input.",
      nextStep: 'specify a file: --file PATH',
    });
  }
  return named ?? { kind: 'file', path: join(cwd, usualName), foundBy: 'upward' };
}

function namedSource(
  file: string | undefined,
  env: NodeJS.ProcessEnv,
  cwd: string,
): FarmSource | null {
  if (file === '') {
    throw new FarmError({
      code: 'E_USAGE',
      message: '--file is empty.',
      nextStep: 'specify a file: --file PATH',
    });
  }
  const name = file ?? (env['FARM_FILE'] || undefined);
  if (name === undefined) return null;
  const foundBy = file === undefined ? 'FARM_FILE' : '--file';
  const others = file === undefined ? { ...env, FARM_FILE: '' } : env;
  const version = versionSource(name, { env: others, cwd }, foundBy);
  if (version !== null) return version;
  return name === '-'
    ? { kind: 'stdin', path: '-', foundBy }
    : { kind: 'file', path: resolve(cwd, name), foundBy };
}

/**
 * The version that a name such as `@2` stands for; null for another name, and for that of a file. Without a file, it is a version
 * of the farm file that is found.
 * @throws FarmError those of `locateFarm`; E_USAGE for a version of standard input
 */
export function versionSource(
  name: string,
  { env, cwd }: Omit<Places, 'file'>,
  foundBy: FarmSource['foundBy'],
): FarmSource | null {
  const version = parseVersionName(name);
  if (version === null || isThere(resolve(cwd, name))) return null;
  const file = version.file === '' ? undefined : version.file;
  return versionOfSource(locateFarm({ file, env, cwd }), version.number, foundBy);
}

/** A version of the farm file of a source. @throws FarmError E_USAGE for standard input, and a version of a version */
export function versionOfSource(
  of: FarmSource,
  number: number,
  foundBy: FarmSource['foundBy'],
): FarmSource {
  if (of.kind === 'stdin' || of.kind === 'version')
    throw new FarmError({
      code: 'E_USAGE',
      message: `${of.kind === 'stdin' ? 'standard input' : shownPath(of.path)} has no history.`,
      nextStep: 'specify a file: --file PATH',
    });
  return { kind: 'version', path: `${of.path}@${number}`, foundBy, version: { of, number } };
}

function findUpward(cwd: string): string | null {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, usualName);
    if (isThere(path)) return path;
    if (dirname(folder) === folder) return null;
  }
}

/** A dangling link counts as a file: reading it reports what is wrong. */
function isThere(path: string): boolean {
  try {
    return !lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The answer with the farm's file in its suggested commands, unless later commands find the farm without it. */
export function withFarmNamed<T>(answer: T, source: FarmSource): T {
  if (isFoundByDefault(source)) return answer;
  return mapCommands(answer, (command) => forFarmFile(command, namedPath(source.path)));
}

/** Whether later commands find the farm without its name: FARM_FILE may be set for this command line only. */
function isFoundByDefault({ foundBy, path: farmPath }: FarmSource): boolean {
  if (foundBy === '--file' || foundBy === 'FARM_FILE') return false;
  try {
    return locateFarm({ env: process.env, cwd: process.cwd() }).path === farmPath;
  } catch {
    // After a dry run there is no farm yet.
    return true;
  }
}
