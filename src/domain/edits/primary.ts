import type { StatementId } from '../facts/index.js';
import {
  type Broker,
  type Farm,
  inSite,
  type PrimaryEdit,
  primaryOf,
  type Promotable,
  Refusal,
  type Site,
} from '../model/index.js';

/** What the vendor says about it. */
const groundsOf: Readonly<Record<PrimaryEdit, { statement: StatementId }>> = {
  delete: { statement: 'R27' },
  move: { statement: 'R25' },
  standby: { statement: 'one-primary' },
  disable: { statement: 'R24' },
};

/**
 * Refuses an edit of the primary; the next step is to promote another broker first.
 * @throws Refusal E_REFUSED
 */
export function refuseForPrimary(farm: Farm, site: Site, broker: Broker, edit: PrimaryEdit): void {
  if (broker !== primaryOf(site)) return;
  throw new Refusal('E_REFUSED', {
    kind: 'is-primary',
    broker: broker.server,
    edit,
    ...groundsOf[edit],
    next: easiestToPromote(site),
    ...inSite(farm, site),
  });
}

/** The broker that takes the fewest steps to promote, as only an active one can be; of several the highest in priority. */
function easiestToPromote(site: Site): Promotable | null {
  const others = site.brokers.filter((one) => one !== primaryOf(site));
  const steps = ({ enabled, standby }: Broker): number => (enabled ? 0 : 1) + (standby ? 1 : 0);
  const [next] = others.toSorted((a, b) => steps(a) - steps(b));
  return next === undefined ? null : promotable(next);
}

/** What decides which commands make a broker the primary. */
export function promotable({ server, enabled, standby }: Broker): Promotable {
  return { server, enabled, standby };
}
