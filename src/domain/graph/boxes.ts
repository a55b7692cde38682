import { domainMembers, groupedBy, type Site } from '../model/index.js';
import type { Outcome } from '../simulate/index.js';
import type { Fate, GraphBox, GraphNode } from './graph-types.js';

/** The sides of a network split, if there is one, and every failure domain of a site. */
export function boxesOf(
  id: string,
  site: Site,
  nodes: readonly GraphNode[],
  after: Outcome,
): GraphBox[] {
  const sides = sidesOf(nodes, after);
  const domains = domainsOf(site, nodes);
  const brokers = nodes.flatMap((node) => (node.kind === 'broker' ? [node.id] : []));
  const key = sides.length > 0 ? null : keyToDraw(domains, brokers);
  return [
    ...sides,
    ...domains.map((box) => ({
      ...box,
      drawn: key !== null && keyOf(box) === key && box.members.length > 0,
    })),
  ].map((box, index) => ({ id: `${id}d${index + 1}`, ...box }));
}

type Box = Omit<GraphBox, 'id'>;

function sidesOf(nodes: readonly GraphNode[], { majority }: Outcome): Box[] {
  if (majority.groups.length < 2) return [];
  return majority.groups.map(({ votes, holdsMajority }, index) => {
    const members = nodes.filter((node) => node.kind === 'broker' && node.side === index + 1);
    return {
      of: { kind: 'side', side: index + 1, votes, holdsMajority },
      members: members.map((node) => node.id),
      agents: 0,
      drawn: true,
      fate: fateOf(members),
      was: null,
    };
  });
}

function domainsOf(site: Site, nodes: readonly GraphNode[]): Box[] {
  return domainMembers(site).map(({ key, value, brokers, gateways, agents, providers }) => {
    const servers = new Set(brokers.map(({ server }) => server));
    const gatewayServers = new Set(gateways.map(({ server }) => server));
    const names = new Set(providers.map(({ name }) => name));
    const members = nodes.filter(
      (node) =>
        (node.kind === 'broker' && servers.has(node.server)) ||
        (node.kind === 'gateway' && gatewayServers.has(node.server)) ||
        (node.kind === 'provider' && names.has(node.name)),
    );
    return {
      of: { kind: 'failure-domain', key, value },
      members: members.map(({ id }) => id),
      agents: agents.length,
      drawn: false,
      fate: fateOf(members),
      was: null,
    };
  });
}

function fateOf(members: readonly GraphNode[]): Fate {
  return members.length > 0 && members.every(({ fate }) => fate === 'lost') ? 'lost' : 'same';
}

function keyOf({ of }: Box): string | null {
  return of.kind === 'failure-domain' ? of.key : null;
}

/**
 * The kind of failure domain with the most brokers in it; of those with equally many, that with the fewest parts, where
 * brokers that follow each other in priority order are in one, and then with the fewest boxes.
 */
function keyToDraw(domains: readonly Box[], brokers: readonly string[]): string | null {
  const kinds = [...groupedBy(domains, keyOf)].map(([key, boxes]) => {
    const boxOf = brokers.map((id) => boxes.findIndex(({ members }) => members.includes(id)));
    const parts = boxOf.filter((box, index) => box !== -1 && box !== boxOf[index - 1]).length;
    const inBoxes = boxOf.filter((box) => box !== -1).length;
    return { key, brokers: inBoxes, parts, boxes: boxes.length };
  });
  const [first] = kinds.toSorted(
    (a, b) => b.brokers - a.brokers || a.parts - b.parts || a.boxes - b.boxes,
  );
  return first === undefined || first.brokers === 0 ? null : first.key;
}
