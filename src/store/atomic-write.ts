import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writing a file whole or not at all: a new file beside it, flushed, then put in its place in one step.
 * All of it is synchronous, so that Ctrl-C can't come between. Only who holds the file's lock may call it.
 *
 * Not the package atomically, which conf uses: on a full disk it takes a short write for a whole one.
 */

/**
 * Replaces the text of an existing file (not the link that leads to it); mode and, where allowed, owner stay.
 * @throws an EACCES error for a file that may not be written, though its folder would let it be replaced
 */
export function replaceFile(path: string, text: string): void {
  const target = realpathSync(path);
  accessSync(target, constants.W_OK);
  withNewFile(target, text, statSync(target), (fresh) => moveOver(fresh, target));
}

/** Creates a file. @throws an EEXIST error when anything, even a dangling link, stands at the path */
export function createFile(path: string, text: string): void {
  withNewFile(path, text, null, (fresh) => {
    if (linkTo(fresh, path)) {
      unlinkSync(fresh);
      return;
    }
    closeSync(openSync(path, 'wx'));
    try {
      moveOver(fresh, path);
    } catch (error) {
      removeIfThere(path);
      throw error;
    }
  });
}

/**
 * Lets another writer (conf) write the file, with a whole copy at hand: if what stands there afterwards is not the
 * text, as after a short write on a full disk, the copy takes its place.
 */
export function writeBesideCopy(path: string, text: string, write: () => void): void {
  const like = statSync(path, { throwIfNoEntry: false }) ?? null;
  const target = like === null ? path : realpathSync(path);
  withNewFile(target, text, like, (copy) => {
    write();
    if (readFileSync(target, 'utf8') === text) unlinkSync(copy);
    else moveOver(copy, target);
  });
}

/** A hard link is refused where the name is taken; a rename would replace it. False where the disk has no links. */
function linkTo(fresh: string, path: string): boolean {
  try {
    linkSync(fresh, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined && ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code))
      return false;
    throw error;
  }
}

/** Where a file beside this one is made; the name shows what is left over from a process that was killed. */
function freshPath(target: string): string {
  return join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.tmp`);
}

function withNewFile(
  target: string,
  text: string,
  like: Stats | null,
  put: (fresh: string) => void,
): void {
  removeLeftovers(target);
  const fresh = freshPath(target);
  try {
    writeFlushed(fresh, text, like);
    put(fresh);
  } catch (error) {
    removeIfThere(fresh);
    throw error;
  }
  flushFolder(dirname(target));
}

function writeFlushed(path: string, text: string, like: Stats | null): void {
  const file = openSync(path, 'wx', like === null ? 0o666 : 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (like === null || process.platform === 'win32') return;
  keepOwner(path, like);
  chmodSync(path, like.mode & 0o7777);
}

/** Only root can give a file away; others keep at least the group where they may. */
function keepOwner(path: string, { uid, gid }: Stats): void {
  const own = statSync(path);
  if (own.uid === uid && own.gid === gid) return;
  for (const owner of [uid, own.uid]) {
    try {
      chownSync(path, owner, gid);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    }
  }
}

/** On Windows a virus scanner may hold the file for a moment: it is tried again for a second. */
function moveOver(fresh: string, target: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(fresh, target);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const busy =
        process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY');
      if (!busy || attempt === 20) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

/** Whoever holds the lock is the only writer, so any new file found here belongs to one that was killed. */
function removeLeftovers(target: string): void {
  const start = `.${basename(target)}.`;
  for (const name of readdirSync(dirname(target))) {
    if (!name.startsWith(start) || !/^[0-9a-f-]{36}\.tmp$/.test(name.slice(start.length))) continue;
    removeIfThere(join(dirname(target), name));
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Not there, or not ours to remove: the write itself has already been told.
  }
}

/** Makes the new name survive a power cut; where folders can't be flushed (Windows) the system sees to it. */
function flushFolder(path: string): void {
  let folder: number | undefined;
  try {
    folder = openSync(path, 'r');
    fsyncSync(folder);
  } catch {
    // The text is safe in either place; only which name it has is in doubt.
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
