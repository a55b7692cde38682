import { groupedBy, sameName, type Site } from '../model/index.js';
import type { LoadSplit } from '../load/index.js';
import { type FirewallRow, hostsOf, type PortEnd, portsOfSite } from '../ports/index.js';
import { isEqual } from './equal.js';
import { homesOf } from '../simulate/index.js';

/** Agents or providers that have another broker than before. */
export interface BrokerChange {
  /** As the broker is called now; it may have been removed. */
  from: string;
  to: string;
  names: string[];
}

/** The new name of a broker of the site. */
type NewName = (server: string) => string;

/** The agents that the load split assigns to another broker. */
export function agentsMoved(
  before: LoadSplit,
  after: LoadSplit,
  nowCalled: NewName,
): BrokerChange[] {
  return movedBetween(brokerOfAgents(before), brokerOfAgents(after), nowCalled);
}

function brokerOfAgents({ brokers }: LoadSplit): Map<string, string> {
  return new Map(
    brokers.flatMap(({ server, pinned, automatic }) =>
      [...pinned, ...automatic].map((name) => [name, server] as const),
    ),
  );
}

/** The providers that another broker serves as long as all brokers are up. */
export function providersMoved(old: Site, site: Site, nowCalled: NewName): BrokerChange[] {
  return movedBetween(homesOf(old), homesOf(site), nowCalled);
}

/** Those that are in both, grouped by both brokers, in the order in which they are now. */
function movedBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  nowCalled: NewName,
): BrokerChange[] {
  const was = new Map([...before].map(([name, server]) => [name.toLowerCase(), server]));
  const moved = [...after].flatMap(([name, to]) => {
    const from = was.get(name.toLowerCase());
    if (from === undefined || sameName(nowCalled(from), to)) return [];
    return [{ name, from: nowCalled(from), to }];
  });
  const groups = groupedBy(moved, ({ from, to }) => JSON.stringify([from, to]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ from: first.from, to: first.to, names: group.map(({ name }) => name) }];
  });
}

/** A row of the firewall matrix that was not needed before, with the hosts that it is new for. */
export type NewPort = Pick<
  FirewallRow,
  'port' | 'protocols' | 'from' | 'to' | 'bothWays' | 'purpose'
>;

/** The ports that were not needed before: for new hosts, and for hosts with a new address. */
export function portsNeeded(old: Site | null, site: Site, nowCalled: NewName): NewPort[] {
  if (old !== null && isEqual([...hostsOf(old)], [...hostsOf(site)])) return [];
  const keyOf = ({ port, protocols, from, to, purpose }: FirewallRow): string =>
    [port, ...protocols, from.component, to.component, purpose].join('\n');
  const before = new Map((old === null ? [] : portsOfSite(old)).map((row) => [keyOf(row), row]));
  return portsOfSite(site).flatMap((row): NewPort[] => {
    const { port, protocols, from, to, bothWays, purpose } = row;
    const common = { port, protocols, bothWays, purpose };
    const was = before.get(keyOf(row));
    if (was === undefined) return [{ ...common, from, to }];
    const fromAdded = new Set(addedHosts(was.from.hosts, from.hosts, nowCalled));
    const toAdded = addedHosts(was.to.hosts, to.hosts, nowCalled);
    const fromKept = from.hosts.filter((host) => !fromAdded.has(host));
    const hosts = (end: FirewallRow['from'], own: PortEnd[]) => ({ ...end, hosts: own });
    // Between brokers both sides connect, so one row is enough for a new broker and the others.
    const isSaid = bothWays && from.component === to.component;
    // Hosts that the farm doesn't contain, such as clients, have a component but no names.
    const hasOthers = fromKept.length > 0 || from.hosts.length === 0;
    return [
      ...(fromAdded.size > 0
        ? [{ ...common, from: hosts(from, [...fromAdded]), to: hosts(to, others(to, fromAdded)) }]
        : []),
      ...(toAdded.length > 0 && hasOthers && !(isSaid && fromAdded.size > 0)
        ? [{ ...common, from: hosts(from, fromKept), to: hosts(to, toAdded) }]
        : []),
    ];
  });
}

/** The hosts of the other end. A single host needs no port to itself. */
function others({ hosts }: FirewallRow['to'], from: ReadonlySet<PortEnd>): PortEnd[] {
  const [only] = from.size === 1 ? from : [];
  return hosts.filter(({ name }) => only === undefined || !sameName(name, only.name));
}

/** The hosts that are new for firewalls. An address that was only missing in the farm before is not new. */
function addedHosts(
  before: readonly PortEnd[],
  after: readonly PortEnd[],
  nowCalled: NewName,
): PortEnd[] {
  const known = new Map(
    before.map(({ name, address }) => [nowCalled(name).toLowerCase(), address]),
  );
  const addresses = new Set(before.flatMap(({ address }) => address ?? []));
  return after.filter(({ name, address }) => {
    if (address !== null && addresses.has(address)) return false;
    const was = known.get(name.toLowerCase());
    return was === undefined || (was !== null && address !== null && was !== address);
  });
}
