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
 * One writer at a time, recorded in `<file>.lock`. A lock is taken over immediately if its process has certainly ended; if
 * that is unknown, for example for a process of another computer or container, `farm unlock` removes it.
 *
 * Two processes that take over the same dead lock must not remove each other's new lock. So each first locks the dead lock
 * itself (`<lock>.<id of the dead lock>`, by the same rules), and removes it only if it is still the same lock.
 */

const longestWait = 5_000;

/** The locks that this process holds, by the path of the lock. */
const held = new Map<string, Holder>();

/** The path of a file's lock; all links to the file share one lock. */
export function lockPathOf(path: string): string {
  try {
    return `${realpathSync(path)}.lock`;
  } catch {
    return `${path}.lock`;
  }
}

/**
 * Runs `work` while holding the lock of a file.
 * @throws FarmError E_LOCKED if another process holds it for longer than five seconds, E_CANNOT_WRITE if the lock's path is
 *   not a regular file; file system errors unchanged
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

/** Creates the lock with its content in one step: no process reads an incomplete lock. False if another process has it. */
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
    // ENOENT: the holder of the lock removed the new file together with leftovers of killed processes.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    // The disk has no hard links.
    return createNew(lock, text);
  } finally {
    removeIfExists(fresh);
  }
}

/** In two steps, creating and writing: a process killed in between leaves an empty lock, which `farm unlock` removes. */
function createNew(lock: string, text: string): boolean {
  try {
    writeFileSync(lock, text, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // Windows returns EPERM while a removed lock is still open somewhere.
    if (code === 'EEXIST' || (code === 'EPERM' && process.platform === 'win32')) return false;
    if (syscall !== 'open') removeIfExists(lock);
    throw error;
  }
}

/** Removes a lock if it still has this holder; false while another process is about to remove it. */
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

/** @throws FarmError E_LOCKED if our lock of a file was removed: another process may be changing the file now */
export function assertLocked(path: string): void {
  const lock = lockPathOf(path);
  if (isStillOurs(lock)) return;
  throw new FarmError({
    code: 'E_LOCKED',
    message: `the lock of ${shownPath(path)} was removed by another process.`,
    why: 'That process may be changing the file; nothing was saved.',
    nextStep: 'run the command again',
  });
}

function isStillOurs(lock: string): boolean {
  const ours = held.get(lock);
  return ours !== undefined && readLock(lock)?.holder?.id === ours.id;
}

/** Removes our lock, but not one that another process created after `farm unlock` removed ours. */
function release(lock: string): void {
  try {
    if (isStillOurs(lock)) unlinkSync(lock);
  } catch {
    // A lock that can't be removed is taken over by the next process, because this one will have ended.
  } finally {
    held.delete(lock);
  }
}

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Releases the lock if the process ends before its work does. If a signal has other listeners, they decide: if they exit,
 * the lock is released on exit; if they don't, the work continues and needs the lock.
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

function removeIfExists(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Missing, or not removable.
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
    ? 'run the command again when that process has ended'
    : sentence`run the command again; if you know that the process has ended, first: ${unlock}`;
}

/** The holder of a lock and since when, as a phrase. */
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

/** How long ago, in the largest unit that fits. Clocks of two computers may differ: never negative. */
function age(milliseconds: number): string {
  const [unit, length] = units.find((one) => milliseconds >= one[1]) ?? (['second', 1000] as const);
  const count = Math.max(0, Math.floor(milliseconds / length));
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
