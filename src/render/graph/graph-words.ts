import { compressNames, counted } from '../../domain/model/index.js';
import type {
  AgentsNode,
  BrokerNode,
  Fate,
  Graph,
  GraphBox,
  GraphFailure,
  GraphNode,
} from '../../domain/graph/index.js';
import type { Simulation } from '../../domain/simulate/index.js';
import { describeSimulation } from '../simulate-words.js';
import { sayPercent } from '../words.js';

/** The words of a picture, the same in every format. */

/** A picture as `--json` prints it: a failure has the words of `farm simulate`. */
export interface GraphDocument extends Omit<Graph, 'failure'> {
  failure: (GraphFailure & { says: string; votes: string }) | null;
}

/** The picture with the words of the failure that it shows. */
export function describeGraph(graph: Graph, simulation: Simulation | null): GraphDocument {
  const { failure } = graph;
  if (failure === null || simulation === null) return { ...graph, failure: null };
  const { says, votes } = describeSimulation(simulation).verdict;
  return { ...graph, failure: { ...failure, says, votes } };
}

/** The mark of what a failure changes: it says without colour what the colour says. */
export const marks = { same: '', changed: '▲ ', lost: '✖ ' } as const satisfies Record<
  Fate,
  string
>;

/** What the marks mean. */
export const markLegend = '✖ lost, ▲ changed';

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

/** "rack r1", "side 2: 1 vote, no majority". */
export function sayBox({ of }: Pick<GraphBox, 'of'>): string {
  if (of.kind === 'failure-domain') return `${of.key} ${of.value}`;
  const majority = of.holdsMajority ? 'majority' : 'no majority';
  return `side ${of.side}: ${counted(of.votes, 'vote')}, ${majority}`;
}

/** The lines of a node's label, with its mark. */
export function labelOf(node: GraphNode): string[] {
  const mark = marks[node.fate];
  switch (node.kind) {
    case 'broker':
      return [`${mark}${node.place} ${node.server}`, `${node.role}, ${sayGraphState(node)}`];
    case 'agents':
      return [
        `${mark}${sayGroup(node)}`,
        ...(node.reconnected > 0 ? [`${node.reconnected} reconnected`] : []),
        compressNames(node.names),
      ];
    case 'provider':
      return [
        `${mark}provider ${node.name}`,
        !node.up ? 'offline' : node.servedBy === null ? 'abandoned' : node.type,
      ];
    case 'gateway':
      return [
        `${mark}gateway ${node.server}`,
        ...(node.fate === 'lost' ? ['offline'] : node.mode === 'normal' ? [] : [node.mode]),
      ];
  }
}
