import { counted, listed } from '../../domain/model/index.js';
import type {
  Fate,
  Graph,
  GraphBox,
  GraphFailure,
  GraphNode,
  SiteGraph,
} from '../../domain/graph/index.js';
import type { Simulation } from '../../domain/simulate/index.js';
import { describeSimulation } from '../simulate-words.js';

/** The words of a picture as a whole, the same in every format. */

/** A picture as `--json` prints it: a failure has the words of `farm simulate`, a change the version it is compared with. */
export interface GraphDocument extends Omit<Graph, 'failure'> {
  failure: (GraphFailure & { says: string; votes: string }) | null;
  /** null: it is no comparison. */
  diff: { old: string; says: string } | null;
}

/** The picture with the words of the failure that it shows. */
export function describeGraph(graph: Graph, simulation: Simulation | null): GraphDocument {
  const { failure } = graph;
  if (failure === null || simulation === null) return { ...graph, failure: null, diff: null };
  const { says, votes } = describeSimulation(simulation).verdict;
  return { ...graph, failure: { ...failure, says, votes }, diff: null };
}

/** The picture of a change, with the name of the version that it is compared with. */
export function describeChange(graph: Graph, old: string): GraphDocument {
  return { ...graph, failure: null, diff: { old, says: sayChange(graph) } };
}

const fatesOfChange = ['added', 'removed', 'changed'] as const;

/** "1 broker and 2 groups of agents added; 1 gateway removed." */
function sayChange({ sites }: Graph): string {
  const parts = fatesOfChange.flatMap((fate) => {
    const boxes = sites.flatMap((site) => site.boxes).filter((box) => box.fate === fate).length;
    const counts = [
      [sites.filter((site) => site.fate === fate).length, ['Site', 'Sites']] as const,
      ...Object.entries(kinds).map(([kind, words]) => {
        const nodes = sites.flatMap((site) => site.nodes);
        return [
          nodes.filter((one) => one.kind === kind && one.fate === fate).length,
          words,
        ] as const;
      }),
      [boxes, ['failure domain', 'failure domains']] as const,
    ];
    const said = counts.flatMap(([count, [one, more]]) =>
      count === 0 ? [] : [counted(count, one, more)],
    );
    return said.length === 0 ? [] : [`${listed(said)} ${fate}`];
  });
  return parts.length === 0 ? 'Nothing in the picture changes.' : `${parts.join('; ')}.`;
}

/** What nodes are called, one and several. */
const kinds = {
  broker: ['broker', 'brokers'],
  agents: ['group of agents', 'groups of agents'],
  provider: ['provider', 'providers'],
  gateway: ['gateway', 'gateways'],
} as const satisfies Record<GraphNode['kind'], readonly [one: string, more: string]>;

/** The title of the picture of something: its name, and what the picture shows of it. */
export function titleOf({ failure, diff }: GraphDocument, name: string): string {
  if (failure !== null) return `${name}: if ${failure.asked}`;
  return diff === null ? name : `${name}: changes since ${diff.old}`;
}

/** The title of a picture whose format has no legend: it says what the marks mean. */
export function titleWithLegend(graph: GraphDocument, name: string): string {
  const title = titleOf(graph, name);
  const legend = sayLegend(graph);
  return legend === '' ? title : `${title} (${legend})`;
}

/** What the marks of a picture mean: "✖ lost, ▲ changed". */
export function sayLegend(graph: Pick<GraphDocument, 'failure' | 'diff'>): string {
  return markLegend(graph)
    .map((fate) => `${marks[fate]}${fate}`)
    .join(', ');
}

/** The name of a site, with its mark in a comparison, and whether it is the Licensing Site. */
export function sayBoxedSite({ site, licensing, fate }: SiteGraph): string {
  return `${marks[fate]}${site}${licensing ? ' (Licensing Site)' : ''}`;
}

/** The mark of what changes: it says without colour what the colour says. */
export const marks = {
  same: '',
  changed: '▲ ',
  lost: '✖ ',
  added: '+ ',
  removed: '− ',
} as const satisfies Record<Fate, string>;

/** What the marks of a picture mean; none for a farm as it is. */
export function markLegend({ failure, diff }: Pick<GraphDocument, 'failure' | 'diff'>): Fate[] {
  if (failure !== null) return ['lost', 'changed'];
  return diff === null ? [] : [...fatesOfChange];
}

/** "rack r1", "side 2: 1 vote, no majority". */
export function sayBox({ of }: Pick<GraphBox, 'of'>): string {
  if (of.kind === 'failure-domain') return `${of.key} ${of.value}`;
  const majority = of.holdsMajority ? 'majority' : 'no majority';
  return `side ${of.side}: ${counted(of.votes, 'vote')}, ${majority}`;
}

/** The name of a box with its mark, and which part of the box it is, if there are several: ["✖ rack r1", " (1 of 2)"]. */
export function sayBoxPart(
  box: Pick<GraphBox, 'of' | 'fate'>,
  { part, parts }: { part: number; parts: number },
): [name: string, part: string] {
  return [`${marks[box.fate]}${sayBox(box)}`, parts === 1 ? '' : ` (${part} of ${parts})`];
}
