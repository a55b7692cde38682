import type { AssumptionId } from '../facts/index.js';
import { splitLoad } from '../load/index.js';
import { type FailureDomain, failureDomainsOf } from '../prove/index.js';
import { homesOf } from '../simulate/index.js';
import {
  activeBrokers,
  type Broker,
  type Farm,
  isVdiArmed,
  prefers,
  type Provider,
  sameName,
  selectedSites,
  type Site,
  type SuggestedCommand,
} from '../model/index.js';
import type { BeforeAfter } from '../diff/index.js';
import { type Change, changedSite } from './change.js';
import { makeChanges } from './proposal.js';

/**
 * Which broker each provider and each group of agents should prefer: so that no one broker, and then no one failure domain,
 * has more of them than it must. Nothing is changed where that does not help.
 */

/** One provider: what it prefers now, who serves it then, and what it should prefer. */
export interface ProviderPreference {
  provider: string;
  /** Null: Automatic. */
  prefers: string | null;
  /** The broker that serves it before anything fails. */
  home: string;
  /** The same as `prefers` where no change helps. */
  advised: string | null;
}

/** The agents that prefer one broker, and what they should prefer. */
export interface AgentPreference {
  agents: string[];
  prefers: string;
  /** Null: Automatic. The same as `prefers` where no change helps. */
  advised: string | null;
  /** Whether the preference has an effect: the broker is active. */
  hasEffect: boolean;
}

/** How many providers and agents the failure of one broker, or of one failure domain, affects at worst. */
export interface WorstFailure {
  providers: number;
  agents: number;
  /** Providers of one failure domain; null where the site has none. */
  providersOfDomain: number | null;
}

/** The preferred brokers of one site. */
export interface SitePreferences {
  site: string;
  active: number;
  /** With high availability for VDI other brokers take over the providers of one that fails; without it they are lost. */
  armed: boolean;
  agents: number;
  providers: ProviderPreference[];
  groups: AgentPreference[];
  worst: BeforeAfter<WorstFailure>;
  commands: SuggestedCommand[];
}

/** The answer of `farm advise --preferred-brokers`. */
export interface PreferredBrokers {
  sites: SitePreferences[];
  assumptions: AssumptionId[];
}

/**
 * The brokers to prefer in each selected site.
 * @throws Refusal E_NOT_FOUND
 */
export function advisePreferences(farm: Farm, siteName?: string): PreferredBrokers {
  return {
    sites: selectedSites(farm, siteName).map((site) => sitePreferences(farm, site)),
    assumptions: ['A8', 'A11', 'A16', 'A22', 'A24'],
  };
}

function sitePreferences(farm: Farm, site: Site): SitePreferences {
  const moves = providerMoves(site);
  const withProviders = moves.reduce(changedSite, site);
  const groups = agentGroups(farm, withProviders);
  const changes = [
    ...moves,
    ...groups.flatMap(({ agents, prefers: from, advised }): Change[] =>
      advised === from
        ? []
        : [{ kind: 'prefer', object: 'agent', names: agents, from, to: advised }],
    ),
  ];
  const after = changes.reduce(changedSite, site);
  const homes = homesOf(site);
  const active = activeBrokers(site).length;
  return {
    site: site.name,
    active,
    armed: isVdiArmed(active),
    agents: site.agents.length,
    providers: site.providers.map(({ name, preferredBroker }, at) => ({
      provider: name,
      prefers: preferredBroker,
      home: homes.get(name) ?? '',
      advised: after.providers[at]?.preferredBroker ?? null,
    })),
    groups,
    worst: { before: worstFailure(farm, site), after: worstFailure(farm, after) },
    commands: makeChanges(farm, site, changes).commands,
  };
}

/** The providers of each active broker, and those among them that prefer it. */
interface Spread {
  brokers: readonly Broker[];
  counts: ReadonlyMap<Broker, number>;
  /** In file order; each moves at most once. */
  movable: ReadonlyMap<Broker, readonly Provider[]>;
}

/**
 * Providers that prefer a broker in vain become Automatic. Then those that prefer a broker move, one by one, wherever that
 * spreads the work more evenly over the brokers, or as evenly and better over failure domains. Automatic ones stay: they are
 * dealt over all brokers already (assumption A8).
 */
