import {
  type AssumptionId,
  type CitationId,
  cite,
  type RasVersion,
  processesCitation,
  type StatementId,
  statements,
} from '../facts/index.js';
import {
  expandNames,
  readDomain,
  hostsAmong,
  membersOf,
  noPace,
  type Pace,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
  inSite,
  Refusal,
  shortened,
  type Farm,
  primaryOf,
  requireNamed,
  sameName,
  type Site,
} from '../model/index.js';
import { loadRuleOf } from '../load/index.js';
import {
  brokersIn,
  downList,
  type FailureEvent,
  printEvent,
  resolveEvents,
  withEventContext,
  type WrittenEvent,
} from './events.js';
import { type Timeline, timelineOf } from './outages.js';
import type { Outcome } from './outcome-types.js';
import { type Happening, inOrder, type Moment, runEvents } from './timeline.js';
import { sayGroups } from './standing.js';
import { type Verdict, verdictOf } from './verdict.js';

/** What can be required. */
export const services = ['sessions', 'providers', 'primary'] as const;
export type Service = (typeof services)[number];

/** The failures to play. */
export interface FailureQuestion {
  /** Brokers completely offline: names or ranges. */
  down: readonly string[];
  /** Groups that a network split keeps apart; none means no split. */
  groups: readonly (readonly string[])[];
  /** Events that follow, with a clock; null for a plain simulation. */
  events: readonly WrittenEvent[] | null;
}

/** The failures to play, and the services that must be kept. */
export interface SimulateQuestion extends FailureQuestion {
  require: readonly Service[];
}

/** Whether something that was required is kept: at the end, with events at any time however short. */
export interface Requirement {
  service: Service;
  kept: boolean;
  /** When it was first lost, in minutes since the start; null where it was kept. */
  lostAt: number | null;
}

/** The result of `farm simulate`. */
export interface Simulation {
  site: string;
  /** The events of the question, as they are written. */
  asked: string;
  /** The same as data. */
  events: FailureEvent[];
  rasVersion: RasVersion;
  verdict: Verdict;
  required: Requirement[];
  /** The site as configured, with nothing failed. */
  now: Outcome;
  /** What happens, in order. */
  happenings: Happening[];
  after: Outcome;
  /** Agents whose broker is another one at the end than now, in file order. */
  reconnect: string[];
  /** Intervals and totals; null for a plain simulation. */
  timeline: Timeline | null;
  /** The command that asks the same again. */
  replay: SuggestedCommand;
  source: string[];
  assumptions: AssumptionId[];
}

/**
 * What failures cost a site.
 * @throws Refusal E_USAGE without a failure, or for an impossible split; E_NOT_FOUND for an unknown broker; E_REFUSED
 *   for an event that RAS would not allow
 */
export function simulate(
  farm: Farm,
  site: Site,
  question: SimulateQuestion,
  pace: Pace = noPace,
): Simulation {
  const events = eventsOf(farm, site, question);
  const run = runEvents(farm, site, events, pace);
  const [start, end] = [run.moments[0], run.moments.at(-1)];
  if (start === undefined || end === undefined) throw new Error('a run without a moment');
  const now = start.outcome;
  const after = run.end;
  const timeline = question.events === null ? null : timelineOf(run);
  const judged = question.events === null ? [end] : run.moments;
  return {
    site: site.name,
    asked: events.map(({ event }) => printEvent(event)).join('; '),
    events: events.map(({ event }) => event),
    rasVersion: farm.rasVersion,
    verdict: verdictOf(after),
    required: question.require.map((service) => requirement(service, judged)),
    now,
    happenings: run.happenings,
    after,
    reconnect: run.reconnect,
    timeline,
    replay: replayOf(farm, site, question, events),
    source: sourcesOf(farm, site, run.moments),
    assumptions: inOrder(run.assumptions),
  };
}

/**
 * Services from texts with commas, each once.
 * @throws Refusal E_USAGE for what is no service
 */
export function parseServices(texts: readonly string[]): Service[] {
  const words = texts.flatMap((text) => text.split(',')).map((word) => word.trim().toLowerCase());
  const found = words.map((word) => {
    const service = services.find((one) => one === word);
    if (service !== undefined) return service;
    throw new Refusal(
      'E_USAGE',
      { kind: 'unknown-service', service: shortened(word), services: [...services] },
      { typed: word, candidates: services },
    );
  });
  return [...new Set(found)];
}

