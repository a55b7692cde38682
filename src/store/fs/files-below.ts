import { type Dirent, statSync } from 'node:fs';
import { join } from 'node:path';
import { FarmError } from '../../domain/model/index.js';
import { FolderReader, type SearchLimits } from './folder-reader.js';
import { listFound } from './found-files.js';
import { IgnoreRules } from './git-ignore.js';

/** Finding files by name in a folder and all folders below it. */

/**
 * The files with a wanted name, absolute, in the order of their paths. Skips hidden files and folders, node_modules, what
 * `.gitignore` excludes, and links to folders. A dangling link and a folder that can't be read are in the list, so that
 * reading them reports them.
 * @throws FarmError E_UNREADABLE for a folder with too many files or folders
 */
export async function filesBelow(
  top: string,
  isWanted: (name: string) => boolean,
  limits?: SearchLimits,
): Promise<string[]> {
  const reader = new FolderReader(top, limits);
  const found: string[] = [];
  const waiting = [{ folder: top, outer: IgnoreRules.above(top) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder, outer } = next;
    const entries = await readOrReport(reader, folder, found);
    const rules = outer.within(folder, new Set(entries.map(({ name }) => name)));
    for (const entry of entries.filter(isVisible)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!rules.ignores(path, true)) waiting.push({ folder: path, outer: rules });
      } else if (isWanted(entry.name) && isFile(entry, path) && !rules.ignores(path, false)) {
        found.push(path);
      }
    }
  }
  return listFound(found);
}

async function readOrReport(
  reader: FolderReader,
  folder: string,
  found: string[],
): Promise<Dirent[]> {
  try {
    return await reader.read(folder);
  } catch (error) {
    if (error instanceof FarmError) throw error;
    // A folder may be deleted during the search.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') found.push(folder);
    return [];
  }
}

function isVisible({ name }: Dirent): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/** Not a pipe or device, which could block; of links also those that lead nowhere. */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    return true;
  }
}
