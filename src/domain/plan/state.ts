import { statements } from '../facts/index.js';
import { type Broker, type Tolerance, toleranceWith } from '../model/index.js';
import { keyOfArrivals } from './moves.js';
import type { SiteEnds } from './site-ends.js';
import type { Task } from './task.js';

/**
 * What of a site decides the order of its tasks, small enough that thousands of orders can be compared: which brokers are
 * there, their flags, and how many members prefer each. The plan that is found is simulated again on the farm itself.
 */
export interface State {
  /** 1 for each task that is done, by its index. */
  done: Uint8Array;
  /** The bits below for each broker, by its id. */
  flags: Uint8Array;
  /** How many members prefer each broker, by its id. */
  preferring: Int32Array;
  primary: number;
  brokers: number;
  active: number;
  standbys: number;
  providers: number;
  /** How many members prefer a broker that isn't active. */
  idle: number;
  /** The new brokers in the order in which they were added. */
  added: readonly number[];
}

const isThere = 1;
const isEnabled = 2;
const isStandby = 4;

/** The tasks of a site that are put in order, and where they begin. */
export interface Problem {
  tasks: readonly Task[];
  start: State;
  /** The index of the tasks that each one waits for. */
  after: readonly (readonly number[])[];
  /** The task that sets standby of a new broker, by the broker's id: done on arrival where RAS does it. */
  standbyTask: ReadonlyMap<number, number>;
  /** What of the order in which new brokers arrived is compared; null for nothing. */
  arrivalKey: ((added: readonly number[]) => string) | null;
  /** Whether orders of arrival are compared; if not, the fewest moves are assumed. */
  arrivalCounts: boolean;
  floor: Tolerance;
  /** The most active brokers at either end. */
  mostActive: number;
}

/** The tasks as a problem. `tasks` has every task that one of them waits for. */
export function problemOf(
  ends: SiteEnds,
  tasks: readonly Task[],
  limits: Pick<Problem, 'floor' | 'mostActive' | 'arrivalCounts'>,
): Problem {
  const { old, brokers, oldPrimary, before } = ends;
  const flags = Uint8Array.from(brokers, (one) => (one.old === null ? 0 : flagsOf(one.old)));
  const preferring = new Int32Array(brokers.length);
  for (const { preferredBroker } of [...old.agents, ...old.providers, ...old.gateways]) {
    const id = before(preferredBroker);
    if (id !== null) preferring[id] = (preferring[id] ?? 0) + 1;
  }
  const state: State = {
    done: new Uint8Array(tasks.length),
    flags,
    preferring,
    primary: oldPrimary,
    brokers: old.brokers.length,
    active: flags.filter(isActive).length,
    standbys: flags.filter(isWaiting).length,
    providers: old.providers.length,
    idle: 0,
    added: [],
  };
  for (const [id, number] of preferring.entries()) {
    if (!isActive(flags[id] ?? 0)) state.idle += number;
  }
  const index = new Map(tasks.map((task, at) => [task, at]));
  const standbyTask = new Map<number, number>();
  tasks.forEach(({ change }, at) => {
    if (change.kind === 'flag' && change.flag === 'standby' && brokers[change.broker]?.old === null)
      standbyTask.set(change.broker, at);
  });
  const after = tasks.map((task) => task.after.flatMap((one) => index.get(one) ?? []));
  const isAdd = (task: Task): boolean => task.change.kind === 'add';
  const first = tasks.filter((task) => isAdd(task) && !task.after.some(isAdd));
  const arrivalKey = limits.arrivalCounts && first.length > 1 ? keyOfArrivals(ends) : null;
  return { tasks, start: state, after, standbyTask, arrivalKey, ...limits };
}

function flagsOf({ enabled, standby }: Broker): number {
  return isThere | (enabled ? isEnabled : 0) | (standby ? isStandby : 0);
}

function isActive(flags: number): boolean {
  return (flags & isEnabled) !== 0 && (flags & isStandby) === 0;
}

function isWaiting(flags: number): boolean {
  return (flags & isEnabled) !== 0 && (flags & isStandby) !== 0;
}

