import { command, FarmError } from '../domain/model/index.js';

/** Writing to standard output and standard error, whose reader may be closed or whose disk may be full. */

/** The streams to which something was written. */
const begun = new Set<NodeJS.WritableStream>();
let closed = false;

/**
 * Writes text and waits until it is written. A closed reader (`farm … | head`) ends it without an error. After
 * `closeOutput` it never resolves.
 * @throws FarmError E_CANNOT_WRITE if the stream can't be written, for example because the disk is full
 */
export function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (closed) return new Promise(() => {});
  begun.add(stream);
  return writeLast(stream, text);
}

/** From now on only `writeLast` prints: the run was interrupted, but code may still run for a moment. */
export function closeOutput(): void {
  closed = true;
}

let paging = false;

/** Whether the user is in a pager: Ctrl-C is the pager's then, and the answer is complete. */
export function isPaging(): boolean {
  return paging;
}

/** Does something while the terminal belongs to a pager. */
export async function whilePaging<T>(work: () => Promise<T>): Promise<T> {
  paging = true;
  try {
    return await work();
  } finally {
    paging = false;
  }
}

/** Whether anything was written to a stream, even partly. */
export function hasBegun(stream: NodeJS.WritableStream): boolean {
  return begun.has(stream);
}

/** Like `write`, but also after `closeOutput`. @throws FarmError E_CANNOT_WRITE */
export function writeLast(stream: NodeJS.WritableStream, text: string): Promise<void> {
  // oclif's listener would throw the error that the callback gets, and end in a stack trace.
  stream.removeAllListeners('error').on('error', ignore);
  return new Promise((resolve, reject) => {
    stream.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (error === null || error === undefined || error.code === 'EPIPE') resolve();
      else reject(cannotWrite(error));
    });
  });
}

function ignore(): void {
  // The callback of the write reports it.
}

function cannotWrite(cause: NodeJS.ErrnoException): FarmError {
  return new FarmError({
    code: 'E_CANNOT_WRITE',
    message: `the output can't be written: ${cause.message}.`,
    why: 'The output so far is incomplete.',
    nextStep: 'free some space or redirect the output, then run the command again',
    cause,
  });
}

/**
 * Waits for the report of a command that has already saved. If the report fails, the error must not suggest running the
 * command again.
 * @throws FarmError of the report, saying that the farm is saved
 */
export async function reportAfterSave(saved: boolean, answer: Promise<void>): Promise<void> {
  try {
    await answer;
  } catch (cause) {
    if (!saved || !(cause instanceof FarmError)) throw cause;
    throw new FarmError({
      code: cause.code,
      message: cause.message,
      why: 'The farm is saved; only the output is lost.',
      nextStep: command`status`,
      cause,
    });
  }
}
