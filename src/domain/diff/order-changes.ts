import { compressNames } from '../model/index.js';
import type { Change, ComparedList } from './object-changes.js';

/**
 * Objects that are in both farms, in another order. Order is priority for brokers, and decides which agents and providers a broker
 * gets.
 */

/** An object that is in both farms and has another place among those that are. */
interface Moved<T> {
  old: T;
  now: T;
  /** Its places in the two lists, from 1. */
  from: number;
  to: number;
}

/** Brokers with a different place in the priority order, one by one. */
export function movedBrokers<T>(list: ComparedList<T>): Change[] {
  const { site, object, nameOf } = list;
  return movedIn(list).map(({ now, from, to }) => ({
    kind: 'moved',
    site,
    object,
    name: nameOf(now),
    property: 'place',
    before: from,
    after: to,
  }));
}

/** The order of a list, as one change: the objects with another place, in their order before and after. */
export function reordered<T>(list: ComparedList<T>): Change[] {
  const { site, object, nameOf } = list;
  const moved = movedIn(list);
  if (moved.length === 0) return [];
  const names = (of: readonly Moved<T>[], which: 'old' | 'now'): string =>
    compressNames(of.map((one) => nameOf(one[which])));
  const before = names(
    moved.toSorted((one, other) => one.from - other.from),
    'old',
  );
  const after = names(moved, 'now');
  const objects = moved.map(({ now, to }) => ({ name: nameOf(now), place: to }));
  return [{ kind: 'moved', site, object, name: after, property: 'order', before, after, objects }];
}

/** In their order after. An object that only moved up because another was removed has not moved. */
function movedIn<T>({ before, after, pairs }: ComparedList<T>): Moved<T>[] {
  const isInOrder =
    pairs.length === before.length &&
    pairs.every(([old, now], at) => old === before[at] && now === after[at]);
  if (isInOrder) return [];
  const former = new Map<T, T>();
  for (const [old, now] of pairs) if (old !== undefined && now !== undefined) former.set(now, old);
  const isKept = new Set(former.values());
  const placed = (one: T, at: number): { one: T; place: number } => ({ one, place: at + 1 });
  const kept = before.map(placed).filter(({ one }) => isKept.has(one));
  const order = after.map(placed).filter(({ one }) => former.has(one));
  const from = new Map(kept.map(({ one, place }) => [one, place]));
  return order.flatMap(({ one: now, place: to }, index): Moved<T>[] => {
    const old = former.get(now);
    if (old === undefined || kept[index]?.one === old) return [];
    return [{ old, now, from: from.get(old) ?? 0, to }];
  });
}
