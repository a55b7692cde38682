import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty, ReadStream } from 'node:tty';

/**
 * Named pipes (FIFOs) and terminals, read and written without blocking calls. Node does file access in threads, and a
 * process can't exit while one of them is blocked: Ctrl-C would have no effect until the pipe is opened by the other side.
 *
 * Not for worker threads: Node would close the file again when the thread ends.
 */

/** Polling interval while waiting for the other side (milliseconds). */
const pollInterval = 50;

/** The data from a pipe or terminal that was opened with O_NONBLOCK; closes it at the end. */
export function readWithoutBlocking(path: string, file: number): AsyncIterable<Buffer | string> {
  return isatty(file) ? new ReadStream(file) : pipeChunks(path, file);
}

/** On Linux a pipe ends only after it has had a writer; elsewhere a pipe without a writer is empty. */
async function* pipeChunks(path: string, file: number): AsyncGenerator<Buffer> {
  for (let fd = file, length = 0; ; fd = openNow(path, constants.O_RDONLY)) {
    for await (const chunk of new Socket({ fd, readable: true, writable: false })) {
      const bytes = Buffer.from(chunk as Buffer);
      length += bytes.length;
      yield bytes;
    }
    if (length > 0 || process.platform === 'linux') return;
    await sleep(pollInterval);
  }
}

/** Writes a text to a named pipe as soon as it has a reader. @throws an EPIPE error if the reader closes it early */
export async function writeToPipe(path: string, text: string): Promise<void> {
  const fd = await openForReader(path);
  const pipe = new Socket({ fd, readable: false, writable: true });
  await new Promise<void>((resolve, reject) => {
    pipe.once('error', reject).end(text, resolve);
  });
}

/** A pipe without a reader can't be opened for writing. */
async function openForReader(path: string): Promise<number> {
  for (;;) {
    try {
      return openNow(path, constants.O_WRONLY);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await sleep(pollInterval);
    }
  }
}

function openNow(path: string, access: number): number {
  return openSync(path, access | constants.O_NONBLOCK);
}
