import type { AssumptionId } from './assumptions.js';
import { cite } from './citations.js';
import {
  activeBrokers,
  type Broker,
  type BrokerRole,
  type BrokerState,
  type Farm,
  findBroker,
  isActive,
  roleOf,
  type Site,
  sitesAskedFor,
  stateOf,
} from './farm.js';
import { type BrokerProcess, brokerProcesses, processesCitation, type Runs } from './roles.table.js';

/** A broker as the head of a column: who it is and what it is configured to be. */
export interface RoleColumn {
  server: string;
  role: BrokerRole;
  state: BrokerState;
}

/** One process and, per broker in priority order, whether that broker runs it. */
export interface RoleRow {
  process: string;
  name: string;
  runs: Runs[];
}

export interface RoleTable {
  site: string;
  licensing: boolean;
  brokers: RoleColumn[];
  processes: RoleRow[];
}

/** What one broker carries: alone, together with others, only where that is configured, and not at all. */
export interface BrokerLoadOfRoles {
  site: string;
  licensing: boolean;
  broker: RoleColumn;
  alone: ProcessName[];
  shared: ProcessName[];
  optional: ProcessName[];
  none: ProcessName[];
}

export interface ProcessName {
  process: string;
  name: string;
}

export interface RolesResult {
  sites: RoleTable[];
  source: string;
  assumptions: AssumptionId[];
}

/**
 * Whether a broker of the site runs a process, as configured. An inactive broker runs none (assumption A14).
 */
export function runsProcess(site: Site, broker: Broker, process: BrokerProcess): Runs {
  if (!isActive(broker)) return 'no';
  if (roleOf(site, broker) === 'secondary') return process.secondary;
  return process.primary === 'yes' || site.licensing ? 'yes' : 'no';
}

/** The vendor's 26 processes × the brokers of each site asked for. */
export function rolesOf(farm: Farm, siteName?: string): RolesResult {
  return {
    sites: sitesAskedFor(farm, siteName).map(roleTable),
    source: cite(processesCitation),
    assumptions: ['A9', 'A14'],
  };
}

function roleTable(site: Site): RoleTable {
  return {
    site: site.name,
    licensing: site.licensing,
    brokers: site.brokers.map((broker) => column(site, broker)),
    processes: brokerProcesses.map((process) => ({
      process: process.id,
      name: process.name,
      runs: site.brokers.map((broker) => runsProcess(site, broker, process)),
    })),
  };
}

/**
 * The role table turned round: what this broker alone carries, and what it shares.
 * @throws FarmError E_NOT_FOUND
 */
export function rolesOfBroker(site: Site, server: string): BrokerLoadOfRoles {
  const broker = findBroker(site, server);
  const others = activeBrokers(site).filter((one) => one !== broker);
  const result: BrokerLoadOfRoles = {
    site: site.name,
    licensing: site.licensing,
    broker: column(site, broker),
    alone: [],
    shared: [],
    optional: [],
    none: [],
  };
  for (const process of brokerProcesses) {
    const runs = runsProcess(site, broker, process);
    const elsewhere = others.some((other) => runsProcess(site, other, process) === 'yes');
    const kind =
      runs === 'no' ? 'none' : runs === 'optional' ? 'optional' : elsewhere ? 'shared' : 'alone';
    result[kind].push({ process: process.id, name: process.name });
  }
  return result;
}

function column(site: Site, broker: Broker): RoleColumn {
  return { server: broker.server, role: roleOf(site, broker), state: stateOf(broker) };
}
