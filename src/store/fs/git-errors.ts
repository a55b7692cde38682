import { FarmError } from '../../domain/model/index.js';

/** The error for a revision that is compared with standard input, which has no path in it. */
export function pathNeeded(ref: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `"${ref}" does not say which file is compared with standard input.`,
    nextStep: 'specify the path in that revision: REF:PATH',
  });
}
