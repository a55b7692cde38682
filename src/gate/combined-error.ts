import { FarmError } from '../domain/model/index.js';

/**
 * One error for several broken files: a single error unchanged, or one with all problems; undefined for none.
 * @param words the message if there are several
 */
export function combinedError(
  errors: readonly FarmError[],
  words: { message: string; why: string },
): FarmError | undefined {
  const [first] = errors;
  if (first === undefined || errors.length === 1) return first;
  return new FarmError({
    ...words,
    code: errors.every(({ code }) => code === first.code) ? first.code : 'E_INVALID',
    nextStep: 'correct the files at the lines shown',
    problems: errors.flatMap((error) => error.problems),
    problemsOmitted: errors.reduce((sum, error) => sum + error.problemsOmitted, 0),
  });
}
