import { primaryIn } from './outcome.js';
import type { Outcome } from './outcome-types.js';
import type { Moment, Run } from './timeline.js';

/**
 * A run cut into intervals: from when to when what was not running, and for how long in all.
 */

/** From one moment to another nothing changed. Minutes since the start. */
export interface Interval {
  from: number;
  to: number;
  primary: string;
  /** Brokers that worked as the primary; two are a hazard. */
  primaries: string[];
  down: string[];
  /** Groups of a network split; empty where there was none. */
  split: string[][];
  sessions: boolean;
  /** Providers that no broker served. */
  abandoned: string[];
  /** Ids of processes that no broker ran. */
  stopped: string[];
  /** Ids of processes that ran only if configured on a secondary. */
  optional: string[];
}

/** Outages in minutes, each thing that can be out named once. */
export interface Totals {
  sessions: number;
  twoPrimaries: number;
  providers: { provider: string; minutes: number }[];
  processes: { process: string; name: string; stopped: number; optional: number }[];
}

/** A run in intervals, and what was out for how long, in minutes. */
export interface Timeline {
  minutes: number;
  intervals: Interval[];
  totals: Totals;
}

/** The intervals of a run, those of no length left out, and the totals over them. */
export function timelineOf(run: Run): Timeline {
  const intervals: Interval[] = [];
  run.moments.forEach((moment, index) => {
    const to = run.moments[index + 1]?.at ?? run.minutes;
    if (to === moment.at) return;
    const interval = intervalOf(moment, to);
    const last = intervals.at(-1);
    if (last !== undefined && sameButTime(last, interval)) last.to = to;
    else intervals.push(interval);
  });
  return { minutes: run.minutes, intervals, totals: totalsOf(intervals, run.moments) };
}

function intervalOf({ at, outcome, split }: Moment, to: number): Interval {
  const inState = (state: string): string[] =>
    outcome.processes.filter((one) => one.state === state).map(({ process }) => process);
  return {
    from: at,
    to,
    primary: primaryIn(outcome),
    primaries: outcome.primaries,
    down: outcome.brokers.filter(({ up }) => !up).map(({ server }) => server),
    split: split.map((group) => [...group]),
    sessions: outcome.sessions,
    abandoned: abandonedIn(outcome),
    stopped: inState('stopped'),
    optional: inState('optional'),
  };
}

/** The providers that no broker serves. */
export function abandonedIn({ providers }: Outcome): string[] {
  return providers.filter(({ servedBy }) => servedBy === null).map(({ provider }) => provider);
}

function sameButTime(a: Interval, b: Interval): boolean {
  return JSON.stringify({ ...a, from: 0, to: 0 }) === JSON.stringify({ ...b, from: 0, to: 0 });
}

function totalsOf(intervals: readonly Interval[], moments: readonly Moment[]): Totals {
  const length = ({ from, to }: Interval): number => to - from;
  const minutesOf = (out: (interval: Interval) => boolean): number =>
    intervals.filter(out).reduce((sum, interval) => sum + length(interval), 0);
  const minutesOfEach = (out: (interval: Interval) => readonly string[]): Map<string, number> => {
    const minutes = new Map<string, number>();
    for (const interval of intervals) {
      for (const name of out(interval)) {
        minutes.set(name, (minutes.get(name) ?? 0) + length(interval));
      }
    }
    return minutes;
  };
  const abandoned = minutesOfEach((interval) => interval.abandoned);
  const stopped = minutesOfEach((interval) => interval.stopped);
  const optional = minutesOfEach((interval) => interval.optional);
  const first = moments[0]?.outcome;
  return {
    sessions: minutesOf(({ sessions }) => !sessions),
    twoPrimaries: minutesOf(({ primaries }) => primaries.length > 1),
    providers: (first?.providers ?? []).map(({ provider }) => ({
      provider,
      minutes: abandoned.get(provider) ?? 0,
    })),
    processes: (first?.processes ?? []).map(({ process, name }) => ({
      process,
      name,
      stopped: stopped.get(process) ?? 0,
      optional: optional.get(process) ?? 0,
    })),
  };
}
