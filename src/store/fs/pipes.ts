import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty, ReadStream } from 'node:tty';

/**
 * Named pipes (FIFOs) and terminals, read and written without a blocking call. Node does file access in threads, and a
 * process can't exit while one of them is blocked: Ctrl-C would do nothing until the other side of the pipe came.
 *
 * Not for worker threads: Node would close the file a second time when the thread ends.
 */

/** Time between two looks whether the other side is there (milliseconds). */
const pause = 50;

/** What comes from a pipe or a terminal that was opened with O_NONBLOCK; it is closed at the end. */
export function readWithoutBlocking(path: string, file: number): AsyncIterable<Buffer | string> {
  return isatty(file) ? new ReadStream(file) : pipeChunks(path, file);
}

/** Linux tells the end of a pipe only once there has been a writer; elsewhere a pipe without one is empty. */
async function* pipeChunks(path: string, file: number): AsyncGenerator<Buffer> {
  for (let fd = file, length = 0; ; fd = openNow(path, constants.O_RDONLY)) {
    for await (const chunk of new Socket({ fd, readable: true, writable: false })) {
      const bytes = Buffer.from(chunk as Buffer);
      length += bytes.length;
      yield bytes;
    }
    if (length > 0 || process.platform === 'linux') return;
    await sleep(pause);
  }
}

/** Writes a text to a named pipe as soon as somebody reads it. @throws an EPIPE error when the reader leaves early */
export async function writeToPipe(path: string, text: string): Promise<void> {
  const fd = await openForReader(path);
  const pipe = new Socket({ fd, readable: false, writable: true });
  await new Promise<void>((resolve, reject) => {
    pipe.once('error', reject).end(text, resolve);
  });
}

/** A pipe without a reader refuses to be opened for writing. */
async function openForReader(path: string): Promise<number> {
  for (;;) {
    try {
      return openNow(path, constants.O_WRONLY);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await sleep(pause);
    }
  }
}

function openNow(path: string, access: number): number {
  return openSync(path, access | constants.O_NONBLOCK);
}
