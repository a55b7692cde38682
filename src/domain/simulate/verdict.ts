import { abandonedIn } from './outages.js';
import type { Outcome, ProcessState } from './outcome-types.js';

/**
 * The answer in figures.
 */
export interface Verdict {
  sessions: boolean;
  providers: { total: number; served: number };
  processes: { total: number; stopped: number; optional: number; elsewhere: number };
  /** How many brokers work as the primary. */
  primaries: number;
}

/** The verdict on how a site ends up. */
export function verdictOf(after: Outcome): Verdict {
  const inState = (state: ProcessState): number =>
    after.processes.filter((process) => process.state === state).length;
  return {
    sessions: after.sessions,
    providers: {
      total: after.providers.length,
      served: after.providers.length - abandonedIn(after).length,
    },
    processes: {
      total: after.processes.length,
      stopped: inState('stopped'),
      optional: inState('optional'),
      elsewhere: inState('elsewhere'),
    },
    primaries: after.primaries.length,
  };
}
