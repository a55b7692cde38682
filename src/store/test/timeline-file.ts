import { FarmError } from '../../domain/model/index.js';
import type { FarmSource } from '../farm/locate.js';
import { readText } from '../fs/read-text.js';
import { shownPath } from '../fs/shown-path.js';

/** The text of a timeline, and the name of its source. */
export interface TimelineText {
  text: string;
  file: string;
}

/**
 * The events in a file, or on standard input for `-`.
 * @throws FarmError E_USAGE for a file that doesn't exist or can't be read, and if the farm comes from standard input too
 */
export async function readTimeline(path: string, farm: FarmSource): Promise<TimelineText> {
  const kind = path === '-' ? 'stdin' : 'file';
  const file = shownPath(path);
  if (kind === 'stdin' && farm.kind === 'stdin') {
    throw unusable("the farm and the timeline can't both come from standard input.");
  }
  try {
    const text = await readText({ kind, path, foundBy: '--file' });
    refuseTooLong(text, file);
    return { text: text.replace(/^\ufeff/u, ''), file };
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    throw unusable(
      error.code === 'E_NO_FARM' ? `the timeline file ${file} does not exist.` : error.message,
      error,
    );
  }
}

/** Each event creates a full state of the site; no realistic timeline needs as many. */
const mostLines = 10_000;
const mostLetters = 1_000_000;

function refuseTooLong(text: string, file: string): void {
  if (text.length > mostLetters)
    throw unusable(`${file} has more than ${mostLetters / 1_000_000} million characters.`);
  if (text.split('\n', mostLines + 2).length > mostLines + 1)
    throw unusable(`${file} has more than ${mostLines} lines.`);
}

function unusable(message: string, cause?: unknown): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message,
    nextStep:
      "specify a text file of events: --timeline FILE, or write them: --events 'down CB1; after 30m; up CB1'",
    cause,
  });
}
