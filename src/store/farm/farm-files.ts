import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { FarmError } from '../../domain/model/index.js';
import type { FarmSource } from './locate.js';

/** Finds the farm files for names and patterns. The shell may have expanded patterns already; quoted ones come here. */

/**
 * The farms of a list of names: a file, a pattern such as `sites/*.farm.json`, or `-` for standard input. Each farm once,
 * in the order named; the files of a pattern by name. Patterns leave out node_modules and hidden folders.
 * @throws FarmError E_NO_FARM for a pattern that no file matches; E_USAGE for an empty name
 */
export async function findFarmFiles(
  names: readonly string[],
  cwd: string = process.cwd(),
): Promise<FarmSource[]> {
  const found = new Map<string, FarmSource>();
  for (const name of names) {
    for (const path of await pathsOf(name, cwd)) {
      found.set(path, { kind: path === '-' ? 'stdin' : 'file', path, foundBy: 'FILES' });
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
      nextStep: 'specify a file or a pattern',
    });
  const path = resolve(cwd, name);
  // A file whose own name has brackets is that file. A missing file is reported when it is read.
  if (!/[*?[\]{}()!]/.test(name) || lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    return [path];
  const paths = await expand(name, cwd);
  if (paths.length > 0) return paths;
  throw new FarmError({
    code: 'E_NO_FARM',
    message: `no file matches ${name}.`,
    why: 'A gate that checks no file would always pass.',
    nextStep: 'specify the files, or correct the pattern (** matches any number of folders)',
  });
}

async function expand(pattern: string, cwd: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  // On Windows a backslash is a separator, because names can't contain one.
  const slashed = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const paths = await glob(slashed, {
    cwd,
    absolute: true,
    expandDirectories: false,
    ignore: ['**/node_modules/**'],
  });
  // By code units: the same order on every machine.
  return paths.map((path) => resolve(cwd, path)).toSorted((a, b) => (a < b ? -1 : 1));
}
