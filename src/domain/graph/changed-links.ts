import type { GraphLink } from './graph-types.js';

/**
 * The links of two versions of a site in one: those of the new version, and then the removed ones.
 * @param ids the ids of nodes of the old version in the picture of both
 */
export function mergedLinks(
  old: readonly GraphLink[],
  now: readonly GraphLink[],
  ids: ReadonlyMap<string, string>,
): GraphLink[] {
  const before = old.map((link) => ({
    ...link,
    from: ids.get(link.from) ?? link.from,
    to: ids.get(link.to) ?? link.to,
  }));
  const former = new Map(before.map((link) => [keyOf(link), link]));
  const current = new Set(now.map(keyOf));
  return [
    ...now.map((link): GraphLink => {
      const was = former.get(keyOf(link));
      if (was === undefined) return { ...link, fate: 'added' };
      const same = was.share === link.share && was.used === link.used;
      return same ? link : { ...link, fate: 'changed' };
    }),
    ...before
      .filter((link) => !current.has(keyOf(link)))
      .map((link): GraphLink => ({ ...link, fate: 'removed' })),
  ];
}

function keyOf({ kind, from, to }: GraphLink): string {
  return `${kind} ${from} ${to}`;
}
