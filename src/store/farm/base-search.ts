import { lstatSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { pathInRevision, type Revision } from '../fs/git-revision.js';
import { isFarmFile, isFolder } from './farm-files.js';

/** What a search in the folders of a run would find in a revision: a change must not hide a farm from the gate. */

/** A farm file of a revision, below a folder that is searched. */
export interface SearchedFarm {
  /** From the root of the repository. */
  path: string;
  /** In the work tree, absolute. */
  file: string;
  /** Whether it is still a file there. */
  isThere: boolean;
}

/** The farm files of a revision below the folders among `names`; git has them, so no `.gitignore` excludes them. */
export function farmsBelow(
  revision: Revision,
  names: readonly string[],
  cwd: string = process.cwd(),
): SearchedFarm[] {
  const found = new Map<string, SearchedFarm>();
  for (const folder of names.map((name) => resolve(cwd, name)).filter(isFolder)) {
    const top = pathInRevision(revision, folder);
    if (top === null) continue;
    const start = top === '' ? '' : `${top}/`;
    for (const path of revision.files.keys()) {
      if (!path.startsWith(start)) continue;
      const below = path.slice(start.length);
      if (!isFarmFile(posix.basename(below)) || below.split('/').some(isSkipped)) continue;
      const file = join(folder, below);
      found.set(path, { path, file, isThere: isFile(file) });
    }
  }
  return [...found.values()];
}

/** As in a search: hidden, or of npm. */
function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** A dangling link is one: reading it reports it. */
function isFile(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return (found ?? lstatSync(path, { throwIfNoEntry: false }))?.isDirectory() === false;
}
