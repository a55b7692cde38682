/**
 * The state of the plain model, what can be read off it, and what follows from every event. Written from
 * design.md section 3 ("Failure semantics").
 */
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { firstPlacement, reconnected, sameText } from './plain-split.js';

/** How a broker is configured. */
export type State = 'active' | 'standby' | 'disabled';

/** Everything that changes while events happen. Brokers are their names. */
export interface World {
  farm: Farm;
  site: Site;
  clock: number;
  /** All brokers in priority order; the first is the primary. */
  order: string[];
  state: Map<string, State>;
  offline: Set<string>;
  groupOf: Map<string, number>;
  /** Stand-in -> the broker it replaces. */
  standsFor: Map<string, string>;
  /** primaryOf[n] became primary with promotion n; number 0 is the start. */
  primaryOf: string[];
  /** The latest promotion each broker knows of (A18). */
  knows: Map<string, number>;
  /** Home of each provider, in file order. */
  homes: string[];
  /** Broker of each agent, in file order. */
  placed: (string | null)[];
  /** Since when the primary has been away, or null. */
  awaySince: number | null;
  /** What failback restores (A7, A17), or null when there is nothing to go back to. */
  goBack: { to: string; order: string[]; exchanges: { standIn: string; lost: string }[] } | null;
}

// ---- What can be read off a world ----

/** Whether the broker is up, cut off or not. */
export function isUp(world: World, broker: string): boolean {
  return !world.offline.has(broker);
}

/** The brokers configured active, in priority order: their number is `base`. */
export function configuredActive(world: World): string[] {
  return world.order.filter((broker) => world.state.get(broker) === 'active');
}

/** The brokers that are active and up, and the standbys that stepped in, in priority order. */
export function serving(world: World): string[] {
  return world.order.filter(
    (broker) =>
      (world.state.get(broker) === 'active' && isUp(world, broker)) || world.standsFor.has(broker),
  );
}

/** How many serving brokers make a majority, always of `base`. */
export function needed(world: World): number {
  return Math.floor(configuredActive(world).length / 2) + 1;
}

/** Whether high availability for VDI is armed. */
export function isArmed(world: World): boolean {
  return configuredActive(world).length >= 3;
}

/** The serving brokers of the group that holds a majority, or null. */
export function majority(world: World): string[] | null {
  for (const group of new Set(world.groupOf.values())) {
    const members = serving(world).filter((broker) => world.groupOf.get(broker) === group);
    if (members.length >= needed(world)) return members;
  }
  return null;
}

/** Who works as a primary: everybody who is up and, as far as they know, is the primary. */
export function primaries(world: World): string[] {
  return world.order.filter(
    (broker) => isUp(world, broker) && world.primaryOf[world.knows.get(broker)!] === broker,
  );
}

/** The broker that serves a provider of that home, or null. */
export function servedBy(world: World, home: string): string | null {
  // Without high availability a provider lives and dies with its home (A16).
  if (!isArmed(world)) return serving(world).includes(home) ? home : null;
  const group = majority(world);
  if (group === null) return null;
  return group.includes(home) ? home : group[0]!;
}

/** Whether the primary is offline, or cut off from the group that holds a majority. */
function isAway(world: World): boolean {
  const primary = world.order[0]!;
  if (!isUp(world, primary)) return true;
  const group = majority(world);
  return group !== null && !group.includes(primary);
}

// ---- What follows from every event ----

/** Brokers that are up and reach each other share what they know about promotions (A18). */
function spreadKnowledge(world: World): void {
  for (const a of world.order) {
    for (const b of world.order) {
      if (!isUp(world, a) || !isUp(world, b)) continue;
      // A disabled broker takes no part in its site.
      if (world.state.get(a) === 'disabled' || world.state.get(b) === 'disabled') continue;
      if (world.groupOf.get(a) !== world.groupOf.get(b)) continue;
      // Each up broker of a group meets the best informed one in one of the rounds of `b`.
      if (world.knows.get(b)! > world.knows.get(a)!) world.knows.set(a, world.knows.get(b)!);
    }
  }
}

function dealStandIns(world: World): void {
  // A stand-in keeps its place while it is an online standby and the other is an offline active broker.
  for (const [standIn, lost] of Array.from(world.standsFor)) {
    const standInFit = world.state.get(standIn) === 'standby' && isUp(world, standIn);
    const stillLost = world.state.get(lost) === 'active' && !isUp(world, lost);
    if (!standInFit || !stillLost) world.standsFor.delete(standIn);
  }
  // A broker that is offline without a stand-in gets the next free standby, the highest priority first.
  for (const lost of configuredActive(world)) {
    if (isUp(world, lost)) continue;
    if (Array.from(world.standsFor.values()).includes(lost)) continue;
    for (const standby of world.order) {
      if (world.state.get(standby) !== 'standby' || !isUp(world, standby)) continue;
      if (world.standsFor.has(standby)) continue;
      world.standsFor.set(standby, lost);
      break;
    }
  }
}

/** Brings everything up to date after an event or an act of RAS. */
export function settle(world: World): void {
  spreadKnowledge(world);
  dealStandIns(world);
  world.placed = reconnected(
    world.site.agents,
    world.placed,
    serving(world),
    world.order[0]!,
    world.farm.rasVersion,
  );
  if (!isAway(world)) world.awaySince = null;
  else if (world.awaySince === null) world.awaySince = world.clock;
}

/** Gives every provider a home (A8). */
export function dealHomes(world: World): void {
  const active = configuredActive(world);
  let candidates = active.filter((broker) => isUp(world, broker));
  if (candidates.length === 0) candidates = active;
  let next = 0;
  world.homes = world.site.providers.map((provider) => {
    const { preferredBroker } = provider;
    for (const broker of candidates) {
      // A preference counts only for a broker that homes can be dealt to.
      if (preferredBroker !== null && sameText(preferredBroker, broker)) return broker;
    }
    const home = candidates[next % candidates.length]!;
    next += 1;
    return home;
  });
}

/** The site as configured, with everything up and everybody connected. */
export function startWorld(farm: Farm, site: Site): World {
  const order = site.brokers.map((broker) => broker.server);
  const world: World = {
    farm,
    site,
    clock: 0,
    order,
    state: new Map(),
    offline: new Set(),
    groupOf: new Map(order.map((broker) => [broker, 0])),
    standsFor: new Map(),
    primaryOf: [order[0]!],
    knows: new Map(order.map((broker) => [broker, 0])),
    homes: [],
    placed: [],
    awaySince: null,
    goBack: null,
  };
  for (const broker of site.brokers) {
    const enabledState = broker.standby ? 'standby' : 'active';
    world.state.set(broker.server, broker.enabled ? enabledState : 'disabled');
  }
  world.placed = firstPlacement(site.agents, serving(world), order[0]!, farm.rasVersion);
  dealHomes(world);
  return world;
}
