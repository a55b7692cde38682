import type { GraphBox, GraphNode, SiteGraph } from '../../domain/graph/index.js';
import { brokerRuns, type DrawnLine, drawnLines } from './drawn.js';
import { boxLabel, boxLabelLine } from './svg-box-label.js';
import { type Columns, columnsOf, gap, heightOf, margin } from './svg-columns.js';
import { pathOf } from './svg-paths.js';
import type { Place } from './svg-shapes.js';
import { sidePlaces } from './svg-side.js';

/**
 * Where everything of a site is drawn, in columns: gateways, brokers in priority order, their agents beside them, providers.
 * `docs/decisions.md` says why no layout library does this. All measures are pixels.
 */

/** A part of a box: there is one around each run of its brokers. */
export interface PlacedBox {
  box: GraphBox;
  part: number;
  parts: number;
  label: readonly string[];
  place: Place;
}

/** A site with the place of each node, box and line. */
export interface SiteLayout {
  nodes: { node: GraphNode; place: Place }[];
  boxes: PlacedBox[];
  lines: { line: DrawnLine; path: string }[];
  /** The lower end of the lowest node or box. */
  bottom: number;
}

/** Above the brokers of a box whose label is one line. */
const boxTitle = 26;
/** Below a row of a broker, where lines to providers are. */
const rowGap = 16;

/** The columns that a site needs. */
export function columnsOfSite(site: SiteGraph): Columns {
  const { end } = putBrokers(site, { x: 0, width: 0 }, { x: 0, width: 0 }, 0);
  return columnsOf(site, end);
}

/** The layout of a site whose nodes begin at `top`. */
export function layoutOf(site: SiteGraph, columns: Columns, top: number): SiteLayout {
  const middle = putBrokers(site, columns.brokers, columns.agents, top);
  const { places, boxes, rowEnds, end } = middle;
  for (const [kind, own] of [
    ['gateway', columns.gateways],
    ['provider', columns.providers],
  ] as const) {
    const range = { top, bottom: end - rowGap };
    for (const [id, place] of sidePlaces(site, kind, own, places, range)) places.set(id, place);
  }
  const all = [...places.values(), ...boxes.map(({ place }) => place)];
  return {
    nodes: site.nodes.flatMap((node) => {
      const place = places.get(node.id);
      return place === undefined ? [] : [{ node, place }];
    }),
    boxes,
    lines: drawnLines(site).flatMap((line) => {
      const [from, to] = [places.get(line.left), places.get(line.right)];
      if (from === undefined || to === undefined) return [];
      return [{ line, path: pathOf(line, from, to, { columns, rowEnds }) }];
    }),
    bottom: Math.max(top, ...all.map(({ y, height }) => y + height)),
  };
}

interface Middle {
  places: Map<string, Place>;
  boxes: PlacedBox[];
  /** The lower end of the row of each broker, by its id. */
  rowEnds: Map<string, number>;
  end: number;
}

/** The brokers in their boxes, with their agents beside them; agents without a broker below. */
function putBrokers(
  site: SiteGraph,
  column: Pick<Place, 'x' | 'width'>,
  besides: Pick<Place, 'x' | 'width'>,
  top: number,
): Middle {
  const places = new Map<string, Place>();
  const rowEnds = new Map<string, number>();
  const boxes: PlacedBox[] = [];
  const put = (node: GraphNode, where: Pick<Place, 'x' | 'width'>, y: number): number => {
    const height = heightOf(node);
    places.set(node.id, { x: where.x, width: where.width, y, height });
    return y + height;
  };
  const agentsOf = new Map(
    site.links.flatMap(({ kind, from, to }) => (kind === 'connects' ? [[to, from] as const] : [])),
  );
  let y = top;
  for (const { box, brokers, part, parts } of brokerRuns(site)) {
    const boxTop = y;
    const label = box === null ? [] : boxLabel(box, { part, parts });
    if (box !== null) y += boxTitle + (label.length - 1) * boxLabelLine;
    for (const broker of brokers) {
      const beside = site.nodes.find(({ id }) => id === agentsOf.get(broker.id));
      const ends = [put(broker, column, y), beside === undefined ? 0 : put(beside, besides, y)];
      rowEnds.set(broker.id, Math.max(...ends));
      y = Math.max(...ends) + rowGap;
    }
    if (box === null) continue;
    const place = {
      x: column.x - margin / 2,
      y: boxTop,
      width: column.width + margin,
      height: y - boxTop - 4,
    };
    boxes.push({ box, part, parts, label, place });
    y += gap - 4;
  }
  for (const node of site.nodes) {
    if (node.kind !== 'agents' || places.has(node.id)) continue;
    y = put(node, besides, y) + rowGap;
  }
  return { places, boxes, rowEnds, end: y };
}
