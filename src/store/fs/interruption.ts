import { FarmError } from '../../domain/model/index.js';

/**
 * Writes and Ctrl-C. A signal arrives between two steps of the program, never inside a synchronous one: a write that calls
 * `refuseWhenStopped` and `noteWritten` in one synchronous step is always either stopped or reported.
 */

const written = new Set<string>();
let stopped = false;

/** Records that a file has its new content; call it in the same synchronous step as the write. */
export function noteWritten(path: string): void {
  written.add(path);
}

/** From now on no file is written; returns the files that this process has written, absolute. */
export function stopWriting(): readonly string[] {
  stopped = true;
  return [...written];
}

/** @throws FarmError E_INTERRUPTED after `stopWriting`: the run was interrupted, but code may still run for a moment */
export function refuseWhenStopped(): void {
  if (!stopped) return;
  throw new FarmError({
    code: 'E_INTERRUPTED',
    message: 'interrupted.',
    nextStep: 'run the command again when you are ready',
  });
}
