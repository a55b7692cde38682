import { sameName } from '../model/index.js';
import type { CapturedBroker, CapturedStatus } from './capture.js';
import { isShortOf } from './same-host.js';
import type { CaptureWarning } from './warnings.js';

/**
 * The brokers of a site in priority order (A10): the lowest Priority first, cross-checked with the site status. Where several
 * have the lowest, or none has a Priority, the site status decides.
 */
export function inPriorityOrder(
  site: string,
  captured: readonly CapturedBroker[],
  statuses: readonly CapturedStatus[],
): { brokers: readonly CapturedBroker[]; isOrdered: boolean; warnings: CaptureWarning[] } {
  const [first] = captured;
  if (first === undefined) return { brokers: captured, isOrdered: false, warnings: [] };
  const warnings: CaptureWarning[] = [];
  const status = statuses.find(({ of, server }) => of === 'site' && server !== '');
  const named = captured.find((broker) => status !== undefined && isCalled(broker, status.server));
  const rank = ({ priority }: CapturedBroker): number => priority ?? Number.POSITIVE_INFINITY;
  const sorted = captured.toSorted((a, b) => rank(a) - rank(b) || 0);
  const [lowest = first] = sorted;
  const without = captured.filter(({ priority }) => priority === undefined);
  const isOrdered = without.length === 0 || captured.length === 1;
  const tied = sorted.filter((broker) => rank(broker) === rank(lowest));
  let taken = lowest;
  if (tied.length > 1 && named !== undefined && tied.includes(named)) taken = named;
  if (captured.length > 1 && without.length > 0) {
    const brokers = without.map(({ server }) => server);
    const { source } = first;
    warnings.push({ kind: 'no-priority', site, brokers, source, taken: taken.server });
  } else if (tied.length > 1) {
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
  return { brokers, isOrdered, warnings: [...warnings, ...ofPrimary(site, taken)] };
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
