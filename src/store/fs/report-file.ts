import {
  appendFileSync,
  fstatSync,
  realpathSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createFile, replaceFile } from './atomic-write.js';
import { refuseWhenStopped } from './interruption.js';
import { withLock } from './lock.js';
import { withWriteErrors } from './write-errors.js';

/** Report files: written atomically, replacing an older report. */

/**
 * Writes a text to a new or existing file; a device or pipe gets it directly. `flag` is the flag it was given with.
 * @throws FarmError E_CANNOT_WRITE, E_LOCKED, E_INTERRUPTED
 */
export async function writeReport(path: string, text: string, flag: string): Promise<void> {
  await withWriteErrors(
    path,
    async () => {
      const thing = statSync(path, { throwIfNoEntry: false });
      if (thing !== undefined && !thing.isFile()) return send(path, thing, text, writeFileSync);
      return withLock(path, async () => {
        // Checked again: another run may have written the file while this one waited for the lock.
        if (statSync(path, { throwIfNoEntry: false }) === undefined) createFile(path, text);
        else await replaceFile(path, text);
      });
    },
    flag,
  );
}

/**
 * Appends a text to a file that collects the reports of several programs.
 * @throws FarmError E_CANNOT_WRITE, E_INTERRUPTED
 */
export async function appendReport(path: string, text: string): Promise<void> {
  const thing = statSync(path, { throwIfNoEntry: false });
  await withWriteErrors(path, async () => send(path, thing, text, appendFileSync), 'another file');
}

/** The size in bytes of a file to which reports are appended; 0 if it is missing, or a device or pipe. */
export function reportSize(path: string): number {
  const thing = statSync(path, { throwIfNoEntry: false });
  return thing?.isFile() === true ? thing.size : 0;
}

/** Writes with `put`, but to a pipe without blocking. */
async function send(
  path: string,
  thing: Stats | undefined,
  text: string,
  put: (path: string, text: string) => void,
): Promise<void> {
  if (thing?.isFIFO() === true) {
    const { writeToPipe } = await import('./pipes.js');
    return writeToPipe(path, text);
  }
  refuseWhenStopped();
  put(path, text);
}

/**
 * Whether two paths are the same regular file, also through links; `-` is the file that standard input was redirected
 * from. Paths that don't exist yet are compared by name.
 */
export function isSameFile(one: string, other: string): boolean {
  const identity = identityOf(one);
  return identity !== null && identity === identityOf(other);
}

/** The names of farm and test files. */
const reservedName = /^(?:.*\.)?farm\.json$|\.farm-test\.(?:json|ya?ml)$/i;

/** Whether a path, or the file that it links to, has the name of a farm or test file. */
export function hasReservedName(path: string): boolean {
  try {
    return reservedName.test(basename(realpathSync(path)));
  } catch {
    return reservedName.test(basename(path));
  }
}

/** Null if it is not a regular file: devices and pipes lose nothing when written to. */
function identityOf(path: string): string | null {
  const stats = statsOf(path);
  if (stats !== undefined) return stats.isFile() ? `${stats.dev}:${stats.ino}` : null;
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

function statsOf(path: string) {
  try {
    // As bigints: on Windows the numbers have 64 bits.
    return path === '-' ? fstatSync(0, { bigint: true }) : statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
