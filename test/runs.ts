/**
 * How much of the random and the slow part of the tests is run: FARM_RUNS, from 0 to 1. All by default; CI takes a part, so
 * that it answers within a quarter of an hour.
 */
const part = Number(process.env.FARM_RUNS ?? 1);

/** Whether this run takes all of it. */
export const runsAll = part >= 1;

/** So many runs of a property, or the part that this run takes. */
export function runs(all: number): number {
  return Math.max(1, Math.ceil(all * part));
}

/** The part of a list of slow cases that this run takes, evenly from all of it. */
export function casesOf<T>(all: readonly T[]): T[] {
  const count = runs(all.length);
  return all.filter(
    (_, at) =>
      Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length),
  );
}
