import { groupedBy, isIp } from '../model/index.js';

/**
 * The key of a host that the short name and the FQDN share; null for an address, which has neither.
 */
export function hostKey(name: string): string | null {
  return isIp(name) ? null : (name.split('.')[0] ?? '').toLowerCase();
}

/** Whether one name is the short name of the host that the other is the FQDN of. */
export function isShortOf(one: string, other: string): boolean {
  const key = hostKey(one);
  return (
    key !== null &&
    key !== '' &&
    key === hostKey(other) &&
    one.includes('.') !== other.includes('.')
  );
}

/**
 * Pairs of names: the same without case, then short names with the FQDN of the same host where only one of each fits.
 */
export function pairNames<A, B>(
  old: readonly A[],
  now: readonly B[],
  nameOfOld: (one: A) => string,
  nameOfNow: (one: B) => string,
): Map<B, A> {
  const pairs = new Map<B, A>();
  const byName = new Map(old.map((one) => [nameOfOld(one).toLowerCase(), one]));
  const used = new Set<A>();
  for (const one of now) {
    const partner = byName.get(nameOfNow(one).toLowerCase());
    if (partner === undefined || used.has(partner)) continue;
    pairs.set(one, partner);
    used.add(partner);
  }
  const oldLeft = grouped(
    old.filter((one) => !used.has(one)),
    nameOfOld,
  );
  const nowLeft = grouped(
    now.filter((one) => !pairs.has(one)),
    nameOfNow,
  );
  for (const [key, [after, ...moreAfter]] of nowLeft) {
    const [before, ...moreBefore] = oldLeft.get(key) ?? [];
    if (before === undefined || after === undefined || moreAfter.length + moreBefore.length > 0) {
      continue;
    }
    if (isShortOf(nameOfOld(before), nameOfNow(after))) pairs.set(after, before);
  }
  return pairs;
}

/** The objects by the key of their host, without those that have none. */
function grouped<T>(objects: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = groupedBy(objects, (one) => hostKey(nameOf(one)) ?? '');
  groups.delete('');
  return groups;
}
