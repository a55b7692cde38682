import { activeBrokers, isActive, type Tolerance } from '../model/index.js';
import { brokerTasks } from './broker-tasks.js';
import { compareCost, costOf } from './cost.js';
import { bestOrder, type FoundOrder } from './exact.js';
import { goodOrder } from './greedy.js';
import { memberTasks } from './member-tasks.js';
import { movesOf } from './moves.js';
import { chainSameTasks } from './same-tasks.js';
import type { SiteEnds } from './site-ends.js';
import { type Problem, problemOf } from './state.js';
import type { Task } from './task.js';

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
 * Only tasks that something depends on are put in order; the others come where that costs least.
 */
export function orderOf(ends: SiteEnds, floor: Tolerance): SiteOrder {
  const all = tasksOf(ends);
  const searched = searchedTasks(ends, all);
  chainSameTasks(ends, searched);
  const free = all.filter((task) => !searched.includes(task));
  const mostActive = Math.max(activeBrokers(ends.old).length, activeBrokers(ends.now).length);
  const problem = problemOf(ends, searched, { floor, mostActive });
  const found =
    bestOrder(ends, problem, {
      free: free.length,
      mostStates: searched.length > fewTasks ? mostStates.many : mostStates.few,
    }) ?? goodOrder(problem);
  const added = found.states.at(-1)?.added ?? [];
  return {
    tasks: [...withFree(problem, found, free), ...moveTasks(ends, added)],
    compared: found.compared,
    proved: found.proved,
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

/** The free tasks among the others: where the site costs least, and there as early as their rank allows. */
function withFree(problem: Problem, { order, states }: FoundOrder, free: readonly Task[]): Task[] {
  const ordered = order.flatMap((at) => problem.tasks[at] ?? []);
  const costs = states.map((state) => costOf(problem, state));
  const least = costs.reduce((a, b) => (compareCost(b, a) < 0 ? b : a));
  const places = costs.flatMap((cost, at) => (compareCost(cost, least) === 0 ? [at] : []));
  const placed: Task[][] = states.map(() => []);
  const placeOf = new Map<Task, number>();
  for (const task of inTurn(free)) {
    const fits = places.find((at) => (ordered[at]?.rank ?? Infinity) > task.rank);
    const earliest = fits ?? places.at(-1) ?? 0;
    const at = Math.max(earliest, ...task.after.map((one) => placeOf.get(one) ?? 0));
    placeOf.set(task, at);
    placed[at]?.push(task);
  }
  return placed.flatMap((tasks, at) => [...tasks, ...ordered.slice(at, at + 1)]);
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

function moveTasks(ends: SiteEnds, added: readonly number[]): Task[] {
  const { site } = ends;
  return movesOf(ends, added).map(({ broker, to }, order) => ({
    rank: Infinity,
    order,
    change: { kind: 'none' },
    after: [],
    why: [{ kind: 'order-last' }],
    edit: (nameOf) => ({ kind: 'move-broker', site, broker: nameOf(broker), to }),
  }));
}
