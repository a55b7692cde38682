import {
  activeBrokers,
  type Broker,
  commandIn,
  domainToSet,
  type Farm,
  isActive,
  isVdiArmed,
  majorityOf,
  placeIn,
  primaryOf,
  type Site,
  standbyBrokers,
  stateOf,
} from '../../model/index.js';
import type { FailureDomain } from '../../prove/index.js';
import { aboutBroker, type Observation } from './rule.js';

/** The numbers of active and standby brokers of a site, and the majority of the active ones. */
export interface Figures {
  base: number;
  standbys: number;
  majority: number;
}

/** The figures of a site. */
export function figuresOf(site: Site): Figures {
  const base = activeBrokers(site).length;
  return { base, standbys: standbyBrokers(site).length, majority: majorityOf(base) };
}

/** How many brokers serve without the lost ones: each lost active broker is replaced by a standby (assumption A5). */
export function servingWithout({ base, standbys }: Figures, lost: readonly Broker[]): number {
  const away = lost.filter(isActive).length;
  return base - away + Math.min(away, standbys - (lost.length - away));
}

/** Whether anything in the site depends on a majority: its providers, or auto-promotion. */
export function needsMajority(site: Site, { base }: Figures): boolean {
  return isVdiArmed(base) && (site.providers.length > 0 || site.autoPromotion.enabled);
}

/** An observation about a failure domain, placed at the first of its brokers, where the farm file has the domain. */
export function aboutDomain(
  site: Site,
  domain: FailureDomain,
  seen: Parameters<typeof aboutBroker>[2],
): Observation {
  const [first = primaryOf(site)] = domain.brokers;
  const observation = aboutBroker(site, first, seen);
  return { ...observation, path: [...observation.path, 'failureDomains', domain.key] };
}

/** A failure domain in a message, such as "rack r1". */
export function sayDomain({ key, value }: FailureDomain): string {
  return `${key} ${value}`;
}

/** Commands that move brokers to another failure domain until enough remain: standbys first, the primary last. */
export function elsewhere(
  farm: Farm,
  site: Site,
  figures: Figures,
  domain: FailureDomain,
  enough: number,
): Observation['remedy'] {
  const order = [...domain.brokers].toSorted((a, b) => rank(site, b) - rank(site, a));
  // The more of them move, the more serve: binary search for the smallest number.
  let least = 0;
  let most = order.length;
  while (least < most) {
    const middle = (least + most) >> 1;
    if (servingWithout(figures, order.slice(middle)) >= enough) most = middle;
    else least = middle + 1;
  }
  const moved = order.slice(0, least);
  // Two of them in the same other domain could again be too many there.
  const other = (at: number): string => (moved.length === 1 ? 'OTHER' : `OTHER${at + 1}`);
  const suggest = commandIn(farm, site);
  return moved.map(
    ({ server }, at) =>
      suggest`broker set ${server} --domain ${domainToSet(domain.key, other(at))}`,
  );
}

function rank(site: Site, broker: Broker): number {
  const place = placeIn(site.brokers, broker);
  return stateOf(broker) === 'standby' ? site.brokers.length + place : place;
}
