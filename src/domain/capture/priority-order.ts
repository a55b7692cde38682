import { sameName } from '../model/index.js';
import type { CapturedBroker, CapturedStatus } from './capture.js';
import { isShortOf } from './same-host.js';
import type { CaptureWarning } from './warnings.js';

/** The brokers of a site by their Priority. */
export interface PriorityOrder {
  /** The lowest Priority first; those without one last, as listed. */
  brokers: readonly CapturedBroker[];
  /** Whether every broker has a Priority, so that the order is known. */
  isOrdered: boolean;
  /** The primary where the order isn't known, by the site status; null if that doesn't say it either. */
  primary: CapturedBroker | null;
  warnings: CaptureWarning[];
}

/**
 * The brokers of a site in priority order (A10): the lowest Priority first, cross-checked with the site status. Where several
 * have the lowest, or none has a Priority, the site status decides.
 */
export function inPriorityOrder(
  site: string,
  captured: readonly CapturedBroker[],
  statuses: readonly CapturedStatus[],
): PriorityOrder {
  const [first] = captured;
  if (first === undefined) {
    return { brokers: captured, isOrdered: false, primary: null, warnings: [] };
  }
  const status = statuses.find(({ of, server }) => of === 'site' && server !== '');
  const named = captured.find((broker) => status !== undefined && isCalled(broker, status.server));
  const rank = ({ priority }: CapturedBroker): number => priority ?? Number.MAX_SAFE_INTEGER;
  const sorted = captured.toSorted((a, b) => rank(a) - rank(b));
  const isOrdered = captured.length === 1 || captured.every((one) => one.priority !== undefined);
  // The primary is decided together with the order of the model: overlay-brokers.ts.
  if (!isOrdered) return { brokers: sorted, isOrdered, primary: named ?? null, warnings: [] };
  const [lowest = first] = sorted;
  const tied = sorted.filter((broker) => rank(broker) === rank(lowest));
  const taken = named !== undefined && tied.includes(named) ? named : lowest;
  const warnings: CaptureWarning[] = [];
  if (tied.length > 1) {
    warnings.push({
      kind: 'same-lowest-priority',
      site,
      brokers: tied.map(({ server }) => server),
      priority: rank(lowest),
      source: lowest.source,
      taken: taken.server,
    });
  }
  if (status !== undefined && named !== taken) {
    warnings.push({
      kind: 'other-primary',
      site,
      byPriority: { value: taken.server, source: taken.source },
      byStatus: { value: status.server, source: status.source },
      taken: taken.server,
      assumption: 'A10',
    });
  }
  const brokers = [taken, ...sorted.filter((broker) => broker !== taken)];
  return {
    brokers,
    isOrdered,
    primary: taken,
    warnings: [...warnings, ...ofPrimary(site, taken)],
  };
}

/** Whether the broker is the one of that name or address. */
export function isCalled({ server, ip }: CapturedBroker, name: string): boolean {
  return sameName(server, name) || isShortOf(server, name) || (ip != null && ip === name);
}

function ofPrimary(site: string, broker: CapturedBroker): CaptureWarning[] {
  const { server, source, enabled, standby } = broker;
  const states = [
    ...(enabled === false ? (['disabled'] as const) : []),
    ...(standby === true ? (['in standby'] as const) : []),
  ];
  return states.map((state) => ({
    kind: 'primary-not-active',
    site,
    broker: server,
    state,
    source,
  }));
}
