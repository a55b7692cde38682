import { compressNames, counted, listed, printDuration } from '../domain/model/index.js';
import {
  abandonedIn,
  type Cause,
  type Effect,
  type Happening,
  type MajorityCount,
  type Outcome,
  printEvent,
  type PromotionForecast,
  type ProviderStanding,
  type ServedReason,
  type Simulation,
  type Timeline,
  type Verdict,
} from '../domain/simulate/index.js';
import { sayHosts, sayHostsDown } from './host-words.js';
import { sayNames } from './words.js';

/**
 * The text of a simulation: `farm simulate --json` prints it in addition to the facts.
 */

/** A simulation with its text. */
export interface SimulationDocument extends Omit<
  Simulation,
  'verdict' | 'now' | 'happenings' | 'after'
> {
  verdict: VerdictDocument;
  now: OutcomeDocument;
  happenings: HappeningDocument[];
  after: OutcomeDocument;
}

/** `says`: the summary in a sentence or more; `votes`: how the majority was counted. */
type VerdictDocument = { says: string; votes: string } & Verdict;

/** An outcome with its text: `why` of each provider, and `says` of the promotion. */
export interface OutcomeDocument extends Omit<Outcome, 'providers' | 'promotion'> {
  providers: (ProviderStanding & { why: string })[];
  promotion: PromotionForecast & { says: string };
}

/** `what` happened, and its `effects`, a sentence for each change. */
export type HappeningDocument = Happening & { what: string; effects: string[] };

/** The simulation as `--json` prints it. */
export function describeSimulation(simulation: Simulation): SimulationDocument {
  const { site, asked, rasVersion, verdict, required, now, happenings, after, ...rest } =
    simulation;
  return {
    site,
    asked,
    rasVersion,
    verdict: {
      says: sayVerdict(after, rest.timeline),
      votes: sayMajority(after.majority),
      ...verdict,
    },
    required,
    now: describeOutcome(now),
    happenings: happenings.map((one) => ({
      ...one,
      what: sayCause(one),
      effects: one.changes.map(sayEffect),
    })),
    after: describeOutcome(after),
    ...rest,
  };
}

function describeOutcome(outcome: Outcome): OutcomeDocument {
  const { providers, promotion } = outcome;
  return {
    ...outcome,
    providers: providers.map((one) => ({ ...one, why: sayReason(one.reason) })),
    promotion: { ...promotion, says: sayPromotion(promotion) },
  };
}

/** The final state of a site and, with a timeline, the outages before it. */
function sayVerdict(after: Outcome, timeline: Timeline | null): string {
  const end = sayOutcome(after);
  const { hostsDown, promotion } = after;
  const hosts = hostsDown === undefined ? '' : ` ${sentence(sayHostsDown(hostsDown))}`;
  const role = `${promotion.state === 'none' ? '' : ` ${sayPromotion(promotion)}.`}${hosts}`;
  // If no time passes, there are no outages: only the end is described.
  return timeline === null || timeline.minutes === 0
    ? `${sentence(end)}${role}`
    : `${sentence(sayTotals(timeline))} Afterwards ${end}.${role}`;
}

function sayOutcome(outcome: Outcome): string {
  const total = outcome.processes.length;
  const stopped = outcome.processes.filter(({ state }) => state === 'stopped').length;
  const parts = [
    outcome.sessions ? 'users can connect' : "users can't connect (no broker serves)",
    ...sayProviders(outcome),
    stopped === 0
      ? 'every process runs'
      : `${stopped === total ? 'all ' : `${stopped} of `}${sayProcesses(total)} ${stopped === 1 ? 'is' : 'are'} stopped`,
  ];
  if (outcome.primaries.length > 1) parts.push(`${sayPrimaries(outcome.primaries)}, a hazard`);
  return listed(parts);
}

/** Which broker acts as the primary, such as "CB1 acts as the primary". */
export function sayPrimaries(primaries: readonly string[]): string {
  if (primaries.length === 0) return 'no broker acts as the primary';
  const act = primaries.length === 1 ? 'acts' : primaries.length === 2 ? 'both act' : 'all act';
  return `${sayNames(primaries)} ${act} as the primary`;
}

