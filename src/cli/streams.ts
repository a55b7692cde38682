import { command, FarmError } from '../domain/model/index.js';

/** Writing to standard output and standard error, where a reader may have gone or a disk be full. */

/** The streams on which something was written. */
const begun = new Set<NodeJS.WritableStream>();
let closed = false;

/**
 * Writes text and waits until it is out. A reader that has gone (`farm … | head`) ends it quietly. After `closeOutput`
 * it waits for good.
 * @throws FarmError E_CANNOT_WRITE when the stream takes nothing more, such as on a full disk
 */
export function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (closed) return new Promise(() => {});
  begun.add(stream);
  return writeLast(stream, text);
}

/** From now on nothing is printed but by `writeLast`: the run was interrupted, but still goes on for a moment. */
export function closeOutput(): void {
  closed = true;
}

/** Whether something was written on a stream, if only in part. */
export function hasBegun(stream: NodeJS.WritableStream): boolean {
  return begun.has(stream);
}

/** As `write`, also after `closeOutput`. @throws FarmError E_CANNOT_WRITE */
export function writeLast(stream: NodeJS.WritableStream, text: string): Promise<void> {
  // oclif's own listener would throw what the callback tells, and end in a stack.
  stream.removeAllListeners('error').on('error', ignore);
  return new Promise((resolve, reject) => {
    stream.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (error === null || error === undefined || error.code === 'EPIPE') resolve();
      else reject(cannotWrite(error));
    });
  });
}

function ignore(): void {
  // The callback of the write tells it.
}

function cannotWrite(cause: NodeJS.ErrnoException): FarmError {
  return new FarmError({
    code: 'E_CANNOT_WRITE',
    message: `the output can't be written: ${cause.message}.`,
    why: 'What came out so far is not the whole answer.',
    nextStep: 'make room, or send the output elsewhere, and run the same command again',
    cause,
  });
}

/**
 * Waits for an answer about what was saved before: nobody may be told to run that again because the answer is lost.
 * @throws FarmError of the answer, which then says that the farm is saved
 */
export async function reportAfterSave(saved: boolean, answer: Promise<void>): Promise<void> {
  try {
    await answer;
  } catch (cause) {
    if (!saved || !(cause instanceof FarmError)) throw cause;
    throw new FarmError({
      code: cause.code,
      message: cause.message,
      why: 'The farm itself is saved; only the answer is lost.',
      nextStep: command`status`,
      cause,
    });
  }
}
