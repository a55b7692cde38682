import { activeBrokers, isActive, sameName, type Site } from '../model/index.js';
import { majorityGroup, type MajorityCount, type Standing } from './standing.js';

/**
 * Which broker serves a provider: before a failure its home, after it by the vendor's rules.
 */

/** The home of each provider: provider name → server. */
export type Homes = ReadonlyMap<string, string>;

/** Who serves a provider. */
export interface ProviderStanding {
  provider: string;
  /** The broker that served it before the failure. */
  home: string;
  /** null: abandoned. */
  servedBy: string | null;
  reason: ServedReason;
}

/**
 * Why a provider is served by its broker. 'home-serves': its home serves it. 'home-lost': its home doesn't, and another
 * broker serves it. 'no-majority': no group of brokers holds a majority. 'not-armed': its home doesn't serve it, and with
 * so few active brokers there is no high availability for VDI.
 */
export type ServedReason =
  | { kind: 'home-serves' }
  | { kind: 'home-lost'; home: string; because: 'offline' | 'cut-off' | 'standby' }
  | { kind: 'no-majority' }
  | { kind: 'not-armed'; home: string; because: 'offline' | 'not-active'; active: number };

/**
 * The home of every provider: its preferred broker where that is active and up, else dealt round-robin over the brokers
 * that are active and up, in priority order (assumption A8), counting only providers that are or count as Automatic.
 * Where no active broker is up, all of them count as up.
 * @param down brokers that are offline while homes are dealt, by server
 */
export function homesOf(site: Site, down: ReadonlySet<string> = new Set()): Homes {
  const active = activeBrokers(site);
  const up = active.filter(({ server }) => !down.has(server));
  const candidates = up.length === 0 ? active : up;
  let automatic = 0;
  const homes = new Map<string, string>();
  for (const { name, preferredBroker } of site.providers) {
    const preferred =
      preferredBroker === null
        ? undefined
        : candidates.find(({ server }) => sameName(server, preferredBroker));
    const home = preferred ?? candidates[automatic % candidates.length];
    if (preferred === undefined) automatic += 1;
    if (home !== undefined) homes.set(name, home.server);
  }
  return homes;
}

/**
 * Who serves each provider. With high availability for VDI armed, the group that holds a majority serves all of them
 * (A15), or no broker does. Not armed, a provider depends on its home alone, and being cut off doesn't matter (A16).
 */
export function providersOf(
  site: Site,
  standings: readonly Standing[],
  majority: MajorityCount,
  homes: Homes,
): ProviderStanding[] {
  const holder = majorityGroup(majority);
  const heir = standings.find(({ serves, group }) => serves && group === holder) ?? null;
  const byServer = new Map(standings.map((standing) => [standing.broker.server, standing]));
  // Providers with the same home have the same result: it is computed once per home.
  const fates = new Map<string, Served>();
  return site.providers.map(({ name }) => {
    const home = homes.get(name) ?? '';
    const standing = byServer.get(home);
    if (standing === undefined) throw new Error(`provider ${name} has no home`);
    const known = fates.get(home);
    const fate =
      known ?? (majority.armed ? byMajority(standing, heir) : byHome(standing, majority.base));
    if (known === undefined) fates.set(home, fate);
    return { provider: name, home, ...fate };
  });
}

type Served = Pick<ProviderStanding, 'servedBy' | 'reason'>;

function byHome({ broker, up }: Standing, active: number): Served {
  const { server } = broker;
  if (up && isActive(broker)) return { servedBy: server, reason: { kind: 'home-serves' } };
  const because = up ? 'not-active' : 'offline';
  return { servedBy: null, reason: { kind: 'not-armed', home: server, because, active } };
}

function byMajority(home: Standing, heir: Standing | null): Served {
  if (heir === null) return { servedBy: null, reason: { kind: 'no-majority' } };
  const { broker, up, serves, group } = home;
  const { server } = broker;
  if (serves && group === heir.group) return { servedBy: server, reason: { kind: 'home-serves' } };
  const because = !up ? 'offline' : serves ? 'cut-off' : 'standby';
  return { servedBy: heir.broker.server, reason: { kind: 'home-lost', home: server, because } };
}
