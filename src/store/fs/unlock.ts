import { existsSync, unlinkSync } from 'node:fs';
import { command, forFarmFile, sentence, FarmError } from '../../domain/model/index.js';
import { describeHolder, lockPathOf, removeLock, withLock } from './lock.js';
import { type FoundLock, judge, readLock, type Verdict } from './lock-holder.js';
import { shownPath } from './shown-path.js';
import { withWriteErrors } from './write-errors.js';

/** `farm unlock`: removes the lock of a process that may have ended. */

/** The lock that was removed; `lock` is null if there was none. */
export interface Unlocked {
  file: string;
  lock: {
    file: string;
    /** Null for a lock that can't be read. */
    pid: number | null;
    host: string | null;
    /** ISO 8601. */
    since: string;
    /** Process, computer, since when and how long ago. */
    heldBy: string;
    holder: Verdict['holder'];
    reason: string;
  } | null;
}

/**
 * Removes the lock of a file; the lock of a running process only with `force`.
 * @throws FarmError E_REFUSED for a running process; E_NO_FARM if there is neither the file nor a lock; E_CANNOT_WRITE
 */
export async function unlock(path: string, force: boolean): Promise<Unlocked> {
  const file = shownPath(path);
  const lock = lockPathOf(path);
  return withWriteErrors(lock, async () => {
    const found = readLock(lock);
    if (found === null && !existsSync(path)) throw noSuchFile(file);
    if (found === null) return { file, lock: null };
    const verdict = judge(found);
    if (verdict.holder === 'alive' && !force) throw running(path, found);
    await remove(found);
    return { file, lock: describe(found, verdict) };
  });
}

/** Removes the lock that was found, but no newer one. */
async function remove({ path, holder, writtenAt }: FoundLock): Promise<void> {
  // Two processes that remove one lock must not remove the new lock of a third.
  await withLock(`${path}.unlock`, async () => {
    if (holder === null) {
      const now = readLock(path);
      if (now?.holder === null && now.writtenAt === writtenAt) unlinkSync(path);
      return;
    }
    if (removeLock(path, holder)) return;
    // The process that was about to remove it was killed.
    const claim = readLock(`${path}.${holder.id}`);
    if (claim !== null && judge(claim).holder !== 'alive') unlinkSync(claim.path);
    removeLock(path, holder);
  });
}

function describe(found: FoundLock, { holder, reason }: Verdict): Unlocked['lock'] {
  return {
    file: shownPath(found.path),
    pid: found.holder?.pid ?? null,
    host: found.holder?.host ?? null,
    since: found.holder?.time ?? new Date(found.writtenAt).toISOString(),
    heldBy: describeHolder(found),
    holder,
    reason,
  };
}

function running(path: string, found: FoundLock): FarmError {
  return new FarmError({
    code: 'E_REFUSED',
    message: `${shownPath(path)} is locked by ${describeHolder(found)}, and that process is running.`,
    why: 'Without the lock, changes of that process or the next one would be lost.',
    nextStep: sentence`wait until it has ended, or: ${forFarmFile(command`unlock --force`, shownPath(path))}`,
  });
}

function noSuchFile(file: string): FarmError {
  return new FarmError({
    code: 'E_NO_FARM',
    message: `there is no file ${file}, and no lock for it.`,
    nextStep: 'specify the locked file: --file PATH',
  });
}
