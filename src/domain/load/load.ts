import { type RasVersion, type LoadRule, loadRules } from '../facts/index.js';
import {
  activeBrokers,
  type Broker,
  type BrokerRole,
  type BrokerState,
  type Farm,
  roleOf,
  type Site,
  stateOf,
} from '../model/index.js';

/** One broker's part of the agents of its site. */
export interface BrokerLoad {
  server: string;
  role: BrokerRole;
  state: BrokerState;
  /** Its share by the vendor's rule, in percent, rounded to two decimals. */
  nominalShare: number;
  /** Its actual share of all agents, including pinned ones, in percent, rounded to two decimals. */
  effectiveShare: number;
  agents: number;
  /** Agents that prefer it. */
  pinned: string[];
  /** Agents that the rule assigns to it. */
  automatic: string[];
}

/** How the agents of one site are distributed over its active brokers. */
export interface LoadSplit {
  site: string;
  /** Active brokers: the "Number of CBs" of the vendor's table (assumption A1). */
  brokersCounted: number;
  agents: number;
  brokers: BrokerLoad[];
  /** Agents whose preferred broker isn't active: they count as Automatic. */
  preferenceIgnored: string[];
  /** The same as `preferenceIgnored`; its former name, kept for scripts. */
  preferenceNotHeeded: string[];
}

/** The part of an agent that the split depends on. */
interface Connection {
  name: string;
  preferredBroker: string | null;
}

/** The rule by which a RAS version splits agent connections. */
export function loadRuleOf(version: RasVersion): LoadRule {
  const rule = loadRules.find(({ versions }) => (versions as readonly number[]).includes(version));
  if (rule === undefined) throw new Error(`no load rule for RAS ${version}`);
  return rule;
}

/**
 * The weights of n serving brokers, the primary first. A share is a weight divided by the sum of all weights.
 * Without its primary, the secondaries share equally (assumption A3).
 */
export function loadWeights(version: RasVersion, brokers: number, hasPrimary = true): number[] {
  const { rows } = loadRuleOf(version);
  const row = rows.findLast((candidate) => candidate.brokers <= brokers);
  if (row === undefined) return [];
  if (!hasPrimary) return Array.from({ length: brokers }, () => 1);
  return [row.primary, ...Array.from({ length: brokers - 1 }, () => row.eachSecondary)];
}

/**
 * The number of agents for each weight, by the largest remainder; ties go to the higher priority.
 * They always sum up to `agents`.
 */
export function apportion(agents: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const counts = weights.map((weight) => Math.floor((agents * weight) / sum));
  const remainders = weights.map((weight) => (agents * weight) % sum);
  let left = agents - counts.reduce((total, count) => total + count, 0);
  const order = remainders
    .map((remainder, index) => ({ remainder, index }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of order) {
    if (left === 0) break;
    counts[index] = (counts[index] ?? 0) + 1;
    left -= 1;
  }
  return counts;
}

/**
 * Distributes a site's agents over the brokers that serve: first those that prefer a serving broker, then the rest
 * in contiguous blocks of file order. `serving` is in priority order; its first is the primary unless `hasPrimary`
 * is false.
 */
export function splitOver(
  serving: readonly Broker[],
  agents: readonly Connection[],
  version: RasVersion,
  hasPrimary = true,
): { broker: Broker; weight: number; pinned: string[]; automatic: string[] }[] {
  const index = new Map(serving.map((broker, at) => [broker.server.toLowerCase(), at]));
  const weights = loadWeights(version, serving.length, hasPrimary);
  const shares = serving.map((broker, at) => ({
    broker,
    weight: weights[at] ?? 0,
    pinned: new Array<string>(),
    automatic: new Array<string>(),
  }));
  const rest: string[] = [];
  for (const { name, preferredBroker } of agents) {
    const at = preferredBroker === null ? undefined : index.get(preferredBroker.toLowerCase());
    if (at === undefined) rest.push(name);
    else shares[at]?.pinned.push(name);
  }
  let start = 0;
  apportion(rest.length, weights).forEach((count, at) => {
    const share = shares[at];
    if (share !== undefined) share.automatic = rest.slice(start, start + count);
    start += count;
  });
  return shares;
}

/** The configured load split of a site: every broker of the site; inactive ones have no agents. */
export function splitLoad(farm: Farm, site: Site): LoadSplit {
  const active = activeBrokers(site);
  const shares = splitOver(active, site.agents, farm.rasVersion);
  const total = shares.reduce((sum, share) => sum + share.weight, 0);
  const names = new Set(active.map((broker) => broker.server.toLowerCase()));
  const shareOf = new Map(shares.map((share) => [share.broker, share]));
  const brokers = site.brokers.map((broker): BrokerLoad => {
    const share = shareOf.get(broker);
    const agents = share === undefined ? 0 : share.pinned.length + share.automatic.length;
    return {
      server: broker.server,
      role: roleOf(site, broker),
      state: stateOf(broker),
      nominalShare: percent(share?.weight ?? 0, total),
      effectiveShare: percent(agents, site.agents.length),
      agents,
      pinned: share?.pinned ?? [],
      automatic: share?.automatic ?? [],
    };
  });
  const preferenceIgnored = site.agents
    .filter(
      ({ preferredBroker }) =>
        preferredBroker !== null && !names.has(preferredBroker.toLowerCase()),
    )
    .map((agent) => agent.name);
  return {
    site: site.name,
    brokersCounted: active.length,
    agents: site.agents.length,
    brokers,
    preferenceIgnored,
    preferenceNotHeeded: preferenceIgnored,
  };
}

/**
 * The only place that rounds a share: percent with at most two decimals, half up; 0 if there is nothing to share.
 * Exact for integers: multiplies before dividing.
 */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 10_000) / whole) / 100;
}
