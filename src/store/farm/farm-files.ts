import { lstatSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FarmError } from '../../domain/model/index.js';
import { shownPath } from '../fs/shown-path.js';
import { type FarmSource, versionSource } from './locate.js';

/** Finds the farm files for names, folders and patterns. The shell may have expanded patterns already; quoted ones come here. */

/**
 * The farms of a list of names: a file, a folder (all farm files below it), a pattern such as `sites/*.farm.json`, or `-`
 * for standard input. Each farm once, in the order named; the files of a folder or pattern by name.
 * @throws FarmError E_NO_FARM for a folder or pattern without files; E_UNREADABLE for one that is too large to search;
 *   E_USAGE for an empty name
 */
export async function findFarmFiles(
  names: readonly string[],
  cwd: string = process.cwd(),
): Promise<FarmSource[]> {
  const found = new Map<string, FarmSource>();
  for (const name of names) {
    const version = versionSource(name, { env: process.env, cwd }, 'FILES');
    if (version !== null) {
      found.set(version.path, version);
      continue;
    }
    for (const path of await pathsOf(name, cwd)) {
      const isNamed = path === '-' || path === resolve(cwd, name);
      found.set(path, {
        kind: path === '-' ? 'stdin' : 'file',
        path,
        foundBy: 'FILES',
        ...(isNamed ? {} : { isSearchResult: true }),
      });
    }
  }
  return [...found.values()];
}

async function pathsOf(name: string, cwd: string): Promise<string[]> {
  if (name === '-') return ['-'];
  if (name === '')
    throw new FarmError({
      code: 'E_USAGE',
      message: 'the name of a farm file is empty.',
      nextStep: 'specify a file, a folder or a pattern',
    });
  const path = resolve(cwd, name);
  if (isFolder(path)) return inFolder(path);
  // A file whose own name has brackets is that file. A missing file is reported when it is read.
  if (!/[*?[\]{}()!]/.test(name) || lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    return [path];
  const { filesMatching } = await import('../fs/files-matching.js');
  const paths = await filesMatching(name, cwd);
  if (paths.length > 0) return paths;
  throw new FarmError({
    code: 'E_NO_FARM',
    message: `no file matches ${name}.`,
    why: 'A gate that checks no file would always pass.',
    nextStep: 'specify the files, or correct the pattern (** matches any number of folders)',
  });
}

async function inFolder(folder: string): Promise<string[]> {
  const { filesBelow } = await import('../fs/files-below.js');
  const paths = await filesBelow(folder, isFarmFile);
  if (paths.length > 0) return paths;
  throw new FarmError({
    code: 'E_NO_FARM',
    message: `there are no farm files (farm.json or *.farm.json) in ${shownPath(folder)} or below.`,
    why: 'A gate that checks no file would always pass. What .gitignore excludes, node_modules and hidden folders are skipped.',
    nextStep: 'specify another folder, or the files themselves',
  });
}

/** Whether a file has the name of a farm file. */
export function isFarmFile(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === 'farm.json' || lower.endsWith('.farm.json');
}

/** Whether a path is that of a folder. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    // Reading fails in the same way, and reports it.
    return false;
  }
}
