/**
 * Names that have a character of ranges, lists and patterns: in brackets such a character is itself, as `[*]` and `[[]` are in
 * patterns of shells. `vc[[]1-5[]]` is the name vc[1-5].
 */

const literals = /\[([[\]*?,])\]/g;

/** What is written for one character at a place of the text, such as `[*]`; null where nothing is. */
export function literalAt(text: string, at: number): string | null {
  if (text[at] !== '[' || text[at + 2] !== ']') return null;
  return '[]*?,'.includes(text.charAt(at + 1)) ? text.slice(at, at + 3) : null;
}

/** The text with each `[*]` and the like as the character that it stands for. */
export function withoutEscapes(text: string): string {
  return text.replaceAll(literals, '$1');
}

/** A name as it is typed where ranges, lists and patterns are possible. */
export function asTyped(name: string): string {
  return name.replaceAll(/[[\]*?,]/g, '[$&]');
}

/** The text without its `[*]` and the like: what is left of `*`, `?`, `,` and brackets has its meaning. */
export function withoutLiterals(text: string): string {
  return text.replaceAll(literals, '');
}

/** The one name that a text with `[*]` and the like stands for; null if it has none, or is a range, a list or a pattern too. */
export function literalName(text: string): string | null {
  const others = withoutLiterals(text);
  return others === text || /[[\]*?,]/.test(others) ? null : withoutEscapes(text);
}
