import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { FarmError } from '../domain/errors.js';
import { shownPath } from './shown-path.js';

/**
 * One writer at a time: `<file>.lock` beside the file says who. A lock whose process has died is taken over at once.
 *
 * Two that take over the same dead lock must not remove each other's new one. So a taker first locks the dead lock
 * itself (`<lock>.<id of the dead lock>`, by the very same rules), and removes it only if it is still that one.
 */

interface Holder {
  pid: number;
  host: string;
  /** When the lock was taken, ISO 8601. */
  time: string;
  /** Tells two locks of one process apart. */
  id: string;
}

const longestWait = 5_000;
/** A lock without a legible holder is one being written just now, unless it is older than this (milliseconds). */
const longestBirth = 2_000;

/** Locks of this very process: a lock with our pid that isn't among them was left by a dead process of that number. */
const held = new Map<string, Holder>();

/**
 * Runs `work` while holding the lock of a file.
 * @throws FarmError E_LOCKED when another process holds it for longer than five seconds; file errors as they come
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await acquire(lock);
  const forgetExits = releaseOnExit(lock);
  try {
    return await work();
  } finally {
    release(lock);
    forgetExits();
  }
}

async function acquire(lock: string): Promise<void> {
  const start = Date.now();
  while (!tryAcquire(lock)) {
    if (Date.now() - start > longestWait) throw lockedBy(lock, readHolder(lock));
    // The spread keeps waiting processes from knocking in step.
    await sleep(20 + Math.random() * 30);
  }
}

function tryAcquire(lock: string): boolean {
  if (create(lock)) return true;
  const holder = readHolder(lock);
  if (holder === null) return create(lock);
  if (isAlive(lock, holder)) return false;
  return removeDead(lock, holder) && create(lock);
}

function create(lock: string): boolean {
  const holder = {
    pid: process.pid,
    host: hostname(),
    time: new Date().toISOString(),
    id: crypto.randomUUID(),
  };
  let file: number;
  try {
    file = openSync(lock, 'wx', 0o644);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Windows says EPERM while a removed lock is still open somewhere.
    if (code === 'EEXIST' || (code === 'EPERM' && process.platform === 'win32')) return false;
    throw error;
  }
  held.set(lock, holder);
  try {
    writeSync(file, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    held.delete(lock);
    unlinkSync(lock);
    throw error;
  } finally {
    closeSync(file);
  }
  return true;
}

/** Whether the dead lock is gone now. */
function removeDead(lock: string, dead: Holder): boolean {
  const claim = `${lock}.${dead.id}`;
  if (!tryAcquire(claim)) return false;
  try {
    if (readHolder(lock)?.id === dead.id) unlinkSync(lock);
    return true;
  } finally {
    release(claim);
  }
}

/** Who holds the lock; null when it is gone. An illegible lock has a holder without a process. */
function readHolder(lock: string): Holder | null {
  try {
    const text = readFileSync(lock, 'utf8');
    const { mtime, mtimeMs } = statSync(lock);
    return (
      parseHolder(text) ?? {
        pid: 0,
        host: '',
        time: mtime.toISOString(),
        id: `unread-${Math.floor(mtimeMs)}`,
      }
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const { pid = 0, host, time, id = '' } = JSON.parse(text) as Partial<Holder>;
    // The id becomes part of a file name, so nothing but what we write is believed.
    if (!Number.isSafeInteger(pid) || pid <= 0 || !/^[0-9a-f-]{36}$/.test(id)) return null;
    return { pid, host: String(host), time: String(time), id };
  } catch {
    return null;
  }
}

function isAlive(lock: string, { pid, host, time }: Holder): boolean {
  if (pid === 0) return Date.now() - Date.parse(time) < longestBirth;
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(lock);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes the lock if it is still ours: somebody may have deleted it by hand. */
function release(lock: string): void {
  const ours = held.get(lock);
  held.delete(lock);
  try {
    if (ours !== undefined && readHolder(lock)?.id === ours.id) unlinkSync(lock);
  } catch {
    // A lock that can't be removed is taken over by the next, as this process will be gone.
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

function lockedBy(lock: string, holder: Holder | null): FarmError {
  const who =
    holder === null || holder.pid === 0
      ? 'another process'
      : `process ${holder.pid} on ${holder.host}, since ${holder.time}`;
  return new FarmError({
    code: 'E_LOCKED',
    message: `the farm is being changed by ${who}.`,
    why: `Two at once would lose one's changes; the lock is ${shownPath(lock)}.`,
    nextStep: `try again; if that process is no longer running, delete ${shownPath(lock)}`,
  });
}
