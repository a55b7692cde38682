import { literalAt, withoutLiterals } from './literal.js';

/**
 * Patterns for names: `*` is any letters, `?` one letter, `[*]` a star, case does not count. No regular expression: one with several
 * stars takes exponential time on a name that almost matches, and patterns come from the command line and test files.
 */

/** Whether the name is a pattern. */
export function isGlob(name: string): boolean {
  return /[*?]/.test(withoutLiterals(name));
}

/** A test for names. A name that is spelled like the pattern matches too. */
export function globOf(pattern: string): (name: string) => boolean {
  const written = pattern.toLowerCase();
  const letters = lettersOf(written);
  const least = letters.filter((letter) => letter !== '*').length;
  return (name) => {
    const lower = name.toLowerCase();
    // Too short for the pattern: without this its length would count for every name.
    if (lower.length < least) return false;
    return lower === written || matchesLetters(Array.from(lower), letters);
  };
}

/** The letters of a pattern, of several stars in a row one; `[*]` and `[?]`, which stand for themselves, as they are. */
function lettersOf(pattern: string): string[] {
  const letters: string[] = [];
  for (let at = 0; at < pattern.length;) {
    const literal = literalAt(pattern, at);
    const letter = literal ?? String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    if (letter !== '*' || letters.at(-1) !== '*') letters.push(letter);
    at += letter.length;
  }
  return letters;
}

/**
 * Whether letters match a pattern of letters that has no two stars in a row. Each star first takes nothing; where the
 * rest doesn't fit, only the last star takes one letter more: at most letters × pattern steps, and no recursion.
 */
export function matchesLetters(letters: readonly string[], pattern: readonly string[]): boolean {
  let at = 0;
  let wanted = 0;
  let star = -1;
  let afterStar = 0;
  while (at < letters.length) {
    const next = pattern[wanted];
    if (next === '*') {
      star = wanted;
      afterStar = at;
      wanted += 1;
    } else if (next !== undefined && (next === '?' || isLetter(next, letters[at]))) {
      at += 1;
      wanted += 1;
    } else if (star >= 0) {
      afterStar += 1;
      at = afterStar;
      wanted = star + 1;
    } else return false;
  }
  while (pattern[wanted] === '*') wanted += 1;
  return wanted === pattern.length;
}

function isLetter(wanted: string, letter: string | undefined): boolean {
  return wanted === letter || (wanted.length === 3 && wanted[1] === letter);
}
