import { sameName } from '../model/index.js';
import type { Outcome } from '../simulate/index.js';
import type { BrokerNode, GatewayNode, GraphLink, GraphNode, ProviderNode } from './graph-types.js';

/** The links between the nodes of a site. */
export function linksOf(nodes: readonly GraphNode[], after: Outcome): GraphLink[] {
  const brokers = nodes.filter((node) => node.kind === 'broker');
  const find = (server: string | null): BrokerNode | undefined =>
    server === null ? undefined : brokers.find((one) => sameName(one.server, server));
  const homes = new Map(after.providers.map(({ provider, home }) => [provider, home]));
  return nodes.flatMap((node): GraphLink[] => {
    if (node.kind === 'broker') return [];
    if (node.kind === 'agents') {
      const broker = find(node.server);
      return broker === undefined
        ? []
        : [
            {
              kind: 'connects',
              from: node.id,
              to: broker.id,
              share: node.share,
              used: true,
              fate: node.fate,
            },
          ];
    }
    const preferred = prefersLink(node, find(node.preferredBroker));
    if (node.kind === 'gateway') return preferred;
    const server = find(node.servedBy ?? homes.get(node.name) ?? null);
    const served: GraphLink[] =
      server === undefined
        ? []
        : [
            {
              kind: 'serves',
              from: server.id,
              to: node.id,
              share: null,
              used: node.servedBy !== null,
              fate: node.fate,
            },
          ];
    return [...served, ...preferred];
  });
}

/** A preference for a broker that isn't active counts as Automatic; a gateway that forwards uses none. */
function prefersLink(
  node: ProviderNode | GatewayNode,
  broker: BrokerNode | undefined,
): GraphLink[] {
  if (broker === undefined) return [];
  const used =
    broker.state === 'active' && (node.kind === 'provider' || node.mode !== 'forwarding');
  return [
    {
      kind: 'prefers',
      from: node.id,
      to: broker.id,
      share: null,
      used,
      fate: node.fate === 'lost' || broker.fate === 'lost' ? 'lost' : 'same',
    },
  ];
}
