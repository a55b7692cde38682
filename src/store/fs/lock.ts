import { linkSync, realpathSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  command,
  forFarmFile,
  type NextStep,
  sentence,
  type SuggestedCommand,
  FarmError,
} from '../../domain/model/index.js';
import {
  type FoundLock,
  type Holder,
  judge,
  readLock,
  thisHolder,
  type Verdict,
} from './lock-holder.js';
import { shownPath } from './shown-path.js';

/**
 * One writer at a time: `<file>.lock` beside the file says who. A lock is taken over at once if its process is known to
 * have ended; where that can't be known, such as of a process of another computer or container, `farm unlock` removes it.
 *
 * Two that take over the same dead lock must not remove each other's new one. So a taker first locks the dead lock
 * itself (`<lock>.<id of the dead lock>`, by the very same rules), and removes it only if it is still that one.
 */

const longestWait = 5_000;

/** The locks that this process holds, by the path of the lock. */
const held = new Map<string, Holder>();

/** The lock of a file; all names that lead to the file by links have one lock. */
export function lockPathOf(path: string): string {
  try {
    return `${realpathSync(path)}.lock`;
  } catch {
    return `${path}.lock`;
  }
}

/**
 * Runs `work` while holding the lock of a file.
 * @throws FarmError E_LOCKED when another process holds it for longer than five seconds, E_CANNOT_WRITE for something
 *   else under the name of the lock; file errors as they come
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = lockPathOf(path);
  await acquire(lock, path);
  const forgetExits = releaseOnExit(lock);
  try {
    return await work();
  } finally {
    release(lock);
    forgetExits();
  }
}

async function acquire(lock: string, path: string): Promise<void> {
  const start = Date.now();
  while (!tryAcquire(lock)) {
    if (Date.now() - start > longestWait) {
      const found = readLock(lock);
      if (found !== null) throw lockedError(path, found);
    }
    // The jitter prevents lockstep retries.
    await sleep(20 + Math.random() * 30);
  }
}

function tryAcquire(lock: string): boolean {
  const found = readLock(lock);
  if (found === null) return create(lock);
  if (judge(found).holder !== 'dead' || found.holder === null) return false;
  return removeLock(lock, found.holder) && create(lock);
}

/** Makes the lock with all that it says in one step: a reader never finds half of one. False where somebody else has it. */
function create(lock: string): boolean {
  const holder = thisHolder();
  const text = `${JSON.stringify(holder)}\n`;
  const made = process.platform === 'win32' ? createNew(lock, text) : createLinked(lock, text);
  if (made) held.set(lock, holder);
  return made;
}

function createLinked(lock: string, text: string): boolean {
  const fresh = join(dirname(lock), `.${basename(lock)}.${crypto.randomUUID()}.tmp`);
  try {
    writeFileSync(fresh, text, { flag: 'wx', mode: 0o644 });
    linkSync(fresh, lock);
    return true;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== 'link') throw error;
    // ENOENT: who holds the lock has cleared the new file away with what killed processes left.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    // The disk has no hard links.
    return createNew(lock, text);
  } finally {
    removeIfThere(fresh);
  }
}

/** In two steps, creating and writing: who is killed in between leaves an empty lock, which only `farm unlock` removes. */
function createNew(lock: string, text: string): boolean {
  try {
    writeFileSync(lock, text, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // Windows says EPERM while a removed lock is still open somewhere.
    if (code === 'EEXIST' || (code === 'EPERM' && process.platform === 'win32')) return false;
    if (syscall !== 'open') removeIfThere(lock);
    throw error;
  }
}

/** Removes a lock if it is still that of the holder; false while somebody else is about to remove it. */
export function removeLock(lock: string, holder: Holder): boolean {
  const claim = `${lock}.${holder.id}`;
  if (!tryAcquire(claim)) return false;
  try {
    if (readLock(lock)?.holder?.id === holder.id) unlinkSync(lock);
    return true;
  } finally {
    release(claim);
  }
}

/** @throws FarmError E_LOCKED where our lock of a file was removed: another process may be changing the file now */
export function assertLocked(path: string): void {
  const lock = lockPathOf(path);
  if (isStillOurs(lock)) return;
  throw new FarmError({
    code: 'E_LOCKED',
    message: `the lock of ${shownPath(path)} was removed by another process.`,
    why: 'That process may be changing the file; nothing was saved.',
    nextStep: 'run the same command again',
  });
}

function isStillOurs(lock: string): boolean {
  const ours = held.get(lock);
  return ours !== undefined && readLock(lock)?.holder?.id === ours.id;
}

/** Removes our lock; never one that another has made after ours was removed by `farm unlock`. */
function release(lock: string): void {
  try {
    if (isStillOurs(lock)) unlinkSync(lock);
  } catch {
    // A lock that can't be removed is taken over by the next, as this process will have ended.
  } finally {
    held.delete(lock);
  }
}

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Lets go when the process ends before its work does. Where somebody else listens to a signal, they decide: if they
 * exit, the lock goes with the exit; if they don't, the work goes on and needs it.
 */
function releaseOnExit(lock: string): () => void {
  const onExit = (): void => release(lock);
  const onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    release(lock);
    forget();
    process.kill(process.pid, signal);
  };
  const forget = (): void => {
    process.off('exit', onExit);
    for (const signal of endingSignals) process.off(signal, onSignal);
  };
  process.on('exit', onExit);
  for (const signal of endingSignals) process.on(signal, onSignal);
  return forget;
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Not there, or not ours to remove.
  }
}

function lockedError(path: string, found: FoundLock): FarmError {
  const verdict = judge(found);
  const unlock = forFarmFile(command`unlock`, shownPath(path));
  return new FarmError({
    code: 'E_LOCKED',
    message: `${shownPath(path)} is locked by ${describeHolder(found)}.`,
    why: `${verdict.reason} Two edits at the same time would lose one of them; the lock is ${shownPath(found.path)}.`,
    nextStep: nextStep(verdict, unlock),
  });
}

function nextStep({ holder }: Verdict, unlock: SuggestedCommand): NextStep {
  return holder === 'alive'
    ? 'run the same command again when that process has ended'
    : sentence`run the same command again; if you know that the process has ended, first: ${unlock}`;
}

/** Who holds a lock and since when, as half a sentence. */
export function describeHolder({ holder, writtenAt }: FoundLock): string {
  const who = holder === null ? 'an unknown process' : `process ${holder.pid} on ${holder.host}`;
  const since = holder?.time ?? new Date(writtenAt).toISOString();
  return `${who}, since ${since} (${age(Date.now() - Date.parse(since))})`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** How long ago something was, in the largest unit that fits. Clocks of two computers may differ: no time is negative. */
function age(milliseconds: number): string {
  const [unit, length] = units.find((one) => milliseconds >= one[1]) ?? (['second', 1000] as const);
  const count = Math.max(0, Math.floor(milliseconds / length));
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
