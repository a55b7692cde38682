import {
  activeBrokers,
  type Broker,
  commandIn,
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

/** How many brokers of a site are active and in standby, and the majority of the active ones. */
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

/** How many brokers serve without some active and standby ones: a standby replaces each active one (assumption A5). */
export function servingWithout({ base, standbys }: Figures, lost: readonly Broker[]): number {
  const away = lost.filter(isActive).length;
  return base - away + Math.min(away, standbys - (lost.length - away));
}

/** Whether something of the site hangs on a majority: its providers, or a promotion that comes by itself. */
export function needsMajority(site: Site, { base }: Figures): boolean {
  return isVdiArmed(base) && (site.providers.length > 0 || site.autoPromotion.enabled);
}

/** An observation about a failure domain, at the first of its brokers: there the farm file names the domain. */
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

/** Which brokers to move to another failure domain until enough are left: standbys first, the primary last. */
export function elsewhere(
  farm: Farm,
  site: Site,
  figures: Figures,
  domain: FailureDomain,
  enough: number,
): Observation['remedy'] {
  const order = [...domain.brokers].toSorted((a, b) => rank(site, b) - rank(site, a));
  // The more of them move, the more serve: the least number is found by halving.
  let least = 0;
  let most = order.length;
  while (least < most) {
    const middle = (least + most) >> 1;
    if (servingWithout(figures, order.slice(middle)) >= enough) most = middle;
    else least = middle + 1;
  }
  const moved = order.slice(0, least);
  // Two of them in the same other domain could be the next that holds too many.
  const other = (at: number): string => (moved.length === 1 ? 'OTHER' : `OTHER${at + 1}`);
  const suggest = commandIn(farm, site);
  return moved.map(
    ({ server }, at) => suggest`broker set ${server} --domain ${`${domain.key}=${other(at)}`}`,
  );
}

function rank(site: Site, broker: Broker): number {
  const place = placeIn(site.brokers, broker);
  return stateOf(broker) === 'standby' ? site.brokers.length + place : place;
}
