import type { SiteEnds } from './site-ends.js';

/** The order of the secondaries, with the least number of moves: all but the longest run that is in order already. */

/** A move of a broker to a position, counted from 1. */
export interface BrokerMove {
  broker: number;
  to: number;
}

/** The moves that lead to the later order once every broker is there and the primary is promoted. */
export function movesOf(ends: SiteEnds, added: readonly number[]): BrokerMove[] {
  const list = listAfter(ends, added);
  const staying = new Set(longestRun(list.slice(1)));
  const moves: BrokerMove[] = [];
  // The ids are in the later order, so each broker belongs behind the one with the next lower id.
  for (let id = 1; id < list.length; id += 1) {
    if (staying.has(id)) continue;
    list.splice(list.indexOf(id), 1);
    const at = list.indexOf(id - 1) + 1;
    list.splice(at, 0, id);
    moves.push({ broker: id, to: at + 1 });
  }
  return moves;
}

/** How many moves there are. */
export function countMoves(ends: SiteEnds, added: readonly number[]): number {
  const list = listAfter(ends, added);
  return list.length - 1 - longestRun(list.slice(1)).length;
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
