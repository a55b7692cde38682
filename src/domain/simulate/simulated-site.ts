import type { AssumptionId } from '../assumptions.js';
import { printDuration } from '../duration.js';
import { setStandby } from '../edits/brokers.js';
import { withSite } from '../edits/edit.js';
import { promoteBroker } from '../edits/priority.js';
import { FarmError } from '../errors.js';
import { type Broker, type Farm, isActive, primaryOf, type Site, stateOf } from '../farm.js';
import { findSite } from '../look-up.js';
import { statements } from '../statements.table.js';
import type { FailureEvent } from './events.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { homesOf, type Homes } from './provider-homes.js';
import { majorityGroup, standingOf, standingsOf } from './standing.js';

/**
 * A site while events happen to it: the model as it stands by now, what has failed, and what RAS has yet to do.
 */

export interface SimulatedSite {
  farm: Farm;
  siteName: string;
  down: readonly string[];
  groups: readonly (readonly string[])[];
  /** Minutes since the start. */
  clock: number;
  /** When the primary went away, if it is away. */
  awaySince: number | null;
  homes: Homes;
  /** Brokers that were promoted over and don't know it yet (A18). */
  formerPrimaries: readonly string[];
  /** Brokers that know of the latest promotion. */
  informed: readonly string[];
  /** How the site was before the first auto-promotion: what failback goes back to. */
  before: { primary: string; order: readonly string[]; exchanged: readonly Exchange[] } | null;
}

/** A standby that was promoted, and the broker whose active place it took (A17). */
interface Exchange {
  promoted: string;
  replaced: string;
}

/** What RAS did by itself. */
export interface Act {
  cause: 'auto-promotion' | 'failback';
  what: string;
  assumptions: AssumptionId[];
}

/** The site before anything happens. */
export function atStart(farm: Farm, site: Site): SimulatedSite {
  return {
    farm,
    siteName: site.name,
    down: [],
    groups: [],
    clock: 0,
    awaySince: null,
    homes: homesOf(site),
    formerPrimaries: [],
    informed: [],
    before: null,
  };
}

function siteIn(state: SimulatedSite): Site {
  return findSite(state.farm, state.siteName);
}

/** What the state means. */
export function outcomeIn(state: SimulatedSite): Outcome {
  const { homes, formerPrimaries, awaySince, clock } = state;
  const awayMinutes = awaySince === null ? 0 : clock - awaySince;
  return outcomeOf(state.farm, siteIn(state), state, { homes, formerPrimaries, awayMinutes });
}

/**
 * The state after an event; brokers are spelt as in the site.
 * @throws FarmError E_REFUSED for what RAS would not allow
 */
export function applyEvent(state: SimulatedSite, event: FailureEvent): SimulatedSite {
  switch (event.kind) {
    case 'down':
      return knowing({ ...state, down: [...new Set([...state.down, ...event.brokers])] });
    case 'up':
      return knowing({ ...state, down: state.down.filter((one) => !event.brokers.includes(one)) });
    case 'partition':
      return knowing({ ...state, groups: event.groups });
    case 'heal':
      return knowing({ ...state, groups: [] });
    case 'promote':
      return knowing(event.brokers.reduce(promoteByHand, state));
    case 'standby':
    case 'activate':
      return knowing(
        event.brokers.reduce(
          (now, server) => putInStandby(now, server, event.kind === 'standby'),
          state,
        ),
      );
    case 'after':
      return { ...state, clock: state.clock + event.minutes };
  }
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
  const { promotion } = outcomeIn(state);
  const awaySince = promotion.state === 'none' ? null : (state.awaySince ?? state.clock);
  const waiting = { ...state, awaySince };
  const { candidate, state: forecast } = promotion;
  if (awaySince !== null && forecast === 'due' && candidate !== null) {
    const due = Math.max(state.clock, awaySince + siteIn(state).autoPromotion.afterMinutes);
    if (due <= until) return autoPromote({ ...waiting, clock: due }, candidate);
  }
  return { next: { ...waiting, clock: Math.max(state.clock, until) }, act: null };
}

function promoteByHand(state: SimulatedSite, server: string): SimulatedSite {
  const site = siteIn(state);
  if (state.down.includes(server)) {
    throw new FarmError({
      code: 'E_REFUSED',
      message: `broker "${server}" is offline after ${printDuration(state.clock)}, so it can't be promoted.`,
      why: statements.R30.says,
      nextStep: `let it come up first: up ${server}`,
    });
  }
  const { farm } = promoteBroker(state.farm, site, server);
  return { ...promoted(state, farm, server), before: null };
}

function putInStandby(state: SimulatedSite, server: string, standby: boolean): SimulatedSite {
  const { farm } = setStandby(state.farm, siteIn(state), server, standby);
  return { ...state, farm, homes: homesOf(findSite(farm, state.siteName), state.homes) };
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
  const away = printDuration(state.clock - (state.awaySince ?? state.clock));
  return {
    next: {
      ...promoted(state, farm, server),
      before: { ...before, exchanged: [...before.exchanged, ...exchanged] },
    },
    act: {
      cause: 'auto-promotion',
      what: `RAS promotes ${server}: ${old} has been away for ${away}`,
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
      cause: 'failback',
      what: `failback: ${before.primary} is back and takes its role again`,
      assumptions: ['A7'],
    },
  };
}

/** Whether a broker is up and reaches the present primary's side, or stands with the majority. */
function isBack(state: SimulatedSite, server: string): boolean {
  const site = siteIn(state);
  const standings = standingsOf(site, state);
  const original = standingOf(standings, server);
  const holder = majorityGroup(outcomeIn(state).majority);
  const present = standingOf(standings, primaryOf(site).server);
  return original.up && (original.group === present.group || original.group === holder);
}

/** The state with another primary: the old one has yet to learn of it, and so have all others. */
function promoted(state: SimulatedSite, farm: Farm, server: string): SimulatedSite {
  const old = primaryOf(siteIn(state)).server;
  const formerPrimaries = [...state.formerPrimaries, old].filter((one) => one !== server);
  return knowing({ ...state, farm, formerPrimaries, informed: [server], awaySince: null });
}

/** Word of the latest promotion goes round among the brokers that are up and reach each other (A18). */
function knowing(state: SimulatedSite): SimulatedSite {
  const standings = standingsOf(siteIn(state), state).filter(
    ({ broker, up }) => up && stateOf(broker) !== 'disabled',
  );
  const groups = new Set(
    standings
      .filter(({ broker }) => state.informed.includes(broker.server))
      .map(({ group }) => group),
  );
  const hearing = standings
    .filter(({ group }) => groups.has(group))
    .map(({ broker }) => broker.server);
  const informed = [...new Set([...state.informed, ...hearing])];
  const formerPrimaries = state.formerPrimaries.filter((server) => !informed.includes(server));
  return { ...state, informed, formerPrimaries };
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
