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
 * Writing a file whole or not at all: a new file beside it, flushed, then put in its place in one step.
 * From the first change of the disk to the last it is synchronous, so that Ctrl-C can't come between. Only who holds the
 * file's lock may call it.
 *
 * Not the package atomically, which conf uses: on a full disk it takes a short write for a whole one.
 */

/**
 * Replaces the text of an existing file (not the link that leads to it); owner, mode, ACL and xattrs stay.
 * @throws FarmError E_CANNOT_WRITE for a file with several names (hard links), E_INTERRUPTED; an EACCES error for a file
 *   that may not be written, though its folder would let it be replaced
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const put = await replacer();
  put(existingTarget(path), text, () => {});
}

/**
 * Creates a file.
 * @throws an EEXIST error when anything, even a dangling link, stands at the path; FarmError E_INTERRUPTED
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
      removeIfThere(path);
      throw error;
    }
  });
  noteWritten(path);
}

/**
 * Has another writer (conf) write the file, with a whole copy at hand: it takes the place of what was written, with the
 * owner, mode, ACL and xattrs of the older file, or where the other wrote only a part, as on a full disk. A new file is
 * for the user alone.
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

/** The file itself, which may be replaced: it can be written, and has no other name that would keep the old text. */
function existingTarget(path: string): string {
  const target = realpathSync(path);
  accessSync(target, constants.W_OK);
  // First: a process that was killed while it created the file has left a second name.
  removeLeftovers(target);
  if (statSync(target).nlink > 1) {
    throw cannotWrite(
      path,
      'it has more than one name (hard links), and the others would keep the old text',
      'make it a file of its own, such as by copying it and putting the copy in its place; then try again',
    );
  }
  return target;
}

/** What replaces a file; loaded on use, as only saving needs it. `before` is done just before the text is put in place. */
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

/** Windows gives a new file the access rights of its folder; those that only the file had are not kept. */
function replaceByNewFile(target: string, text: string, before: () => void): void {
  refuseWhenStopped();
  withFresh(target, (fresh) => {
    writeFlushed(fresh, text, 0o666);
    before();
    moveOver(fresh, target);
  });
  noteWritten(target);
}

/** cp doesn't fail where only the owner or the group can't be kept, as of a file that somebody else owns. */
function isLike(target: string, fresh: string): boolean {
  const [a, b] = [statSync(target), statSync(fresh)];
  return a.uid === b.uid && a.gid === b.gid && a.mode === b.mode;
}

/** Puts the text in the place of all that the file holds; false where its own mode forbids that. */
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
 * For a file whose owner, ACL or xattrs can't be given to a new one: by a user who doesn't own it, or where cp can't copy
 * them. To lose them would open or close the file to somebody for good, and nobody would notice. A write in place keeps
 * them; its risk is a crash in the very moment of the write, and then the new text is in a file beside, whole and flushed.
 * That file is made first, so a full disk refuses before the old text is touched; should the write fail nevertheless,
 * the old text is put back.
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
    // Where this fails too, the disk is broken, and the copy stays.
    putText(file, old);
    removeIfThere(copy);
    throw error;
  }
}

/** Makes the bytes all that an open file holds, and flushes it. */
function putText(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, at);
  ftruncateSync(file, bytes.length);
  fsyncSync(file);
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

/** Runs `put` with a path for a new file beside the target; what it leaves there is removed unless it succeeds. */
function withFresh<T>(target: string, put: (fresh: string) => T): T {
  const fresh = freshPath(target);
  let result: T;
  try {
    result = put(fresh);
  } catch (error) {
    removeIfThere(fresh);
    throw error;
  }
  if (result === false) removeIfThere(fresh);
  else flushFolder(dirname(target));
  return result;
}

/** Makes a new file, or none. */
function writeFlushed(path: string, text: string, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    removeIfThere(path);
    throw error;
  } finally {
    closeSync(file);
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

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** What farm makes beside a file: a new file or a new lock (after a dot and the file's name), and a lock of a dead lock. */
const newFile = new RegExp(`^(?:lock[.])?(?:${uuid}[.])+tmp$`);
const lockOfLock = new RegExp(`^lock(?:[.]${uuid})+$`);

/**
 * Whoever holds the lock is the only writer, so any new file found here belongs to one that was killed. A lock that is
 * being made goes too: its maker notices and tries again. So do locks of locks that no longer exist: they protect nothing.
 */
function removeLeftovers(target: string): void {
  const name = basename(target);
  for (const found of readdirSync(dirname(target))) {
    const isLeftover =
      (found.startsWith(`.${name}.`) && newFile.test(found.slice(name.length + 2))) ||
      (found.startsWith(`${name}.`) && lockOfLock.test(found.slice(name.length + 1)));
    if (isLeftover) removeIfThere(join(dirname(target), found));
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
