import {
  readDomain,
  type DownHosts,
  type EventFault,
  expandRanges,
  hostsAmong,
  type Location,
  membersOf,
  parseDuration,
  printDuration,
  Refusal,
  type Site,
  selectBrokers,
  nameItems,
  shortened,
} from '../model/index.js';
import { sayGroups, standingsOf } from './standing.js';

/**
 * What can happen to a site, and how it is written: `down CB1; after 10m; up CB1`.
 */

export type FailureEvent =
  | { kind: 'down' | 'up'; brokers: string[]; domains?: EventDomain[] }
  | { kind: 'standby' | 'activate' | 'promote'; brokers: string[] }
  | { kind: 'partition'; groups: string[][] }
  | { kind: 'heal' }
  | { kind: 'after'; minutes: number };

/** A failure domain that an event names, if more than brokers is in it. Its brokers are among those of the event. */
export interface EventDomain {
  /** As it is typed: `rack=r1`. */
  name: string;
  brokers: string[];
  hosts: DownHosts;
}

/** An event, and where it was written; null where it was not. */
export interface WrittenEvent {
  event: FailureEvent;
  location: Location | null;
}

/** Every event with the way it is written. */
export const eventForms = {
  down: 'down BROKER[,BROKER]',
  up: 'up BROKER[,BROKER]',
  partition: 'partition BROKERS/BROKERS',
  heal: 'heal',
  promote: 'promote BROKER',
  standby: 'standby BROKER[,BROKER]',
  activate: 'activate BROKER[,BROKER]',
  after: 'after DURATION',
} as const satisfies Record<FailureEvent['kind'], string>;

/** A longer wait is treated as a typo: a year, in minutes. */
const longestWait = 366 * 24 * 60;

/**
 * The events of a text, in order: divided by semicolons or line ends; `#` starts a comment.
 * @param file what errors name as the place: a file, or the flag that the text came from
 * @throws Refusal E_USAGE with the place of the first event that can't be read, or for no event at all
 */
