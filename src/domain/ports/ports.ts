import { addressOf, type AgentKind, type Farm, type Site, selectedSites } from '../model/index.js';
import {
  type AssumptionId,
  cite,
  componentNames,
  type Component,
  type PortRow,
  portRows,
  type StatementId,
} from '../facts/index.js';

/** One host of a component, with its address if the model has it. */
export interface PortEnd {
  name: string;
  address: string | null;
}

/** One row of the firewall matrix: source hosts, target hosts, port. */
export interface FirewallRow {
  site: string;
  port: number;
  protocols: string[];
  from: { component: string; hosts: PortEnd[] };
  to: { component: string; hosts: PortEnd[] };
  /** Both sides open connections. */
  bothWays: boolean;
  purpose: string;
  source: string[];
  assumptions: AssumptionId[];
}

/** The firewall matrix, and what it can't hold. */
export interface PortsResult {
  rows: FirewallRow[];
  /** Notes about the matrix as a whole. */
  notes: PortsNote[];
}

/** What the user should know about the matrix, as facts. Its words: render/note-words.ts. */
export type PortsNote =
  /** Not every row of the vendor's page could be read. */
  | { kind: 'rows-incomplete' }
  /** What the vendor says beyond single rows. */
  | { kind: 'statements'; statements: readonly StatementId[] }
  /** A host without an address in the model is named by its server. */
  | { kind: 'addresses-missing' };

/** Components that every farm has but the model doesn't contain: listed by name only. */
const outside: readonly Component[] = [
  'directory-server',
  'web-admin',
  'vendor-licensing',
  'administrator',
  'client',
];

const componentOfKind: Record<AgentKind, Component> = {
  'rds-host': 'session-host',
  'vdi-host': 'provider',
  'avd-host': 'guest-agent',
  'remote-pc': 'guest-agent',
  guest: 'guest-agent',
  gateway: 'gateway',
  halb: 'halb',
  'enrollment-server': 'enrollment-server',
};

/** The firewall matrix of the components in the selected sites. */
export function portsOf(farm: Farm, siteName?: string): PortsResult {
  return {
    rows: selectedSites(farm, siteName).flatMap(portsOfSite),
    notes: [
      { kind: 'rows-incomplete' },
      { kind: 'statements', statements: ['not-to-the-wan', 'all-reach-all', 'fast-channel'] },
      { kind: 'addresses-missing' },
    ],
  };
}

/** The rows of one site. */
export function portsOfSite(site: Site): FirewallRow[] {
  const hosts = hostsOf(site);
  return portRows
    .filter((row) => isNeeded(row, hosts))
    .map((row) => ({
      site: site.name,
      port: row.port,
      protocols: [...row.protocols],
      from: { component: componentNames[row.from], hosts: hosts.get(row.from) ?? [] },
      to: { component: componentNames[row.to], hosts: hosts.get(row.to) ?? [] },
      bothWays: row.bothWays ?? false,
      purpose: row.purpose,
      source: row.citations.map(cite),
      assumptions: [...(row.assumptions ?? [])],
    }));
}

/** A row is needed if both ends exist; between brokers, or from them to every host, if there are two hosts. */
function isNeeded(row: PortRow, hosts: ReadonlyMap<Component, readonly PortEnd[]>): boolean {
  const count = (component: Component): number => hosts.get(component)?.length ?? 0;
  const exists = (component: Component): boolean =>
    outside.includes(component) || count(component) > 0;
  if (row.from === row.to || row.to === 'every') return count(row.to) > 1;
  return exists(row.from) && exists(row.to);
}

/**
 * The hosts of each component: a broker may have a gateway too, and every broker has the built-in provider agent if the
 * site has providers.
 */
export function hostsOf(site: Site): Map<Component, PortEnd[]> {
  const hosts = new Map<Component, PortEnd[]>();
  const every = new Map<string, PortEnd>();
  const add = (component: Component, name: string, address: string | null): void => {
    const ends = hosts.get(component);
    if (ends === undefined) hosts.set(component, [{ name, address }]);
    else ends.push({ name, address });
    const known = every.get(name.toLowerCase());
    if (known === undefined) every.set(name.toLowerCase(), { name, address });
    else known.address ??= address;
  };
  for (const broker of site.brokers) {
    add('broker', broker.server, addressOf(broker));
    if (broker.installGateway) add('gateway', broker.server, addressOf(broker));
    if (site.providers.length > 0) add('provider', broker.server, addressOf(broker));
  }
  for (const gateway of site.gateways) add('gateway', gateway.server, addressOf(gateway));
  for (const agent of site.agents) {
    add(componentOfKind[agent.kind], agent.name, addressOf({ server: agent.name, ip: null }));
  }
  hosts.set('every', [...every.values()]);
  return hosts;
}
