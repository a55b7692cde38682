import { FarmError, type LocatedProblem, type Location } from '../../domain/model/index.js';
import type { FarmSource } from '../farm/locate.js';
import { readText } from '../fs/read-text.js';
import { shownPath } from '../fs/shown-path.js';
import { splitWords } from './words.js';

/** Files of edit commands for `farm batch`: one command a line, as it is typed in a shell. */

/** A command line of a batch, and its place. */
export interface BatchLine {
  /** Without the word `farm`, which may begin the line. */
  words: string[];
  location: Location;
}

/**
 * The command lines of a file, or of standard input for `-`. Empty lines and comments (`#`) are left out.
 * @throws FarmError E_USAGE for a file that doesn't exist or can't be read, has no commands or too many, or a quote that
 *   never ends; and if the farm comes from standard input too
 */
export async function readBatch(path: string, farm: FarmSource): Promise<BatchLine[]> {
  const kind = path === '-' ? 'stdin' : 'file';
  const file = shownPath(path);
  if (kind === 'stdin' && farm.kind === 'stdin')
    throw new FarmError({
      code: 'E_USAGE',
      message: "the farm and the commands can't both come from standard input.",
      nextStep: 'specify a file for one of them',
    });
  let text: string;
  try {
    text = await readText({ kind, path, foundBy: '--file' });
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    const isMissing = error.code === 'E_NO_FARM';
    throw unusable(isMissing ? `the batch file ${file} does not exist.` : error.message, error);
  }
  return linesOf(text, file);
}

/** Each command is a farm of its own in memory; longer batches are better written as a farm file. */
const mostCommands = 10_000;

/** @throws FarmError E_USAGE */
function linesOf(text: string, file: string): BatchLine[] {
  const problems: LocatedProblem[] = [];
  const lines = text
    .replace(/^\ufeff/u, '')
    .split(/\r\n|\r|\n/u)
    .flatMap((line, index): BatchLine[] => {
      const location = { file, line: index + 1, column: 1, text: line };
      const split = splitWords(line);
      if ('openQuote' in split) {
        problems.push({
          path: [],
          location: { ...location, column: split.openQuote },
          message: 'this quote is never closed.',
          expected: 'a closing quote on the same line',
        });
        return [];
      }
      const words = split.words[0] === 'farm' ? split.words.slice(1) : split.words;
      return split.words.length === 0 ? [] : [{ words, location }];
    });
  const [first] = problems;
  if (first !== undefined) {
    throw new FarmError({
      code: 'E_USAGE',
      message: `${file} has a command that can't be read. No command was run.`,
      nextStep: 'correct the line, and run the batch again',
      location: first.location,
      problems,
    });
  }
  if (lines.length === 0) throw unusable(`${file} contains no commands.`);
  if (lines.length > mostCommands)
    throw unusable(`${file} contains more than ${mostCommands} commands.`);
  return lines;
}

function unusable(message: string, cause?: unknown): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message,
    nextStep: 'write one command a line, such as: broker add CB4 --site Berlin',
    cause,
  });
}
