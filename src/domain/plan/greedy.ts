import { compareCost, costOf } from './cost.js';
import { byRank, type FoundOrder } from './exact.js';
import {
  heldTolerance,
  isDone,
  isPossible,
  type Problem,
  type State,
  stateAfter,
} from './state.js';

/**
 * A good order where there are too many to compare: always the task that leaves the site best, then neighbours are swapped
 * as long as that helps. Nothing proves that it is the best.
 */

/** Rounds of swaps: a task moves by one place in each. */
const mostRounds = 50;

/** A good order of the tasks. */
export function goodOrder(problem: Problem): FoundOrder {
  const order: number[] = [];
  const states = [problem.start];
  let left = problem.tasks.map((_, at) => at).toSorted((a, b) => byRank(problem, a, b));
  let looked = 0;
  for (let state = problem.start; !isDone(state);) {
    let best: { at: number; state: State } | null = null;
    for (const at of left) {
      if (!isPossible(problem, state, at)) continue;
      looked += 1;
      const next = stateAfter(problem, state, at);
      // The tasks are by rank: only a better state takes the place of an earlier one.
      if (best === null || isBetter(problem, next, best.state)) best = { at, state: next };
    }
    if (best === null) throw new Error('no task of the plan is possible');
    order.push(best.at);
    states.push(best.state);
    const { done } = best.state;
    left = left.filter((at) => done[at] !== 1);
    state = best.state;
  }
  looked += swapNeighbours(problem, order, states);
  return { order, states, compared: { states: looked, orders: 0 }, proved: false };
}

/** Whether a state is better as the next one: first what it can lose, then what it costs. */
function isBetter(problem: Problem, one: State, other: State): boolean {
  const [a, b] = [heldTolerance(problem, one), heldTolerance(problem, other)];
  const lost = b.withoutStandbys - a.withoutStandbys || b.withStandbys - a.withStandbys;
  return lost < 0 || (lost === 0 && compareCost(costOf(problem, one), costOf(problem, other)) < 0);
}

/** Swaps two tasks one behind the other where the site is better between them and the same after both. */
function swapNeighbours(problem: Problem, order: number[], states: State[]): number {
  let looked = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    let swapped = false;
    for (let at = 0; at + 1 < order.length; at += 1) {
      const [first = 0, second = 0] = [order[at], order[at + 1]];
      const [before, between, after] = [states[at], states[at + 1], states[at + 2]];
      if (before === undefined || between === undefined || after === undefined) continue;
      if (!isPossible(problem, before, second)) continue;
      looked += 1;
      const other = stateAfter(problem, before, second);
      if (!isBetter(problem, other, between) || !isPossible(problem, other, first)) continue;
      const end = stateAfter(problem, other, first);
      if (!isSame(end, after)) continue;
      order.splice(at, 2, second, first);
      states.splice(at + 1, 1, other);
      swapped = true;
    }
    if (!swapped) break;
  }
  return looked;
}

function isSame(one: State, other: State): boolean {
  return (
    one.primary === other.primary &&
    one.added.join() === other.added.join() &&
    one.done.join('') === other.done.join('') &&
    one.flags.join() === other.flags.join()
  );
}