function sayProviders(outcome: Outcome): string[] {
  const total = outcome.providers.length;
  const abandoned = abandonedIn(outcome);
  if (total === 0) return [];
  if (abandoned.length === 0 || abandoned.length === total) {
    const fate = abandoned.length === 0 ? 'served' : 'abandoned';
    return [`${allProviders(total)} ${total === 1 ? 'is' : 'are'} ${fate}`];
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
  const all = totals.providers.length;
  const which =
    providers.length === all ? allProviders(all) : `${providers.length} of ${all} providers`;
  const out = [
    ...(totals.sessions > 0 ? [`no sessions for ${printDuration(totals.sessions)}`] : []),
    ...(providers.length > 0
      ? [`${which} abandoned for up to ${longest(providers.map((one) => one.minutes))}`]
      : []),
    ...(stopped.length > 0
      ? [
          `${sayProcesses(stopped.length)} stopped for up to ${longest(stopped.map((one) => one.stopped))}`,
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

/** How the majority was counted: which brokers hold it, votes, base, needed. */
export function sayMajority({ base, needed, armed, groups }: MajorityCount): string {
  const holder = groups.find((group) => group.holdsMajority);
  const votes = groups.map((group) => String(group.votes));
  const verdict =
    holder === undefined
      ? `no group holds a majority: ${listed(votes)} ${votes.join() === '1' ? 'vote' : 'votes'} of ${base}, ${needed} needed`
      : `${sayNames(holder.serving)} ${holder.votes === 1 ? 'holds' : 'hold'} a majority: ${counted(holder.votes, 'vote')} of ${base}, ${needed} needed`;
  return armed
    ? verdict
    : `${verdict}; this has no effect, because high availability for VDI is not armed with ${counted(base, 'active broker')}`;
}

/** "1 process", "9 processes". */
export function sayProcesses(number: number): string {
  return counted(number, 'process', 'processes');
}

/** What happens to the primary's role. */
export function sayPromotion(promotion: PromotionForecast): string {
  const { primary, candidate } = promotion;
  if (promotion.state === 'none') return `${primary} is the primary`;
  const away = `${primary} is ${promotion.away === 'offline' ? 'offline' : 'cut off from the majority'}`;
  if (promotion.state === 'no-majority') {
    return `${away}; no broker is promoted while no group holds a majority`;
  }
  if (promotion.state === 'due') {
    const { inMinutes, wouldBeTwo } = promotion;
    const when = inMinutes === 0 ? 'now' : `in ${printDuration(inMinutes)}`;
    const hazard = wouldBeTwo ? ', and then two brokers work as the primary' : '';
    return `${away}; RAS promotes ${promotion.candidate} ${when}${hazard}`;
  }
  const why =
    promotion.state === 'ignored'
      ? `RAS ignores auto-promotion with fewer than ${promotion.activeNeeded} active brokers`
      : 'auto-promotion is off';
  // If the primary is only cut off, a manual promotion would create a second one.
  const byHand =
    promotion.away === 'offline' && candidate !== null
      ? `; an administrator must promote another, such as ${candidate}`
      : '';
  return `${away}; no broker is promoted: ${why}${byHand}`;
}

/** Why a provider is served by its broker. */
export function sayReason(reason: ServedReason): string {
  switch (reason.kind) {
    case 'home-serves':
      return 'its broker serves';
    case 'no-majority':
      return 'no group of brokers holds a majority';
    case 'home-lost': {
      const state = {
        offline: 'offline',
        'cut-off': 'cut off from the majority',
        standby: 'in standby',
      }[reason.because];
      return `${reason.home} is ${state}`;
    }
    case 'not-armed': {
      const state = reason.because === 'offline' ? 'offline' : 'not active';
      return `${reason.home} is ${state}, and with ${counted(reason.active, 'active broker')} there is no high availability for VDI`;
    }
  }
}

function sayCause(cause: Cause): string {
  switch (cause.cause) {
    case 'event':
      return printEvent(cause.event);
    case 'auto-promotion':
      return `RAS promotes ${cause.promoted}: ${cause.former} has been away for ${printDuration(cause.awayMinutes)}`;
    case 'failback':
      return `failback: ${cause.promoted} is back and is the primary again`;
  }
}

/** What is different after something happened. */
function sayEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'primary-changed':
      return `${effect.primary} is the primary instead of ${effect.former}`;
    case 'two-primaries':
      return `hazard: ${sayPrimaries(effect.primaries)}`;
    case 'two-primaries-resolved':
      return 'the hazard of two primaries is over';
    case 'standby-replaces':
      return `${effect.standby} leaves standby and replaces ${effect.broker}`;
    case 'new-standby-replaces':
      return `${effect.standby} goes to standby and replaces ${effect.broker}`;
    case 'standby-replaces-another':
      return `${effect.standby} replaces ${effect.broker}, no longer ${effect.former}`;
    case 'standby-released':
      return `${effect.standby} no longer replaces ${effect.broker}`;
    case 'sessions-lost':
      return "no broker serves: users can't connect";
    case 'sessions-restored':
      return 'users can connect again';
    case 'majority-changed':
      return sayMajority(effect.majority);
    case 'providers-abandoned':
      return sayMove(effect, 'abandoned');
    case 'providers-restored':
      return sayMove(effect, `served again, by ${effect.servedBy}`);
    case 'providers-moved':
      return sayMove(effect, `moved from ${effect.former} to ${effect.servedBy}`);
    case 'processes-stopped': {
      const { length } = effect.processes;
      return `${sayProcesses(length)} ${length === 1 ? 'stops' : 'stop'}`;
    }
    case 'process-optional':
      return `${effect.process.name} runs only if configured on a secondary`;
    case 'processes-restored': {
      const { length } = effect.processes;
      return `${sayProcesses(length)} ${length === 1 ? 'runs' : 'run'} again, on ${sayNames(effect.brokers)}`;
    }
    case 'process-no-longer-optional':
      return `${effect.process.name} keeps running, on ${sayNames(effect.brokers)}`;
    case 'hosts-down':
      return `offline with the failure domain: ${sayHosts(effect.hosts)}`;
    case 'hosts-up':
      return `back with the failure domain: ${sayHosts(effect.hosts)}`;
    case 'agents-reconnect':
      return `${sayAgents(effect.agents)} must reconnect: ${compressNames(effect.agents)}`;
    case 'agents-without-broker':
      return `${sayAgents(effect.agents)} ${effect.agents.length === 1 ? 'loses its' : 'lose their'} broker: ${compressNames(effect.agents)}`;
    case 'promotion':
      return sayPromotion(effect.promotion);
  }
}

function sayMove(
  { providers, total }: { providers: readonly string[]; total: number },
  move: string,
): string {
  const all = providers.length === total && total > 1 ? ' (all)' : '';
  return `${counted(providers.length, 'provider')}${all} ${move}: ${compressNames(providers)}`;
}

function sayAgents(agents: readonly string[]): string {
  return counted(agents.length, 'agent');
}
