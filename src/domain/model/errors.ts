import { type ErrorCode, exitCodeOf } from './exit-codes.js';
import type { Location, Path } from './places.js';
import type { Refusal } from './refusal.js';
import type { Reason } from './reasons.js';
import type { NextStep } from './suggested-command.js';

/**
 * Errors that the user can act on. The domain throws a `Refusal`, of which a `FarmError` is made before it is printed;
 * anything else that is thrown is a bug in farm (exit 70).
 */

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

  /** The same error about a place in a file, and with a reason why it matters, unless it has them. */
  at(location: Location, why: string): FarmError {
    return new FarmError({ location, why, ...this.details });
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
