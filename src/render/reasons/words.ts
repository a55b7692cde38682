import type { NextStep, Reason } from '../../domain/model/index.js';

/** A reason in words: what happened, why it matters, and what to do now. */
export interface ReasonWords {
  /** A whole sentence, with names as typed. */
  message: string;
  why?: string;
  nextStep: NextStep;
}

/** The words of every kind of reason: one that is missing is an error of the compiler. */
export type WordsOf<R extends Reason> = {
  readonly [K in R['kind']]: (reason: Extract<R, { kind: K }>) => ReasonWords;
};
