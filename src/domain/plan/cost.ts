import { statements } from '../facts/index.js';
import { isBelow } from '../model/index.js';
import { heldTolerance, type Problem, type State } from './state.js';

/**
 * What makes one order better than another, after the highest weakest tolerance: sums over the steps, compared one after the
 * other. docs/plan.md says the same in words.
 */
export type Cost = readonly [
  /** Steps after which the tolerance is below the floor. */
  below: number,
  steps: number,
  /** Members that prefer a broker that isn't active, added up over the steps. */
  idle: number,
  /** Steps after which the number of active brokers is even. */
  even: number,
  /** Active brokers beyond the most of both ends, added up over the steps. */
  beyond: number,
];

/** Nothing at all. */
export const noCost: Cost = [0, 0, 0, 0, 0];

/** What one step costs that leaves the site so. */
export function costOf(problem: Problem, state: State): Cost {
  const { floor, mostActive } = problem;
  return [
    isBelow(heldTolerance(problem, state), floor) ? 1 : 0,
    1,
    state.idle,
    isEven(state.active) ? 1 : 0,
    Math.max(0, state.active - mostActive),
  ];
}

/** Whether so many active brokers can be divided into equal halves. */
export function isEven(active: number): boolean {
  return active >= statements.R4.number && active % 2 === 0;
}

/** Both costs together; `times`: how often the second one is paid. */
export function sum(one: Cost, other: Cost, times = 1): Cost {
  return [
    one[0] + other[0] * times,
    one[1] + other[1] * times,
    one[2] + other[2] * times,
    one[3] + other[3] * times,
    one[4] + other[4] * times,
  ];
}

/** Negative if the first is less. */
export function compareCost(one: Cost, other: Cost): number {
  for (let at = 0; at < one.length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
