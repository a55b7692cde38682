import type { AssumptionId } from '../facts/index.js';
import {
  type DownHosts,
  Refusal,
  type Broker,
  type Farm,
  isActive,
  primaryOf,
  type Site,
  stateOf,
  findSite,
} from '../model/index.js';
import { setStandby, withSite, promoteBroker } from '../edits/index.js';
import type { FailureEvent } from './events.js';
import { changedHosts, noHosts } from './down-hosts.js';
import { outcomeAfter } from './outcome.js';
import type { Outcome } from './outcome-types.js';
import {
  type Placement,
  placeAfter,
  placeAtStart,
  settledSplit,
  withoutAgents,
} from './placement.js';
import { type PromotionForecast, promotionForecast } from './promotion.js';
import { homesOf, type Homes } from './provider-homes.js';
import {
  countVotes,
  majorityGroup,
  nextStandIns,
  type Standing,
  standingOf,
  standingsOf,
  type StandIns,
} from './standing.js';

/**
 * A site while events happen to it: the current model, what has failed, and what RAS still has to do.
 */

export interface SimulatedSite {
  farm: Farm;
  siteName: string;
  down: readonly string[];
  groups: readonly (readonly string[])[];
  /** What is offline with a failure domain, in file order. */
  hosts: DownHosts;
  /** Minutes since the start. */
  clock: number;
  /** When the primary went away, if it is away. */
  awaySince: number | null;
  homes: Homes;
  standIns: StandIns;
  placement: Placement;
  /** Who was made the primary, in order; the first is the primary of the start. */
  promotions: readonly string[];
  /** The latest promotion that each broker knows of, as an index of `promotions` (A18); left out: the start. */
  known: ReadonlyMap<string, number>;
  /** How the site was before the first auto-promotion: what failback goes back to. */
  before: { primary: string; order: readonly string[]; exchanged: readonly Exchange[] } | null;
}

/** A standby that was promoted, and the broker whose active place it took (A17). */
interface Exchange {
  promoted: string;
  replaced: string;
}

/** What RAS did automatically. */
export interface Act {
  cause:
    | { cause: 'auto-promotion'; promoted: string; former: string; awayMinutes: number }
    | { cause: 'failback'; promoted: string; former: string };
  assumptions: AssumptionId[];
}

/** The site before anything happens. */
export function atStart(farm: Farm, site: Site): SimulatedSite {
  const nothing = { down: [], groups: [], hosts: noHosts };
  return {
    ...nothing,
    farm,
    siteName: site.name,
    clock: 0,
    awaySince: null,
    homes: homesOf(site),
    standIns: new Map(),
    placement: placeAtStart(site, settledSplit(farm, site, standingsOf(site, nothing))),
    promotions: [primaryOf(site).server],
    known: new Map(),
    before: null,
  };
}

function siteIn(state: SimulatedSite): Site {
  return findSite(state.farm, state.siteName);
}

function awayMinutes({ awaySince, clock }: SimulatedSite): number {
  return awaySince === null ? 0 : clock - awaySince;
}

/** What the state means. */
export function outcomeIn(state: SimulatedSite): Outcome {
  return outcomeAfter(state.farm, siteIn(state), state, {
    homes: state.homes,
    placement: state.placement,
    primaries: primariesIn(state),
    awayMinutes: awayMinutes(state),
  });
}

/**
 * The state after an event; brokers are spelled as in the site.
 * @throws Refusal E_REFUSED for what RAS would not allow
 */
