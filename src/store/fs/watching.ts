import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Waiting for file changes. */

/** Editors write a file in several steps; a change is reported after this long without another one (milliseconds). */
const debounceDelay = 150;

/** The files to watch. */
export interface Watched {
  /** Files, absolute. */
  paths: readonly string[];
  /** Folders in which other files may appear. */
  folders: readonly string[];
  /** Whether to watch a file that isn't in `paths`, by its name. */
  also: (name: string) => boolean;
}

/**
 * Waits until one of the files is changed, created or deleted, or has changed since a time (milliseconds since 1970).
 * Watches their folders, because many editors replace the file with a new one. Ends early when `signal` is aborted.
 */
export async function untilChanged(
  { paths, folders, also }: Watched,
  since: number,
  signal?: AbortSignal,
): Promise<void> {
  const namesIn = new Map<string, Set<string>>(folders.map((folder) => [folder, new Set()]));
  for (const path of paths) {
    const folder = dirname(path);
    namesIn.set(folder, (namesIn.get(folder) ?? new Set()).add(basename(path)));
  }
  const watchers: FSWatcher[] = [];
  await new Promise<void>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
    for (const [folder, names] of namesIn) {
      if (!existsSync(folder)) continue;
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && !names.has(name) && !also(name)) return;
        clearTimeout(timer);
        timer = setTimeout(resolve, debounceDelay);
      });
      watcher.on('error', reject);
      watchers.push(watcher);
    }
    // Only after the watchers started: they report later changes. A file that was moved here keeps its mtime, not its ctime.
    const isNewer = (path: string): boolean =>
      (statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0) > since;
    const others = folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) =>
        readdirSync(folder)
          .filter(also)
          .map((name) => join(folder, name)),
      );
    if ([...paths, ...others].some(isNewer)) timer = setTimeout(resolve, debounceDelay);
  }).finally(() => {
    for (const watcher of watchers) watcher.close();
  });
}
