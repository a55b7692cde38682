import {
  addressOf,
  type Broker,
  type Farm,
  findBroker,
  inSite,
  isIp,
  normalIp,
  Refusal,
  sameName,
  type Site,
} from '../model/index.js';
import { setBroker } from './brokers.js';
import type { Edit } from './edit.js';
import type { EditNote } from './notes.js';

/** The server that takes the place of another one. */
export interface Replacement extends Pick<Broker, 'server' | 'ip'> {
  /** Left out: none. Those of the old server are its own. */
  alternativeIps?: readonly string[] | undefined;
}

/**
 * A broker replaced by another server, which gets its role, priority, state, options, failure domains, and whoever prefers
 * it. An address of its own is what makes it another server: without one, a plan would rename the old server.
 * @throws Refusal E_NOT_FOUND; E_EXISTS for a server that is in the site already; E_REFUSED without an address of its own;
 *   E_USAGE
 */
export function replaceBroker(farm: Farm, site: Site, server: string, by: Replacement): Edit {
  const old = findBroker(site, server);
  if (site.brokers.some((one) => sameName(one.server, by.server))) {
    const reason = { kind: 'broker-exists', broker: by.server, naming: 'new' } as const;
    throw new Refusal('E_EXISTS', { ...reason, ...inSite(farm, site) });
  }
  const ip = by.ip ?? (isIp(by.server) ? by.server : null);
  const oldIp = addressOf(old);
  if (ip === null || (oldIp !== null && normalIp(ip) === normalIp(oldIp))) {
    const reason = { kind: 'same-address', broker: old.server, server: by.server, ip } as const;
    throw new Refusal('E_REFUSED', { ...reason, ...inSite(farm, site) });
  }
  const alternativeIps = [...(by.alternativeIps ?? [])];
  const note: EditNote = {
    kind: 'replaced',
    broker: old.server,
    server: by.server,
    removed: old.alternativeIps.filter((one) => !alternativeIps.includes(one)),
    isAddressNew: oldIp === null,
  };
  const edit = setBroker(farm, site, old.server, { server: by.server, ip, alternativeIps });
  return { ...edit, notes: [...edit.notes, note] };
}
