import type { EditStep } from '../edits/index.js';
import {
  activeBrokers,
  type Farm,
  isVdiArmed,
  majorityOf,
  primaryOf,
  type Site,
  standbyBrokers,
  stateOf,
  toleranceOf,
} from '../model/index.js';
import {
  type Homes,
  homesOf,
  nothingFailed,
  type Placement,
  placeAfter,
  placeAtStart,
  settledSplit,
  standingsOf,
} from '../simulate/index.js';
import { isEven } from './cost.js';
import type { ProviderMove, SiteState } from './plan-types.js';

/** What happens in a site step by step: where its agents are connected, and who serves its providers. */

/** A site at some point of the plan. */
export interface FollowedSite {
  site: Site;
  /** The broker of each agent: agents stay where they are until theirs leaves (assumption A22). */
  placement: Placement;
  /** The broker of each provider. */
  homes: Homes;
}

/** A site as the plan finds it. */
export function followSite(farm: Farm, site: Site): FollowedSite {
  const split = settledSplit(farm, site, standingsOf(site, nothingFailed));
  return { site, placement: placeAtStart(site, split), homes: homesOf(site) };
}

/** What one step does to those who are connected. */
export interface StepEffects {
  next: FollowedSite;
  agentsReconnect: number;
  providersMove: ProviderMove[];
}

/** The site after a step, and what the step moves. */
export function followStep(
  before: FollowedSite,
  farm: Farm,
  site: Site,
  edit: EditStep,
): StepEffects {
  const kept = keptPlacement(before, site, edit);
  const prefers = edit.kind === 'set-agents' || (edit.kind === 'prefer' && edit.object === 'agent');
  const asked = prefers ? preferredNow(site, kept) : kept;
  const isSettled = asked.every((server, at) => server !== null && server === kept[at]);
  const isServed = isSettled && servesAll(site, asked);
  const placement = isServed
    ? asked
    : placeAfter(site, asked, settledSplit(farm, site, standingsOf(site, nothingFailed)));
  const agentsReconnect = kept.filter(
    (server, at) => server !== null && placement[at] !== server,
  ).length;
  const served = keptHomes(before, edit);
  // Another priority is no event that assigns them again.
  const homes = edit.kind === 'move-broker' ? served : homesOf(site);
  return {
    next: { site, placement, homes },
    agentsReconnect,
    providersMove: movedBetween(served, homes),
  };
}

/** The same connections, with the agents and the names that the site has after the step. */
function keptPlacement(
  { site: old, placement }: FollowedSite,
  site: Site,
  edit: EditStep,
): Placement {
  if (edit.kind === 'set-broker') {
    const { server } = edit.properties;
    return server === undefined
      ? placement
      : placement.map((one) => (one !== null && isNamed(one, edit.broker) ? server : one));
  }
  if (edit.kind !== 'add-agents' && edit.kind !== 'delete-agents') return placement;
  const brokerOf = new Map(old.agents.map(({ name }, at) => [name, placement[at] ?? null]));
  return site.agents.map(({ name }) => brokerOf.get(name) ?? null);
}

function isNamed(server: string, name: string): boolean {
  return server.toLowerCase() === name.toLowerCase();
}

/** Agents whose preferred broker is active connect to it. */
function preferredNow(site: Site, placement: Placement): Placement {
  const active = new Map(activeBrokers(site).map(({ server }) => [server.toLowerCase(), server]));
  return site.agents.map(({ preferredBroker }, at) => {
    const wanted = active.get(preferredBroker?.toLowerCase() ?? '');
    return wanted === undefined || wanted === placement[at] ? (placement[at] ?? null) : null;
  });
}

function servesAll(site: Site, placement: Placement): boolean {
  const active = new Set(activeBrokers(site).map(({ server }) => server));
  return placement.every((server) => server !== null && active.has(server));
}

/** Who served each provider; a broker that was renamed is the same one. */
function keptHomes({ homes }: FollowedSite, edit: EditStep): Homes {
  if (edit.kind !== 'set-broker' || edit.properties.server === undefined) return homes;
  const { server } = edit.properties;
  return new Map(
    [...homes].map(([provider, home]) => [provider, isNamed(home, edit.broker) ? server : home]),
  );
}

function movedBetween(before: Homes, after: Homes): ProviderMove[] {
  return [...after].flatMap(([provider, to]): ProviderMove[] => {
    const from = before.get(provider);
    return from === undefined || isNamed(from, to) ? [] : [{ provider, from, to }];
  });
}

/** The state of a site as a step leaves it. */
export function stateOfSite(site: Site): SiteState {
  const active = activeBrokers(site).map(({ server }) => server);
  return {
    primary: primaryOf(site).server,
    active,
    standby: standbyBrokers(site).map(({ server }) => server),
    disabled: site.brokers.filter((one) => stateOf(one) === 'disabled').map(({ server }) => server),
    majority: majorityOf(active.length),
    even: isEven(active.length),
    tolerance: toleranceOf(site),
    armed: isVdiArmed(active.length),
  };
}
