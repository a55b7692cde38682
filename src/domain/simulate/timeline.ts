import type { AssumptionId } from '../assumptions.js';
import type { Farm, Site } from '../farm.js';
import { effectsOf } from './effects.js';
import { printEvent, told, type WrittenEvent } from './events.js';
import type { Outcome } from './outcome.js';
import { applyEvent, atStart, outcomeIn, settle, type SimulatedSite } from './simulated-site.js';

/**
 * Events with a clock: what happens when, and how the site stands in between.
 */

/** Something that happened. */
export interface Happening {
  /** Minutes since the start. */
  at: number;
  /** 'event' as told; the others RAS does by itself. */
  cause: 'event' | 'auto-promotion' | 'failback';
  what: string;
  /** What it meant, sentence by sentence; empty where it changed nothing. */
  effects: string[];
}

/** How the site stood from a moment on. */
export interface Moment {
  at: number;
  outcome: Outcome;
  down: readonly string[];
  split: readonly (readonly string[])[];
}

/** All that happened, and how the site stood after each of it; the first moment is the start, with nothing failed. */
export interface Run {
  happenings: Happening[];
  moments: Moment[];
  /** How the site stands at the end: as in the last moment, with what is to come counted from the end. */
  end: Outcome;
  /** Minutes from the start to the end. */
  minutes: number;
  assumptions: AssumptionId[];
}

/**
 * Plays the events in order, their brokers spelt as in the site (see `resolveEvents`). What RAS does by itself follows each at once, and in a wait at its time; what falls due at
 * the very end of a wait still happens in it.
 * @throws FarmError E_REFUSED for an event that RAS would not allow, such as promoting a broker that is offline
 */
export function runEvents(farm: Farm, site: Site, written: readonly WrittenEvent[]): Run {
  let state = atStart(farm, site);
  let outcome = outcomeIn(state);
  const happenings: Happening[] = [];
  const moments = [moment(state, outcome)];
  const leans = new Set<AssumptionId>(outcome.assumptions);

  const record = (next: SimulatedSite, cause: Happening['cause'], what: string): void => {
    const now = outcomeIn(next);
    happenings.push({ at: next.clock, cause, what, effects: effectsOf(outcome, now) });
    moments.push(moment(next, now));
    for (const id of now.assumptions) leans.add(id);
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
      for (const id of act.assumptions) leans.add(id);
      record(next, act.cause, act.what);
    }
  };

  for (const { event, location } of written) {
    if (event.kind === 'after') {
      letRasAct(state.clock + event.minutes);
      continue;
    }
    const next = told(printEvent(event), location, () => applyEvent(state, event));
    if (event.kind === 'promote') {
      leans.add('A2');
      if (site.autoPromotion.failback) leans.add('A19');
    }
    record(next, 'event', printEvent(event));
    letRasAct(state.clock);
  }
  return {
    happenings,
    moments,
    end: outcomeIn(state),
    minutes: state.clock,
    assumptions: inOrder(leans),
  };
}

function moment(state: SimulatedSite, outcome: Outcome): Moment {
  return { at: state.clock, outcome, down: state.down, split: state.groups };
}

/** Ids by their number. */
export function inOrder(ids: Iterable<AssumptionId>): AssumptionId[] {
  return [...new Set(ids)].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}
