/** Counts work instead of time: how often a function reads the value that it is given. */

/** The value, and how often any of its properties was read. */
function countingReads<T extends object>(value: T): { value: T; reads: () => number } {
  let reads = 0;
  const wrapped = new WeakMap<object, object>();
  const wrap = (target: unknown): unknown => {
    if (typeof target !== 'object' || target === null) return target;
    const known = wrapped.get(target);
    if (known !== undefined) return known;
    const proxy = new Proxy(target, {
      get(object, key) {
        reads += 1;
        return wrap(Reflect.get(object, key));
      },
    });
    wrapped.set(target, proxy);
    // What is read out of a proxy is one itself, and stays the same object.
    wrapped.set(proxy, proxy);
    return proxy;
  };
  return { value: wrap(value) as T, reads: () => reads };
}

/**
 * How many times as many reads a value of double the size takes: about 2 where the work grows with the size, about 4
 * where each part is compared with all others.
 */
export function growth<T extends object>(
  make: (size: number) => T,
  work: (value: T) => unknown,
  size = 300,
): number {
  const [once, twice] = [size, size * 2].map((wanted) => {
    const counted = countingReads(make(wanted));
    work(counted.value);
    return counted.reads();
  });
  return (twice ?? 0) / (once ?? 1);
}
