import { distance } from 'fastest-levenshtein';

/**
 * The most similar candidate, or undefined if none is similar enough: at most a third of its letters differ, or it begins
 * with the three or more letters that were typed. Case-insensitive. Of equally similar ones, the first.
 */
export function didYouMean(typed: string, candidates: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates) {
    // Texts of very different length are never similar, and comparing them takes the product of their lengths.
    if (wanted.length > 2 * candidate.length + 1) continue;
    const edits = editDistance(wanted, candidate.toLowerCase());
    const similar = edits <= Math.max(1, Math.floor(candidate.length / 3)) && edits < wanted.length;
    if (similar && (best === undefined || edits < best.edits)) best = { candidate, edits };
  }
  return best?.candidate;
}

function editDistance(wanted: string, candidate: string): number {
  if (wanted.length >= 3 && candidate.startsWith(wanted))
    return Math.min(1, candidate.length - wanted.length);
  return distance(wanted, candidate);
}
