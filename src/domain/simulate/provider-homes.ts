import { activeBrokers, isActive, sameName, type Site, counted } from '../model/index.js';
import { majorityGroup, type MajorityCount, type Standing } from './standing.js';

/**
 * Which broker serves a provider: before a failure its home, after it whoever the vendor's rules leave.
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
  /** Why it is so, in words. */
  why: string;
}

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
 * (A15), or nobody does. Not armed, a provider lives and dies with its home, and being cut off doesn't matter (A16).
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
  // Providers of one home share their fate: with many of them it is worked out once for each home.
  const fates = new Map<string, Served>();
  return site.providers.map(({ name }) => {
    const home = homes.get(name) ?? '';
    const standing = byServer.get(home);
    if (standing === undefined) throw new Error(`provider ${name} has no home`);
    const known = fates.get(home);
    const { servedBy, why } =
      known ?? (majority.armed ? byMajority(standing, heir) : byHome(standing, majority.base));
    if (known === undefined) fates.set(home, { servedBy, why });
    return { provider: name, home, servedBy, why };
  });
}

type Served = Pick<ProviderStanding, 'servedBy' | 'why'>;

function byHome({ broker, up }: Standing, base: number): Served {
  if (up && isActive(broker)) return { servedBy: broker.server, why: 'its broker serves' };
  return {
    servedBy: null,
    why: `${broker.server} is ${up ? 'not active' : 'offline'}, and with ${counted(base, 'active broker')} there is no high availability for VDI`,
  };
}

function byMajority(home: Standing, heir: Standing | null): Served {
  if (heir === null) return { servedBy: null, why: 'no group of brokers holds a majority' };
  const { broker, up, serves, group } = home;
  if (serves && group === heir.group) return { servedBy: broker.server, why: 'its broker serves' };
  const fate = !up ? 'is offline' : serves ? 'is cut off from the majority' : 'is in standby';
  return {
    servedBy: heir.broker.server,
    why: `${broker.server} ${fate}`,
  };
}
