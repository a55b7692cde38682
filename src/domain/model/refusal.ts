import type { ErrorCode } from './exit-codes.js';
import type { Location } from './places.js';
import type { Reason } from './reasons.js';

/** What a refusal has beside its code and its reason. */
export interface RefusalContext {
  /** What was typed and what exists: the nearest is offered as "Did you mean". */
  typed?: string | undefined;
  candidates?: readonly string[] | undefined;
  /** The event of a timeline that is refused, as it is typed; null for anything else. */
  event?: string | null;
  /** Where that event was written. */
  location?: Location | null;
  cause?: unknown;
}

/**
 * What the domain throws where it refuses: the reason as facts. Its message is the kind of the reason;
 * render/reason-words.ts makes a `FarmError` of it, with a sentence and a next step.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly typed: string | undefined;
  readonly candidates: readonly string[];
  readonly event: string | null;
  readonly location: Location | null;

  constructor(
    readonly code: ErrorCode,
    readonly reason: Reason,
    { typed, candidates = [], event = null, location = null, cause }: RefusalContext = {},
  ) {
    super(reason.kind, cause === undefined ? undefined : { cause });
    this.typed = typed;
    this.candidates = candidates;
    this.event = event;
    this.location = location;
  }
}
