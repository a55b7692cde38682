import { percent } from '../load/index.js';
import { prefers, type Site } from '../model/index.js';
import type { BrokerStanding, Outcome } from '../simulate/index.js';
import type {
  AgentsNode,
  BrokerNode,
  Fate,
  GatewayNode,
  GraphNode,
  ProviderNode,
} from './graph-types.js';

/**
 * Every node of a site: what a failure leaves of it, beside what it is now.
 * @param id the id of the site, with which those of its nodes begin
 */
export function nodesOf(id: string, site: Site, now: Outcome, after: Outcome): GraphNode[] {
  return [
    ...brokerNodes(id, now, after),
    ...agentsNodes(id, site, now, after),
    ...providerNodes(id, site, now, after),
    ...gatewayNodes(id, site, after),
  ];
}

function brokerNodes(id: string, now: Outcome, after: Outcome): BrokerNode[] {
  const before = new Map(now.brokers.map((broker) => [broker.server, broker]));
  const actsAsPrimary = ({ primaries }: Outcome, server: string): boolean =>
    primaries.includes(server);
  return after.brokers.map((broker, index) => {
    const { server, role, state, up, serves, inPlaceOf, group } = broker;
    const primary = actsAsPrimary(after, server);
    const same = isSame(before.get(server), broker) && primary === actsAsPrimary(now, server);
    return {
      id: `${id}b${index + 1}`,
      kind: 'broker',
      server,
      place: index + 1,
      role,
      state,
      up,
      serves,
      primary,
      inPlaceOf,
      side: group,
      fate: !up ? 'lost' : same ? 'same' : 'changed',
      was: null,
    };
  });
}

function isSame(before: BrokerStanding | undefined, after: BrokerStanding): boolean {
  return (
    before !== undefined &&
    before.role === after.role &&
    before.state === after.state &&
    before.serves === after.serves &&
    before.inPlaceOf === after.inPlaceOf
  );
}

function agentsNodes(id: string, site: Site, now: Outcome, after: Outcome): AgentsNode[] {
  const formerly = new Map(
    now.placement.flatMap(({ server, names }) => names.map((name) => [name, server] as const)),
  );
  const preferred = new Map(site.agents.map((agent) => [agent.name, agent]));
  const offline = after.hostsDown?.agents ?? [];
  const present = site.agents.length - offline.length;
  const groups = [
    ...after.placement.map(({ server, names }) => ({ state: 'connected' as const, server, names })),
    { state: 'without-broker' as const, server: null, names: after.withoutBroker },
    { state: 'offline' as const, server: null, names: offline },
  ];
  return groups
    .filter(({ names }) => names.length > 0)
    .map(({ state, server, names }, index) => {
      const isPinned = (name: string): boolean => {
        const agent = preferred.get(name);
        return server !== null && agent !== undefined && prefers(agent, server);
      };
      const moved = names.filter((name) => formerly.get(name) !== server).length;
      const reconnected = server === null ? 0 : moved;
      return {
        id: `${id}a${index + 1}`,
        kind: 'agents',
        state,
        server,
        agents: names.length,
        share: state === 'offline' ? 0 : percent(names.length, present),
        pinned: names.filter(isPinned).length,
        reconnected,
        names: [...names],
        fate: server === null ? 'lost' : reconnected > 0 ? 'changed' : 'same',
        was: null,
      };
    });
}

function providerNodes(id: string, site: Site, now: Outcome, after: Outcome): ProviderNode[] {
  const servers = ({ providers }: Outcome): Map<string, string | null> =>
    new Map(providers.map(({ provider, servedBy }) => [provider, servedBy]));
  const [before, serving] = [servers(now), servers(after)];
  const offline = new Set(after.hostsDown?.providers);
  return site.providers.map(({ name, type, preferredBroker }, index) => {
    const servedBy = serving.get(name) ?? null;
    const up = !offline.has(name);
    const fate = servedBy === null || !up ? 'lost' : movedOrNot(before.get(name) === servedBy);
    return {
      id: `${id}p${index + 1}`,
      kind: 'provider',
      name,
      type,
      preferredBroker,
      servedBy,
      up,
      fate,
      was: null,
    };
  });
}

function movedOrNot(same: boolean): Fate {
  return same ? 'same' : 'changed';
}

function gatewayNodes(id: string, site: Site, after: Outcome): GatewayNode[] {
  const offline = new Set(after.hostsDown?.gateways);
  return site.gateways.map(({ server, mode, preferredBroker }, index) => ({
    id: `${id}g${index + 1}`,
    kind: 'gateway',
    server,
    mode,
    preferredBroker,
    fate: offline.has(server) ? 'lost' : 'same',
    was: null,
  }));
}
