import { FarmError } from '../../domain/model/index.js';
import { shownPath } from './shown-path.js';

/** Errors of the file system when writing, with a reason and a next step. */

const reasons: Readonly<Record<string, readonly [reason: string, nextStep: string]>> = {
  ENOSPC: ['the disk is full', 'free some disk space, then try again'],
  EDQUOT: ['your disk quota is exceeded', 'free some disk space, then try again'],
  EFBIG: [
    'the file would exceed the size limit',
    'raise the limit, or specify another file: --file PATH',
  ],
  EROFS: ['the disk is read-only', 'specify a file on another disk: --file PATH'],
  EACCES: ['permission denied', 'get write permission for the file and its folder'],
  EPERM: ['operation not permitted', 'get write permission for that folder'],
  ENOENT: ['its folder does not exist', 'create the folder, or specify another file: --file PATH'],
  ENOTDIR: ['part of its path is not a folder', 'specify another file: --file PATH'],
  EEXIST: ['it is a broken symbolic link', 'remove the link, or specify another file: --file PATH'],
  EISDIR: ['it is a folder', 'specify a file: --file PATH'],
  ENAMETOOLONG: ['its name is too long', 'specify another file: --file PATH'],
  ELOOP: ['its symbolic links form a loop', 'fix the links, or specify another file: --file PATH'],
  EBUSY: ['another program is using it', 'close the other program, then try again'],
  EPIPE: ['its reader closed it', 'start the reader again, or specify a file: --file PATH'],
  EXDEV: ['it is a link to another disk', 'specify the file itself: --file PATH'],
};

/**
 * Runs `work`, and turns errors of the file system into ones that the user can act on; `flag` is the flag for another
 * file.
 * @throws FarmError E_CANNOT_WRITE; other errors unchanged
 */
export async function withWriteErrors<T>(
  path: string,
  work: () => Promise<T>,
  flag = '--file PATH',
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (error instanceof FarmError || code === undefined || syscall === undefined) throw error;
    const [reason, nextStep] = reasons[code] ?? [(error as Error).message, 'try again'];
    throw cannotWrite(path, reason, nextStep.replace('--file PATH', flag), error);
  }
}

/** Why writing failed, as a phrase. */
export function writeErrorReason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code]?.[0] ?? message;
}

/** The error that a file can't be written, with the reason as a phrase. */
export function cannotWrite(
  path: string,
  reason: string,
  nextStep: string,
  cause?: unknown,
): FarmError {
  return new FarmError({
    code: 'E_CANNOT_WRITE',
    message: `${shownPath(path)} can't be written: ${reason}.`,
    why: 'Nothing was changed.',
    nextStep,
    cause,
  });
}
