import type { Broker, Farm, Site } from '../../src/domain/model/farm.js';
import { aBroker } from '../a-broker.js';
import { lossOfSet, toleranceByForce } from '../prove/brute-force.js';

/**
 * What docs/advise.md promises, said again in plain code without a line of src/domain/advise: which sites one change leads
 * to, and whether a site reaches a goal. Every set of changes is tried.
 */

/** What is looked for. */
export type PlainGoal =
  | { kind: 'tolerance'; tolerance: number; withStandbys: boolean }
  | { kind: 'domain'; key: string };

export function reaches(site: Site, goal: PlainGoal): boolean {
  if (goal.kind === 'tolerance') {
    return toleranceByForce(site, goal.withStandbys) >= goal.tolerance;
  }
  const serving = site.brokers.filter(({ enabled }) => enabled);
  const values = serving.map((broker) => broker.failureDomains[goal.key]);
  if (values.includes(undefined)) return false;
  return [...new Set(values)].every((value) => {
    const down = serving
      .filter((broker) => broker.failureDomains[goal.key] === value)
      .map(({ server }) => server);
    const loss = lossOfSet(site, down, true);
    return !loss.sessions && loss.providers.length === 0;
  });
}

/** Sites that one change of one broker leads to. What changed is kept aside: nothing changes twice in the same way. */
export interface Reached {
  site: Site;
  changed: readonly string[];
}

/** Every site that one more change leads to. New brokers only where `mayAdd`. */
function oneMore({ site, changed }: Reached, keys: readonly string[], mayAdd: boolean): Reached[] {
  const found: Reached[] = [];
  const replace = (at: number, broker: Broker, what: string): void => {
    const id = `${broker.server} ${what}`;
    if (changed.includes(id)) return;
    const brokers = site.brokers.with(at, broker);
    found.push({ site: { ...site, brokers }, changed: [...changed, id] });
  };
  const values = (key: string): string[] => [
    ...new Set([
      ...site.brokers.flatMap((one) => one.failureDomains[key] ?? []),
      `fresh${changed.length}`,
    ]),
  ];
  site.brokers.forEach((broker, at) => {
    if (broker.server.startsWith('new')) return;
    const active = broker.enabled && !broker.standby;
    if (at > 0 && active) replace(at, { ...broker, standby: true }, 'state');
    if (!active) replace(at, { ...broker, enabled: true, standby: false }, 'state');
    if (!broker.enabled) replace(at, { ...broker, enabled: true, standby: true }, 'state');
    for (const key of keys) {
      for (const value of values(key)) {
        const failureDomains = { ...broker.failureDomains, [key]: value };
        replace(at, { ...broker, failureDomains }, key);
      }
    }
  });
  if (mayAdd) {
    const places =
      keys.length === 0
        ? [{}]
        : keys.flatMap((key) => values(key).map((value) => ({ [key]: value })));
    for (const standby of [false, true]) {
      for (const failureDomains of places) {
        const added = aBroker(`new${changed.length}`, { standby, failureDomains });
        found.push({
          site: { ...site, brokers: [...site.brokers, added] },
          changed: [...changed, added.server],
        });
      }
    }
  }
  return found;
}

/** The size of the smallest set of up to `most` changes that reaches all; null if none of that size does. */
export function smallestByForce(
  start: Site,
  reachesAll: (site: Site) => boolean,
  { keys, mayAdd, most }: { keys: readonly string[]; mayAdd: boolean; most: number },
): number | null {
  let level: Reached[] = [{ site: start, changed: [] }];
  for (let size = 0; size <= most; size += 1) {
    if (level.some(({ site }) => reachesAll(site))) return size;
    if (size === most) break;
    const next = level.flatMap((one) => oneMore(one, keys, mayAdd));
    // The same site, reached in another order, has the same continuations.
    level = [...new Map(next.map((one) => [keyOf(one), one])).values()];
  }
  return null;
}

function keyOf({ site, changed }: Reached): string {
  const brokers = site.brokers.map(({ server, enabled, standby, failureDomains }) => [
    server.startsWith('new') ? 'new' : server,
    enabled,
    standby,
    Object.entries(failureDomains).map(([key, value]) => `${key}=${value}`),
  ]);
  const ids = changed.map((id) => (id.startsWith('new') ? 'new' : id));
  return JSON.stringify([brokers, ids.toSorted()]);
}

/** The only site of a farm. */
export function onlySite(farm: Farm): Site {
  const [site] = farm.sites;
  if (site === undefined) throw new Error('a farm without a site');
  return site;
}
