import {
  FarmError,
  type LocatedProblem,
  type Problem,
  type Reason,
  type ReasonInEvent,
  type Refusal,
} from '../domain/model/index.js';
import { editWords } from './reasons/edits.js';
import { nameWords } from './reasons/names.js';
import { questionWords } from './reasons/questions.js';
import type { ReasonWords, WordsOf } from './reasons/words.js';

/**
 * The words of everything that the domain refuses. The program loads them only once something is refused.
 */

const words: WordsOf<Reason> = { ...nameWords, ...editWords, ...questionWords };

/** A reason in words. */
function sayReason(reason: Reason): ReasonWords {
  // The function of a kind takes the reasons of that kind; TypeScript can't follow that over a union.
  return (words[reason.kind] as (reason: Reason) => ReasonWords)(reason);
}

/** Why something is refused, as the error says it, without a full stop. */
export function sayRefusedFor(reason: Reason): string {
  return sayReason(reason).message.replace(/\.$/u, '');
}

/** A refusal in words; the message names the event that is refused. */
function sayRefusal({ reason, event }: Refusal): ReasonWords {
  const words = sayReason(reason);
  if (event === null) return words;
  return { ...words, message: `event "${event}": ${words.message}` };
}

function reasonOf({ reason, event }: Refusal): ReasonInEvent {
  return event === null ? reason : { ...reason, event };
}

/** The error that a refusal is printed as. */
export function describeRefusal(refusal: Refusal): FarmError {
  const { code, typed, candidates, location } = refusal;
  return new FarmError({
    code,
    ...sayRefusal(refusal),
    reason: reasonOf(refusal),
    ...(typed === undefined ? {} : { typed }),
    candidates,
    ...(location === null ? {} : { location }),
    cause: refusal,
  });
}

/** A problem with the words of the refusal in it; any other as it is. */
export function describeProblem<P extends Problem | LocatedProblem>(problem: P): P {
  const { refusal, ...rest } = problem;
  if (refusal === undefined) return problem;
  const { message, nextStep } = sayRefusal(refusal);
  const expected = typeof nextStep === 'string' ? { expected: nextStep } : {};
  return { ...rest, message, ...expected, reason: reasonOf(refusal) } as P;
}
