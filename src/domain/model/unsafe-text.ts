/**
 * Characters that a terminal or an editor interprets or hides instead of showing them. Names and descriptions come from files
 * that anyone may have written, so these characters are always shown, and written to farm files, as escapes.
 */

/**
 * Controls; line and paragraph separators; marks of writing direction; everything that Unicode calls ignorable, such as
 * soft hyphens, joiners, fillers, variation selectors and tags; interlinear annotation; the blank Braille pattern; lone
 * surrogates.
 */
export function unsafeCharacters(): RegExp {
  // A regular expression with classes of Unicode takes a millisecond to make, and most texts are ASCII.
  return /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Cs}\u2800\ufff9-\ufffb]/gu;
}

/** The character as JSON writes it: `\u00ad`, and beyond the first plane as two escapes. */
export function escapedCharacter(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
