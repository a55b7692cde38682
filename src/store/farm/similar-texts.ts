/** Which texts were which files before they were moved: by their common lines, as git finds renames. */

/** At least half of the lines are common; git's default, too. */
const leastCommon = 0.5;

/** More pairs than this are not compared line by line, except those of files with the same name. */
const mostPairs = 20_000;

/**
 * For each file the most similar of the old ones, each of which is used once; null where none is similar.
 */
export function mostSimilar(
  files: readonly { path: string; text: string }[],
  old: ReadonlyMap<string, string>,
  nameOf: (path: string) => string,
): (string | null)[] {
  const lines = new Map([...old].map(([path, text]) => [path, linesOf(text)]));
  const comparesAll = files.length * old.size <= mostPairs;
  const pairs = files.flatMap(({ path, text }, index) => {
    const own = linesOf(text);
    return [...lines].flatMap(([from, theirs]) => {
      const isNamedAlike = nameOf(from) === nameOf(path);
      if (!comparesAll && !isNamedAlike) return [];
      const common = commonPart(own, theirs);
      return common < leastCommon ? [] : [{ index, from, common, isNamedAlike }];
    });
  });
  pairs.sort((a, b) => b.common - a.common || Number(b.isNamedAlike) - Number(a.isNamedAlike));
  const found: (string | null)[] = files.map(() => null);
  const used = new Set<string>();
  for (const { index, from } of pairs) {
    if (found[index] !== null || used.has(from)) continue;
    found[index] = from;
    used.add(from);
  }
  return found;
}

/** How often each line occurs. */
function linesOf(text: string): { counts: ReadonlyMap<string, number>; total: number } {
  const counts = new Map<string, number>();
  const lines = text.split('\n').map((line) => line.trim());
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return { counts, total: lines.length };
}

/** The part of the lines of two texts that both have, from 0 to 1. */
function commonPart(one: ReturnType<typeof linesOf>, other: ReturnType<typeof linesOf>): number {
  let common = 0;
  for (const [line, count] of one.counts) common += Math.min(count, other.counts.get(line) ?? 0);
  return (2 * common) / (one.total + other.total);
}