function providerMoves(site: Site): Change[] {
  const brokers = activeBrokers(site);
  const isActiveName = (server: string): boolean =>
    brokers.some((broker) => sameName(broker.server, server));
  const inVain = site.providers.flatMap(({ name, preferredBroker: from }): Change[] =>
    from === null || isActiveName(from)
      ? []
      : [{ kind: 'prefer', object: 'provider', names: [name], from, to: null }],
  );
  const homes = homesOf(site);
  let spread: Spread = {
    brokers,
    counts: new Map(
      brokers.map((one) => [one, [...homes.values()].filter((home) => home === one.server).length]),
    ),
    movable: new Map(
      brokers.map((one) => [
        one,
        site.providers.filter((provider) => prefers(provider, one.server)),
      ]),
    ),
  };
  const domains = failureDomainsOf(site);
  const moves: Change[] = [];
  for (;;) {
    const best = bestMove(spread, domains);
    if (best === null) return [...inVain, ...moves];
    const { provider, from, to } = best;
    moves.push({
      kind: 'prefer',
      object: 'provider',
      names: [provider.name],
      from: provider.preferredBroker ?? from.server,
      to: to.server,
    });
    spread = moved(spread, best);
  }
}

interface Move {
  provider: Provider;
  from: Broker;
  to: Broker;
}

/** The move after which the spread is the most even; null where none makes it more even. */
function bestMove(spread: Spread, domains: readonly FailureDomain[]): Move | null {
  let best: Move | null = null;
  let least = unevenness(spread, domains);
  for (const from of spread.brokers) {
    const provider = spread.movable.get(from)?.at(-1);
    if (provider === undefined) continue;
    for (const to of spread.brokers) {
      if (to === from) continue;
      const move = { provider, from, to };
      const after = unevenness(moved(spread, move), domains);
      if (!isLess(after, least)) continue;
      best = move;
      least = after;
    }
  }
  return best;
}

function moved({ brokers, counts, movable }: Spread, { provider, from, to }: Move): Spread {
  const count = (broker: Broker): number => counts.get(broker) ?? 0;
  return {
    brokers,
    counts: new Map([...counts, [from, count(from) - 1], [to, count(to) + 1]]),
    movable: new Map([
      ...movable,
      [from, (movable.get(from) ?? []).filter((one) => one !== provider)],
    ]),
  };
}

/** How uneven a spread is: over the brokers, then over failure domains. Squares, so that the fullest weigh most. */
function unevenness({ counts }: Spread, domains: readonly FailureDomain[]): number[] {
  const inDomains = domains.map(({ brokers }) =>
    brokers.reduce((sum, broker) => sum + (counts.get(broker) ?? 0), 0),
  );
  return [squares([...counts.values()]), squares(inDomains)];
}

function squares(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number * number, 0);
}

function isLess(left: readonly number[], right: readonly number[]): boolean {
  const at = left.findIndex((number, place) => number !== right[place]);
  return at !== -1 && (left[at] ?? 0) < (right[at] ?? 0);
}

/** Each group becomes Automatic where that lowers the number of agents of the fullest broker, or where it prefers in vain. */
function agentGroups(farm: Farm, site: Site): AgentPreference[] {
  let now = site;
  const pinned = site.brokers
    .map((broker) => ({
      broker,
      agents: site.agents.filter((one) => prefers(one, broker.server)).map(({ name }) => name),
    }))
    .filter(({ agents }) => agents.length > 0);
  const active = new Set(activeBrokers(site));
  return pinned
    .toSorted((a, b) => b.agents.length - a.agents.length)
    .map(({ broker, agents }): AgentPreference => {
      const { server } = broker;
      const hasEffect = active.has(broker);
      const change: Change = {
        kind: 'prefer',
        object: 'agent',
        names: agents,
        from: server,
        to: null,
      };
      const freed = changedSite(now, change);
      const helps = mostAgents(farm, freed) < mostAgents(farm, now);
      if (hasEffect && !helps) return { agents, prefers: server, advised: server, hasEffect };
      now = freed;
      return { agents, prefers: server, advised: null, hasEffect };
    });
}

function mostAgents(farm: Farm, site: Site): number {
  return Math.max(...splitLoad(farm, site).brokers.map(({ agents }) => agents));
}

function worstFailure(farm: Farm, site: Site): WorstFailure {
  const homes = [...homesOf(site).values()];
  const count = ({ server }: Broker): number => homes.filter((home) => home === server).length;
  const domains = failureDomainsOf(site).map(({ brokers }) =>
    brokers.reduce((sum, broker) => sum + count(broker), 0),
  );
  return {
    providers: Math.max(...activeBrokers(site).map(count)),
    agents: mostAgents(farm, site),
    providersOfDomain: domains.length === 0 ? null : Math.max(...domains),
  };
}
