/** Hears how far long work is, from 0 to 1. Called often, so it must be quick. */
export type Pace = (part: number) => void;

/** Nobody listens. */
export const noPace: Pace = () => {};

/** The pace of one of so many equal parts of the work; `index` counts from 0. */
export function paceOfPart(pace: Pace, index: number, parts: number): Pace {
  return pace === noPace ? noPace : (part) => pace((index + part) / parts);
}

/** Does each part of the work, and reports how far it is before each and at the end. */
export function mapAtPace<T, R>(
  items: readonly T[],
  pace: Pace,
  work: (item: T, pace: Pace, index: number) => R,
): R[] {
  const done = items.map((item, index) => {
    pace(index / items.length);
    return work(item, paceOfPart(pace, index, items.length), index);
  });
  pace(1);
  return done;
}
