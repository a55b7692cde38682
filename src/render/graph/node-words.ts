import { compressNames, counted, sameName } from '../../domain/model/index.js';
import type { AgentsNode, BrokerNode, GraphNode, ProviderNode } from '../../domain/graph/index.js';
import { clipped, wrapped } from '../text.js';
import { sayPercent } from '../words.js';
import { marks } from './graph-words.js';

/** The words of the nodes of a picture, the same in every format. */

/** The state of a broker, such as "active", "offline", "for CB1". */
export function sayGraphState({ up, inPlaceOf, role, primary, state }: BrokerNode): string {
  if (!up) return 'offline';
  if (role === 'secondary' && primary) return 'still a primary';
  return inPlaceOf === null ? state : `for ${inPlaceOf}`;
}

/** "14 agents, 50%". */
export function sayGroup({ state, agents, share }: AgentsNode): string {
  const number = counted(agents, 'agent');
  if (state === 'offline') return `${number} offline`;
  if (state === 'without-broker') return `${number} without a broker`;
  return `${number}, ${sayPercent(share)}`;
}

/** The lines of a node's label, with its mark: its name, what it is, and what it was. */
export function labelOf(node: GraphNode): readonly string[] {
  const known = labels.get(node);
  if (known !== undefined) return known;
  const label = labelFor(node);
  labels.set(node, label);
  return label;
}

/** A layout asks for each label several times, and a label of 1,000 agents takes long. A node is never changed in place. */
const labels = new WeakMap<GraphNode, readonly string[]>();

function labelFor(node: GraphNode): string[] {
  const mark = marks[node.fate];
  const changes = changesOf(node).flatMap((line) => wrapped(line, widestChange).split('\n'));
  return [`${mark}${nameOf(node)}`, ...detailsOf(node), ...changes];
}

/** The widest line of what changed, in columns: it fits into the nodes of an SVG, which cuts longer lines. */
const widestChange = 24;

/** The widest line of a label where the format makes a node as wide as its label, in columns. */
const widestLabel = 48;

/** The label for a format that makes nodes as large as their labels: a list of 1,000 names would hide all others. */
export function shortLabelOf(node: GraphNode): string[] {
  return labelOf(node).map((line) => clipped(line, widestLabel));
}

function nameOf(node: GraphNode): string {
  switch (node.kind) {
    case 'broker':
      return `${node.place} ${node.server}`;
    case 'agents':
      return node.state === 'without-broker' ? counted(node.agents, 'agent') : sayGroup(node);
    case 'provider':
      return node.name;
    case 'gateway':
      return node.server;
  }
}

function detailsOf(node: GraphNode): string[] {
  switch (node.kind) {
    case 'broker':
      return [`${node.role}, ${sayGraphState(node)}`];
    case 'agents':
      return [
        ...(node.state === 'without-broker' ? ['without a broker'] : []),
        ...(node.reconnected > 0 ? [`${node.reconnected} reconnected`] : []),
        compressNames(node.names),
      ];
    case 'provider':
      return [
        `provider, ${!node.up ? 'offline' : node.servedBy === null ? 'abandoned' : node.type}`,
      ];
    case 'gateway': {
      const { fate, mode, preferredBroker } = node;
      if (fate === 'lost') return ['gateway, offline'];
      if (mode !== 'normal') return [`gateway, ${mode}`];
      return [preferredBroker === null ? 'gateway, Automatic' : 'gateway'];
    }
  }
}

/** What a comparison says of a node: "added", "removed", "was place 3, standby". */
export function changesOf(node: GraphNode): string[] {
  if (node.fate === 'added' || node.fate === 'removed') return [node.fate];
  return sayWas(node).map((was) => `was ${was}`);
}

function sayWas(node: GraphNode): string[] {
  switch (node.kind) {
    case 'broker': {
      const { was } = node;
      if (was === null) return [];
      const parts = [
        ...(sameName(was.server, node.server) ? [] : [was.server]),
        ...(was.place === node.place ? [] : [`place ${was.place}`]),
        ...(was.role === node.role ? [] : [was.role]),
        ...(was.state === node.state ? [] : [was.state]),
      ];
      return [parts.join(', ')];
    }
    case 'agents': {
      const { was } = node;
      if (was === null) return [];
      const isSame = was.agents === node.agents && was.share === node.share;
      return [isSame ? 'others' : `${was.agents}, ${sayPercent(was.share)}`];
    }
    case 'provider': {
      const { was } = node;
      if (was === null) return [];
      return [
        ...(sameName(was.name, node.name) ? [] : [was.name]),
        ...(was.type === node.type ? [] : [was.type]),
        ...(isSame(was.servedBy, node.servedBy) ? [] : [`served by ${was.servedBy ?? 'none'}`]),
        ...sayPreference(was, node),
      ];
    }
    case 'gateway': {
      const { was } = node;
      if (was === null) return [];
      return [
        ...(sameName(was.server, node.server) ? [] : [was.server]),
        ...(was.mode === node.mode ? [] : [was.mode]),
        ...sayPreference(was, node),
      ];
    }
  }
}

type Preferring = Pick<ProviderNode, 'preferredBroker'>;

function sayPreference(was: Preferring, now: Preferring): string[] {
  if (isSame(was.preferredBroker, now.preferredBroker)) return [];
  return [was.preferredBroker === null ? 'Automatic' : `preferring ${was.preferredBroker}`];
}

function isSame(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : sameName(one, other);
}
