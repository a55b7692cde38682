import type { Refusal } from './refusal.js';
import type { Reason } from './reasons.js';
import type { NextStep } from './suggested-command.js';

/**
 * Errors that the user can act on. The domain throws a `Refusal`, of which a `FarmError` is made before it is printed;
 * anything else that is thrown is a bug in farm (exit 70).
 */

/** Exit code of every error code, stable for scripts. */
export const exitCodeOf = {
  E_USAGE: 2,
  E_INPUT_REQUIRED: 2,
  E_NO_FARM: 3,
  E_UNREADABLE: 3,
  E_SYNTAX: 3,
  E_INVALID: 3,
  E_NEWER_FORMAT: 3,
  E_PREFERENCES: 3,
  E_NOT_FOUND: 4,
  E_AMBIGUOUS: 4,
  E_UNRESOLVED: 4,
  E_REFUSED: 5,
  E_EXISTS: 5,
  E_UNCONFIRMED: 5,
  E_LOCKED: 6,
  E_CHANGED: 6,
  E_CANNOT_WRITE: 7,
  E_BUG: 70,
  E_INTERRUPTED: 130,
} as const;

/** The meaning of every exit code, for help and documentation; the same with and without `--json`. */
export const exitCodeMeanings: Readonly<Record<number, string>> = {
  0: 'Done. Nothing at or above the threshold was found.',
  1: 'The answer is "no": findings at or above `--fail-on`, or a requirement that is not met.',
  2: 'Usage: an unknown command or flag, an invalid value, or a missing value that farm cannot prompt for.',
  3: 'The farm file (or your preferences) is missing, unreadable, invalid, or newer than this version of farm.',
  4: 'A site, broker, agent, provider or gateway does not exist, or more than one matches.',
  5: 'Refused: unsafe or not confirmed. The error says what allows it.',
  6: 'Locked by another process, or the file changed since it was read.',
  7: "The output can't be written: full disk, read-only, no permission.",
  70: 'Internal error: a bug in farm. The error says how to report it.',
  130: 'Interrupted.',
};

/** The code of an error that a user can act on. */
export type ErrorCode = keyof typeof exitCodeOf;

/** A place in a farm file; line and column count from 1. */
export interface Location {
  file: string;
  line: number;
  column: number;
  /** The line itself, without its line ending. */
  text: string;
}

/** A path in a farm document: keys and indexes from its root, such as `['sites', 0, 'brokers', 2, 'ip']`. */
export type Path = readonly (string | number)[];

/** One problem of a farm or a test: where it is, and what was expected instead. */
export interface Problem {
  path: Path;
  message: string;
  expected?: string;
  /** What was written, and the candidates for "did you mean". */
  typed?: string;
  candidates?: readonly string[];
  /** What the domain refused, where that is the problem: its words replace `message` and `expected` before it is printed. */
  refusal?: Refusal;
  /** Why the domain refused it, as facts, once it has its words. */
  reason?: { readonly kind: string };
}

/** A problem once the store has found its place in the file. */
export interface LocatedProblem extends Problem {
  location: Location;
}

/** A reason, and the event that it is about, as it is typed; without `event` it is about none. */
export type ReasonInEvent = Reason & { event?: string };

/** What a `FarmError` is made of. */
export interface FarmErrorDetails {
  code: ErrorCode;
  /** What happened, with names as typed. A complete sentence. */
  message: string;
  /** What to do now: a command to run, or a sentence. */
  nextStep: NextStep;
  /** Why it matters, one sentence. */
  why?: string;
  /** Why the domain refused it, as facts. */
  reason?: ReasonInEvent | undefined;
  /** What was typed and what exists: the most similar is suggested as "Did you mean". */
  typed?: string;
  candidates?: readonly string[];
  location?: Location;
  problems?: readonly LocatedProblem[];
  /** How many more problems were found than are listed. */
  problemsOmitted?: number;
  cause?: unknown;
}

/** An error the user can act on: code, sentence, next step. */
export class FarmError extends Error {
  override readonly name = 'FarmError';
  readonly code: ErrorCode;
  readonly nextStep: NextStep;
  readonly why: string | undefined;
  /** Why the domain refused it, as facts; undefined where it was not the domain. */
  readonly reason: ReasonInEvent | undefined;
  readonly typed: string | undefined;
  readonly candidates: readonly string[];
  readonly location: Location | undefined;
  readonly problems: readonly LocatedProblem[];
  readonly problemsOmitted: number;

  constructor(details: FarmErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.nextStep = details.nextStep;
    this.why = details.why;
    this.reason = details.reason;
    this.typed = details.typed;
    this.candidates = details.candidates ?? [];
    this.location = details.location;
    this.problems = details.problems ?? [];
    this.problemsOmitted = details.problemsOmitted ?? 0;
  }

  /** The same error with another next step. */
  withNextStep(nextStep: NextStep): FarmError {
    return new FarmError({ ...this.details, nextStep });
  }

  /** The same error with other problems. */
  withProblems(problems: readonly LocatedProblem[]): FarmError {
    return new FarmError({ ...this.details, problems });
  }

  private get details(): FarmErrorDetails {
    return { ...this.toJSON(), cause: this };
  }

  /** The exit code that scripts see. */
  get exitCode(): number {
    return exitCodeOf[this.code];
  }

  /** The output of `JSON.stringify`, which would otherwise omit the message. */
  toJSON(): Omit<FarmErrorDetails, 'cause'> {
    const { code, message, nextStep, why, reason, typed, candidates, location } = this;
    return {
      code,
      message,
      nextStep,
      ...(why === undefined ? {} : { why }),
      ...(reason === undefined ? {} : { reason }),
      ...(typed === undefined ? {} : { typed }),
      candidates,
      ...(location === undefined ? {} : { location }),
      problems: this.problems,
      problemsOmitted: this.problemsOmitted,
    };
  }
}
