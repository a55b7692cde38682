/** What completes a word, and which of it fits what was typed. */

/** A word that completes the current one, and what is shown beside it. */
export interface Candidate {
  /** The whole word, unquoted; it begins as the current word does, apart from case. */
  word: string;
  about: string;
}

/** The answer: words, or that file names belong here. */
export interface Completion {
  candidates: readonly Candidate[];
  /** The part of the current word before the file name, such as `--file=`; null: no file name belongs here. */
  fileAfter: string | null;
}

/** The words among these that the current one begins. */
export function asCompletion(words: readonly Candidate[], current: string): Completion {
  return { candidates: matching(words, current), fileAfter: null };
}

/** Those that begin with a text, apart from case; each word once. */
export function matching(words: readonly Candidate[], start: string): Candidate[] {
  const wanted = start.toLowerCase();
  const found = new Map<string, Candidate>();
  for (const candidate of words) {
    const { word } = candidate;
    if (word.slice(0, start.length).toLowerCase() === wanted && !found.has(word))
      found.set(word, candidate);
  }
  return [...found.values()];
}

/** Nothing completes the word. */
export const nothing: Completion = { candidates: [], fileAfter: null };
