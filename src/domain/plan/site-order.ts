import { activeBrokers, isActive, isBelow, type Tolerance } from '../model/index.js';
import { moveBlocks } from './blocks.js';
import { brokerTasks } from './broker-tasks.js';
import { compareCost, type Cost, costOf, noCost } from './cost.js';
import { bestOrder, type FoundOrder } from './exact.js';
import { goodOrder } from './greedy.js';
import { memberTasks } from './member-tasks.js';
import { type BrokerMove, BrokerOrder, fewestMoves, misplaced } from './moves.js';
import { chainSameTasks } from './same-tasks.js';
import type { SiteEnds } from './site-ends.js';
import { heldTolerance, type Problem, problemOf, type State } from './state.js';
import type { Task, TaskChange } from './task.js';

/** For so many tasks the best order is always found; for more, as long as there are not too many states. */
const fewTasks = 12;
const mostStates = { few: 200_000, many: 30_000 };

/** The tasks of a site in their order, and how it was found. */
export interface SiteOrder {
  tasks: readonly Task[];
  compared: FoundOrder['compared'];
  proved: boolean;
}

/**
 * The order of everything that has to be done in one site, but for auto-promotion, which is off before it and on after it.
 * First as if new brokers arrived in their later order, so that the fewest are moved: if they do so in the best order, it is
 * the best of all. Otherwise all orders of arrival are compared.
 */
export function orderOf(ends: SiteEnds, floor: Tolerance): SiteOrder {
  const quick = orderWhere(ends, floor, false);
  if (!quick.proved || quick.hasFewestMoves) return quick;
  const slow = orderWhere(ends, floor, true);
  return slow.proved ? slow : { ...quick, proved: false };
}

/** @param arrivalCounts whether different orders of arrival are compared */
function orderWhere(
  ends: SiteEnds,
  floor: Tolerance,
  arrivalCounts: boolean,
): SiteOrder & { hasFewestMoves: boolean } {
  const all = tasksOf(ends);
  const searched = searchedTasks(ends, all);
  chainSameTasks(ends, searched, arrivalCounts);
  const free = all.filter((task) => !searched.includes(task));
  const mostActive = Math.max(activeBrokers(ends.old).length, activeBrokers(ends.now).length);
  const problem = problemOf(ends, searched, { floor, mostActive, arrivalCounts });
  const moves = moveBlocks(ends, problem);
  const blocks = [{ isReady: () => true, size: () => free.length }, ...moves];
  // A new broker may arrive in standby as planned.
  const fewestSteps = searched.length - problem.standbyTask.size;
  const found =
    bestOrder(problem, blocks, fewestSteps > fewTasks ? mostStates.many : mostStates.few) ??
    goodOrder(problem);
  const { early, late } = misplaced(ends, found.states.at(-1)?.added ?? []);
  return {
    tasks: withBlocks(ends, problem, found, free),
    compared: found.compared,
    proved: found.proved,
    hasFewestMoves: late.length === 0 && early.length === fewestMoves(ends),
  };
}

function tasksOf(ends: SiteEnds): Task[] {
  const brokers = brokerTasks(ends);
  const members = memberTasks(ends);
  const adds = brokers.filter(({ change }) => change.kind === 'add');
  for (const { change, after } of members) {
    if (change.kind !== 'members') continue;
    const preferred = new Set(change.preferring.filter(([, by]) => by > 0).map(([id]) => id));
    after.push(
      ...adds.filter((add) => add.change.kind === 'add' && preferred.has(add.change.broker)),
    );
  }
  return [...brokers, ...members];
}

/** The tasks that decide what the site can lose, or that wait for such a task, or that one waits for. */
function searchedTasks(ends: SiteEnds, all: readonly Task[]): Task[] {
  const { old, now, brokers } = ends;
  const kinds = new Map(
    old.providers.map(({ name, type }) => [`${name.toLowerCase()} ${type}`, 1]),
  );
  const keepsOne = now.providers.some(({ name, type }) =>
    kinds.has(`${name.toLowerCase()} ${type}`),
  );
  const always = new Set(
    brokers.flatMap(({ id, old: was, now: is }) =>
      was !== null && is !== null && isActive(was) && isActive(is) ? [id] : [],
    ),
  );
  const decides = ({ change }: Task): boolean => {
    if (change.kind === 'none') return false;
    if (change.kind !== 'members') return true;
    const crosses = change.providers !== 0 && !keepsOne;
    return crosses || change.preferring.some(([id]) => !always.has(id));
  };
  const searched = new Set(all.filter(decides));
  for (let size = -1; size !== searched.size;) {
    size = searched.size;
    for (const task of all) {
      const waits = task.after.some((one) => searched.has(one));
      if (waits) searched.add(task);
      if (searched.has(task)) for (const one of task.after) searched.add(one);
    }
  }
  return all.filter((task) => searched.has(task));
}

