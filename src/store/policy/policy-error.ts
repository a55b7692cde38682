import { FarmError, type FarmErrorDetails } from '../../domain/model/index.js';

/** The error of a policy that can't be used. It is reported once, however many farms the policy is for. */
export class PolicyError extends FarmError {
  constructor(
    details: FarmErrorDetails,
    /** The policy file, absolute. */
    readonly policy: string,
  ) {
    super(details);
  }

  /** What was thrown while a policy was read, as its error; anything but a FarmError unchanged. */
  static of(thrown: unknown, policy: string): unknown {
    if (!(thrown instanceof FarmError)) return thrown;
    return new PolicyError({ ...thrown.toJSON(), cause: thrown }, policy);
  }
}
