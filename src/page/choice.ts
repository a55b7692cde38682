import {
  domainMembers,
  membersOf,
  readDomain,
  sameName,
  type Site,
  wordOfDomain,
} from '../domain/model/index.js';

/** What the reader of a page has chosen to fail, as data. */

/** The failures of one site, and the step of their timeline that is looked at. */
export interface Choice {
  site: string;
  /** Brokers that are offline from the start, by server. */
  down: readonly string[];
  /** Failure domains that are offline from the start, as they are typed: `rack=r1`. */
  domains: readonly string[];
  /** The groups of a network split; empty without one. */
  groups: readonly (readonly string[])[];
  /** The events that follow, as they are typed. */
  events: string;
  /** The step of the timeline, counted from 0; null for the last one. */
  step: number | null;
}

/** Nothing fails. */
export function nothingChosen(site: string): Choice {
  return { site, down: [], domains: [], groups: [], events: '', step: null };
}

/** Whether anything is chosen to fail. */
export function isAnyChosen({ down, domains, groups, events }: Choice): boolean {
  return down.length + domains.length + groups.length > 0 || events.trim() !== '';
}

/** A failure domain that can be chosen. */
export interface DomainChoice {
  /** As it is typed. Values that differ only in letters that can't be typed share a word, and so fail together. */
  word: string;
  /** As it is shown, such as `rack r1`. */
  title: string;
}

/** The failure domains of a site. */
export function domainsOf(site: Site): DomainChoice[] {
  const byWord = new Map<string, string[]>();
  for (const domain of domainMembers(site)) {
    const word = wordOfDomain(domain);
    byWord.set(word, [...(byWord.get(word) ?? []), `${domain.key} ${domain.value}`]);
  }
  return [...byWord].map(([word, titles]) => ({ word, title: titles.join(', ') }));
}

/** Whether a broker is offline from the start, alone or with a failure domain. */
export function isDown(site: Site, choice: Choice, server: string): boolean {
  return includes(choice.down, server) || domainsWith(site, choice, server).length > 0;
}

/** The chosen failure domains that a broker is in. */
function domainsWith(site: Site, { domains }: Choice, server: string): string[] {
  return domains.filter((word) => {
    const domain = readDomain(word);
    if (domain === null) return false;
    return membersOf(site, domain).brokers.some((broker) => sameName(broker.server, server));
  });
}

/** Takes a broker offline; one that is offline comes back, with the failure domains that it is in. */
export function toggleBroker(site: Site, choice: Choice, server: string): Choice {
  if (!isDown(site, choice, server)) return changed(choice, { down: [...choice.down, server] });
  const back = domainsWith(site, choice, server);
  return changed(choice, {
    down: choice.down.filter((one) => !sameName(one, server)),
    domains: choice.domains.filter((word) => !back.includes(word)),
  });
}

/** Takes a failure domain offline, or brings it back. */
export function toggleDomain(choice: Choice, word: string): Choice {
  const { domains } = choice;
  return changed(choice, {
    domains: domains.includes(word) ? domains.filter((one) => one !== word) : [...domains, word],
  });
}

/** The most sides of a network split that the page offers. */
export const mostSides = 3;

/** The side of a network split that a broker is on, counted from 1; brokers that are not named are on the first. */
export function sideOf({ groups }: Choice, server: string): number {
  return (
    Math.max(
      0,
      groups.findIndex((group) => includes(group, server)),
    ) + 1
  );
}

/** Puts a broker on a side of the network split. Sides without a broker are left out, and those behind them move up. */
export function putOnSide(
  servers: readonly string[],
  choice: Choice,
  server: string,
  side: number,
): Choice {
  const sides = new Map<number, string[]>();
  for (const one of servers) {
    const at = sameName(one, server) ? side : sideOf(choice, one);
    sides.set(at, [...(sides.get(at) ?? []), one]);
  }
  const groups = [...sides].toSorted(([a], [b]) => a - b).map(([, members]) => members);
  return changed(choice, { groups: groups.length < 2 ? [] : groups });
}

/** Other events; the end of them is looked at. */
export function withEvents(choice: Choice, events: string): Choice {
  return changed(choice, { events });
}

/** Another failure has other steps, so the end is looked at. */
function changed(choice: Choice, changes: Partial<Choice>): Choice {
  return { ...choice, ...changes, step: null };
}

function includes(servers: readonly string[], server: string): boolean {
  return servers.some((one) => sameName(one, server));
}