/** Whether the task can be done now: nothing refuses it, and what it waits for is done. */
export function isPossible({ tasks, after }: Problem, state: State, at: number): boolean {
  const task = tasks[at];
  if (task === undefined || state.done[at] === 1) return false;
  for (const one of after[at] ?? []) if (state.done[one] !== 1) return false;
  const { change } = task;
  switch (change.kind) {
    case 'add':
    case 'members':
    case 'none':
      return true;
    case 'promote':
      return isActive(state.flags[change.broker] ?? 0);
    case 'delete':
      return change.broker !== state.primary && state.preferring[change.broker] === 0;
    case 'flag':
      // The primary stays enabled and out of standby.
      return change.broker !== state.primary || change.to === (change.flag === 'enabled');
  }
}

/** The tasks that are done after one more, by their indexes: itself, and the flag that a new broker arrives with. */
export function doneBy({ tasks, standbyTask }: Problem, state: State, at: number): number[] {
  const change = tasks[at]?.change;
  if (change?.kind !== 'add') return [at];
  const flag = standbyTask.get(change.broker);
  const wanted = flag === undefined ? undefined : tasks[flag]?.change;
  const isSo = wanted?.kind === 'flag' && wanted.to === arrivesInStandby(state);
  return flag !== undefined && isSo ? [at, flag] : [at];
}

/** RAS puts a new broker in standby if the site has enough already. */
function arrivesInStandby({ brokers }: State): boolean {
  return brokers >= statements.R22.number;
}

/** The state after a task that is possible. */
export function stateAfter(problem: Problem, state: State, at: number): State {
  const next: State = { ...state, done: state.done.slice() };
  for (const one of doneBy(problem, state, at)) next.done[one] = 1;
  const change = problem.tasks[at]?.change;
  switch (change?.kind) {
    case undefined:
    case 'none':
      return next;
    case 'promote':
      next.primary = change.broker;
      return next;
    case 'add':
      addTo(next, change.broker);
      return next;
    case 'delete':
      next.brokers -= 1;
      setFlags(next, change.broker, 0);
      return next;
    case 'flag': {
      const bit = change.flag === 'enabled' ? isEnabled : isStandby;
      const flags = next.flags[change.broker] ?? 0;
      setFlags(next, change.broker, change.to ? flags | bit : flags & ~bit);
      return next;
    }
    case 'members':
      next.providers += change.providers;
      next.preferring = state.preferring.slice();
      for (const [broker, by] of change.preferring) {
        next.preferring[broker] = (next.preferring[broker] ?? 0) + by;
        if (!isActive(next.flags[broker] ?? 0)) next.idle += by;
      }
      return next;
  }
}

function addTo(next: State, broker: number): void {
  const standby = arrivesInStandby(next);
  next.brokers += 1;
  next.added = [...next.added, broker];
  setFlags(next, broker, isThere | isEnabled | (standby ? isStandby : 0));
}

function setFlags(next: State, broker: number, flags: number): void {
  const before = next.flags[broker] ?? 0;
  next.flags = next.flags.slice();
  next.flags[broker] = flags;
  next.active += Number(isActive(flags)) - Number(isActive(before));
  next.standbys += Number(isWaiting(flags)) - Number(isWaiting(before));
  if (isActive(flags) !== isActive(before)) {
    const number = next.preferring[broker] ?? 0;
    next.idle += isActive(flags) ? -number : number;
  }
}

/** Whether every task is done. */
export function isDone({ done }: State): boolean {
  return done.every((one) => one === 1);
}

/** The tolerance of a state, as far as the floor asks for it. */
export function heldTolerance({ floor }: Problem, state: State): Tolerance {
  const { withoutStandbys, withStandbys } = toleranceWith(
    state.active,
    state.standbys,
    state.providers > 0,
  );
  return {
    withoutStandbys: Math.min(withoutStandbys, floor.withoutStandbys),
    withStandbys: Math.min(withStandbys, floor.withStandbys),
  };
}
