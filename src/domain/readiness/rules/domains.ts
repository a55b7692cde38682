import {
  commandIn,
  activeBrokers,
  type Broker,
  type Farm,
  isActive,
  primaryOf,
  type Site,
  standbyBrokers,
  stateOf,
  placeIn,
  isVdiArmed,
  majorityOf,
  counted,
} from '../../model/index.js';
import { failureDomainsOf, type FailureDomain } from '../../prove/index.js';
import { isLocationKey, locationKeys } from './promotion.js';
import { aboutBroker, type Observation, type ReadinessRule } from './rule.js';

/** RAS6xx: failure domains, which can take several brokers down at once. */
export const domainRules: readonly ReadinessRule[] = [
  {
    id: 'RAS601',
    slug: 'domain-holds-majority',
    severity: 'warning',
    statement: 'The loss of one failure domain leaves a majority of the active Connection Brokers.',
    why: 'Without a majority all providers are dropped, and nobody is promoted by itself.',
    statements: ['R5', 'R6', 'R23'],
    assumptions: ['A4', 'A5', 'A6'],
    exemptions: [
      'A site with neither providers nor auto-promotion: nothing in it depends on a majority.',
      'A site with fewer than three active brokers: high availability for VDI is not armed, and RAS ignores auto-promotion, which is what RAS401 and RAS201 report.',
      'A failure domain without which no broker serves: RAS602 reports it.',
    ],
    find(site, farm) {
      const figures = figuresOf(site);
      if (!needsMajority(site, figures)) return [];
      return failureDomainsOf(site).flatMap((domain) => {
        const left = servingWithout(figures, domain.brokers);
        if (left === 0 || left >= figures.majority) return [];
        return [
          aboutDomain(site, domain, {
            message: `${sayDomain(domain)} holds ${sayBrokers(domain)}: without it ${left} of ${figures.base} serve, and a majority takes ${figures.majority}`,
            assumptions: site.autoPromotion.enabled ? ['A4', 'A5', 'A6'] : ['A4', 'A5'],
            observed: left,
            required: `${figures.majority} or more that serve without it`,
            remedy: elsewhere(farm, site, figures, domain, figures.majority),
          }),
        ];
      });
    },
  },
  {
    id: 'RAS602',
    slug: 'domain-holds-all',
    severity: 'warning',
    statement: 'No failure domain holds all the Connection Brokers of a site that can serve.',
    why: 'Brokers that fall together are no N+1 redundancy: with that domain every new session stops.',
    statements: ['R1', 'R19', 'R31'],
    assumptions: ['A5', 'A23'],
    exemptions: [
      `Domains named ${locationKeys.join(', ')}: the vendor wants the brokers of a site in one network segment, so one location for the whole site is normal. RAS204 looks at brokers in several locations.`,
      'A site with one broker that can serve: RAS101 reports it.',
    ],
    find(site, farm) {
      const figures = figuresOf(site);
      const members = figures.base + figures.standbys;
      // One broker alone is RAS101's to tell.
      if (members < 2) return [];
      return failureDomainsOf(site)
        .filter((domain) => domain.brokers.length === members)
        .filter((domain) => !isWholeSite(domain))
        .map((domain) =>
          aboutDomain(site, domain, {
            message: `${sayDomain(domain)} holds all ${counted(domain.brokers.length, 'broker')} that can serve`,
            observed: domain.brokers.length,
            required: 'at least one broker elsewhere',
            remedy: elsewhere(
              farm,
              site,
              figures,
              domain,
              needsMajority(site, figures) ? figures.majority : 1,
            ),
          }),
        );
    },
  },
];

/** How many brokers of a site are active and in standby, and the majority of the active ones. */
interface Figures {
  base: number;
  standbys: number;
  majority: number;
}

function figuresOf(site: Site): Figures {
  const base = activeBrokers(site).length;
  return { base, standbys: standbyBrokers(site).length, majority: majorityOf(base) };
}

/** How many brokers serve without some active and standby ones: a standby replaces each active one (assumption A5). */
function servingWithout({ base, standbys }: Figures, lost: readonly Broker[]): number {
  const away = lost.filter(isActive).length;
  return base - away + Math.min(away, standbys - (lost.length - away));
}

/** Whether something of the site hangs on a majority: its providers, or a promotion that comes by itself. */
function needsMajority(site: Site, { base }: Figures): boolean {
  return isVdiArmed(base) && (site.providers.length > 0 || site.autoPromotion.enabled);
}

/** Told at its first broker, where the farm file names the domain. */
function aboutDomain(
  site: Site,
  domain: FailureDomain,
  seen: Parameters<typeof aboutBroker>[2],
): Observation {
  const [first = primaryOf(site)] = domain.brokers;
  const observation = aboutBroker(site, first, seen);
  return { ...observation, path: [...observation.path, 'failureDomains', domain.key] };
}

/** A site is in one location as a rule: that this location holds all its brokers is no finding. */
function isWholeSite(domain: FailureDomain): boolean {
  return isLocationKey(domain.key);
}

function sayDomain({ key, value }: FailureDomain): string {
  return `${key} ${value}`;
}

function sayBrokers({ brokers }: FailureDomain): string {
  return brokers.map((broker) => broker.server).join(', ');
}

/** Which brokers to move to another failure domain until enough are left: standbys first, the primary last. */
function elsewhere(
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
