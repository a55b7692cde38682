import { FarmError } from '../domain/model/index.js';
import { preferencesPath } from '../store/preferences/preferences.js';
import { hasReservedName, isSameFile } from '../store/fs/report-file.js';
import { shownPath } from '../store/fs/shown-path.js';

/** No output of a run may be one of its inputs, by any name or link, nor another farm or test file. */

/** A file that a run writes, absolute, and the flag it was given with. */
export interface Output {
  flag: string;
  path: string;
}

/** A file that a run reads, such as `the farm`; absolute, or `-` for standard input. */
export interface Input {
  what: string;
  path: string;
}

/**
 * Refuses an output that is an input of the same run (standard input and the user's preferences included), that has the
 * name of a farm or test file, or that is given twice.
 * @throws FarmError E_USAGE
 */
export function refuseOutputs(outputs: readonly Output[], inputs: readonly Input[]): void {
  const always = [
    { what: 'standard input', path: '-' },
    { what: 'your preferences', path: preferencesPath(process.env) },
  ];
  const read = [...inputs, ...always];
  for (const [index, output] of outputs.entries()) {
    const input = read.find(({ path }) => isSameFile(path, output.path));
    if (input !== undefined) throw wouldOverwrite(output, `${input.what} ${shownPath(input.path)}`);
    const other = outputs.slice(0, index).find(({ path }) => isSameFile(path, output.path));
    if (other !== undefined) throw wouldOverwrite(output, `${other.flag} ${shownPath(other.path)}`);
    if (hasReservedName(output.path)) throw refused(output, 'has the name of a farm or test file');
  }
}

function wouldOverwrite(output: Output, what: string): FarmError {
  return refused(output, `would overwrite ${what}`);
}

function refused({ flag, path }: Output, reason: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `${flag} ${shownPath(path)} ${reason}.`,
    why: 'Nothing was written.',
    nextStep: `specify another file: ${flag} FILE`,
  });
}
