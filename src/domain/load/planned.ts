import {
  agentFields,
  type Farm,
  Refusal,
  type Site,
  siteFields,
  withDefaults,
} from '../model/index.js';
import { newBroker, defaultAutoPromotion } from '../edits/index.js';
import type { RasVersion } from '../facts/index.js';
import { type LoadResult, describeRule, splitLoad } from './load.js';

/** Larger values are treated as typos. */
const mostPlannedBrokers = 1000;
const mostPlannedAgents = 100_000;

/**
 * The load split of a planned site with active brokers CB1… and agents RDS1….
 * @throws Refusal E_USAGE for a number that is too small or too large
 */
export function loadPlanned(version: RasVersion, brokers: number, agents: number): LoadResult {
  const areIntegers = Number.isInteger(brokers) && Number.isInteger(agents);
  const tooMany = brokers > mostPlannedBrokers || agents > mostPlannedAgents;
  if (!areIntegers || tooMany || brokers < 1 || agents < 0) {
    throw new Refusal('E_USAGE', {
      kind: 'bad-plan',
      brokers,
      agents,
      mostBrokers: mostPlannedBrokers,
      mostAgents: mostPlannedAgents,
    });
  }
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
  return { ...describeRule(version), sites: [splitLoad(farm, site)] };
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}
