import { FarmError } from '../domain/model/index.js';

/**
 * Errors of the operating system that no reader or writer has handled: a name too long, a working directory that was
 * deleted. They are not bugs, and the user can act on them.
 */

/** The error as a FarmError, or undefined if it isn't an error of the operating system. */
export function asSystemError(thrown: unknown): FarmError | undefined {
  if (!(thrown instanceof Error) || !('syscall' in thrown) || !('code' in thrown)) return undefined;
  const { code, syscall, path } = thrown as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd') {
    return new FarmError({
      code: 'E_UNREADABLE',
      message: 'the current directory no longer exists.',
      nextStep: 'change to another directory, then run the command again',
      cause: thrown,
    });
  }
  const reason = reasons[code ?? ''];
  if (path === undefined || reason === undefined) return undefined;
  const writes = writingCalls.has(syscall ?? '');
  return new FarmError({
    code: writes ? 'E_CANNOT_WRITE' : 'E_UNREADABLE',
    message: `${path} can't be ${writes ? 'written' : 'read'}: ${reason}.`,
    nextStep: 'specify another file',
    cause: thrown,
  });
}

/** Errors that no program can prevent; any other error should have been handled by farm. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EIO: 'the device reports an error',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many files are open',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EPERM: 'permission denied',
  ESTALE: 'the network drive is no longer available',
};

const writingCalls = new Set(['copyfile', 'link', 'mkdir', 'rename', 'symlink', 'unlink', 'write']);
