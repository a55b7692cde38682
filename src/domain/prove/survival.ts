import {
  activeBrokers,
  type Broker,
  type Site,
  standbyBrokers,
  isVdiArmed,
  majorityOf,
} from '../model/index.js';
import { homesOf } from '../simulate/index.js';

/**
 * What a set of down brokers, or a network split, stops in a site: the core of prove, maintenance and planning.
 *
 * A set of brokers is one whole number, a bit a broker, so that millions of scenarios need no memory. It says the
 * same as outcomeOf (outcome.ts), which explains one situation at length.
 */

/** Most brokers of a site, active and standby, that fit into one set; code for larger sites must not use sets. */
export const mostMembers = 30;

/** What a scenario loses, as flags that can be added up; from `lostProviders` on, one flag a group of providers. */
export const lostSessions = 1;
export const lostPrimary = 2;
export const lostProviders = 4;

/** Providers that are lost together. */
export interface ProviderGroup {
  providers: readonly string[];
  /** The broker that they are lost with, as a set; 0 where a majority serves them. */
  home: number;
}

/** What decides which failures a site survives. */
export interface SurvivalModel {
  /** The broker of each bit: the active ones in priority order, then the standbys. Bit 0 is the primary. */
  members: readonly Broker[];
  active: number;
  standbys: number;
  /** Brokers configured active: what a majority is counted of (assumption A4). */
  base: number;
  majority: number;
  /** Whether high availability for VDI is armed. */
  armed: boolean;
  groups: readonly ProviderGroup[];
}

/** The site in bits; with `standbys: false` as if it had none. */
export function survivalModel(site: Site, counted: { standbys: boolean }): SurvivalModel {
  const active = activeBrokers(site);
  const standbys = counted.standbys ? standbyBrokers(site) : [];
  const base = active.length;
  const armed = isVdiArmed(base);
  return {
    members: [...active, ...standbys],
    active: fullSet(base),
    standbys: fullSet(base + standbys.length) ^ fullSet(base),
    base,
    majority: majorityOf(base),
    armed,
    groups: armed ? servedByMajority(site) : servedByHome(site, active),
  };
}

/** What is lost with these brokers completely offline: the flags above. */
export function lossesOf(model: SurvivalModel, down: number): number {
  const serving = servingAfter(model, down);
  let lost = (down & 1) === 0 ? 0 : lostPrimary;
  if (serving === 0) lost |= lostSessions;
  const { groups } = model;
  for (let at = 0; at < groups.length; at += 1) {
    const isLost = model.armed ? serving < model.majority : ((groups[at]?.home ?? 0) & down) !== 0;
    if (isLost) lost |= lostProviders << at;
  }
  return lost;
}

/** Whether the flags name a lost provider. */
export function losesProvider(losses: number): boolean {
  return losses >= lostProviders;
}

/**
 * How many brokers serve with these ones offline. For each active broker that is down one standby that is up steps
 * in, as long as there are any (assumption A5).
 */
export function servingAfter(model: SurvivalModel, down: number): number {
  const away = sizeOf(model.active & down);
  return model.base - away + Math.min(away, sizeOf(model.standbys & ~down));
}

/** The providers that are lost with one broker, for sites of any size; none where a majority serves them. */
export function providersByHome(model: SurvivalModel): Map<Broker, readonly string[]> {
  const byHome = new Map(model.groups.map(({ home, providers }) => [home, providers]));
  return new Map(model.members.map((broker, bit) => [broker, byHome.get(2 ** bit) ?? []] as const));
}

/**
 * Whether one side of a network split in two holds a majority. `side` is a set of active brokers, the rest is on
 * the other side; no standby steps in for brokers that are merely cut off (assumption A5).
 */
export function splitLeavesMajority(model: SurvivalModel, side: number): boolean {
  const votes = sizeOf(side);
  return Math.max(votes, model.base - votes) >= model.majority;
}

/** The names of the providers lost. */
export function providersLost(model: SurvivalModel, losses: number): string[] {
  return model.groups.flatMap((group, at) =>
    (losses & (lostProviders << at)) === 0 ? [] : group.providers,
  );
}

/** The brokers of a set, in the order of their bits. */
export function membersOf(model: SurvivalModel, set: number): string[] {
  return model.members.filter((_, bit) => (set & (1 << bit)) !== 0).map((broker) => broker.server);
}

/** The set of the given brokers; those that never serve are not in it. */
export function setOf(model: SurvivalModel, brokers: readonly Broker[]): number {
  return model.members.reduce(
    (set, broker, bit) => (brokers.includes(broker) ? set | (1 << bit) : set),
    0,
  );
}

/** The set of the first `members` brokers. */
export function fullSet(members: number): number {
  return 2 ** members - 1;
}

/** How many brokers are in a set. */
export function sizeOf(set: number): number {
  let bits = set - ((set >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The first set of a size, for `nextOfSize`. */
export function firstOfSize(size: number): number {
  return fullSet(size);
}

/** The next greater set of the same size (Gosper's hack); 0 after the empty set, which is the only one of its size. */
export function nextOfSize(set: number): number {
  if (set === 0) return 0;
  const lowest = set & -set;
  const carried = set + lowest;
  return carried | (((set ^ carried) >>> 2) / lowest);
}

/** n over k: how many sets of k there are among n. */
export function setsOfSize(members: number, size: number): number {
  let sets = 1;
  for (let step = 1; step <= size; step += 1) sets = (sets * (members - size + step)) / step;
  return Math.round(sets);
}

/** Armed: the group that holds a majority serves every provider, so they are all lost together. */
function servedByMajority(site: Site): ProviderGroup[] {
  const providers = site.providers.map((provider) => provider.name);
  return providers.length === 0 ? [] : [{ providers, home: 0 }];
}

/** Not armed: a provider is lost with its home. */
function servedByHome(site: Site, active: readonly Broker[]): ProviderGroup[] {
  const homes = homesOf(site);
  return active.flatMap(({ server }, bit) => {
    const providers = site.providers
      .map((provider) => provider.name)
      .filter((provider) => homes.get(provider) === server);
    return providers.length === 0 ? [] : [{ providers, home: 1 << bit }];
  });
}
