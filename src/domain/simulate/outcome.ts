import { type BrokerProcess, brokerProcesses } from '../facts/index.js';
import { type Farm, primaryOf, roleOf, type Site, stateOf } from '../model/index.js';
import { runsInRole } from '../roles/index.js';
import { hostsDownIn, isAnyDown } from './down-hosts.js';
import type { BrokerStanding, Outcome, ProcessStanding } from './outcome-types.js';
import {
  connectedAgents,
  type Placement,
  placeAfter,
  placeAtStart,
  settledSplit,
  withoutAgents,
} from './placement.js';
import { promotionForecast } from './promotion.js';
import { homesOf, type Homes, providersOf } from './provider-homes.js';
import {
  countVotes,
  nothingFailed,
  type Situation,
  type Standing,
  standingsOf,
} from './standing.js';
import { assumptionsOf } from './used-assumptions.js';

export type { Situation } from './standing.js';

/** What happened before, as far as it matters now. */
export interface History {
  /** The home of each provider, assigned before the failure. */
  homes: Homes;
  /** Brokers that are the primary as far as they know, up or down; more than one after a promotion (A18). */
  primaries: readonly string[];
  /** How long the primary has been away, in minutes. */
  awayMinutes: number;
  /** The current broker of each agent. */
  placement: Placement;
}

/**
 * What a situation means for a site in which nothing happened before: who serves, sessions, providers, processes,
 * agents, promotion.
 * @throws Refusal E_NOT_FOUND for an unknown broker, E_USAGE for a broker in two groups
 */
export function outcomeOf(farm: Farm, site: Site, situation: Situation = nothingFailed): Outcome {
  const start = placeAtStart(site, settledSplit(farm, site, standingsOf(site, nothingFailed)));
  const down = new Set(situation.hosts?.agents);
  const standings = standingsOf(site, situation);
  const settled = settledSplit(farm, withoutAgents(site, down), standings);
  return outcomeAfter(farm, site, situation, {
    homes: homesOf(site),
    primaries: [primaryOf(site).server],
    awayMinutes: 0,
    placement: placeAfter(site, start, settled, down),
  });
}

/**
 * What a situation means for a site after what happened before.
 * @throws Refusal E_NOT_FOUND for an unknown broker, E_USAGE for a broker in two groups
 */
export function outcomeAfter(
  farm: Farm,
  site: Site,
  situation: Situation,
  history: History,
): Outcome {
  const standings = standingsOf(site, situation);
  const majority = countVotes(site, standings, situation.groups.length);
  // A former primary that is cut off still works as one, however it is configured now (A12, A18).
  const isPrimary = ({ broker, up }: Standing): boolean =>
    up && history.primaries.includes(broker.server);
  const primaries = serversOf(standings.filter(isPrimary));
  const working = serversOf(standings.filter((one) => one.serves || isPrimary(one)));
  const { hosts } = situation;
  const down = new Set(hosts?.agents);
  const present = withoutAgents(site, down);
  const load = settledSplit(farm, present, standings);
  const outcome: Omit<Outcome, 'assumptions'> = {
    brokers: standings.map((standing) => brokerStanding(site, standing)),
    majority,
    sessions: standings.some((one) => one.serves),
    providers: providersOf(site, standings, majority, history.homes),
    primaries,
    processes: brokerProcesses.map((process) => processStanding(site, process, working, primaries)),
    placement: connectedAgents(
      site,
      history.placement,
      load.map(({ server }) => server),
      present.agents.length,
    ),
    withoutBroker: site.agents
      .filter(({ name }, index) => history.placement[index] === null && !down.has(name))
      .map(({ name }) => name),
    load,
    promotion: promotionForecast(site, standings, majority, history.awayMinutes),
    ...(hosts !== undefined && isAnyDown(hosts) ? { hostsDown: hostsDownIn(site, hosts) } : {}),
  };
  return { ...outcome, assumptions: assumptionsOf(farm, site, situation, outcome) };
}

function serversOf(standings: readonly Standing[]): string[] {
  return standings.map(({ broker }) => broker.server);
}

/** The server that has the primary's role, up or down. */
export function primaryIn({ brokers }: Outcome): string {
  return brokers.find(({ role }) => role === 'primary')?.server ?? '';
}

function brokerStanding(site: Site, standing: Standing): BrokerStanding {
  const { broker, up, serves, group, inPlaceOf } = standing;
  return {
    server: broker.server,
    role: roleOf(site, broker),
    state: stateOf(broker),
    up,
    serves,
    group: group + 1,
    inPlaceOf: inPlaceOf?.server ?? null,
  };
}

/** What the vendor's table says of a process when only these brokers work, and these of them as the primary. */
function processStanding(
  site: Site,
  process: BrokerProcess,
  working: readonly string[],
  primaries: readonly string[],
): ProcessStanding {
  const { id, name } = process;
  if (process.primary === 'licensing-site' && !site.licensing) {
    return { process: id, name, state: 'elsewhere', on: [] };
  }
  const asPrimary = runsInRole(site, 'primary', process);
  const asSecondary = runsInRole(site, 'secondary', process);
  const which = (wanted: string): string[] =>
    working.filter((server) => (primaries.includes(server) ? asPrimary : asSecondary) === wanted);
  const on = which('yes');
  if (on.length > 0) return { process: id, name, state: 'runs', on };
  const optional = which('optional');
  return { process: id, name, state: optional.length > 0 ? 'optional' : 'stopped', on: optional };
}
