import { groupedBy, type Site } from '../model/index.js';
import type { SiteEnds } from './site-ends.js';
import type { PlannedBroker, Task, TaskChange } from './task.js';

/**
 * Tasks that do the same to what decides the order are interchangeable: swapping them changes no cost. So only the order is
 * tried in which they come by rank, which leaves far fewer to compare.
 */

/**
 * Adds to each task the one of the same kind that it comes behind.
 * @param arrivalCounts whether it matters which of two new brokers of the same kind arrives first
 */
export function chainSameTasks(
  ends: SiteEnds,
  tasks: readonly Task[],
  arrivalCounts: boolean,
): void {
  const preferred = preferredIn(ends);
  const signs = new Map(ends.brokers.map((one) => [one.id, signOf(one, ends, preferred)]));
  const arriving = new Set(
    ends.brokers.filter(({ old }) => old === null).map(({ id }) => signs.get(id)),
  );
  const sorted = tasks.toSorted((a, b) => a.rank - b.rank || a.order - b.order);
  const same = groupedBy(sorted, (task) => signOfTask(task, tasks, signs));
  for (const [sign, group] of same) {
    if (sign === null) continue;
    const { change } = group[0] ?? {};
    // The order in which brokers arrive decides how many have to be moved, unless all are alike.
    if (change?.kind === 'add' && arrivalCounts && arriving.size > 1) continue;
    if (change?.kind === 'flag' && !hasOneFlag(ends, change.broker)) continue;
    const inTurn = arriving.has(signs.get(brokerOf(change))) ? group.toSorted(byArrival) : group;
    for (const [at, task] of inTurn.entries()) task.after.push(...inTurn.slice(at - 1, at));
  }
}

/** The flags of new brokers in the order in which they arrive: the first ones may need a flag that later ones arrive with. */
function byArrival(one: Task, other: Task): number {
  return brokerOf(one.change) - brokerOf(other.change);
}

function brokerOf(change: TaskChange | undefined): number {
  return change !== undefined && 'broker' in change ? change.broker : -1;
}

/**
 * Brokers with two flags to set are alike as a whole, but not at each moment: one may have the first flag set, another the
 * second. A new broker that stays enabled has one.
 */
function hasOneFlag({ brokers }: SiteEnds, id: number): boolean {
  const { old = null, now = null } = brokers[id] ?? {};
  if (now === null) return false;
  if (old === null) return now.enabled;
  return old.enabled === now.enabled || old.standby === now.standby;
}

/** The brokers that any member prefers at either end. */
function preferredIn({ old, now, before, after }: SiteEnds): ReadonlySet<number> {
  const members = (site: Site) => [...site.agents, ...site.providers, ...site.gateways];
  const ids = [
    ...members(old).map(({ preferredBroker }) => before(preferredBroker)),
    ...members(now).map(({ preferredBroker }) => after(preferredBroker)),
  ];
  return new Set(ids.filter((id) => id !== null));
}

/** What a broker is for the order, apart from its name; its id where it is one of a kind. */
function signOf(
  { id, old, now }: PlannedBroker,
  { oldPrimary, newPrimary }: SiteEnds,
  preferred: ReadonlySet<number>,
): string {
  if (id === oldPrimary || id === newPrimary || preferred.has(id)) return `broker ${id}`;
  return [old, now]
    .map((one) => (one === null ? '-' : `${one.enabled} ${one.standby}`))
    .join(' to ');
}

/** Null for a task that no other one is like. */
function signOfTask(
  { change, after, rank }: Task,
  tasks: readonly Task[],
  signs: ReadonlyMap<number, string>,
): string | null {
  switch (change.kind) {
    case 'none':
    case 'promote':
      return null;
    case 'members': {
      const waits = after.map((one) => tasks.indexOf(one)).join();
      return `${rank} ${change.providers} ${change.preferring.join(' ')} ${waits}`;
    }
    case 'flag':
    case 'add':
    case 'delete': {
      const what = change.kind === 'flag' ? `${change.flag} ${change.to}` : change.kind;
      const waits = after.map((one) => waitsFor(one.change, signs)).join();
      return `${what} ${signs.get(change.broker)} ${waits}`;
    }
  }
}

function waitsFor(change: TaskChange, signs: ReadonlyMap<number, string>): string {
  return 'broker' in change ? `${change.kind} ${signs.get(change.broker)}` : change.kind;
}
