import {
  type AssumptionId,
  cite,
  type BrokerProcess,
  brokerProcesses,
  processesCitation,
  type Runs,
} from '../facts/index.js';
import {
  activeBrokers,
  type Broker,
  type BrokerRole,
  type BrokerState,
  type Farm,
  isActive,
  roleOf,
  type Site,
  stateOf,
  findBroker,
  selectedSites,
} from '../model/index.js';

/** A broker as a column head: its name, configured role and state. */
export interface RoleColumn {
  server: string;
  role: BrokerRole;
  state: BrokerState;
}

/** One process and, for each broker in priority order, whether it runs the process. */
export interface RoleRow {
  process: string;
  name: string;
  runs: Runs[];
}

/** Who runs what in one site. */
export interface RoleTable {
  site: string;
  licensing: boolean;
  brokers: RoleColumn[];
  processes: RoleRow[];
}

/** The processes of one broker: those it runs alone, shares, shares only if configured, and doesn't run. */
export interface BrokerRoles {
  site: string;
  licensing: boolean;
  broker: RoleColumn;
  alone: ProcessName[];
  shared: ProcessName[];
  optional: ProcessName[];
  none: ProcessName[];
}

/** A process by id and name. */
export interface ProcessName {
  process: string;
  name: string;
}

/** The result of `farm roles`. */
export interface RolesResult {
  sites: RoleTable[];
  source: string;
  assumptions: AssumptionId[];
}

/**
 * Whether a broker of the site runs a process, as configured. An inactive broker runs none (assumption A14).
 */
export function runsProcess(site: Site, broker: Broker, process: BrokerProcess): Runs {
  return isActive(broker) ? runsInRole(site, roleOf(site, broker), process) : 'no';
}

/** Whether a broker that acts as primary or secondary of the site runs a process, by the vendor's table. */
export function runsInRole(site: Site, role: BrokerRole, process: BrokerProcess): Runs {
  if (role === 'secondary') return process.secondary;
  return process.primary === 'yes' || site.licensing ? 'yes' : 'no';
}

/** The vendor's 26 processes × the brokers of each selected site. */
export function rolesOf(farm: Farm, siteName?: string): RolesResult {
  return {
    sites: selectedSites(farm, siteName).map(roleTable),
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
 * The role table by broker: the processes it runs alone, and those it shares.
 * @throws Refusal E_NOT_FOUND
 */
export function rolesOfBroker(site: Site, server: string): BrokerRoles {
  const broker = findBroker(site, server);
  const others = activeBrokers(site).filter((one) => one !== broker);
  const result: BrokerRoles = {
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
    const elsewhere = others.map((other) => runsProcess(site, other, process));
    const kind = kindOf(runs, elsewhere);
    result[kind].push({ process: process.id, name: process.name });
  }
  return result;
}

/** Compares how one broker runs a process with how the other active brokers do. */
function kindOf(runs: Runs, elsewhere: readonly Runs[]): 'alone' | 'shared' | 'optional' | 'none' {
  if (runs === 'no') return 'none';
  if (runs === 'yes' && elsewhere.includes('yes')) return 'shared';
  return runs === 'optional' || elsewhere.includes('optional') ? 'optional' : 'alone';
}

function column(site: Site, broker: Broker): RoleColumn {
  return { server: broker.server, role: roleOf(site, broker), state: stateOf(broker) };
}