export function applyEvent(state: SimulatedSite, event: FailureEvent): SimulatedSite {
  switch (event.kind) {
    case 'down':
      return settled({
        ...state,
        down: [...new Set([...state.down, ...event.brokers])],
        hosts: changedHosts(siteIn(state), state.hosts, event.domains, true),
      });
    case 'up': {
      const back = new Set(event.brokers);
      return settled({
        ...state,
        down: state.down.filter((one) => !back.has(one)),
        hosts: changedHosts(siteIn(state), state.hosts, event.domains, false),
      });
    }
    case 'partition':
      return settled({ ...state, groups: event.groups });
    case 'heal':
      return settled({ ...state, groups: [] });
    case 'promote':
      return settled(withNewHomes(event.brokers.reduce(promoteByHand, state)));
    case 'standby':
    case 'activate': {
      const standby = event.kind === 'standby';
      const farm = event.brokers.reduce(
        (now, server) => setStandby(now, findSite(now, state.siteName), server, standby).farm,
        state.farm,
      );
      return settled(withNewHomes({ ...state, farm }));
    }
    case 'after':
      return { ...state, clock: state.clock + event.minutes };
  }
}

/** Homes are assigned again after the administrator changed the configuration, over the brokers that are up. */
function withNewHomes(state: SimulatedSite): SimulatedSite {
  return { ...state, homes: homesOf(siteIn(state), new Set(state.down)) };
}

/** The immediate consequences of a change: replacements by standbys, knowledge of a promotion, and agents' brokers. */
function settled(state: SimulatedSite): SimulatedSite {
  const site = siteIn(state);
  const standIns = nextStandIns(site, new Set(state.down), state.standIns);
  const next = knowing({ ...state, standIns });
  const down = new Set(state.hosts.agents);
  const split = settledSplit(next.farm, withoutAgents(site, down), standingsOf(site, next));
  return { ...next, placement: placeAfter(site, state.placement, split, down) };
}

/**
 * The next thing that RAS does by itself until a moment, with the clock put forward to it; or, with `act` null, the
 * state at that moment.
 */
export function settle(
  state: SimulatedSite,
  until: number,
): { next: SimulatedSite; act: Act | null } {
  const back = failback(state);
  if (back !== null) return back;
  const promotion = forecastIn(state);
  const awaySince = promotion.state === 'none' ? null : (state.awaySince ?? state.clock);
  const waiting = { ...state, awaySince };
  const { candidate, state: forecast } = promotion;
  if (awaySince !== null && forecast === 'due' && candidate !== null) {
    const due = Math.max(state.clock, awaySince + siteIn(state).autoPromotion.afterMinutes);
    if (due <= until) return autoPromote({ ...waiting, clock: due }, candidate);
  }
  return { next: { ...waiting, clock: Math.max(state.clock, until) }, act: null };
}

function forecastIn(state: SimulatedSite): PromotionForecast {
  const site = siteIn(state);
  const standings = standingsOf(site, state);
  const majority = countVotes(site, standings, state.groups.length);
  return promotionForecast(site, standings, majority, awayMinutes(state));
}

function promoteByHand(state: SimulatedSite, server: string): SimulatedSite {
  const site = siteIn(state);
  if (state.down.includes(server)) {
    throw new Refusal('E_REFUSED', {
      kind: 'promoted-offline',
      broker: server,
      at: state.clock,
      statement: 'R30',
    });
  }
  const { farm } = promoteBroker(state.farm, site, server);
  return { ...promoted(state, farm, server), before: null };
}

function autoPromote(state: SimulatedSite, server: string): { next: SimulatedSite; act: Act } {
  const site = siteIn(state);
  const old = primaryOf(site).server;
  const { inPlaceOf } = standingOf(standingsOf(site, state), server);
  const exchanged = inPlaceOf === null ? [] : [{ promoted: server, replaced: inPlaceOf.server }];
  const brokers = exchange(site.brokers, exchanged);
  const first = brokers.filter((broker) => broker.server === server);
  const rest = brokers.filter((broker) => broker.server !== server);
  const { farm } = withSite(state.farm, site, { ...site, brokers: [...first, ...rest] });
  const order = site.brokers.map((broker) => broker.server);
  const before = state.before ?? { primary: old, order, exchanged: [] };
  return {
    next: {
      ...promoted(state, farm, server),
      before: { ...before, exchanged: [...before.exchanged, ...exchanged] },
    },
    act: {
      cause: {
        cause: 'auto-promotion',
        promoted: server,
        former: old,
        awayMinutes: awayMinutes(state),
      },
      assumptions: exchanged.length > 0 ? ['A2', 'A6', 'A17'] : ['A2', 'A6'],
    },
  };
}