/** The searched tasks with all others among them, in the states where a step costs least. */
function withBlocks(
  ends: SiteEnds,
  problem: Problem,
  { order, states }: FoundOrder,
  free: readonly Task[],
): Task[] {
  const searched = order.flatMap((at) => problem.tasks[at] ?? []);
  const costs = states.map((state) => costOf(problem, state));
  const holds = heldBy(problem, states);
  const placesIn = (isReady: (state: State) => boolean): number[] =>
    leastOf(
      costs,
      states.map((state, at) => holds[at] === true && isReady(state)),
    );
  const freeAt = placesOf(
    free,
    searched,
    placesIn(() => true),
  );
  const added = states.at(-1)?.added ?? [];
  const { early, late } = misplaced(ends, added);
  const [earlyAt, lateAt] = moveBlocks(ends, problem).map((one) => placesIn(one.isReady).at(-1));
  const brokers = new BrokerOrder(ends, added);
  return states.flatMap((_, at) => {
    const moved = [...(at === earlyAt ? early : []), ...(at === lateAt ? late : [])];
    const moves = moved.map((id, order) => moveTask(ends, brokers.move(id), order));
    const next = searched.slice(at, at + 1);
    for (const { change } of next) follow(brokers, change);
    return [...(freeAt[at] ?? []), ...moves, ...next];
  });
}

/** Whether a step in each state leaves the weakest tolerance as it is; only at the start it may not. */
function heldBy(problem: Problem, states: readonly State[]): boolean[] {
  const held = states.map((state) => heldTolerance(problem, state));
  const later = held.slice(1);
  const weakest = {
    withoutStandbys: Math.min(...later.map(({ withoutStandbys }) => withoutStandbys)),
    withStandbys: Math.min(...later.map(({ withStandbys }) => withStandbys)),
  };
  return held.map((one, at) => at > 0 || later.length === 0 || !isBelow(one, weakest));
}

/** The indexes of the states, of those that are ready, in which a step costs least. */
function leastOf(costs: readonly Cost[], isReady: readonly boolean[]): number[] {
  const ready = costs.flatMap((cost, at) => (isReady[at] === true ? [{ cost, at }] : []));
  const least = ready.map(({ cost }) => cost).toSorted(compareCost)[0] ?? noCost;
  return ready.filter(({ cost }) => compareCost(cost, least) === 0).map(({ at }) => at);
}

/** The free tasks by the state they are done in: as early as their rank allows, in one of the places. */
function placesOf(
  free: readonly Task[],
  searched: readonly Task[],
  places: readonly number[],
): Task[][] {
  const placed: Task[][] = [...searched, null].map(() => []);
  const placeOf = new Map<Task, number>();
  for (const task of inTurn(free)) {
    const fits = places.find((at) => (searched[at]?.rank ?? Infinity) > task.rank);
    const earliest = fits ?? places.at(-1) ?? 0;
    const at = Math.max(earliest, ...task.after.map((one) => placeOf.get(one) ?? 0));
    placeOf.set(task, at);
    placed[at]?.push(task);
  }
  return placed;
}

/** The tasks by rank, each behind those that it waits for. */
function inTurn(free: readonly Task[]): Task[] {
  const waiting = free.toSorted((a, b) => a.rank - b.rank || a.order - b.order);
  const done = new Set<Task>();
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ after }) => after.every((one) => done.has(one)));
    const [next] = waiting.splice(at, 1);
    if (at < 0 || next === undefined) throw new Error('the tasks of the plan wait for each other');
    done.add(next);
  }
  return [...done];
}

function follow(brokers: BrokerOrder, change: TaskChange): void {
  if (change.kind === 'add') brokers.add(change.broker);
  if (change.kind === 'promote') brokers.promote(change.broker);
  if (change.kind === 'delete') brokers.delete(change.broker);
}

function moveTask({ site }: SiteEnds, { broker, to }: BrokerMove, order: number): Task {
  return {
    rank: Infinity,
    order,
    change: { kind: 'none' },
    after: [],
    why: [{ kind: 'order-last' }],
    edit: (nameOf) => ({ kind: 'move-broker', site, broker: nameOf(broker), to }),
  };
}
