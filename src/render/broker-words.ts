import type { BrokerShown } from '../domain/status/index.js';
import { sayPreferring } from './note-words.js';

/** A broker with who prefers it in words, such as `agents RDS[01-04]`. */
export interface BrokerDocument extends BrokerShown {
  preferredBy: string[];
}

/** The broker as `--json` prints it. */
export function describeBroker(shown: BrokerShown): BrokerDocument {
  const { preferring, ...rest } = shown;
  return { ...rest, preferredBy: sayPreferring(preferring), preferring };
}
