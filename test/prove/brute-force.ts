import type { Site } from '../../src/domain/model/farm.js';

/**
 * The failure semantics of the design, written down a second time: plain, slow, with lists of names, and without a
 * line of src/domain. What farm prove counts has to be what is counted here.
 */

/** What one situation costs a site. */
export interface Loss {
  sessions: boolean;
  /** The providers abandoned. */
  providers: string[];
  primary: boolean;
}

/** Loss of a set of brokers; `withStandbys: false` ignores the standbys. */
export function lossOfSet(site: Site, down: readonly string[], withStandbys: boolean): Loss {
  const active = activeNames(site);
  const serving = active.filter((name) => !down.includes(name));
  const waiting = withStandbys ? standbyNames(site).filter((name) => !down.includes(name)) : [];
  for (const name of active) {
    if (!down.includes(name)) continue;
    const standby = waiting.shift();
    if (standby !== undefined) serving.push(standby);
  }
  const majority = Math.floor(active.length / 2) + 1;
  const abandoned = site.providers
    .map((provider) => provider.name)
    .filter((name) =>
      active.length >= 3 ? serving.length < majority : down.includes(homeOf(site, name)),
    );
  return {
    sessions: serving.length === 0,
    providers: abandoned,
    primary: down.includes(active[0] ?? ''),
  };
}

/** Providers abandoned when the network splits the active brokers in two; no broker is offline. */
export function lossOfSplit(site: Site, side: readonly string[]): Loss {
  const active = activeNames(site);
  const majority = Math.floor(active.length / 2) + 1;
  const others = active.filter((name) => !side.includes(name));
  const decided = side.length >= majority || others.length >= majority;
  const abandoned = active.length >= 3 && !decided;
  return {
    sessions: false,
    providers: abandoned ? site.providers.map((provider) => provider.name) : [],
    primary: false,
  };
}

/** The largest f such that every set of f brokers may go down. */
export function toleranceByForce(site: Site, withStandbys: boolean): number {
  const brokers = [...activeNames(site), ...(withStandbys ? standbyNames(site) : [])];
  const losing = subsets(brokers)
    .filter((down) => {
      const loss = lossOfSet(site, down, withStandbys);
      return loss.sessions || loss.providers.length > 0;
    })
    .map((down) => down.length);
  let tolerance = 0;
  while (tolerance < brokers.length && !losing.some((size) => size <= tolerance + 1))
    tolerance += 1;
  return tolerance;
}

/** All subsets of a list, each in the order of the list. */
export function subsets(names: readonly string[]): string[][] {
  const [first, ...rest] = names;
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((set) => [set, [first, ...set]]);
}

/** All partitions of a list into two sides that are not empty, each met once: the side with the first name. */
export function sidesOf(names: readonly string[]): string[][] {
  const [first = ''] = names;
  return subsets(names).filter((side) => side.includes(first) && side.length < names.length);
}

/** All partitions of a list into groups. */
export function partitions(names: readonly string[]): string[][][] {
  const [first, ...rest] = names;
  if (first === undefined) return [[]];
  return partitions(rest).flatMap((groups) => {
    const alone = [[first], ...groups];
    const joined = groups.map((_, at) => groups.with(at, [first, ...(groups[at] ?? [])]));
    return [alone, ...joined];
  });
}

export function activeNames(site: Site): string[] {
  return site.brokers.filter((one) => one.enabled && !one.standby).map((one) => one.server);
}

export function standbyNames(site: Site): string[] {
  return site.brokers.filter((one) => one.enabled && one.standby).map((one) => one.server);
}

/** The broker that serves a provider before anything fails. */
function homeOf(site: Site, provider: string): string {
  const active = activeNames(site);
  let turn = 0;
  for (const { name, preferredBroker } of site.providers) {
    const preferred = active.find((one) => one.toLowerCase() === preferredBroker?.toLowerCase());
    const home = preferred ?? active[turn % active.length] ?? '';
    if (preferred === undefined) turn += 1;
    if (name === provider) return home;
  }
  return '';
}
