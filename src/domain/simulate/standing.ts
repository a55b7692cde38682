import {
  type DownHosts,
  Refusal,
  activeBrokers,
  type Broker,
  isActive,
  sameName,
  type Site,
  standbyBrokers,
  stateOf,
  findBroker,
  nameItems,
  isVdiArmed,
  majorityOf,
} from '../model/index.js';

/**
 * Each broker in a failure: which are up, which serve, which standby replaces which, and how many votes each group has.
 */

/** What has failed in a site. */
export interface Situation {
  /** Brokers that are completely offline, by server. */
  down: readonly string[];
  /**
   * The groups that a network split keeps apart, by server; none means no split. Brokers not named stay with the first
   * group.
   */
  groups: readonly (readonly string[])[];
  /** Gateways, agents and providers that are offline with their failure domain. Left out: none. */
  hosts?: DownHosts;
  /** Standbys that already replace a broker: they keep their place. Left out: none does. */
  standIns?: StandIns;
}

/** Standby → the broker that it replaces, both by server. */
export type StandIns = ReadonlyMap<string, string>;

/** Nothing has failed. */
export const nothingFailed: Situation = { down: [], groups: [] };

/** One broker in a situation. */
export interface Standing {
  broker: Broker;
  up: boolean;
  /** Index of its group; 0 where there is no split. */
  group: number;
  /** Up, and either configured active or a standby that stepped in. */
  serves: boolean;
  /** The broker that this standby stepped in for. */
  inPlaceOf: Broker | null;
}

/** One side of a network split, or the whole site where there is none. */
export interface GroupVotes {
  /** Its brokers but the disabled ones, up or down, in priority order. */
  brokers: string[];
  /** Those of them that serve: each is a vote. */
  serving: string[];
  votes: number;
  holdsMajority: boolean;
}

/** The count of votes for a majority. */
export interface MajorityCount {
  /** Brokers configured active (assumption A4). */
  base: number;
  /** Votes that make a majority of `base`. */
  needed: number;
  /** Whether high availability for VDI is armed. */
  armed: boolean;
  groups: GroupVotes[];
}

/**
 * Which standby replaces which broker once `down` are offline. A stand-in keeps its place as long as the broker it
 * replaces is active and offline, and it is itself in standby and up. Every other active broker that is offline takes
 * the next free standby, both in priority order. Nobody replaces a broker that is merely cut off (assumption A5).
 * @param before who replaced whom until now
 */
export function nextStandIns(
  site: Site,
  down: ReadonlySet<string>,
  before: StandIns = new Map(),
): StandIns {
  const offline = activeBrokers(site)
    .map(({ server }) => server)
    .filter((server) => down.has(server));
  if (offline.length === 0) return new Map();
  const available = standbyBrokers(site)
    .map(({ server }) => server)
    .filter((server) => !down.has(server));
  const [isOffline, isAvailable] = [new Set(offline), new Set(available)];
  const standIns = new Map(
    [...before].filter(
      ([standby, replaced]) => isAvailable.has(standby) && isOffline.has(replaced),
    ),
  );
  const replaced = new Set(standIns.values());
  const free = available.filter((server) => !standIns.has(server));
  offline
    .filter((server) => !replaced.has(server))
    .forEach((server, index) => {
      const standby = free[index];
      if (standby !== undefined) standIns.set(standby, server);
    });
  return standIns;
}

/**
 * Every broker of the site, in priority order, as the situation leaves it.
 * @throws Refusal E_NOT_FOUND for an unknown broker, E_USAGE for a broker in two groups
 */
export function standingsOf(site: Site, situation: Situation): Standing[] {
  const find = brokerFinder(site);
  const down = new Set(situation.down.map((server) => find(server).server));
  const standIns = nextStandIns(site, down, situation.standIns);
  const groupOf = groupsOf(situation.groups, find);
  return site.brokers.map((broker) => {
    const up = !down.has(broker.server);
    const replaced = standIns.get(broker.server);
    return {
      broker,
      up,
      group: groupOf.get(broker) ?? 0,
      serves: (up && isActive(broker)) || replaced !== undefined,
      inPlaceOf: replaced === undefined ? null : find(replaced),
    };
  });
}

/** Finds brokers by name, however many are asked for. */
function brokerFinder(site: Site): (server: string) => Broker {
  const byName = new Map(site.brokers.map((broker) => [broker.server.toLowerCase(), broker]));
  return (server) => byName.get(server.toLowerCase()) ?? findBroker(site, server);
}

function groupsOf(
  groups: Situation['groups'],
  find: (server: string) => Broker,
): Map<Broker, number> {
  const groupOf = new Map<Broker, number>();
  groups.forEach((servers, index) => {
    for (const server of servers) {
      const broker = find(server);
      if (groupOf.has(broker)) {
        throw new Refusal('E_USAGE', {
          kind: 'repeated-in-split',
          broker: broker.server,
          split: sayGroups(groups),
        });
      }
      groupOf.set(broker, index);
    }
  });
  return groupOf;
}

/** Groups as they are typed: `CB1,CB2/CB3`; many names as ranges. */
export function sayGroups(groups: Situation['groups']): string {
  return groups.map((group) => nameItems(group).join()).join('/');
}

/** The votes of each group: its serving brokers, against a majority of the brokers configured active. */
export function countVotes(
  site: Site,
  standings: readonly Standing[],
  groups: number,
): MajorityCount {
  const base = activeBrokers(site).length;
  const needed = majorityOf(base);
  const members = Array.from({ length: Math.max(1, groups) }, () => new Array<Standing>());
  for (const standing of standings) {
    if (stateOf(standing.broker) !== 'disabled') members[standing.group]?.push(standing);
  }
  const sides = members.map((group): GroupVotes => {
    const serving = group.filter((one) => one.serves);
    return {
      brokers: group.map(({ broker }) => broker.server),
      serving: serving.map(({ broker }) => broker.server),
      votes: serving.length,
      holdsMajority: serving.length >= needed,
    };
  });
  return { base, needed, armed: isVdiArmed(base), groups: sides };
}

/** Index of the group that holds a majority; null where none does. */
export function majorityGroup(majority: MajorityCount): number | null {
  const index = majority.groups.findIndex((group) => group.holdsMajority);
  return index === -1 ? null : index;
}

/** The standing of one broker. */
export function standingOf(standings: readonly Standing[], server: string): Standing {
  const found = standings.find(({ broker }) => sameName(broker.server, server));
  if (found === undefined) throw new Error(`no standing of ${server}`);
  return found;
}
