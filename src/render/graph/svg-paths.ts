import type { DrawnLine } from './drawn.js';
import { type Columns, gap } from './svg-columns.js';
import type { Place } from './svg-shapes.js';

/**
 * The ways of lines between columns. They go through the gaps between rows, never through a node: a line to a provider leaves
 * its broker at the bottom, passes below the agents of the broker, and turns to the provider behind them.
 */

/** What a line must know of the layout. */
export interface Ways {
  columns: Columns;
  /** The lower end of the row of each broker, by its id. */
  rowEnds: ReadonlyMap<string, number>;
}

/** The middle of the first two lines of a label. */
const middle = 22;
/** Where lines leave a broker at the bottom, and how far below its row they run. */
const lanes = { serves: { leave: 10, below: 4 }, prefers: { leave: 5, below: 8 } };

/** The `d` of a path for a line between two nodes. */
export function pathOf({ left, link }: DrawnLine, from: Place, to: Place, ways: Ways): string {
  if (link.kind === 'connects') {
    return `M${from.x + from.width} ${from.y + middle}H${to.x}`;
  }
  const rowEnd = ways.rowEnds.get(left);
  return rowEnd === undefined
    ? fromGateway(from, to, ways)
    : toProvider(from, to, ways, lanes[link.kind], rowEnd);
}

function fromGateway(from: Place, to: Place, { columns }: Ways): string {
  const [x, y] = [from.x + from.width, from.y + middle];
  const last = columns.gateways.at(-1);
  if (last === undefined || last.x === from.x)
    return `M${x} ${y}${curve(x, y, to.x, to.y + middle)}`;
  const between = from.y - gap / 2;
  const turn = last.x + last.width + 4;
  return `M${x} ${y}${curve(x, y, x + 22, between)}H${turn}${curve(turn, between, to.x, to.y + middle)}`;
}

function toProvider(
  from: Place,
  to: Place,
  { columns }: Ways,
  { leave, below }: { leave: number; below: number },
  rowEnd: number,
): string {
  const [x, y] = [from.x + from.width, from.y + from.height - leave];
  const lane = rowEnd + below;
  const turn = Math.max(x + 24, columns.agents.x + columns.agents.width + 4);
  const [first] = columns.providers;
  const start = `M${x} ${y}${curve(x, y, x + 24, lane)}${turn > x + 24 ? `H${turn}` : ''}`;
  const end = to.y + middle + (leave === lanes.prefers.leave ? 8 : 0);
  if (first === undefined || first.x === to.x) return start + curve(turn, lane, to.x, end);
  const between = to.y - gap / 2;
  return `${start}${curve(turn, lane, first.x - 4, between)}H${to.x - 22}${curve(to.x - 22, between, to.x, end)}`;
}

/** A curve that leaves and arrives horizontally. */
function curve(x1: number, y1: number, x2: number, y2: number): string {
  const half = Math.round((x1 + x2) / 2);
  return `C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
}
