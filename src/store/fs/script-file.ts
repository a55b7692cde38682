import { lstatSync } from 'node:fs';
import { FarmError } from '../../domain/model/index.js';
import { writeReport } from './report-file.js';
import { shownPath } from './shown-path.js';

/**
 * Writes a script that farm made, for somebody to carry elsewhere; one that exists is replaced only with `force`, because
 * it may have been edited or signed.
 * @throws FarmError E_EXISTS, E_CANNOT_WRITE, E_LOCKED, E_INTERRUPTED
 */
export async function writeScript(path: string, text: string, force: boolean): Promise<void> {
  if (!force) refuseExisting(path);
  await writeReport(path, text, '--output FILE');
}

/** @throws FarmError E_EXISTS for a file that exists */
export function refuseExisting(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === true) {
    throw new FarmError({
      code: 'E_EXISTS',
      message: `${shownPath(path)} already exists.`,
      why: 'It may have been changed since it was written.',
      nextStep: 'specify another file with --output, or replace it with --force',
    });
  }
}
