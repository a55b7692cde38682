import { membersPreferring } from '../edits/index.js';
import {
  activeBrokers,
  type AutoPromotion,
  type Broker,
  brokerFields,
  type BrokerRole,
  type BrokerState,
  type Farm,
  type Fields,
  roleOf,
  type Site,
  siteFields,
  stateOf,
  placeIn,
  type Preferring,
  findBroker,
  selectedSites,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import type { RasVersion } from '../facts/index.js';
import {
  type ReadinessOptions,
  findingsOf,
  findingsOfSite,
  type FindingSummary,
  summarise,
} from '../readiness/index.js';

/** One broker in a list: the properties that have a column, its place in the priority order, role and configured state. */
export type BrokerLine = Pick<Broker, 'server' | 'ip' | 'description'> &
  Partial<Broker> & {
    place: number;
    role: BrokerRole;
    state: BrokerState;
  };

/** The status of a site. */
export interface SiteStatus {
  site: string;
  licensing: boolean;
  network: string | null;
  autoPromotion: AutoPromotion;
  brokers: BrokerLine[];
  active: number;
  tolerance: Tolerance;
  agents: number;
  providers: number;
  gateways: number;
  findings: FindingSummary;
  /** Whether it has no error and no warning. */
  healthy: boolean;
}

/** The status of a farm. */
export interface FarmStatus {
  farm: string;
  rasVersion: RasVersion;
  sites: SiteStatus[];
  findings: FindingSummary;
}

/** The status of a farm: sites, brokers in priority order, active count, tolerance, findings by severity. */
export function statusOf(farm: Farm, { today, site: asked }: ReadinessOptions): FarmStatus {
  const sites = selectedSites(farm, asked).map((site) => siteStatus(farm, site, today));
  const findings = summarise(findingsOf(farm, { today, site: asked }));
  return { farm: farm.name, rasVersion: farm.rasVersion, sites, findings };
}

/** The status of one site. */
export function siteStatus(farm: Farm, site: Site, today: string): SiteStatus {
  const findings = summarise(findingsOfSite(farm, site, today));
  return {
    ...withColumn(siteFields, site),
    site: site.name,
    licensing: site.licensing,
    network: site.network,
    autoPromotion: site.autoPromotion,
    brokers: brokerLines(site),
    active: activeBrokers(site).length,
    tolerance: toleranceOf(site),
    agents: site.agents.length,
    providers: site.providers.length,
    gateways: site.gateways.length,
    findings,
    healthy: findings.error === 0 && findings.warning === 0,
  };
}

/** The sites that need attention most first: by errors, warnings, the least tolerance, notes; else in their order. */
export function byNeed<S extends Pick<SiteStatus, 'findings' | 'tolerance'>>(
  sites: readonly S[],
): S[] {
  const need = ({ findings, tolerance }: S): number[] => [
    findings.error,
    findings.warning,
    -tolerance.withoutStandbys,
    findings.info,
  ];
  return sites.toSorted((a, b) => {
    const [of, than] = [need(a), need(b)];
    const at = of.findIndex((figure, index) => figure !== than[index]);
    return at === -1 ? 0 : (than[at] ?? 0) - (of[at] ?? 0);
  });
}

/** The brokers of a site in priority order. */
export function brokerLines(site: Site): BrokerLine[] {
  return site.brokers.map((broker, index): BrokerLine => ({
    place: index + 1,
    server: broker.server,
    ip: broker.ip,
    role: roleOf(site, broker),
    state: stateOf(broker),
    description: broker.description,
    ...withColumn(brokerFields, broker),
  }));
}

/** The properties of an object that have a column in lists. */
function withColumn<T extends object>(fields: Fields, object: T): Partial<T> {
  const columns = Object.entries(fields).filter(([, { column }]) => column !== undefined);
  const values = columns.map(([key]) => [key, Reflect.get(object, key) as unknown]);
  return Object.fromEntries(values) as Partial<T>;
}

/** A broker with all its properties, and who prefers it. */
export interface BrokerShown {
  site: string;
  place: number;
  role: BrokerRole;
  state: BrokerState;
  broker: Broker;
  preferring: Preferring;
}

/** @throws Refusal E_NOT_FOUND */
export function brokerShown(site: Site, server: string): BrokerShown {
  const broker = findBroker(site, server);
  return {
    site: site.name,
    place: placeIn(site.brokers, broker) + 1,
    role: roleOf(site, broker),
    state: stateOf(broker),
    broker,
    preferring: membersPreferring(site, broker),
  };
}
