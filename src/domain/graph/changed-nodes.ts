import { sameName } from '../model/index.js';
import { pair } from '../diff/index.js';
import type {
  AgentsNode,
  BrokerNode,
  GatewayNode,
  GraphNode,
  ProviderNode,
  SiteGraph,
} from './graph-types.js';

/** The nodes of two versions of a site in one. */

/** The name of a broker of the old version as it is in the new one. */
export type Renamed = (server: string) => string;

/** The nodes of both versions, and the id that each node of the old one has among them. */
export interface MergedNodes {
  nodes: GraphNode[];
  ids: ReadonlyMap<string, string>;
}

const letters = { broker: 'b', agents: 'a', provider: 'p', gateway: 'g' } as const;

/** Every node of the new version, with what it was, and each removed one behind that which it followed. */
export function mergedNodes(old: SiteGraph, now: SiteGraph, renamed: Renamed): MergedNodes {
  const ids = new Map<string, string>();
  const moved = movedBrokers(old, now, renamed);
  const nodes = Object.entries(letters).flatMap(([kind, letter]) => {
    const before = old.nodes.filter((node) => node.kind === kind);
    const after = now.nodes.filter((node) => node.kind === kind);
    const former = new Map(pairsOf(before, after, renamed));
    const result: GraphNode[] = after.map((node) => {
      const was = former.get(node);
      if (was === undefined) return { ...node, fate: 'added' };
      ids.set(was.id, node.id);
      return compared(was, node, renamed, moved.has(node.id));
    });
    let number = after.length;
    before.forEach((node, index) => {
      if (ids.has(node.id)) return;
      number += 1;
      const id = `${now.id}${letter}${number}`;
      ids.set(node.id, id);
      const previous = ids.get(before[index - 1]?.id ?? '');
      const at = result.findIndex((one) => one.id === previous) + 1;
      result.splice(at, 0, { ...node, id, fate: 'removed' });
    });
    return result;
  });
  return { nodes, ids };
}

/** Nodes of the new version with what they were. Providers and gateways: as `farm diff` pairs them. */
function pairsOf(
  before: readonly GraphNode[],
  after: readonly GraphNode[],
  renamed: Renamed,
): [now: GraphNode, was: GraphNode][] {
  const [first] = [...before, ...after];
  const pairs =
    first?.kind === 'provider' || first?.kind === 'gateway'
      ? pair(before, after, (node) => keyOf(node, renamed))
      : after.map((now) => {
          const key = keyOf(now, (server) => server);
          return [before.find((was) => keyOf(was, renamed) === key), now] as const;
        });
  return pairs.flatMap(([was, now]): [GraphNode, GraphNode][] =>
    was === undefined || now === undefined ? [] : [[now, was]],
  );
}

function keyOf(node: GraphNode, renamed: Renamed): string {
  switch (node.kind) {
    case 'broker':
      return renamed(node.server).toLowerCase();
    case 'agents':
      return `${node.state} ${node.server === null ? '' : renamed(node.server).toLowerCase()}`;
    case 'provider':
      return node.name;
    case 'gateway':
      return node.server;
  }
}

/** The ids of brokers with another place among those in both versions. */
function movedBrokers(old: SiteGraph, now: SiteGraph, renamed: Renamed): Set<string> {
  const names = (nodes: readonly GraphNode[], called: Renamed): string[] =>
    nodes.flatMap((node) => (node.kind === 'broker' ? [called(node.server).toLowerCase()] : []));
  const before = names(old.nodes, renamed);
  const after = names(now.nodes, (server) => server);
  const kept = before.filter((name) => after.includes(name));
  const order = after.filter((name) => before.includes(name));
  const moved = new Set(order.filter((name, index) => kept[index] !== name));
  return new Set(
    now.nodes.flatMap((node) =>
      node.kind === 'broker' && moved.has(node.server.toLowerCase()) ? [node.id] : [],
    ),
  );
}

function compared(was: GraphNode, now: GraphNode, renamed: Renamed, hasMoved: boolean): GraphNode {
  if (was.kind === 'broker' && now.kind === 'broker') {
    const same =
      sameName(was.server, now.server) && was.role === now.role && was.state === now.state;
    const { server, place, role, state } = was;
    return same && !hasMoved
      ? now
      : { ...now, fate: 'changed', was: { server, place, role, state } };
  }
  if (was.kind === 'agents' && now.kind === 'agents') {
    const { agents, share } = was;
    return isSameGroup(was, now) ? now : { ...now, fate: 'changed', was: { agents, share } };
  }
  if (was.kind === 'provider' && now.kind === 'provider') {
    const { name, type, preferredBroker, servedBy } = was;
    return isSameProvider(was, now, renamed)
      ? now
      : { ...now, fate: 'changed', was: { name, type, preferredBroker, servedBy } };
  }
  if (was.kind === 'gateway' && now.kind === 'gateway') {
    const { server, mode, preferredBroker } = was;
    return isSameGateway(was, now, renamed)
      ? now
      : { ...now, fate: 'changed', was: { server, mode, preferredBroker } };
  }
  return now;
}

function isSameGroup(was: AgentsNode, now: AgentsNode): boolean {
  const sorted = ({ names }: AgentsNode): string =>
    JSON.stringify(names.map((name) => name.toLowerCase()).toSorted());
  return was.share === now.share && sorted(was) === sorted(now);
}

function isSameProvider(was: ProviderNode, now: ProviderNode, renamed: Renamed): boolean {
  return (
    sameName(was.name, now.name) &&
    was.type === now.type &&
    isSameBroker(was.preferredBroker, now.preferredBroker, renamed) &&
    isSameBroker(was.servedBy, now.servedBy, renamed)
  );
}

function isSameGateway(was: GatewayNode, now: GatewayNode, renamed: Renamed): boolean {
  return was.mode === now.mode && isSameBroker(was.preferredBroker, now.preferredBroker, renamed);
}

function isSameBroker(
  was: BrokerNode['server'] | null,
  now: BrokerNode['server'] | null,
  renamed: Renamed,
): boolean {
  return was === null || now === null ? was === now : sameName(renamed(was), now);
}
