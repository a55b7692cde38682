import { FarmError } from '../../domain/model/index.js';
import { shownPath } from './shown-path.js';

/** What the system says when a file can't be written, in words that help. */

const reasons: Readonly<Record<string, readonly [reason: string, nextStep: string]>> = {
  ENOSPC: ['the disk is full', 'make room on the disk, then try again'],
  EDQUOT: ['your disk quota is used up', 'make room, then try again'],
  EFBIG: [
    'the file would be larger than allowed here',
    'raise the limit, or name another file: --file PATH',
  ],
  EROFS: ['the disk is read-only', 'name a file on another disk: --file PATH'],
  EACCES: ['you have no permission', 'ask for the permission to write the file and its folder'],
  EPERM: ['the system does not permit it', 'ask for the permission to write in that folder'],
  ENOENT: ['its folder does not exist', 'make the folder first, or name another file: --file PATH'],
  ENOTDIR: ['its folder is not a folder', 'name another file: --file PATH'],
  EEXIST: [
    'a link that leads nowhere has its name',
    'remove the link, or name another file: --file PATH',
  ],
  EISDIR: ['it is a folder', 'name a file: --file PATH'],
  ENAMETOOLONG: ['its name is too long', 'name another file: --file PATH'],
  ELOOP: ['its links lead in a circle', 'mend the links, or name another file: --file PATH'],
  EBUSY: ['another program holds it', 'close the other program, then try again'],
  EPIPE: ['its reader has closed it', 'start the reader again, or name a file: --file PATH'],
  EXDEV: ['it leads to another disk', 'name the file itself: --file PATH'],
};

/**
 * Runs `work`, and tells a refusal of the file system as one that the user can act on; `flag` is the one that names
 * the file.
 * @throws FarmError E_CANNOT_WRITE; any other error as it is
 */
export async function tellingWriteErrors<T>(
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

/** The refusal to write a file, with the reason as half a sentence. */
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
