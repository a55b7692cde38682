import { FarmError } from '../../domain/model/index.js';

/**
 * What Ctrl-C can still stop. A signal arrives between two steps of the program, never inside a synchronous one: a write
 * that asks `refuseWhenStopped` and notes its file in one synchronous step is either stopped or reported, never neither.
 */

const written = new Set<string>();
let stopped = false;

/** Notes that a file has its new content; to be called in the same synchronous step as the write. */
export function noteWritten(path: string): void {
  written.add(path);
}

/** From now on no file is written; returns those that this process has written, absolute. */
export function stopWriting(): readonly string[] {
  stopped = true;
  return [...written];
}

/** @throws FarmError E_INTERRUPTED after `stopWriting`: the run has been interrupted, but still goes on for a moment */
export function refuseWhenStopped(): void {
  if (!stopped) return;
  throw new FarmError({
    code: 'E_INTERRUPTED',
    message: 'interrupted.',
    nextStep: 'run the command again when you are ready',
  });
}
