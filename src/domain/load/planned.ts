import {
  activeBrokers,
  agentFields,
  type Broker,
  type Farm,
  Refusal,
  selectedSites,
  type Site,
  siteFields,
  stateOf,
  withDefaults,
} from '../model/index.js';
import { newBroker, defaultAutoPromotion } from '../edits/index.js';
import type { RasVersion } from '../facts/index.js';
import { splitLoad } from './load.js';
import { describeRule, type LoadResult } from './load-answer.js';
import { type ExplainedSplit, explainSplit } from './reasons.js';

/** Larger values are treated as typos. */
const mostPlannedBrokers = 1000;
const mostPlannedAgents = 100_000;

/**
 * The load split of a planned site with active brokers CB1… and agents RDS1….
 * @throws Refusal E_USAGE for a number that is too small or too large
 */
export function loadPlanned(version: RasVersion, brokers: number, agents: number): LoadResult {
  refuseBadPlan(brokers, agents);
  const site: Site = {
    ...withDefaults(siteFields, { name: 'planned', licensing: true }),
    autoPromotion: defaultAutoPromotion,
    brokers: numbered('CB', brokers).map((server) => newBroker({ server }, false)),
    gateways: [],
    agents: numbered('RDS', agents).map((name) => withDefaults(agentFields, { name })),
    providers: [],
  };
  const farm: Farm = {
    name: 'planned',
    rasVersion: version,
    rules: {},
    suppressions: [],
    sites: [site],
  };
  return { ...describeRule(version), sites: [explainSplit(farm, splitLoad(farm, site))] };
}

/** What has to change in a site to have the planned number of active brokers. */
export interface PlannedChanges {
  activated: string[];
  /** New brokers, by the names that the split has for them. */
  added: string[];
  toStandby: string[];
}

/** The load split of a farm whose sites have another number of active brokers. */
export interface PlannedLoad extends LoadResult {
  sites: (ExplainedSplit & { planned: PlannedChanges })[];
}

/**
 * The load split of a farm's sites with so many active brokers each, with their agents and preferences. For more of them,
 * those in standby are activated first, then disabled ones, then new ones are added; for fewer, the last in priority go to
 * standby: the same as the fixes of findings suggest.
 * @throws Refusal E_USAGE for a number that is too small or too large; E_NOT_FOUND for the site
 */
export function loadOfPlanned(
  farm: Farm,
  siteName: string | undefined,
  brokers: number,
  version: RasVersion = farm.rasVersion,
): PlannedLoad {
  refuseBadPlan(brokers, 0);
  const planned = { ...farm, rasVersion: version };
  return {
    ...describeRule(version),
    sites: selectedSites(farm, siteName).map((site) => {
      const { site: changed, changes } = withActive(site, brokers);
      return { ...explainSplit(planned, splitLoad(planned, changed)), planned: changes };
    }),
  };
}

function withActive(site: Site, wanted: number): { site: Site; changes: PlannedChanges } {
  const active = activeBrokers(site);
  const idle = ['standby', 'disabled'].flatMap((state) =>
    site.brokers.filter((broker) => stateOf(broker) === state),
  );
  const activated = new Set(idle.slice(0, Math.max(0, wanted - active.length)));
  const toStandby = new Set(active.slice(wanted));
  const missing = Math.max(0, wanted - active.length - activated.size);
  const taken = new Set(site.brokers.map(({ server }) => server.toLowerCase()));
  const names = numbered('new-', missing + site.brokers.length).filter((name) => !taken.has(name));
  const added = names.slice(0, missing);
  const inPlan = site.brokers.map((broker) => {
    if (activated.has(broker)) return { ...broker, enabled: true, standby: false };
    return toStandby.has(broker) ? { ...broker, standby: true } : broker;
  });
  const servers = (brokers: ReadonlySet<Broker>): string[] =>
    [...brokers].map((broker) => broker.server);
  return {
    site: { ...site, brokers: [...inPlan, ...added.map((server) => newBroker({ server }, false))] },
    changes: { activated: servers(activated), added, toStandby: servers(toStandby) },
  };
}

function refuseBadPlan(brokers: number, agents: number): void {
  const areIntegers = Number.isInteger(brokers) && Number.isInteger(agents);
  const tooMany = brokers > mostPlannedBrokers || agents > mostPlannedAgents;
  if (areIntegers && !tooMany && brokers >= 1 && agents >= 0) return;
  throw new Refusal('E_USAGE', {
    kind: 'bad-plan',
    brokers,
    agents,
    mostBrokers: mostPlannedBrokers,
    mostAgents: mostPlannedAgents,
  });
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}
