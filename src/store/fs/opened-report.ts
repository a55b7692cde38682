import { lstatSync, mkdtempSync, readdirSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { withWriteErrors } from './write-errors.js';

/** Reports that are written only to be looked at: each in a folder of its own, which only the user can read. */

const prefix = 'farm-open-';
const name = 'report.html';
/** Older ones are removed when the next is written, and all but this many. */
const mostKept = 10;
const longestKeptMs = 24 * 60 * 60 * 1000;

/**
 * Writes a report to a temporary file, and returns its path. Earlier ones that nobody needs any more are removed.
 * @throws FarmError E_CANNOT_WRITE
 */
export async function writeOpened(text: string): Promise<string> {
  const folder = tmpdir();
  return withWriteErrors(
    join(folder, `${prefix}report`),
    async () => {
      removeEarlier(folder);
      const path = join(mkdtempSync(join(folder, prefix)), name);
      writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
      return path;
    },
    'TMPDIR=FOLDER farm open',
  );
}

/** Removes folders that this function made for this user, if nothing else is in them. */
function removeEarlier(folder: string): void {
  const now = Date.now();
  const earlier = readdirSync(folder)
    .filter((one) => one.startsWith(prefix))
    .flatMap((one) => ownFolder(join(folder, one)))
    .toSorted((a, b) => b.time - a.time);
  for (const [at, { path, time }] of earlier.entries()) {
    if (at < mostKept - 1 && now - time < longestKeptMs) continue;
    try {
      unlinkSync(join(path, name));
      rmdirSync(path);
    } catch {
      // Another run removed it, or somebody put a file beside it: it stays.
    }
  }
}

function ownFolder(path: string): { path: string; time: number }[] {
  // A link isn't followed: whoever may write to the folder of temporary files could have made it.
  const stats = lstatSync(path, { throwIfNoEntry: false });
  const { uid } = userInfo();
  if (stats?.isDirectory() !== true || (uid >= 0 && stats.uid !== uid)) return [];
  return [{ path, time: stats.mtimeMs }];
}
