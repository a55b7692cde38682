import type { SiteEnds } from './site-ends.js';
import { compareCost, type Cost, costOf, noCost, sum } from './cost.js';
import { countMoves } from './moves.js';
import {
  doneBy,
  heldTolerance,
  isDone,
  isPossible,
  type Problem,
  type State,
  stateAfter,
} from './state.js';

/**
 * The best order of a site's tasks, proved by going through every state that any order leads to. Two passes find the highest
 * weakest tolerance that an order can hold, one figure after the other; the last one finds the least cost among the orders
 * that hold both.
 */

/** An order that was found: the indexes of the tasks, with the state before the first and after each. */
export interface FoundOrder {
  order: readonly number[];
  states: readonly State[];
  /** How many states, and how many orders, were compared; 0 orders where they were not counted. */
  compared: { states: number; orders: number };
  proved: boolean;
}

interface Node {
  state: State;
  cost: Cost;
  held: { withoutStandbys: number; withStandbys: number };
  next: { at: number; node: Node }[];
  /** The highest weakest tolerance on the way to the end; minus infinity where no way leads there. */
  best: number;
  orders: number;
  isAllowed: boolean;
  /** The least cost to the end: with the free tasks still to be placed, and with them placed. */
  least: [Cost | null, Cost | null];
}

/**
 * The best order; null if there are more states than `mostStates`.
 * @param free how many more tasks there are that can be done at any point
 */
export function bestOrder(
  ends: SiteEnds,
  problem: Problem,
  { free, mostStates }: { free: number; mostStates: number },
): FoundOrder | null {
  const nodes = hasKeys(problem) ? reachable(problem, mostStates) : null;
  const start = nodes?.at(-1);
  if (nodes === null || start === undefined) return null;
  for (const figure of ['withoutStandbys', 'withStandbys'] as const) restrict(nodes, start, figure);
  for (const node of nodes) if (node.isAllowed) settle(ends, node, free);
  if (start.least[0] === null) throw new Error('no order of the tasks leads to the end');
  return { ...follow(problem, start, free), compared: compared(nodes, start), proved: true };
}

/** Every state that some order leads to, each behind all states that follow it; null if there are too many. */
function reachable(problem: Problem, mostStates: number): Node[] | null {
  const known = new Map<number, Node>();
  const nodes: Node[] = [];
  const visit = (state: State, key: number): Node | null => {
    if (known.size >= mostStates) return null;
    const node = newNode(problem, state);
    known.set(key, node);
    for (let at = 0; at < problem.tasks.length; at += 1) {
      if (!isPossible(problem, state, at)) continue;
      const nextKey = keyAfter(problem, node, key, at);
      const next = known.get(nextKey) ?? visit(stateAfter(problem, state, at), nextKey);
      if (next === null) return null;
      node.next.push({ at, node: next });
    }
    nodes.push(node);
    return node;
  };
  return visit(problem.start, 0) === null ? null : nodes;
}

/**
 * What tells states apart, as one number: a bit for each task that is done, and above them the new brokers in the order in
 * which they came, as that decides how many must be moved.
 */
function keyAfter(problem: Problem, { state }: Node, key: number, at: number): number {
  const { change } = problem.tasks[at] ?? {};
  const bits = doneBy(problem, state, at).reduce((sum, one) => sum + 2 ** one, 0);
  if (change?.kind !== 'add' || !problem.arrivalsDiffer) return key + bits;
  // As many places as the tasks have bits: the order of at most so many new brokers.
  const place = 2 ** bitsOfTasks * mostBrokers ** state.added.length;
  return key + bits + place * (change.broker + 1);
}

/** More tasks and new brokers than this make no exact number. */
const bitsOfTasks = 18;
const mostBrokers = 32;
const mostAdded = 7;

/** Whether a number is enough to identify the states of a problem. */
function hasKeys({ tasks, start, arrivalsDiffer }: Problem): boolean {
  const added = tasks.filter(({ change }) => change.kind === 'add').length;
  if (tasks.length > bitsOfTasks) return false;
  return !arrivalsDiffer || (start.flags.length < mostBrokers && added <= mostAdded);
}

