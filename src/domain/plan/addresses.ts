import { normalIp } from '../model/index.js';
import type { SiteEnds } from './site-ends.js';
import { type PlannedBroker, ranks, type Task } from './task.js';

/** Addresses that pass from one broker to another: no two brokers of a site can have the same at any time. */

/** The tasks of the brokers that have to do with addresses. */
interface BrokerTasks {
  adds: readonly Task[];
  sets: readonly Task[];
  deletes: readonly Task[];
}

/** An address that a task gives a broker, and the broker that has it before. */
interface Passing {
  taker: Task;
  address: string;
  owner: PlannedBroker;
}

/**
 * Makes each task wait until its address is free: for the change or the removal of the broker that has it, or, where these
 * wait for the task themselves, for a step that clears it. Returns those steps.
 */
export function freeAddresses(ends: SiteEnds, { adds, sets, deletes }: BrokerTasks): Task[] {
  const cleared = new Map<number, Task>();
  const clear = ({ taker, address, owner }: Passing, leaving: Task | undefined): void => {
    const name = ends.brokers[takes(taker)]?.now?.server ?? '';
    const task = cleared.get(owner.id) ?? clearing(ends, owner, address, name);
    cleared.set(owner.id, task);
    taker.after.push(task);
    leaving?.after.push(task);
  };
  const passing = passingIn(ends, [...adds, ...sets]);
  for (const one of passing.filter(({ owner }) => owner.now !== null)) {
    const change = sets.find(({ sets: id }) => id === one.owner.id);
    if (change === undefined || waitsFor(change, one.taker)) clear(one, change);
    else one.taker.after.push(change);
  }
  for (const one of passing.filter(({ owner }) => owner.now === null)) {
    const leaving = deletes.find((task) => deletesBroker(task, one.owner.id));
    // A broker that is removed may wait for new ones, which take its place.
    const isNeeded = adds.some((add) => waitsFor(add, one.taker));
    if (leaving === undefined || isNeeded) clear(one, leaving);
    else one.taker.after.push(leaving);
  }
  return [...cleared.values()];
}

function passingIn({ brokers }: SiteEnds, takers: readonly Task[]): Passing[] {
  const owners = new Map(
    brokers.flatMap((one) => {
      const ip = one.old?.ip ?? null;
      return ip === null ? [] : [[normalIp(ip), one] as const];
    }),
  );
  return takers.flatMap((taker): Passing[] => {
    const id = takes(taker);
    const address = brokers[id]?.now?.ip ?? null;
    const owner = address === null ? undefined : owners.get(normalIp(address));
    return owner === undefined || owner.id === id || address === null
      ? []
      : [{ taker, address, owner }];
  });
}

function clearing({ site }: SiteEnds, { id }: PlannedBroker, address: string, name: string): Task {
  return {
    rank: ranks.freeAddress,
    order: id,
    change: { kind: 'none' },
    after: [],
    why: [{ kind: 'frees-address', address, for: name }],
    edit: (nameOf) => ({
      kind: 'set-broker',
      site,
      broker: nameOf(id),
      properties: { ip: null },
    }),
  };
}

/** The broker that a task gives an address. */
function takes({ change, sets }: Task): number {
  return change.kind === 'add' ? change.broker : (sets ?? -1);
}

function deletesBroker({ change }: Task, broker: number): boolean {
  return change.kind === 'delete' && change.broker === broker;
}

/** Whether `first` comes behind `task`, or is it. */
function waitsFor(first: Task, task: Task): boolean {
  return first === task || first.after.some((one) => waitsFor(one, task));
}
