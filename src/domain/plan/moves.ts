import type { SiteEnds } from './site-ends.js';

/** The order of the secondaries, with the least number of moves: all but the longest run that is in order already. */

/** A move of a broker to a position, counted from 1. */
export interface BrokerMove {
  broker: number;
  to: number;
}

/** Which brokers have to be moved once every new one is there, by whether they wait for the promotion. */
export interface Misplaced {
  early: readonly number[];
  late: readonly number[];
}

/**
 * The brokers to move: all but the longest run that is in order already. The old primary becomes the first secondary, so
 * those that belong before it can be moved only then, as it can itself.
 */
export function misplaced(ends: SiteEnds, added: readonly number[]): Misplaced {
  const list = listAfter(ends, added);
  const staying = new Set(longestRun(list.slice(1)));
  // The ids are in the later order.
  const moved = list.filter((id) => id > 0 && !staying.has(id)).toSorted((a, b) => a - b);
  const { oldPrimary: old, newPrimary } = ends;
  const isKept = old !== newPrimary && ends.brokers[old]?.now !== null;
  const isLate = (id: number): boolean => isKept && (id === old || (staying.has(old) && id < old));
  return { early: moved.filter((id) => !isLate(id)), late: moved.filter(isLate) };
}

/** How many brokers have to be moved at least: as many as if the new ones arrived in their later order. */
export function fewestMoves(ends: SiteEnds): number {
  const added = ends.brokers.filter(({ old, now }) => old === null && now !== null);
  const { early, late } = misplaced(
    ends,
    added.map(({ id }) => id),
  );
  return early.length + late.length;
}

/** What of the order in which new brokers arrived decides how many have to be moved, whatever arrives later. */
export function keyOfArrivals(ends: SiteEnds): (added: readonly number[]) => string {
  const { oldPrimary, newPrimary, brokers } = ends;
  // Which moves wait for the promotion depends on the order itself, unless the old primary becomes the first secondary.
  if (oldPrimary > 1 && brokers[oldPrimary]?.now !== null) return (added) => added.join();
  const kept = lastOfRuns([], listAfter(ends, []).slice(1));
  return (added) =>
    lastOfRuns(
      kept,
      added.filter((id) => id !== newPrimary),
    ).join();
}

/** The site's brokers in their order while a plan is carried out, as ids. */
export class BrokerOrder {
  private readonly settled: Set<number>;
  private list: number[];

  constructor(ends: SiteEnds, added: readonly number[]) {
    this.list = ends.old.brokers.flatMap(({ server }) => ends.before(server) ?? []);
    this.settled = new Set(longestRun(listAfter(ends, added).slice(1)));
  }

  add(id: number): void {
    this.list.push(id);
  }

  delete(id: number): void {
    this.list = this.list.filter((one) => one !== id);
  }

  promote(id: number): void {
    this.list = [id, ...this.list.filter((one) => one !== id)];
  }

  /** Moves a secondary behind the settled one that comes before it in the later order. */
  move(id: number): BrokerMove {
    const list = this.list.filter((one) => one !== id);
    const at = Math.max(
      0,
      list.findLastIndex((one) => one < id && this.settled.has(one)),
    );
    this.list = list.toSpliced(at + 1, 0, id);
    this.settled.add(id);
    return { broker: id, to: at + 2 };
  }
}

/** The later site's brokers as they stand before any move: the primary, the kept ones in their order, the new ones. */
function listAfter(
  { old, brokers, newPrimary, before }: SiteEnds,
  added: readonly number[],
): number[] {
  const kept = old.brokers.flatMap(({ server }) => before(server) ?? []);
  const others = [...kept, ...added].filter((id) => id !== newPrimary && brokers[id]?.now !== null);
  return [newPrimary, ...others];
}

/** The last numbers of the longest increasing runs of each length, after more numbers: all that later ones depend on. */
function lastOfRuns(before: readonly number[], numbers: readonly number[]): number[] {
  const last = [...before];
  for (const number of numbers) {
    const at = last.findIndex((one) => one >= number);
    last[at < 0 ? last.length : at] = number;
  }
  return last;
}

/** The longest increasing run of the numbers, in O(n log n). */
function longestRun(numbers: readonly number[]): number[] {
  // The index of the least last number of each length, and of the number before each.
  const last: number[] = [];
  const before: (number | undefined)[] = [];
  numbers.forEach((number, at) => {
    let [low, high] = [0, last.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[last[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[at] = low === 0 ? undefined : last[low - 1];
    last[low] = at;
  });
  const run: number[] = [];
  for (let at = last.at(-1); at !== undefined; at = before[at]) run.push(numbers[at] ?? 0);
  return run.toReversed();
}