/** Whether all that was required is kept. */
export function keepsAll({ required }: Pick<Simulation, 'required'>): boolean {
  return required.every(({ kept }) => kept);
}

/**
 * The words for brokers in a question, to find the site that it is about.
 * @param site the site that was named
 * @throws Refusal E_NOT_FOUND for a broker that is in no site, with the event that names it
 */
export function brokersAsked(farm: Farm, question: FailureQuestion, site?: string): string[] {
  // A domain of the same name may have brokers in another site.
  const sites = farm.sites.filter(({ name }) => site === undefined || sameName(name, site));
  return writtenEvents(question).flatMap(({ event, location }) =>
    withEventContext(printEvent(event), location, () => {
      const words = brokersIn(event)
        .flatMap((word) => (readDomain(word) === null ? [word] : expandNames(word)))
        .filter((word) => !hasHostsOnly(sites, word));
      requireNamed(farm, { object: 'broker', words }, site);
      return words;
    }),
  );
}

/** Whether a word is a failure domain that has other hosts, but no broker: it says nothing about the site. */
function hasHostsOnly(sites: readonly Site[], word: string): boolean {
  const domain = readDomain(word);
  if (domain === null) return false;
  const members = sites.map((site) => membersOf(site, domain));
  return (
    members.every(({ brokers }) => brokers.length === 0) &&
    members.some((one) => hostsAmong(one) !== null)
  );
}

function writtenEvents({ down, groups, events }: FailureQuestion): WrittenEvent[] {
  const first: FailureEvent[] = [];
  if (down.length > 0) first.push({ kind: 'down', brokers: [...down] });
  if (groups.length > 0) {
    first.push({ kind: 'partition', groups: groups.map((group) => [...group]) });
  }
  return [...first.map((event) => ({ event, location: null })), ...(events ?? [])];
}

function eventsOf(farm: Farm, site: Site, question: SimulateQuestion): WrittenEvent[] {
  const all = writtenEvents(question);
  if (all.length > 0) return resolveEvents(site, all);
  const primary = primaryOf(site).server;
  throw new Refusal('E_USAGE', { kind: 'no-failure', primary, ...inSite(farm, site) });
}

function requirement(service: Service, moments: readonly Moment[]): Requirement {
  const lost = moments.find(({ outcome }) => !keeps(service, outcome));
  return { service, kept: lost === undefined, lostAt: lost?.at ?? null };
}

/** Whether a service is kept. Two primaries don't count as one: what one of them changes the other doesn't know. */
export function keeps(service: Service, { sessions, providers, primaries }: Outcome): boolean {
  if (service === 'sessions') return sessions;
  if (service === 'primary') return primaries.length === 1;
  return providers.every(({ servedBy }) => servedBy !== null);
}

function replayOf(
  farm: Farm,
  site: Site,
  question: SimulateQuestion,
  events: readonly WrittenEvent[],
): SuggestedCommand {
  const options: [flag: string, value: string][] = [];
  const rest: string[] = [];
  for (const { event, location } of events) {
    if (location !== null) rest.push(printEvent(event));
    else if (event.kind === 'down')
      options.push(['--down', downList(event.brokers, event.domains)]);
    else if (event.kind === 'partition') {
      options.push(['--partition', sayGroups(event.groups)]);
    }
  }
  if (rest.length > 0) options.push(['--events', rest.join('; ')]);
  if (question.require.length > 0) options.push(['--require', question.require.join(',')]);
  return suggestedCommand('simulate', { options, site: siteToName(farm, site) });
}

/** The documents that the answer is based on: of the tables, and of the statements that it uses. */
function sourcesOf(farm: Farm, site: Site, moments: readonly Moment[]): string[] {
  const used: StatementId[] = [
    ...(site.providers.length > 0 ? (['R2', 'R5', 'R6', 'R32'] as const) : []),
    ...(moments.some(({ outcome }) => outcome.brokers.some((one) => one.inPlaceOf !== null))
      ? (['R23'] as const)
      : []),
    ...(moments.some(({ outcome }) => outcome.promotion.state !== 'none')
      ? (['R12', 'R17', 'R18'] as const)
      : []),
  ];
  const ids: CitationId[] = [
    processesCitation,
    ...loadRuleOf(farm.rasVersion).citations,
    ...used.flatMap((id): readonly CitationId[] => statements[id].citations),
  ];
  return [...new Set(ids)].map(cite);
}
