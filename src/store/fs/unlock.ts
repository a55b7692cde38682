import { existsSync, unlinkSync } from 'node:fs';
import { command, forFarmFile, sentence, FarmError } from '../../domain/model/index.js';
import { describeHolder, lockPathOf, removeLock, withLock } from './lock.js';
import { type FoundLock, judge, readLock, type Verdict } from './lock-holder.js';
import { shownPath } from './shown-path.js';
import { tellingWriteErrors } from './write-errors.js';

/** `farm unlock`: removing the lock of a process that can't be asked whether it still runs. */

/** What the lock of a file said, and that it is removed; `lock` is null where there was none. */
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
 * Removes the lock of a file. The lock of a process that is running only with `force`.
 * @throws FarmError E_REFUSED for a running process; E_NO_FARM where there is neither the file nor a lock; E_CANNOT_WRITE
 */
export async function unlock(path: string, force: boolean): Promise<Unlocked> {
  const file = shownPath(path);
  const lock = lockPathOf(path);
  return tellingWriteErrors(lock, async () => {
    const found = readLock(lock);
    if (found === null && !existsSync(path)) throw noSuchFile(file);
    if (found === null) return { file, lock: null };
    const verdict = judge(found);
    if (verdict.holder === 'alive' && !force) throw running(path, found);
    await remove(found);
    return { file, lock: describe(found, verdict) };
  });
}

/** Removes the lock that was found, and no later one. */
async function remove({ path, holder, writtenAt }: FoundLock): Promise<void> {
  // Two that remove one lock must not remove the new lock of a third.
  await withLock(`${path}.unlock`, async () => {
    if (holder === null) {
      const now = readLock(path);
      if (now?.holder === null && now.writtenAt === writtenAt) unlinkSync(path);
      return;
    }
    if (removeLock(path, holder)) return;
    // Who was about to remove it was killed.
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
    why: 'Without its lock, its changes or those of the next process would be lost.',
    nextStep: sentence`wait until it has ended, or: ${forFarmFile(command`unlock --force`, shownPath(path))}`,
  });
}

function noSuchFile(file: string): FarmError {
  return new FarmError({
    code: 'E_NO_FARM',
    message: `there is no file ${file}, and no lock of it.`,
    nextStep: 'name the file that is locked: --file PATH',
  });
}
