/** Items under the key of each, in order: one pass, where a search for each key would take one pass per key. */
export function groupedBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The items in runs: those next to each other with the same key are together. */
export function runsBy<T>(items: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const runs: T[][] = [];
  let key: unknown;
  for (const item of items) {
    const next = keyOf(item);
    const run = runs.at(-1);
    if (run === undefined || next !== key) runs.push([item]);
    else run.push(item);
    key = next;
  }
  return runs;
}
