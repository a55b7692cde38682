import { constants, createReadStream, fstatSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import { command, type NextStep, sentence, FarmError } from '../../domain/model/index.js';
import type { FarmSource } from '../farm/locate.js';
import { shownPath } from './shown-path.js';

/** The bytes of a farm, and the refusals of everything that can't be the text of one. */

/** Far beyond any farm; more is taken for the wrong file. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The text of a farm, byte order mark included.
 * @throws FarmError E_NO_FARM where there is nothing, E_UNREADABLE for what can't be read or is no UTF-8 text
 */
export async function readText(source: FarmSource): Promise<string> {
  const shown = shownPath(source.path);
  let bytes: Buffer;
  try {
    bytes =
      source.kind === 'stdin'
        ? await collect(process.stdin, shown)
        : await readFileBytes(source.path, shown);
  } catch (error) {
    throw error instanceof FarmError ? error : tellReadError(error, source, shown);
  }
  return decode(bytes, shown);
}

async function readFileBytes(path: string, shown: string): Promise<Buffer> {
  // A pipe or a terminal must not be waited for in a blocking call: Ctrl-C could not end the process then.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stats = fstatSync(file);
  if (stats.isFIFO() || isatty(file)) {
    const { readWithoutBlocking } = await import('./pipes.js');
    return collect(readWithoutBlocking(path, file), shown);
  }
  // As a stream, because a device has no length to ask for.
  return collect(createReadStream(path, { fd: file }), shown);
}

async function collect(stream: AsyncIterable<Buffer | string>, shown: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > mostBytes) throw unreadable(`${shown} is larger than 64 MB: nothing of farm is.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, shown: string): string {
  const [first, second] = bytes;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (utf16) {
    throw unreadable(
      `${shown} is UTF-16 text, not UTF-8.`,
      'save it as UTF-8; in Windows PowerShell: Out-File -Encoding utf8',
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw unreadable(`${shown} is not UTF-8 text.`, 'save the file as UTF-8', error);
  }
  if (text.includes('\0')) throw unreadable(`${shown} holds NUL bytes: it is no text file.`);
  return text;
}

function tellReadError(error: unknown, source: FarmSource, shown: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return noFarmThere(source, shown, error);
    case 'EISDIR':
      return unreadable(`${shown} is a folder.`, 'name the farm file itself: --file PATH', error);
    case 'EACCES':
    case 'EPERM':
      return unreadable(
        `you have no permission to read ${shown}.`,
        'ask for the permission to read it',
        error,
      );
    case undefined:
      return error;
    default:
      return unreadable(`${shown} can't be read: ${(error as Error).message}.`, undefined, error);
  }
}

function noFarmThere({ foundBy }: FarmSource, shown: string, cause: unknown): FarmError {
  if (foundBy === 'own') {
    return new FarmError({
      code: 'E_NO_FARM',
      message: 'you have no farm of your own yet.',
      nextStep: command`init --own`,
      cause,
    });
  }
  if (foundBy === 'default-farm') {
    return new FarmError({
      code: 'E_NO_FARM',
      message: `the farm file ${shown}, named by the preference default-farm, does not exist.`,
      nextStep: sentence`${command`config set default-farm PATH`}, or: ${command`config unset default-farm`}`,
      cause,
    });
  }
  const by = foundBy === 'upward' || foundBy === 'FILES' ? '' : `, named by ${foundBy},`;
  return new FarmError({
    code: 'E_NO_FARM',
    message: `the farm file ${shown}${by} does not exist.`,
    nextStep: command`init --file ${shown}`,
    cause,
  });
}

function unreadable(
  message: string,
  nextStep: NextStep = 'name another file: --file PATH',
  cause?: unknown,
): FarmError {
  return new FarmError({ code: 'E_UNREADABLE', message, nextStep, cause });
}
