import type { Block } from './blocks.js';
import { compareCost, type Cost, costOf, noCost, sum } from './cost.js';
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
  /** Whether other steps can be done in the state without making the weakest tolerance worse. */
  holds: boolean;
  /** The least cost to the end, by which blocks are done: a bit for each. */
  least: (Cost | null)[];
}

/** The best order of the tasks, with the blocks where that costs least; null if there are more states than `mostStates`. */
export function bestOrder(
  problem: Problem,
  blocks: readonly Block[],
  mostStates: number,
): FoundOrder | null {
  if (problem.tasks.length > mostTasks) return null;
  const nodes = reachable(problem, mostStates);
  const start = nodes?.at(-1);
  if (nodes === null || start === undefined) return null;
  for (const figure of ['withoutStandbys', 'withStandbys'] as const) restrict(nodes, start, figure);
  for (const node of nodes) if (node.isAllowed) settle(node, blocks);
  if ((start.least[0] ?? null) === null) throw new Error('no order of the tasks leads to the end');
  return { ...follow(problem, start, blocks), compared: compared(nodes, start), proved: true };
}

/** More tasks than this have no exact number for what is done. */
const mostTasks = 50;

/** Every state that some order leads to, each behind all states that follow it; null if there are too many. */
function reachable(problem: Problem, mostStates: number): Node[] | null {
  const known = new Map<number | string, Node>();
  const nodes: Node[] = [];
  const visit = (state: State, done: number, key: number | string): Node | null => {
    if (known.size >= mostStates) return null;
    const node = newNode(problem, state);
    known.set(key, node);
    for (let at = 0; at < problem.tasks.length; at += 1) {
      if (!isPossible(problem, state, at)) continue;
      const nextDone = doneBy(problem, state, at).reduce((sum, one) => sum + 2 ** one, done);
      const isArrival = problem.arrivalKey !== null && problem.tasks[at]?.change.kind === 'add';
      const after = isArrival || state.added.length > 0 ? stateAfter(problem, state, at) : null;
      const nextKey = keyOf(problem, nextDone, after ?? state);
      const next =
        known.get(nextKey) ?? visit(after ?? stateAfter(problem, state, at), nextDone, nextKey);
      if (next === null) return null;
      node.next.push({ at, node: next });
    }
    nodes.push(node);
    return node;
  };
  return visit(problem.start, 0, keyOf(problem, 0, problem.start)) === null ? null : nodes;
}

/** What tells states apart: which tasks are done, and what decides how many brokers must be moved. */
function keyOf({ arrivalKey }: Problem, done: number, { added }: State): number | string {
  return arrivalKey === null || added.length === 0 ? done : `${done} ${arrivalKey(added)}`;
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
    holds: true,
    least: [],
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
    node.holds &&= isDone(start.state) || node.held[figure] >= least;
    // The start is as it is.
    node.isAllowed &&= node.best >= least && (node === start || node.holds);
  }
}

/** The least cost from a state to the end. What follows it is settled before. */
function settle(node: Node, blocks: readonly Block[]): void {
  const all = 2 ** blocks.length - 1;
  for (let done = all; done >= 0; done -= 1) {
    let least: Cost | null = isDone(node.state) && done === all ? noCost : null;
    const offer = (cost: Cost): void => {
      if (least === null || compareCost(cost, least) < 0) least = cost;
    };
    for (const { after, cost } of doneHere(node, done, blocks)) offer(sum(cost, node.cost, after));
    for (const { node: next } of node.next) {
      const rest = next.isAllowed ? (next.least[done] ?? null) : null;
      if (rest !== null) offer(sum(rest, next.cost));
    }
    node.least[done] = least;
  }
}

/** The blocks that can be done in a state, each with how many steps it is and the cost of the rest. */
function* doneHere(
  { state, least, holds }: Node,
  done: number,
  blocks: readonly Block[],
): Generator<{ done: number; after: number; cost: Cost }> {
  if (!holds) return;
  for (const [at, block] of blocks.entries()) {
    const bit = 2 ** at;
    const cost = (done & bit) === 0 && block.isReady(state) ? least[done + bit] : null;
    if (cost !== null && cost !== undefined)
      yield { done: done + bit, after: block.size(state), cost };
  }
}

/** The best order from the start; of several the one whose tasks come first by rank. */
function follow(
  problem: Problem,
  start: Node,
  blocks: readonly Block[],
): Pick<FoundOrder, 'order' | 'states'> {
  const order: number[] = [];
  const states = [problem.start];
  // Which blocks may be done by now on a best order.
  let open = withDone(start, new Set([0]), blocks);
  let node = start;
  for (let state = problem.start; !isDone(state);) {
    const ways = node.next.flatMap(({ at, node: next }) => {
      const kept = [...open].filter((done) => leadsOn(node, next, done));
      return kept.length === 0 ? [] : [{ at, next, kept }];
    });
    const [first] = ways.toSorted((a, b) => byRank(problem, a.at, b.at));
    if (first === undefined) throw new Error('the best order has no next task');
    order.push(first.at);
    // Not the state of the node, which other orders of arrival share.
    state = stateAfter(problem, state, first.at);
    states.push(state);
    node = first.next;
    open = withDone(node, new Set(first.kept), blocks);
  }
  return { order, states };
}

/** Adds the blocks that are as good to do here as later. */
function withDone(node: Node, open: Set<number>, blocks: readonly Block[]): Set<number> {
  for (const done of open) {
    const least = node.least[done] ?? null;
    for (const { done: next, after, cost } of doneHere(node, done, blocks))
      if (least !== null && compareCost(sum(cost, node.cost, after), least) === 0) open.add(next);
  }
  return open;
}

function leadsOn(node: Node, next: Node, done: number): boolean {
  const [here, there] = [node.least[done] ?? null, next.isAllowed ? next.least[done] : null];
  if (here === null || there === null || there === undefined) return false;
  return compareCost(sum(there, next.cost), here) === 0;
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
