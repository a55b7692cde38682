import { FarmError } from '../../domain/model/index.js';

/** The error for a name of a file and of a revision: a change could add a file that is called like what it is compared with. */
export function ambiguousName(name: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `"${name}" is a file, and also a revision of this git repository.`,
    why: 'A change could add such a file, and would then be compared with itself.',
    nextStep: `specify ./${name} for the file, or rename the file`,
  });
}

/** The error for a revision that is compared with standard input, which has no path in it. */
export function pathNeeded(ref: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `"${ref}" does not say which file is compared with standard input.`,
    nextStep: 'specify the path in that revision: REF:PATH',
  });
}
