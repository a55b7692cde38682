import {
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { isatty } from 'node:tty';
import {
  command,
  type NextStep,
  sentence,
  suggestedCommand,
  FarmError,
} from '../../domain/model/index.js';
import type { FarmSource } from '../farm/locate.js';
import { isCaptureText } from '../farm/capture-mark.js';
import { shownPath } from './shown-path.js';

/** Reading the text of a farm file, and refusing everything that can't be one. */

/** Far larger than any farm; a larger file is the wrong one. */
export const mostBytes = 64 * 1024 * 1024;

/**
 * The text of a farm, byte order mark included.
 * @throws FarmError E_NO_FARM if there is no file, E_UNREADABLE if it can't be read or is not UTF-8 text
 */
export async function readText(source: FarmSource): Promise<string> {
  if (source.version !== undefined)
    return (await import('../history/read-version.js')).readVersionText(source.version);
  return decodeText(await readBytes(source), shownPath(source.path));
}

/**
 * The bytes of a file.
 * @throws FarmError E_NO_FARM if there is no file, E_UNREADABLE if it can't be read
 */
export async function readBytes(source: FarmSource): Promise<Buffer> {
  const shown = shownPath(source.path);
  try {
    return source.kind === 'stdin'
      ? await collect(process.stdin, shown)
      : await readFileBytes(source.path, shown);
  } catch (error) {
    throw error instanceof FarmError ? error : asFarmError(error, source, shown);
  }
}

async function readFileBytes(path: string, shown: string): Promise<Buffer> {
  // Never wait for a pipe or terminal in a blocking call: Ctrl-C could not end the process.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stats = fstatSync(file);
  if (stats.isFIFO() || isatty(file)) {
    const { readWithoutBlocking } = await import('./pipes.js');
    return collect(readWithoutBlocking(path, file), shown);
  }
  if (stats.isFile()) return readWhole(file, stats.size, shown);
  // As a stream, because a device has no length.
  return collect(createReadStream(path, { fd: file }), shown);
}

/** A regular file in one go: with a thousand files, streams take most of the time. */
function readWhole(file: number, size: number, shown: string): Buffer {
  try {
    if (size > mostBytes) throw unreadable(`${shown} is larger than 64 MB.`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

async function collect(stream: AsyncIterable<Buffer | string>, shown: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > mostBytes) throw unreadable(`${shown} is larger than 64 MB.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * The bytes of a farm file as text.
 * @throws FarmError E_UNREADABLE for anything but UTF-8 text
 */
export function decodeText(bytes: Buffer, shown: string): string {
  const [first, second] = bytes;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (utf16) {
    const written = new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
    // PowerShell writes UTF-16 by itself.
    if (isCaptureText(written)) return written;
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
  if (text.includes('\0')) throw unreadable(`${shown} contains NUL bytes: it is not a text file.`);
  return text;
}

function asFarmError(error: unknown, source: FarmSource, shown: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return noSuchFarm(source, shown, error);
    case 'EISDIR':
      return unreadable(
        `${shown} is a folder.`,
        'specify the farm file itself: --file PATH',
        error,
      );
    case 'EACCES':
    case 'EPERM':
      return unreadable(
        `${shown} can't be read: permission denied.`,
        'get read permission for it',
        error,
      );
    case undefined:
      return error;
    default:
      return unreadable(`${shown} can't be read: ${(error as Error).message}.`, undefined, error);
  }
}

function noSuchFarm({ foundBy, path }: FarmSource, shown: string, cause: unknown): FarmError {
  if (foundBy === 'own') {
    return new FarmError({
      code: 'E_NO_FARM',
      message: 'you have not created your own farm yet.',
      nextStep: command`init --own`,
      cause,
    });
  }
  if (foundBy === 'default-farm') {
    return new FarmError({
      code: 'E_NO_FARM',
      message: `the farm file ${shown} (from the preference default-farm) does not exist.`,
      nextStep: sentence`${command`config set default-farm PATH`}, or: ${command`config unset default-farm`}`,
      cause,
    });
  }
  const by = foundBy === 'upward' || foundBy === 'FILES' ? '' : ` (from ${foundBy})`;
  const target = danglingTarget(path);
  if (target !== null) {
    return new FarmError({
      code: 'E_NO_FARM',
      message: `${shown}${by} is a link to ${target}, which does not exist.`,
      nextStep: 'correct or remove the link',
      cause,
    });
  }
  // A bare word among FILES is rather a site than a file to create.
  const isBareWord = foundBy === 'FILES' && !/[./\\]/.test(shown);
  return new FarmError({
    code: 'E_NO_FARM',
    message: `the farm file ${shown}${by} does not exist.`,
    nextStep: isBareWord
      ? sentence`specify a farm file, or for a site: ${suggestedCommand('check', { site: shown })}`
      : command`init --file ${shown}`,
    cause,
  });
}

/** What a link leads to as it is written, if that does not exist; null for anything else. */
export function danglingTarget(path: string): string | null {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink && !existsSync(path) ? readlinkSync(path) : null;
}

/** The error of a file that can't be read as text. */
export function unreadable(
  message: string,
  nextStep: NextStep = 'specify another file: --file PATH',
  cause?: unknown,
): FarmError {
  return new FarmError({ code: 'E_UNREADABLE', message, nextStep, cause });
}
