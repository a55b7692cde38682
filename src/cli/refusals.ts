import { FarmError, type Problem, Refusal } from '../domain/model/index.js';

/** What the domain refuses, on its way to be printed: its words are loaded only here, once there is a refusal. */

/** Whether what was thrown is an error that the user can act on. */
export function isExpected(thrown: unknown): thrown is FarmError | Refusal {
  return thrown instanceof FarmError || thrown instanceof Refusal;
}

/** The error with its words, and those of its problems. */
export async function inWords(error: FarmError | Refusal): Promise<FarmError> {
  if (error instanceof FarmError && !error.problems.some(isRefused)) return error;
  const { describeProblem, describeRefusal } = await import('../render/reason-words.js');
  if (error instanceof Refusal) return describeRefusal(error);
  return error.withProblems(error.problems.map(describeProblem));
}

function isRefused({ refusal }: Problem): boolean {
  return refusal !== undefined;
}
