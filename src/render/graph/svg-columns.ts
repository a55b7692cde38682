import type { GraphNode, SiteGraph } from '../../domain/graph/index.js';
import { labelOf } from './node-words.js';

/** The columns of a site. All measures are pixels. */

/** A column. */
export interface Column {
  x: number;
  width: number;
}

/** The columns from the left to the right. Of gateways and providers there are several where one would be too long. */
export interface Columns {
  gateways: readonly Column[];
  brokers: Column;
  agents: Column;
  providers: readonly Column[];
  /** Of the whole picture. */
  width: number;
}

/** Between nodes of a column. */
export const gap = 12;
/** Around the picture and inside of a site. */
export const margin = 16;
const widths = { gateway: 190, broker: 216, agents: 200, provider: 204 };
/** Of a box around brokers. */
export const boxWidth = widths.broker + margin;
/** Between columns of the same nodes, to the agents beside a broker, and where lines cross. */
const spaces = { same: 28, agents: 44, lines: 76 };
const leastWidth = 560;
/** A column of gateways or providers may be so long beside few brokers. */
const shortColumn = 480;

/** How high a node is, by the lines of its label. */
export function heightOf(node: GraphNode): number {
  return 10 + labelOf(node).length * 17;
}

/** The columns of a site whose brokers and agents are so high. */
export function columnsOf({ nodes }: SiteGraph, height: number): Columns {
  let x = 2 * margin;
  const add = (width: number, space: number): Column => {
    const column = { x, width };
    x += width + space;
    return column;
  };
  const several = (kind: 'gateway' | 'provider'): Column[] => {
    const own = nodes.filter((node) => node.kind === kind);
    const length = own.reduce((sum, node) => sum + heightOf(node) + gap, 0);
    const longest = Math.max(height, shortColumn);
    const count = own.length === 0 ? 0 : Math.min(3, Math.ceil(length / (1.25 * longest)));
    return Array.from({ length: count }, (_, index) =>
      add(widths[kind], index === count - 1 ? 0 : spaces.same),
    );
  };
  const gateways = several('gateway');
  if (gateways.length > 0) x += spaces.lines;
  const hasAgents = nodes.some(({ kind }) => kind === 'agents');
  const hasProviders = nodes.some(({ kind }) => kind === 'provider');
  const brokers = add(widths.broker, hasAgents ? spaces.agents : 0);
  const agents = hasAgents ? add(widths.agents, 0) : brokers;
  if (hasProviders) x += spaces.lines;
  const providers = several('provider');
  return { gateways, brokers, agents, providers, width: Math.max(leastWidth, x + 2 * margin) };
}
