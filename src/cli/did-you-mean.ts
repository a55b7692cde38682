import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was probably meant, or undefined where none is near: within a third of its letters, or one that
 * begins with at least three letters that were typed. Case counts for nothing. The first of equally near ones is taken.
 */
export function didYouMean(typed: string, candidates: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  let best: { candidate: string; far: number } | undefined;
  for (const candidate of candidates) {
    // Texts of very different length are never near, and comparing them takes the product of their lengths.
    if (wanted.length > 2 * candidate.length + 1) continue;
    const far = howFar(wanted, candidate.toLowerCase());
    const near = far <= Math.max(1, Math.floor(candidate.length / 3)) && far < wanted.length;
    if (near && (best === undefined || far < best.far)) best = { candidate, far };
  }
  return best?.candidate;
}

function howFar(wanted: string, candidate: string): number {
  if (wanted.length >= 3 && candidate.startsWith(wanted))
    return Math.min(1, candidate.length - wanted.length);
  return distance(wanted, candidate);
}