function newNode(problem: Problem, state: State): Node {
  return {
    state,
    cost: costOf(problem, state),
    held: heldTolerance(problem, state),
    next: [],
    best: 0,
    orders: 0,
    isAllowed: true,
    least: [null, null],
  };
}

/** Leaves only the states on orders that hold the highest weakest tolerance that is possible. */
function restrict(
  nodes: readonly Node[],
  start: Node,
  figure: 'withoutStandbys' | 'withStandbys',
): void {
  for (const node of nodes) {
    node.best = isDone(node.state) ? Infinity : -Infinity;
    for (const { node: next } of node.next) {
      if (next.isAllowed) node.best = Math.max(node.best, Math.min(next.held[figure], next.best));
    }
  }
  const least = start.best;
  for (const node of nodes) {
    node.isAllowed &&= node.best >= least && (node === start || node.held[figure] >= least);
  }
}

/** The least cost from a state to the end. What follows it is settled before. */
function settle(ends: SiteEnds, node: Node, free: number): void {
  if (isDone(node.state)) {
    const moves = sum(noCost, node.cost, countMoves(ends, node.state.added));
    node.least = [sum(moves, node.cost, free), moves];
    return;
  }
  for (const placed of [1, 0] as const) {
    let least: Cost | null =
      placed === 0 && node.least[1] !== null ? sum(node.least[1], node.cost, free) : null;
    for (const { node: next } of node.next) {
      const rest = next.isAllowed ? next.least[placed] : null;
      if (rest === null) continue;
      const cost = sum(rest, next.cost);
      if (least === null || compareCost(cost, least) < 0) least = cost;
    }
    node.least[placed] = least;
  }
}

/** The best order from the start; of several the one whose tasks come first by rank. */
function follow(problem: Problem, start: Node, free: number): Pick<FoundOrder, 'order' | 'states'> {
  const order: number[] = [];
  const states = [start.state];
  // Whether the free tasks may still be placed, must have been, or either.
  let open: readonly (0 | 1)[] = withPlaced(start, [0], free);
  let node = start;
  while (!isDone(node.state)) {
    const ways = node.next.flatMap(({ at, node: next }) => {
      const kept = open.filter((placed) => leadsOn(node, next, placed));
      return kept.length === 0 ? [] : [{ at, next, kept }];
    });
    const [first] = ways.toSorted((a, b) => byRank(problem, a.at, b.at));
    if (first === undefined) throw new Error('the best order has no next task');
    order.push(first.at);
    states.push(first.next.state);
    node = first.next;
    open = withPlaced(node, first.kept, free);
  }
  return { order, states };
}

/** Placing the free tasks here is as good as later. */
function withPlaced(node: Node, open: readonly (0 | 1)[], free: number): (0 | 1)[] {
  const [unplaced, placed] = node.least;
  const isGood =
    open.includes(0) &&
    unplaced !== null &&
    placed !== null &&
    compareCost(sum(placed, node.cost, free), unplaced) === 0;
  return isGood ? [...new Set([...open, 1 as const])] : [...open];
}

function leadsOn(node: Node, next: Node, placed: 0 | 1): boolean {
  const [here, there] = [node.least[placed], next.isAllowed ? next.least[placed] : null];
  return here !== null && there !== null && compareCost(sum(there, next.cost), here) === 0;
}

/** Of two tasks the one that comes first where both are equally good. */
export function byRank({ tasks }: Problem, one: number, other: number): number {
  const [a, b] = [tasks[one], tasks[other]];
  if (a === undefined || b === undefined) return 0;
  return a.rank - b.rank || a.order - b.order || one - other;
}

function compared(nodes: readonly Node[], start: Node): FoundOrder['compared'] {
  for (const node of nodes) {
    node.orders = isDone(node.state) ? 1 : 0;
    for (const { node: next } of node.next) node.orders += next.orders;
  }
  return { states: nodes.length, orders: start.orders };
}
