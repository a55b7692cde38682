import type { GraphNode, SiteGraph } from '../../domain/graph/index.js';
import { type Column, gap, heightOf } from './svg-columns.js';
import type { Place } from './svg-shapes.js';

/** The gateways on the left and the providers on the right: each as near to its broker as the others leave room. */

interface Row {
  nodes: GraphNode[];
  height: number;
  /** The middle of the brokers that it is linked to; null for none. */
  middle: number | null;
}

/**
 * Where the nodes of a kind are, between two heights or below, in rows of as many as there are columns. Those with a broker are
 * in the order of the brokers, so that few lines cross; the others fill the room between them.
 * @param brokers the places of brokers by their ids
 */
export function sidePlaces(
  { nodes, links }: SiteGraph,
  kind: 'gateway' | 'provider',
  columns: readonly Column[],
  brokers: ReadonlyMap<string, Place>,
  { top, bottom }: { top: number; bottom: number },
): Map<string, Place> {
  const middleOf = ({ id }: GraphNode): number | null => {
    const link =
      links.find((one) => one.kind === 'serves' && one.to === id && one.fate !== 'removed') ??
      links.find(({ from, to }) => from === id || to === id);
    const place = brokers.get(link?.kind === 'serves' ? link.from : (link?.to ?? ''));
    return place === undefined ? null : place.y + place.height / 2;
  };
  const ordered = nodes
    .filter((node) => node.kind === kind)
    .map((node) => ({ node, middle: middleOf(node) }))
    .toSorted((a, b) => (a.middle ?? Infinity) - (b.middle ?? Infinity) || 0);
  const rows: Row[] = [];
  for (let index = 0; index < ordered.length; index += columns.length) {
    const those = ordered.slice(index, index + columns.length);
    const middles = those.flatMap(({ middle }) => (middle === null ? [] : [middle]));
    rows.push({
      nodes: those.map(({ node }) => node),
      height: Math.max(...those.map(({ node }) => heightOf(node))),
      middle: middles.length === 0 ? null : middles.reduce((a, b) => a + b, 0) / middles.length,
    });
  }
  const places = new Map<string, Place>();
  let y = top;
  let left = rows.reduce((sum, { height }) => sum + height + gap, -gap);
  const put = (row: Row, wanted: number): void => {
    // As near to its broker as the rows above and below it allow.
    y = Math.min(Math.max(y, wanted), Math.max(y, bottom - left));
    row.nodes.forEach((node, index) => {
      const column = columns[index];
      if (column !== undefined) places.set(node.id, { ...column, y, height: heightOf(node) });
    });
    y += row.height + gap;
    left -= row.height + gap;
  };
  const free = rows.filter(({ middle }) => middle === null);
  for (const row of rows) {
    if (row.middle === null) continue;
    const wanted = row.middle - row.height / 2;
    // What is linked to no broker fills the room between the others.
    for (;;) {
      const [next] = free;
      if (next === undefined || y + next.height + gap > wanted) break;
      put(next, y);
      free.shift();
    }
    put(row, wanted);
  }
  for (const row of free) put(row, y);
  return places;
}
