import { sameName } from './same-name.js';

/**
 * A broker's failure domains with some of them changed; null removes one. Keys are compared without regard to case; one
 * that is there keeps its spelling.
 */
export function mergeDomains(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const merged = new Map<string, string | null>(Object.entries(before));
  for (const [key, value] of Object.entries(changes)) {
    merged.set([...merged.keys()].find((known) => sameName(known, key)) ?? key, value);
  }
  return Object.fromEntries(
    [...merged].flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  );
}
