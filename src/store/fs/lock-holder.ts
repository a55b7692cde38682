import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  statfsSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { shownPath } from './shown-path.js';
import { cannotWrite } from './write-errors.js';

/** The holder of a lock, and whether that process is still running, as far as it can be determined from here. */

/** The content of a lock file. Null: not available on the holder's system. */
export interface Holder {
  /** Distinguishes two locks of one process. */
  id: string;
  pid: number;
  host: string;
  /** When the lock was taken, ISO 8601. */
  time: string;
  /** Differs after each start of the computer. */
  bootId: string | null;
  /** Process ids are valid in one namespace only: every container has its own, from 1. */
  pidNamespace: string | null;
  /** When the process started, in clock ticks since boot: distinguishes two processes with one id. */
  startTime: string | null;
}

/** A lock file that was found. */
export interface FoundLock {
  path: string;
  /** Null if the file can't be read or was not written by farm. */
  holder: Holder | null;
  /** When the file was last written, milliseconds since 1970. */
  writtenAt: number;
}

/** Whether the holder of a lock still runs; `reason` is a complete sentence. */
export interface Verdict {
  holder: 'alive' | 'dead' | 'unknown';
  reason: string;
}

/** This process, as the holder of a new lock. */
export function thisHolder(): Holder {
  return {
    id: crypto.randomUUID(),
    pid: process.pid,
    host: hostname(),
    time: new Date().toISOString(),
    ...here(),
    startTime: fieldsOf('self')?.startTime ?? null,
  };
}

/**
 * The lock at a path; null if there is none.
 * @throws FarmError E_CANNOT_WRITE if the path of the lock is not a regular file
 */
export function readLock(path: string): FoundLock | null {
  try {
    const stats = lstatSync(path);
    if (!stats.isFile()) throw notALock(path);
    return { path, holder: parseHolder(readSmallFile(path)), writtenAt: stats.mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whether the holder of a lock still runs. Only `dead` is certain enough to take the lock over. */
export function judge({ path, holder }: FoundLock): Verdict {
  if (holder === null) return unknown("The lock can't be read, so its process is unknown.");
  const { bootId, pidNamespace } = here();
  const isOtherBoot = holder.bootId !== null && bootId !== null && holder.bootId !== bootId;
  if (isOtherBoot && isLocalDisk(path))
    return dead('The computer has been restarted since, so that process has ended.');
  if (holder.host !== hostname()) return unknown('That process is on another computer.');
  if (isOtherBoot) {
    return unknown(
      'That process is on another computer of this name, or ended when this one was restarted.',
    );
  }
  // Only Linux has them, and process namespaces; elsewhere host and process id are enough.
  if (process.platform === 'linux' && (holder.bootId === null || bootId === null)) {
    return unknown('The lock does not show whether its process is still running.');
  }
  if (holder.pidNamespace !== pidNamespace) return unknown('That process is in another container.');
  return judgeProcess(holder);
}

/** Judges a process of this computer and this container. */
function judgeProcess({ pid, startTime }: Holder): Verdict {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: another user's process.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return dead('That process has ended.');
  }
  const fields = canLookUp() ? fieldsOf(String(pid)) : null;
  if (fields?.hasEnded === true) return dead('That process has ended.');
  if (fields !== null && startTime !== null && fields.startTime !== startTime) {
    return dead('That process has ended; another process has its id now.');
  }
  return { holder: 'alive', reason: 'That process is running.' };
}

function dead(reason: string): Verdict {
  return { holder: 'dead', reason };
}

function unknown(reason: string): Verdict {
  return { holder: 'unknown', reason };
}

/** Boot id and PID namespace of this process; null if there is no /proc. */
function here(): Pick<Holder, 'bootId' | 'pidNamespace'> {
  return {
    bootId: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: orNull(() => readlinkSync('/proc/self/ns/pid')),
  };
}

/** Whether /proc is of our namespace. In a container that mounts the host's /proc, our ids are of other processes. */
function canLookUp(): boolean {
  return orNull(() => readlinkSync('/proc/self')) === String(process.pid);
}

/** Fields 3 (state) and 22 (start time) of /proc/PID/stat; null if they can't be read. */
function fieldsOf(pid: string): { hasEnded: boolean; startTime: string } | null {
  const stat = orNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  // Field 2 is a name that may contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTime = fields[22 - 3] ?? '';
  // A zombie has ended, but its id is still in use.
  return { hasEnded: /^[ZXx]$/.test(fields[0] ?? ''), startTime };
}

/** File systems that only one computer can write, by the number from statfs: ext, XFS, Btrfs, tmpfs, overlay, ZFS, F2FS. */
const localDisks: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010,
]);

/** Whether only this computer can have written the file, so that its processes from before the last boot have ended. */
function isLocalDisk(path: string): boolean {
  return localDisks.has(orNull(() => statfsSync(path).type) ?? 0);
}

/** No system has larger process ids; Node accepts 32 bits only. */
const largestPid = 2 ** 31 - 1;

/** No lock is larger (bytes). */
const mostBytes = 4096;

/** The text of a small file; empty if it is larger or not readable. The path may be a pipe by now: never blocks. */
function readSmallFile(path: string): string {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') return '';
    throw error;
  }
  try {
    const stats = fstatSync(file);
    return stats.isFile() && stats.size <= mostBytes ? readFileSync(file, 'utf8') : '';
  } finally {
    closeSync(file);
  }
}

function parseHolder(text: string): Holder | null {
  let found: Partial<Holder>;
  try {
    found = (JSON.parse(text) ?? {}) as Partial<Holder>;
  } catch {
    return null;
  }
  const { id, pid, host, time } = found;
  // The id becomes part of a file name, so only the format that farm writes is accepted.
  if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) return null;
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid <= 0 || pid > largestPid)
    return null;
  if (typeof host !== 'string' || typeof time !== 'string') return null;
  if (Number.isNaN(Date.parse(time))) return null;
  const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    id,
    pid,
    host,
    time,
    bootId: textOrNull(found.bootId),
    pidNamespace: textOrNull(found.pidNamespace),
    startTime: textOrNull(found.startTime),
  };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function notALock(path: string) {
  return cannotWrite(path, 'it is not a regular file', `rename or delete ${shownPath(path)}`);
}
