import { type Farm, roleOf, type Site } from '../model/index.js';
import { percent, splitOver } from '../load/index.js';
import type { Standing } from './standing.js';

/**
 * Which broker each agent is connected to while events happen. Connected agents stay where they are; only those whose
 * broker no longer serves reconnect (assumption A22).
 */

/** The broker of each agent, in file order of the agents; null where it has none. */
export type Placement = readonly (string | null)[];

/** The agents connected to one serving broker. */
export interface ConnectedAgents {
  server: string;
  agents: number;
  /** Of all agents of the site, in percent, rounded to two decimals. */
  share: number;
  /** Their names, in file order. */
  names: string[];
}

/** What one serving broker takes of the site's agents once all have reconnected by the load table. */
export interface ServingLoad {
  server: string;
  agents: number;
  /** Of all agents of the site, in percent, rounded to two decimals. */
  share: number;
  pinned: string[];
  automatic: string[];
}

/** The load split over the brokers that serve; a network split does not change it (assumption A12). */
export function settledSplit(
  farm: Farm,
  site: Site,
  standings: readonly Standing[],
): ServingLoad[] {
  const serving = standings.filter((one) => one.serves).map(({ broker }) => broker);
  const hasPrimary = serving[0] !== undefined && roleOf(site, serving[0]) === 'primary';
  return splitOver(serving, site.agents, farm.rasVersion, hasPrimary).map((share) => {
    const agents = share.pinned.length + share.automatic.length;
    return {
      server: share.broker.server,
      agents,
      share: percent(agents, site.agents.length),
      pinned: share.pinned,
      automatic: share.automatic,
    };
  });
}

const noAgents: ReadonlySet<string> = new Set();

/** The site without the agents that are offline: those that the load is split over. */
export function withoutAgents(site: Site, down: ReadonlySet<string>): Site {
  if (down.size === 0) return site;
  return { ...site, agents: site.agents.filter(({ name }) => !down.has(name)) };
}

/** The placement before anything fails: the configured split. */
export function placeAtStart(site: Site, split: readonly ServingLoad[]): Placement {
  const brokerOf = new Map<string, string>();
  for (const { server, pinned, automatic } of split) {
    for (const agent of pinned) brokerOf.set(agent, server);
    for (const agent of automatic) brokerOf.set(agent, server);
  }
  return site.agents.map(({ name }) => brokerOf.get(name) ?? null);
}

/**
 * The placement after an event. Agents whose broker no longer serves, or that had none, connect: first those whose
 * preferred broker serves, to it; then the rest, in file order, each to the broker furthest below its share of the
 * settled split, ties to the higher priority.
 * @param settled the split over the brokers that serve now, in priority order
 * @param down agents that are offline themselves: they connect to nobody
 */
export function placeAfter(
  site: Site,
  before: Placement,
  settled: readonly ServingLoad[],
  down: ReadonlySet<string> = noAgents,
): Placement {
  const indexOf = new Map(settled.map(({ server }, index) => [server.toLowerCase(), index]));
  const servingAt = (server: string | null): number | undefined =>
    server === null ? undefined : indexOf.get(server.toLowerCase());
  const isUp = (agent: number): boolean =>
    down.size === 0 || !down.has(site.agents[agent]?.name ?? '');
  const after = before.map((server, agent) =>
    servingAt(server) === undefined || !isUp(agent) ? null : server,
  );
  if (settled.length === 0) return after;
  const missing = settled.map(({ agents }) => agents);
  const connect = (agent: number, broker: number): void => {
    after[agent] = settled[broker]?.server ?? null;
  };
  for (const server of after) {
    const at = servingAt(server);
    if (at !== undefined) missing[at] = (missing[at] ?? 0) - 1;
  }
  const rest: number[] = [];
  site.agents.forEach(({ preferredBroker }, agent) => {
    if (after[agent] !== null || !isUp(agent)) return;
    const preferred = servingAt(preferredBroker);
    if (preferred === undefined) rest.push(agent);
    else {
      connect(agent, preferred);
      missing[preferred] = (missing[preferred] ?? 0) - 1;
    }
  });
  if (rest.length === 0) return after;
  const order = furthestBelow(missing);
  for (const agent of rest) connect(agent, order.next().value);
  return after;
}

/**
 * Brokers in the order in which they take one agent after the other: always the one that misses most, ties to the
 * lower index. Brokers that miss equally many are one level and take one agent each before all join the next level.
 */
function* furthestBelow(missing: readonly number[]): Generator<number, never> {
  const levels = new Map<number, number[]>();
  missing.forEach((count, index) => {
    const level = levels.get(count);
    if (level === undefined) levels.set(count, [index]);
    else level.push(index);
  });
  let most = missing.reduce((highest, count) => Math.max(highest, count), -Infinity);
  let taking = levels.get(most) ?? [];
  for (;;) {
    yield* taking;
    most -= 1;
    taking = mergeSorted(taking, levels.get(most) ?? []);
  }
}

function mergeSorted(a: readonly number[], b: readonly number[]): number[] {
  if (b.length === 0) return [...a];
  const merged: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x = Infinity, y = Infinity] = [a[i], b[j]];
    merged.push(Math.min(x, y));
    if (x < y) i += 1;
    else j += 1;
  }
  return merged;
}

/** The agents of each serving broker by the placement, in priority order of the brokers. */
export function connectedAgents(
  site: Site,
  placement: Placement,
  serving: readonly string[],
  /** How many agents are up. */
  all = site.agents.length,
): ConnectedAgents[] {
  const names = new Map(serving.map((server) => [server, new Array<string>()]));
  site.agents.forEach(({ name }, index) => names.get(placement[index] ?? '')?.push(name));
  return [...names].map(([server, agents]) => ({
    server,
    agents: agents.length,
    share: percent(agents.length, all),
    names: agents,
  }));
}

/** The agents whose broker is another one after, in file order: these must reconnect. Those that are down then can't. */
export function movedAgents(
  site: Site,
  before: Placement,
  after: Placement,
  down: ReadonlySet<string> = noAgents,
): string[] {
  if (before === after) return [];
  return site.agents
    .filter(({ name }, index) => before[index] !== after[index] && !down.has(name))
    .map((agent) => agent.name);
}
