import { printDuration, compressNames, listed } from '../model/index.js';
import { processes, sayMajority, sayPrimaries } from './effects.js';
import { abandonedIn, type Timeline } from './outages.js';
import type { Outcome } from './outcome.js';

/**
 * The answer in a sentence, and the figures that it stands on.
 */
export interface Verdict {
  /** The summary, said first. */
  says: string;
  /** The majority counted out: votes, base, needed. */
  votes: string;
  sessions: boolean;
  providers: { total: number; served: number };
  processes: { total: number; stopped: number; optional: number; elsewhere: number };
  /** How many brokers work as the primary. */
  primaries: number;
}

/** The verdict on how a site ends up, and with a timeline on what was out on the way. */
export function verdictOf(after: Outcome, timeline: Timeline | null): Verdict {
  const inState = (state: string): number =>
    after.processes.filter((process) => process.state === state).length;
  const end = sayOutcome(after);
  const role = after.promotion.state === 'none' ? '' : ` ${after.promotion.says}.`;
  return {
    // Where no time passes nothing is out for any: the end is all there is to say.
    says:
      timeline === null || timeline.minutes === 0
        ? `${sentence(end)}${role}`
        : `${sentence(sayTotals(timeline))} At the end ${end}.${role}`,
    votes: sayMajority(after.majority),
    sessions: after.sessions,
    providers: {
      total: after.providers.length,
      served: after.providers.length - abandonedIn(after).length,
    },
    processes: {
      total: after.processes.length,
      stopped: inState('stopped'),
      optional: inState('optional'),
      elsewhere: inState('elsewhere'),
    },
    primaries: after.primaries.length,
  };
}

function sayOutcome(outcome: Outcome): string {
  const stopped = outcome.processes.filter(({ state }) => state === 'stopped').length;
  const said = [
    outcome.sessions ? 'sessions are brokered' : 'no session is brokered (no broker serves)',
    ...sayProviders(outcome),
    stopped === 0
      ? 'every process runs'
      : `${stopped === outcome.processes.length ? 'all ' : `${stopped} of `}${processes(outcome.processes.length)} ${stopped === 1 ? 'is' : 'are'} stopped`,
  ];
  if (outcome.primaries.length > 1) said.push(`${sayPrimaries(outcome.primaries)}, a hazard`);
  return listed(said);
}

function sayProviders(outcome: Outcome): string[] {
  const total = outcome.providers.length;
  const abandoned = abandonedIn(outcome);
  if (total === 0) return [];
  if (abandoned.length === 0)
    return [`${allProviders(total)} ${total === 1 ? 'is' : 'are'} served`];
  if (abandoned.length === total) {
    return [`${allProviders(total)} ${total === 1 ? 'is' : 'are'} abandoned`];
  }
  return [
    `${abandoned.length} of ${total} providers ${abandoned.length === 1 ? 'is' : 'are'} abandoned (${compressNames(abandoned)})`,
  ];
}

function allProviders(total: number): string {
  if (total === 1) return 'the provider';
  return total === 2 ? 'both providers' : `all ${total} providers`;
}

function sayTotals({ minutes, totals }: Timeline): string {
  const providers = totals.providers.filter((one) => one.minutes > 0);
  const stopped = totals.processes.filter((one) => one.stopped > 0);
  const out = [
    ...(totals.sessions > 0 ? [`no sessions for ${printDuration(totals.sessions)}`] : []),
    ...(providers.length > 0
      ? [
          `${providers.length === totals.providers.length ? allProviders(providers.length) : `${providers.length} of ${totals.providers.length} providers`} abandoned for up to ${longest(providers.map((one) => one.minutes))}`,
        ]
      : []),
    ...(stopped.length > 0
      ? [
          `${processes(stopped.length)} stopped for up to ${longest(stopped.map((one) => one.stopped))}`,
        ]
      : []),
    ...(totals.twoPrimaries > 0 ? [`two primaries for ${printDuration(totals.twoPrimaries)}`] : []),
  ];
  return `in ${printDuration(minutes)}: ${out.length === 0 ? 'no outage' : listed(out)}`;
}

function longest(all: readonly number[]): string {
  return printDuration(Math.max(...all));
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
