import type { BrokerNode, GraphBox, GraphNode, SiteGraph } from '../../domain/graph/index.js';
import { type DrawnLine, drawnBoxes, drawnLines } from './drawn.js';

/**
 * Where everything of a site is drawn: gateways on the left, brokers in the middle, and right of each broker its agents and
 * the providers that it serves. All measures are pixels.
 */

/** A rectangle. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A site with the place of each node, box and line. */
export interface SiteLayout {
  site: SiteGraph;
  nodes: { node: GraphNode; place: Place }[];
  boxes: { box: GraphBox; place: Place }[];
  lines: { line: DrawnLine; from: Place; to: Place }[];
  place: Place;
}

const nodeHeight = 44;
const gap = 10;
const titleHeight = 28;
const margin = 16;
/** Where each column begins, and how wide it is. */
const columns = {
  left: { x: 32, width: 240 },
  middle: { x: 352, width: 240 },
  right: { x: 692, width: 240 },
};
/** How wide the whole picture is. */
export const pictureWidth = columns.right.x + columns.right.width + 2 * margin;

/** The layout of a site whose upper edge is at `top`. */
export function layoutOf(site: SiteGraph, top: number): SiteLayout {
  const places = new Map<string, Place>();
  const nodes: SiteLayout['nodes'] = [];
  const put = (node: GraphNode, column: { x: number; width: number }, y: number): void => {
    const place = { ...column, y, height: nodeHeight };
    places.set(node.id, place);
    nodes.push({ node, place });
  };
  const boxes: SiteLayout['boxes'] = [];
  const start = top + titleHeight + margin;
  const right = rightOf(site);
  let y = start;
  for (const { box, nodes: inside } of drawnBoxes(site)) {
    const brokers = inside.filter((node) => node.kind === 'broker');
    if (brokers.length === 0) continue;
    const boxTop = y;
    if (box !== null) y += titleHeight;
    for (const broker of brokers) {
      put(broker, columns.middle, y);
      y = putAll(right.get(broker.id) ?? [], y, nodeHeight + gap);
    }
    if (box === null) continue;
    const { x, width } = columns.middle;
    boxes.push({
      box,
      place: { x: x - gap, y: boxTop, width: width + 2 * gap, height: y - boxTop },
    });
    y += gap;
  }
  y = putAll(right.get('') ?? [], y, 0);
  let left = start;
  for (const node of site.nodes.filter(({ kind }) => kind === 'gateway')) {
    put(node, columns.left, left);
    left += nodeHeight + gap;
  }
  const height = Math.max(y, left) - top + margin - gap;
  return {
    site,
    nodes,
    boxes,
    lines: drawnLines(site).flatMap((line) => {
      const [from, to] = [places.get(line.left), places.get(line.right)];
      return from === undefined || to === undefined ? [] : [{ line, from, to }];
    }),
    place: { x: margin, y: top, width: pictureWidth - 2 * margin, height },
  };

  /** Puts nodes below each other, and returns where the next row begins. */
  function putAll(members: readonly GraphNode[], from: number, least: number): number {
    members.forEach((node, index) => {
      put(node, columns.right, from + index * (nodeHeight + gap));
    });
    return from + Math.max(least, members.length * (nodeHeight + gap));
  }
}

/** What is right of each broker, by its id; under the empty id what has no broker. */
function rightOf({ nodes, links }: SiteGraph): Map<string, GraphNode[]> {
  const brokers = new Map(
    nodes.flatMap((node): [string, BrokerNode][] =>
      node.kind === 'broker' ? [[node.id, node]] : [],
    ),
  );
  const right = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    if (node.kind === 'broker' || node.kind === 'gateway') continue;
    const link = links.find(
      ({ kind, from, to }) => kind !== 'prefers' && (from === node.id || to === node.id),
    );
    const broker = [link?.from, link?.to].find((id) => id !== undefined && brokers.has(id)) ?? '';
    right.set(broker, [...(right.get(broker) ?? []), node]);
  }
  return right;
}
