import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { noteWritten, refuseWhenStopped } from './interruption.js';
import { cannotWrite } from './write-errors.js';

/**
 * Atomic writes: a new file in the same folder is written, flushed, and renamed over the old one. All changes to the disk
 * happen synchronously, so that Ctrl-C can't interrupt them. Callers must hold the file's lock.
 *
 * The package atomically, which conf uses, is not used: on a full disk it takes a short write for a complete one.
 */

/**
 * Replaces the text of an existing file (not a link to it); owner, mode, ACL and xattrs are kept.
 * @throws FarmError E_CANNOT_WRITE for a file with hard links, E_INTERRUPTED; an EACCES error for a read-only file, even if
 *   its folder would allow replacing it
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const put = await replacer();
  put(existingTarget(path), text, () => {});
}

/**
 * Creates a file.
 * @throws an EEXIST error if the path exists, even as a dangling link; FarmError E_INTERRUPTED
 */
export function createFile(path: string, text: string): void {
  refuseWhenStopped();
  removeLeftovers(path);
  withFresh(path, (fresh) => {
    writeFlushed(fresh, text, 0o666);
    if (linkTo(fresh, path)) {
      unlinkSync(fresh);
      return;
    }
    closeSync(openSync(path, 'wx'));
    try {
      moveOver(fresh, path);
    } catch (error) {
      removeIfExists(path);
      throw error;
    }
  });
  noteWritten(path);
}

/**
 * Lets another writer (conf) write the file, with a complete copy as a safeguard: the copy replaces what was written, to
 * keep the owner, mode, ACL and xattrs of the old file, or if the writer wrote only a part, as on a full disk. A new file
 * is readable by the user only.
 * @throws as `replaceFile`
 */
export async function writeBesideCopy(
  path: string,
  text: string,
  write: () => void,
): Promise<void> {
  const put = await replacer();
  refuseWhenStopped();
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) {
    put(existingTarget(path), text, write);
    return;
  }
  removeLeftovers(path);
  withFresh(path, (copy) => {
    writeFlushed(copy, text, 0o600);
    write();
    if (readFileSync(path, 'utf8') === text) unlinkSync(copy);
    else moveOver(copy, path);
  });
  noteWritten(path);
}

/** The file itself, if it can be replaced: it is writable, and has no hard link that would keep the old text. */
function existingTarget(path: string): string {
  const target = realpathSync(path);
  accessSync(target, constants.W_OK);
  // First: a process that was killed while creating the file left a second name.
  removeLeftovers(target);
  if (statSync(target).nlink > 1) {
    throw cannotWrite(
      path,
      'it has hard links, which would keep the old text',
      'replace it with a copy of itself to remove the hard links, then try again',
    );
  }
  return target;
}

/** The function that replaces a file; loaded on demand. It calls `before` just before the new text is put in place. */
async function replacer(): Promise<(target: string, text: string, before: () => void) => void> {
  if (process.platform === 'win32') return replaceByNewFile;
  const { copyWithAccess } = await import('./file-access.js');
  return (target, text, before) => {
    refuseWhenStopped();
    const replaced = withFresh(target, (fresh) => {
      if (!copyWithAccess(target, fresh) || !isLike(target, fresh) || !overwrite(fresh, text)) {
        return false;
      }
      before();
      moveOver(fresh, target);
      return true;
    });
    if (!replaced) writeInPlace(target, text);
    noteWritten(target);
  };
}

/** On Windows, a new file gets the access rights of its folder; rights of the old file alone are lost. */
function replaceByNewFile(target: string, text: string, before: () => void): void {
  refuseWhenStopped();
  withFresh(target, (fresh) => {
    writeFlushed(fresh, text, 0o666);
    before();
    moveOver(fresh, target);
  });
  noteWritten(target);
}

/** cp doesn't fail if only the owner or group can't be kept, for example for another user's file. */
function isLike(target: string, fresh: string): boolean {
  const [a, b] = [statSync(target), statSync(fresh)];
  return a.uid === b.uid && a.gid === b.gid && a.mode === b.mode;
}

/** Overwrites the file with the text; false if its mode forbids that. */
function overwrite(path: string, text: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return false;
    throw error;
  }
  try {
    putText(file, Buffer.from(text));
  } finally {
    closeSync(file);
  }
  return true;
}

/**
 * For a file whose owner, ACL or xattrs can't be copied to a new one: the user doesn't own it, or cp can't copy them.
 * Losing them would permanently change who can access the file, unnoticed. A write in place keeps them; its risk is a
 * crash during the write, and then the new text is in a second file, complete and flushed. That file is written first, so
 * a full disk fails before the old text is touched; if the write fails anyway, the old text is restored.
 */
function writeInPlace(target: string, text: string): void {
  const copy = freshPath(target);
  const old = readFileSync(target);
  const file = openSync(target, 'r+');
  try {
    writeFlushed(copy, text, 0o600);
    putOrRestore(file, Buffer.from(text), old, copy);
    unlinkSync(copy);
  } finally {
    closeSync(file);
  }
}

function putOrRestore(file: number, bytes: Buffer, old: Buffer, copy: string): void {
  try {
    putText(file, bytes);
  } catch (error) {
    // If this fails too, the disk is broken, and the copy is kept.
    putText(file, old);
    removeIfExists(copy);
    throw error;
  }
}

/** Replaces the content of an open file, and flushes it. */
function putText(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, at);
  ftruncateSync(file, bytes.length);
  fsyncSync(file);
}

/** A hard link fails if the name is taken; a rename would replace the file. False if the disk has no hard links. */
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

/** The path of a new temporary file; its name identifies leftovers of killed processes. */
function freshPath(target: string): string {
  return join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.tmp`);
}

/** Runs `put` with the path of a temporary file in the target's folder, which is removed if `put` fails. */
function withFresh<T>(target: string, put: (fresh: string) => T): T {
  const fresh = freshPath(target);
  let result: T;
  try {
    result = put(fresh);
  } catch (error) {
    removeIfExists(fresh);
    throw error;
  }
  if (result === false) removeIfExists(fresh);
  else flushFolder(dirname(target));
  return result;
}

/** Writes and flushes a new file; on failure, none is left. */
function writeFlushed(path: string, text: string, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    removeIfExists(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

/** On Windows a virus scanner may hold the file for a moment: retries for a second. */
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

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Names of farm's temporary files: a new file or a new lock (after a dot and the file's name), and a lock of a dead lock. */
const newFile = new RegExp(`^(?:lock[.])?(?:${uuid}[.])+tmp$`);
const lockOfLock = new RegExp(`^lock(?:[.]${uuid})+$`);

/**
 * The holder of the lock is the only writer, so any temporary file found here belongs to a killed process. A lock that is
 * being created may be removed too: its creator notices and tries again. Locks of locks that no longer exist protect
 * nothing.
 */
function removeLeftovers(target: string): void {
  const name = basename(target);
  for (const found of readdirSync(dirname(target))) {
    const isLeftover =
      (found.startsWith(`.${name}.`) && newFile.test(found.slice(name.length + 2))) ||
      (found.startsWith(`${name}.`) && lockOfLock.test(found.slice(name.length + 1)));
    if (isLeftover) removeIfExists(join(dirname(target), found));
  }
}

function removeIfExists(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Missing, or not removable: the write itself has already been reported.
  }
}

/** Makes the new name survive a power cut; if folders can't be flushed (Windows), the system does it. */
function flushFolder(path: string): void {
  let folder: number | undefined;
  try {
    folder = openSync(path, 'r');
    fsyncSync(folder);
  } catch {
    // The text is safe either way; only its name is uncertain.
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
