import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Being told when files change. */

/** Editors write a file in several steps; a change is told once they have been still for so long (milliseconds). */
const stillness = 150;

/** What is watched. */
export interface Watched {
  /** Files, absolute. */
  paths: readonly string[];
  /** Folders in which other files may come. */
  folders: readonly string[];
  /** Whether a file that isn't among the paths counts, by its name. */
  also: (name: string) => boolean;
}

/**
 * Waits until one of the files changes, comes or goes, or has changed since a moment (milliseconds since 1970).
 * Their folders are watched, as many an editor puts a new file in the place of the old one.
 */
export async function untilChanged(
  { paths, folders, also }: Watched,
  since: number,
): Promise<void> {
  const namesIn = new Map<string, Set<string>>(folders.map((folder) => [folder, new Set()]));
  for (const path of paths) {
    const folder = dirname(path);
    namesIn.set(folder, (namesIn.get(folder) ?? new Set()).add(basename(path)));
  }
  const watchers: FSWatcher[] = [];
  await new Promise<void>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    for (const [folder, names] of namesIn) {
      if (!existsSync(folder)) continue;
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && !names.has(name) && !also(name)) return;
        clearTimeout(timer);
        timer = setTimeout(resolve, stillness);
      });
      watcher.on('error', reject);
      watchers.push(watcher);
    }
    // Not before the watchers are there: what changes now, they tell.
    const isNewer = (path: string): boolean =>
      (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > since;
    if (paths.some(isNewer)) timer = setTimeout(resolve, stillness);
  }).finally(() => {
    for (const watcher of watchers) watcher.close();
  });
}
