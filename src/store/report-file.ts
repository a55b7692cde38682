import { appendFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createFile, replaceFile } from './atomic-write.js';
import { withLock } from './lock.js';
import { tellingWriteErrors } from './write-errors.js';

/** Files that hold what farm found: written whole or not at all, and over an older one. */

/**
 * Writes a text to a file that need not exist; a device or a pipe gets it directly. `flag` is the one that named it.
 * @throws FarmError E_CANNOT_WRITE, E_LOCKED
 */
export async function writeReport(path: string, text: string, flag: string): Promise<void> {
  await tellingWriteErrors(
    path,
    async () => {
      const thing = statSync(path, { throwIfNoEntry: false });
      if (thing !== undefined && !thing.isFile()) return writeFileSync(path, text);
      return withLock(path, async () => {
        // Looked at again: another run may have written the file before it was our turn.
        if (statSync(path, { throwIfNoEntry: false }) === undefined) createFile(path, text);
        else replaceFile(path, text);
      });
    },
    flag,
  );
}

/**
 * Adds a text to the end of a file that collects the reports of several programs.
 * @throws FarmError E_CANNOT_WRITE
 */
export async function appendReport(path: string, text: string): Promise<void> {
  await tellingWriteErrors(path, async () => appendFileSync(path, text), 'another file');
}

/** Whether two paths lead to one file; a path that leads nowhere is told by its text. */
export function isSameFile(one: string, other: string): boolean {
  return realPath(one) === realPath(other);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