export function parseEvents(text: string, file: string): WrittenEvent[] {
  const events = text.split(/\r?\n/u).flatMap((line, index) => {
    let column = 1;
    return line
      .replace(/#.*$/u, '')
      .split(';')
      .flatMap((part) => {
        const start = column + part.search(/\S|$/u);
        column += part.length + 1;
        if (part.trim() === '') return [];
        const location = { file, line: index + 1, column: start, text: line };
        return [{ event: parseEvent(part.trim(), location), location }];
      });
  });
  if (events.length > 0) return events;
  throw new Refusal('E_USAGE', { kind: 'no-events', source: file });
}

/** What words without a flag mean: brokers that are down; events, if the first is one and no other events are given. */
export function readWords(
  words: readonly string[],
  hasEvents: boolean,
): { down: readonly string[]; events: string | undefined } {
  const [first = ''] = words;
  const [kind = ''] = first.trim().toLowerCase().split(/\s/u);
  return !hasEvents && Object.hasOwn(eventForms, kind)
    ? { down: [], events: words.join(' ') }
    : { down: words, events: undefined };
}

function parseEvent(text: string, location: Location): FailureEvent {
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/su.exec(text) ?? [];
  const kind = word.toLowerCase();
  return withEventContext(text, location, () => {
    switch (kind) {
      case 'down':
      case 'up':
      case 'standby':
      case 'activate':
      case 'promote':
        return { kind, brokers: namesIn(rest, kind) };
      case 'partition':
        return { kind, groups: parseGroups(rest) };
      case 'heal':
        if (rest !== '') throw badEvent(kind, { kind: 'nothing-after-it' });
        return { kind };
      case 'after':
        return { kind, minutes: parseWait(rest) };
      default:
        throw new Refusal(
          'E_USAGE',
          { kind: 'unknown-event', word: shortened(word), forms: Object.values(eventForms) },
          { typed: word, candidates: Object.keys(eventForms) },
        );
    }
  });
}

/**
 * The groups of a network split: `CB1,CB2/CB3,CB4`.
 * @throws Refusal E_USAGE for fewer than two groups, or an empty one
 */
export function parseGroups(text: string): string[][] {
  const groups = text.split('/').map(splitNames);
  if (groups.length > 1 && groups.every((group) => group.length > 0)) return groups;
  throw new Refusal('E_USAGE', { kind: 'bad-split', text: shortened(text) });
}

/** Names or ranges divided by commas or spaces. */
export function splitNames(text: string): string[] {
  return text
    .trim()
    .split(',')
    .map((part) => part.trim())
    .join(',')
    .split(/\s+/u)
    .filter((word) => word !== '');
}

function namesIn(text: string, kind: keyof typeof eventForms): string[] {
  const names = splitNames(text);
  if (names.length === 0) throw badEvent(kind, { kind: 'no-broker' });
  return names;
}

function parseWait(text: string): number {
  const minutes = parseDuration(text);
  if (minutes >= 1 && minutes <= longestWait) return minutes;
  throw badEvent('after', { kind: 'wait-out-of-range', least: 1, most: longestWait });
}

function badEvent(verb: keyof typeof eventForms, fault: EventFault): Refusal {
  return new Refusal('E_USAGE', { kind: 'bad-event', verb, fault, form: eventForms[verb] });
}

/** The event as it is written, in one form; many names as ranges. */
export function printEvent(event: FailureEvent): string {
  if (event.kind === 'heal') return 'heal';
  if (event.kind === 'after') return `after ${printDuration(event.minutes)}`;
  if (event.kind === 'partition') return `partition ${sayGroups(event.groups)}`;
  const domains = 'domains' in event ? event.domains : [];
  return `${event.kind} ${downList(event.brokers, domains)}`;
}

/** Brokers, or words that select some, as one argument; those of a failure domain that is named are not repeated. */
export function downList(
  brokers: readonly string[],
  domains: readonly Pick<EventDomain, 'name' | 'brokers'>[] = [],
): string {
  const known = new Set(domains.flatMap((domain) => domain.brokers));
  const others = brokers.filter((server) => !known.has(server));
  return [
    ...domains.map(({ name }) => name),
    ...(others.length === 0 ? [] : nameItems(others)),
  ].join();
}

/** The words for brokers in an event. */
export function brokersIn(event: FailureEvent): string[] {
  if (event.kind === 'partition') return event.groups.flat();
  return 'brokers' in event ? event.brokers : [];
}

/**
 * The events with their brokers spelled as in the site; ranges and patterns written out.
 * @throws Refusal E_NOT_FOUND for a broker that isn't in the site, E_USAGE for one in two groups or several to promote
 */
export function resolveEvents(site: Site, events: readonly WrittenEvent[]): WrittenEvent[] {
  const servers = (words: readonly string[]): string[] =>
    selectBrokers(site, words).map(({ server }) => server);
  return events.map(({ event, location }) => {
    const resolved = withEventContext(printEvent(event), location, (): FailureEvent => {
      if (event.kind === 'partition') {
        const groups = event.groups.map(servers);
        standingsOf(site, { down: [], groups });
        return { ...event, groups };
      }
      if (!('brokers' in event)) return event;
      if (event.kind === 'down' || event.kind === 'up') return withDomains(site, event, servers);
      const brokers = servers(event.brokers);
      if (event.kind === 'promote' && brokers.length > 1) {
        throw badEvent(event.kind, { kind: 'several-brokers' });
      }
      return { ...event, brokers };
    });
    return { event: resolved, location };
  });
}

/**
 * The event with the brokers that its words select. A failure domain in which there are other hosts than brokers takes them
 * along, whether it has brokers or not.
 */
function withDomains(
  site: Site,
  event: FailureEvent & { kind: 'down' | 'up' },
  select: (words: readonly string[]) => string[],
): FailureEvent {
  // An event that is resolved already has its domains apart.
  const words = [...(event.domains ?? []).map(({ name }) => name), ...event.brokers];
  const domains = words.some((word) => readDomain(word) !== null)
    ? expandRanges(words).flatMap((word) => domainIn(site, word))
    : [];
  // One selection for all words, so that its limits hold.
  if (domains.length === 0) return { kind: event.kind, brokers: select(event.brokers) };
  const known = new Map(domains.map((domain) => [domain.name, domain]));
  const brokers = expandRanges(words).flatMap((word) => known.get(word)?.brokers ?? select([word]));
  const withHosts = domains.flatMap(({ name, brokers: inIt, hosts }) =>
    hosts === null ? [] : [{ name, brokers: inIt, hosts }],
  );
  return {
    kind: event.kind,
    brokers: [...new Set(brokers)],
    ...(withHosts.length === 0 ? {} : { domains: withHosts }),
  };
}

/** The failure domain of a word, if anything of the site is in it. */
function domainIn(
  site: Site,
  word: string,
): { name: string; brokers: string[]; hosts: DownHosts | null }[] {
  const domain = readDomain(word);
  if (domain === null) return [];
  const members = membersOf(site, domain);
  const hosts = hostsAmong(members);
  const brokers = members.brokers.map(({ server }) => server);
  return hosts === null && brokers.length === 0 ? [] : [{ name: word, brokers, hosts }];
}

/** Runs what an event asks for; a refusal names the event and its place. */
export function withEventContext<T>(text: string, location: Location | null, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (location === null) throw error;
    const { code, reason, typed, candidates } = error;
    const context = { typed, candidates, event: shortened(text), location, cause: error };
    throw new Refusal(code, reason, context);
  }
}
