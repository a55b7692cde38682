import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What every search for files does with its result. */

/**
 * The files in the order of their paths, each file once: without links to a file that is in the list itself, because
 * commands that write would write it twice.
 */
export function listFound(paths: readonly string[]): string[] {
  // By code units: the same order on every machine.
  const ordered = paths.toSorted((a, b) => (a < b ? -1 : 1));
  const links = new Set(ordered.filter(isLink));
  if (links.size === 0) return ordered;
  const files = new Set(ordered.filter((path) => !links.has(path)).map(targetOf));
  return ordered.filter((path) => {
    if (!links.has(path)) return true;
    const target = targetOf(path);
    const isNew = !files.has(target);
    files.add(target);
    return isNew;
  });
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** The file that a link leads to; the link itself, if it leads nowhere. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Whether a file has this name in the folder itself. */
export function isInFolder(folder: string, name: string): boolean {
  if (name === '' || /[\\/\u0000]/.test(name)) return false;
  try {
    return lstatSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}
