import { FarmError } from '../errors.js';
import { activeBrokers, type Broker, isActive, sameName, type Site, stateOf } from '../farm.js';
import { findBroker } from '../look-up.js';
import { isVdiArmed, majorityOf } from '../tolerance.js';

/**
 * Who stands where in a failure: which brokers are up, which serve, which standby stepped in for whom, and how the
 * votes fall.
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
}

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

/** The majority counted out. */
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
 * Every broker of the site, in priority order, as the situation leaves it. For each active broker that is offline the
 * next standby that is up steps in, where it stands itself; nobody steps in for one merely cut off (assumption A5).
 * @throws FarmError E_NOT_FOUND for an unknown broker, E_USAGE for a broker in two groups
 */
export function standingsOf(site: Site, situation: Situation): Standing[] {
  const down = new Set(situation.down.map((server) => findBroker(site, server)));
  const groupOf = groupsOf(site, situation.groups);
  const offline = activeBrokers(site).filter((broker) => down.has(broker));
  return site.brokers.map((broker) => {
    const up = !down.has(broker);
    const steppingIn = up && stateOf(broker) === 'standby' ? (offline.shift() ?? null) : null;
    return {
      broker,
      up,
      group: groupOf.get(broker) ?? 0,
      serves: (up && isActive(broker)) || steppingIn !== null,
      inPlaceOf: steppingIn,
    };
  });
}

function groupsOf(site: Site, groups: Situation['groups']): Map<Broker, number> {
  const groupOf = new Map<Broker, number>();
  groups.forEach((servers, index) => {
    for (const server of servers) {
      const broker = findBroker(site, server);
      if (groupOf.has(broker)) {
        throw new FarmError({
          code: 'E_USAGE',
          message: `broker "${broker.server}" stands twice in the network split ${sayGroups(groups)}.`,
          why: 'A broker is on one side of a split only.',
          nextStep: 'name every broker once; those not named stay with the first group',
        });
      }
      groupOf.set(broker, index);
    }
  });
  return groupOf;
}

/** Groups as they are typed: `CB1,CB2/CB3`. */
export function sayGroups(groups: Situation['groups']): string {
  return groups.map((group) => group.join(',')).join('/');
}

/** The votes of each group: its serving brokers, against a majority of the brokers configured active. */
export function countVotes(
  site: Site,
  standings: readonly Standing[],
  groups: number,
): MajorityCount {
  const base = activeBrokers(site).length;
  const needed = majorityOf(base);
  const sides = Array.from({ length: Math.max(1, groups) }, (_, index): GroupVotes => {
    const members = standings.filter(
      ({ broker, group }) => group === index && stateOf(broker) !== 'disabled',
    );
    const serving = members.filter((one) => one.serves);
    return {
      brokers: members.map(({ broker }) => broker.server),
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
