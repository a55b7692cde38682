import type { AssumptionId } from '../facts/index.js';
import { type Farm, mapAtPace, noPace, type Pace, type Site } from '../model/index.js';
import { type Effect, effectsOf } from './effects.js';
import { type FailureEvent, printEvent, withEventContext, type WrittenEvent } from './events.js';
import type { Outcome } from './outcome-types.js';
import { type ConnectedAgents, movedAgents } from './placement.js';
import {
  type Act,
  applyEvent,
  atStart,
  outcomeIn,
  settle,
  type SimulatedSite,
} from './simulated-site.js';

/**
 * Events with a clock: what happens when, and the state of the site in between.
 */

/** What made something happen: an event of the question, or what RAS does by itself. */
export type Cause = { cause: 'event'; event: FailureEvent } | Act['cause'];

/** Something that happened. */
export type Happening = Cause & {
  /** Minutes since the start. */
  at: number;
  /** What is different after it; empty where nothing is. */
  changes: Effect[];
  /** Agents whose broker changed by it, in file order. */
  reconnect: string[];
  /** Who is connected to each broker that serves, once that is done. */
  placement: ConnectedAgents[];
  /** Agents that no broker serves. */
  withoutBroker: string[];
  /** How many agents the load table aims at for each broker that serves. */
  target: { server: string; agents: number }[];
};

/** The state of the site from a moment on. */
export interface Moment {
  at: number;
  outcome: Outcome;
  split: readonly (readonly string[])[];
}

/** All that happened, and the state of the site after each event; the first moment is the start, with nothing failed. */
export interface Run {
  happenings: Happening[];
  moments: Moment[];
  /** The state of the site at the end: as in the last moment, with what is to come counted from the end. */
  end: Outcome;
  /** Minutes from the start to the end. */
  minutes: number;
  /** Agents that are with another broker at the end than at the start, in file order. */
  reconnect: string[];
  assumptions: AssumptionId[];
}

/**
 * Plays the events in order, their brokers spelled as in the site (see `resolveEvents`). What RAS does by itself follows each at once, and in a wait at its time; what falls due at
 * the very end of a wait still happens in it.
 * @throws Refusal E_REFUSED for an event that RAS would not allow, such as promoting a broker that is offline
 */
export function runEvents(
  farm: Farm,
  site: Site,
  written: readonly WrittenEvent[],
  pace: Pace = noPace,
): Run {
  const start = atStart(farm, site);
  let state = start;
  let outcome = outcomeIn(state);
  const happenings: Happening[] = [];
  const moments = [moment(state, outcome)];
  const used = new Set<AssumptionId>(outcome.assumptions);

  const moved = (before: SimulatedSite, after: SimulatedSite): string[] =>
    movedAgents(site, before.placement, after.placement, new Set(after.hosts.agents));
  const record = (next: SimulatedSite, cause: Cause): void => {
    const now = outcomeIn(next);
    const reconnect = moved(state, next);
    happenings.push({
      at: next.clock,
      ...cause,
      changes: effectsOf(outcome, now, reconnect),
      reconnect,
      placement: now.placement,
      withoutBroker: now.withoutBroker,
      target: now.load.map(({ server, agents }) => ({ server, agents })),
    });
    moments.push(moment(next, now));
    if (reconnect.length > 0) used.add('A22');
    for (const id of now.assumptions) used.add(id);
    state = next;
    outcome = now;
  };
  const letRasAct = (until: number): void => {
    for (;;) {
      const { next, act } = settle(state, until);
      if (act === null) {
        state = next;
        return;
      }
      for (const id of act.assumptions) used.add(id);
      record(next, act.cause);
    }
  };

  mapAtPace(written, pace, ({ event, location }) => {
    if (event.kind === 'after') return letRasAct(state.clock + event.minutes);
    const next = withEventContext(printEvent(event), location, () => applyEvent(state, event));
    if (event.kind === 'promote') {
      used.add('A2');
      if (site.autoPromotion.failback) used.add('A19');
    }
    record(next, { cause: 'event', event });
    letRasAct(state.clock);
  });
  return {
    happenings,
    moments,
    end: outcomeIn(state),
    minutes: state.clock,
    reconnect: moved(start, state),
    assumptions: inOrder(used),
  };
}

function moment(state: SimulatedSite, outcome: Outcome): Moment {
  return { at: state.clock, outcome, split: state.groups };
}

/** Ids by their number. */
export function inOrder(ids: Iterable<AssumptionId>): AssumptionId[] {
  return [...new Set(ids)].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}
