import { printDuration } from '../domain/model/index.js';
import { parseEvents, type SimulateQuestion } from '../domain/simulate/index.js';
import type { HappeningDocument } from '../render/simulate-words.js';
import type { Choice } from './choice.js';

/** What the reader chose, as the question of `farm simulate`; and the same question up to each step of a timeline. */

/** The source that errors name, as the program does. */
const eventsSource = '--events';

/** The question of a choice. @throws Refusal E_USAGE for events that can't be read */
export function questionOf({ down, domains, groups, events }: Choice): SimulateQuestion {
  return {
    down: [...domains, ...down],
    groups,
    events: events.trim() === '' ? null : parseEvents(events, eventsSource),
    require: [],
  };
}

/** A state of a timeline: what was done until then, as a question; null before anything. */
export interface Step {
  /** Minutes since the start. */
  at: number;
  /** What was done or happened last, such as `down CB1`. */
  what: string;
  question: SimulateQuestion | null;
}

/**
 * Every state that a timeline goes through: the start, after each event with all that follows at once, after each act of RAS
 * during a wait, and the end.
 * @param happenings those of the answer to the whole question
 */
export function stepsOf(
  question: SimulateQuestion,
  happenings: readonly Pick<HappeningDocument, 'at' | 'cause' | 'what'>[],
): Step[] {
  const { down, groups, events } = question;
  const steps: Step[] = [{ at: 0, what: 'before anything fails', question: null }];
  const rest = [...happenings];
  let clock = 0;
  /** The next things that RAS does by itself until then. */
  const actsUntil = (end: number): { at: number; what: string }[] => {
    const count = rest.findIndex(({ cause, at }) => cause === 'event' || at > end);
    return rest.splice(0, count === -1 ? rest.length : count);
  };
  const addEvent = (until: SimulateQuestion): void => {
    const event = rest.shift();
    const whats = [event, ...actsUntil(clock)].map((one) => one?.what ?? '');
    steps.push({ at: clock, what: whats.join('; '), question: until });
  };
  if (down.length > 0) addEvent({ ...question, groups: [], events: null });
  if (groups.length > 0) addEvent({ ...question, events: null });
  (events ?? []).forEach((written, index) => {
    const before = (events ?? []).slice(0, index);
    if (written.event.kind !== 'after') {
      addEvent({ ...question, events: [...before, written] });
      return;
    }
    const end = clock + written.event.minutes;
    for (const { at, what } of actsUntil(end)) {
      const last = steps.at(-1);
      if (last !== undefined && last.at === at && at > clock) last.what += `; ${what}`;
      else {
        const wait = { ...written, event: { kind: 'after' as const, minutes: at - clock } };
        steps.push({ at, what, question: { ...question, events: [...before, wait] } });
      }
    }
    clock = end;
  });
  const last = steps.at(-1)?.at ?? 0;
  if (last < clock) {
    steps.push({ at: clock, what: `after ${printDuration(clock - last)} more`, question });
  }
  return steps;
}
