import type { AssumptionId } from '../assumptions.js';
import {
  type BrokerRole,
  type BrokerState,
  type Farm,
  roleOf,
  type Site,
  stateOf,
} from '../farm.js';
import { percent, splitOver } from '../load.js';
import { runsInRole } from '../roles.js';
import { type BrokerProcess, brokerProcesses } from '../roles.table.js';
import { assumptionsOf } from './leaning.js';
import { type PromotionForecast, promotionForecast } from './promotion.js';
import { homesOf, type Homes, providersOf, type ProviderStanding } from './provider-homes.js';
import {
  countVotes,
  type MajorityCount,
  nothingFailed,
  type Situation,
  type Standing,
  standingsOf,
} from './standing.js';

export type { Situation } from './standing.js';

/** One broker as the situation leaves it. */
export interface BrokerStanding {
  server: string;
  role: BrokerRole;
  /** The configured state. */
  state: BrokerState;
  up: boolean;
  serves: boolean;
  /** Side of the network split, counted from 1; 1 where there is none. */
  group: number;
  /** The broker that this standby stepped in for. */
  inPlaceOf: string | null;
}

/**
 * What becomes of a process: it runs; only where configured ("optional"); it runs in the Licensing Site ("elsewhere");
 * or nobody runs it.
 */
export type ProcessState = 'runs' | 'optional' | 'elsewhere' | 'stopped';

/** What becomes of one process, and who runs it. */
export interface ProcessStanding {
  process: string;
  name: string;
  state: ProcessState;
  /** The brokers that run it, or may. */
  on: string[];
}

/** What one serving broker takes of the site's agents. */
export interface ServingLoad {
  server: string;
  agents: number;
  /** Of all agents of the site, in percent, rounded to two decimals. */
  share: number;
  pinned: string[];
  automatic: string[];
}

/** What a situation means for a site. */
export interface Outcome {
  brokers: BrokerStanding[];
  majority: MajorityCount;
  /** Whether sessions are brokered: while any broker serves. */
  sessions: boolean;
  providers: ProviderStanding[];
  /** The brokers that work as the primary: one; none while it is offline; two is a hazard (A12, A18). */
  primaries: string[];
  processes: ProcessStanding[];
  /** The load split over the brokers that serve. */
  load: ServingLoad[];
  promotion: PromotionForecast;
  assumptions: AssumptionId[];
}

/** What happened before, as far as it matters now. */
export interface History {
  /** The broker of each provider, fixed before the failure. */
  homes: Homes;
  /** Brokers that were promoted over and don't know it yet (A18). */
  formerPrimaries: readonly string[];
  /** How long the primary has been away, in minutes. */
  awayMinutes: number;
}

/**
 * What a situation means for a site: who serves, sessions, providers, processes, load split, promotion.
 * @throws FarmError E_NOT_FOUND for an unknown broker, E_USAGE for a broker in two groups
 */
export function outcomeOf(
  farm: Farm,
  site: Site,
  situation: Situation = nothingFailed,
  history: History = { homes: homesOf(site), formerPrimaries: [], awayMinutes: 0 },
): Outcome {
  const standings = standingsOf(site, situation);
  const majority = countVotes(site, standings, situation.groups.length);
  const primaries = standings
    .filter(
      ({ broker, serves }) =>
        serves &&
        (roleOf(site, broker) === 'primary' || history.formerPrimaries.includes(broker.server)),
    )
    .map(({ broker }) => broker.server);
  const outcome: Omit<Outcome, 'assumptions'> = {
    brokers: standings.map((standing) => brokerStanding(site, standing)),
    majority,
    sessions: standings.some((one) => one.serves),
    providers: providersOf(site, standings, majority, history.homes),
    primaries,
    processes: brokerProcesses.map((process) =>
      processStanding(site, process, standings, primaries),
    ),
    load: loadOver(farm, site, standings),
    promotion: promotionForecast(site, standings, majority, history.awayMinutes),
  };
  return { ...outcome, assumptions: assumptionsOf(site, situation, outcome) };
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

/** What the vendor's table says of a process when only these brokers serve and only these work as the primary. */
function processStanding(
  site: Site,
  process: BrokerProcess,
  standings: readonly Standing[],
  primaries: readonly string[],
): ProcessStanding {
  const { id, name } = process;
  if (process.primary === 'licensing-site' && !site.licensing) {
    return { process: id, name, state: 'elsewhere', on: [] };
  }
  const serving = standings.filter((one) => one.serves).map(({ broker }) => broker.server);
  const runs = (server: string): string =>
    runsInRole(site, primaries.includes(server) ? 'primary' : 'secondary', process);
  const on = serving.filter((server) => runs(server) === 'yes');
  if (on.length > 0) return { process: id, name, state: 'runs', on };
  const optional = serving.filter((server) => runs(server) === 'optional');
  return { process: id, name, state: optional.length > 0 ? 'optional' : 'stopped', on: optional };
}

/** The load split over the serving brokers; a network split changes nothing in it (assumption A12). */
function loadOver(farm: Farm, site: Site, standings: readonly Standing[]): ServingLoad[] {
  const serving = standings.filter((one) => one.serves).map(({ broker }) => broker);
  const hasPrimary = serving[0] !== undefined && roleOf(site, serving[0]) === 'primary';
  return splitOver(serving, site.agents, farm.rasVersion, hasPrimary).map((share) => {
    const agents = share.pinned.length + share.automatic.length;
    return {
      server: share.broker.server,
      agents,
      share: percent(agents, site.agents.length),
      pinned: share.pinned,
      automatic: share.automatic,
    };
  });
}