/** The original primary takes its role again, and every standby its place, as soon as it is back (A7). */
function failback(state: SimulatedSite): { next: SimulatedSite; act: Act } | null {
  const { before } = state;
  const site = siteIn(state);
  if (before === null || !site.autoPromotion.failback || !isBack(state, before.primary))
    return null;
  const brokers = exchange(site.brokers, before.exchanged.toReversed()).toSorted(
    (a, b) => before.order.indexOf(a.server) - before.order.indexOf(b.server),
  );
  const [primary] = brokers;
  if (primary === undefined || !isActive(primary)) return null;
  const { farm } = withSite(state.farm, site, { ...site, brokers });
  return {
    next: { ...promoted(state, farm, before.primary), before: null },
    act: {
      cause: { cause: 'failback', promoted: before.primary, former: primaryOf(site).server },
      assumptions: ['A7'],
    },
  };
}

/** Whether a broker is up and reaches the present primary, or is in the group that holds a majority. */
function isBack(state: SimulatedSite, server: string): boolean {
  const site = siteIn(state);
  const standings = standingsOf(site, state);
  const original = standingOf(standings, server);
  const holder = majorityGroup(countVotes(site, standings, state.groups.length));
  const present = standingOf(standings, primaryOf(site).server);
  const reachesPresent = present.up && original.group === present.group;
  return original.up && (reachesPresent || original.group === holder);
}

/** The brokers that are the primary as far as they know: a broker that was promoted over may not know it yet (A18). */
function primariesIn({ promotions, known }: SimulatedSite): string[] {
  return [...new Set(promotions)].filter((server) => promotions[known.get(server) ?? 0] === server);
}

/** The state with another primary: all others have yet to learn of it. */
function promoted(state: SimulatedSite, farm: Farm, server: string): SimulatedSite {
  const promotions = [...state.promotions, server];
  const known = new Map(state.known).set(server, promotions.length - 1);
  return settled({ ...state, farm, promotions, known, awaySince: null });
}

/** Knowledge of promotions spreads among the brokers that are up and reach each other (A18). */
function knowing(state: SimulatedSite): SimulatedSite {
  // Without a promotion there is nothing to know.
  if (state.promotions.length === 1) return state;
  const knownTo = ({ broker }: Standing): number => state.known.get(broker.server) ?? 0;
  const talking = standingsOf(siteIn(state), state).filter(
    ({ broker, up }) => up && stateOf(broker) !== 'disabled',
  );
  const latest = new Map<number, number>();
  for (const one of talking) {
    latest.set(one.group, Math.max(latest.get(one.group) ?? 0, knownTo(one)));
  }
  const heard = talking.map(
    ({ broker, group }) => [broker.server, latest.get(group) ?? 0] as const,
  );
  return { ...state, known: new Map([...state.known, ...heard]) };
}

/** The active places of brokers and the standbys that were promoted for them, exchanged. */
function exchange(brokers: readonly Broker[], exchanges: readonly Exchange[]): readonly Broker[] {
  return exchanges.reduce<readonly Broker[]>((now, { promoted, replaced }) => {
    const standbyOf = (server: string): boolean =>
      now.find((broker) => broker.server === server)?.standby ?? false;
    const [was, is] = [standbyOf(promoted), standbyOf(replaced)];
    return now.map((broker) => {
      if (broker.server === promoted) return { ...broker, standby: is };
      return broker.server === replaced ? { ...broker, standby: was } : broker;
    });
  }, brokers);
}
