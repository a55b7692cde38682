/** Lists at least this long are remembered: a shorter one is changed again as fast as it is looked up. */
const longList = 16;

/**
 * The list with every item changed, or the list itself if none is. A long list that is in a value several times, such as the
 * agents of a site in each row of its ports, is changed once.
 * @param done what became of the lists before
 */
export function mappedOnce(
  list: readonly unknown[],
  change: (item: unknown) => unknown,
  done: Map<object, object>,
): object {
  const known = done.get(list);
  if (known !== undefined) return known;
  let copy: unknown[] | null = null;
  for (const [index, item] of list.entries()) {
    const next = change(item);
    if (next !== item) copy ??= list.slice(0, index);
    copy?.push(next);
  }
  const result = copy ?? list;
  if (list.length >= longList) done.set(list, result);
  return result;
}
