import type { BrokerShown } from '../domain/status/index.js';
import { sayPreferring } from './note-words.js';

/** A broker with who prefers it in words, such as `agents RDS[01-04]`. */
export interface BrokerDocument extends BrokerShown {
  preferredBy: string[];
}

/** Brokers as `--json` prints them. The keys of one broker alone are at the top too: once, only one could be shown. */
export interface BrokersDocument extends Partial<BrokerDocument> {
  brokers: BrokerDocument[];
}

/** The result of `farm broker show`. */
export function describeBrokers(shown: readonly BrokerShown[]): BrokersDocument {
  const brokers = shown.map(({ preferring, ...rest }): BrokerDocument => ({
    ...rest,
    preferredBy: sayPreferring(preferring),
    preferring,
  }));
  return { ...(brokers.length === 1 ? brokers[0] : {}), brokers };
}
