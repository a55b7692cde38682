/**
 * A command line as bash has it in COMP_LINE, up to the cursor. bash splits words by rules of its own and leaves quotes in
 * them, so that they are read here: as text, never evaluated.
 */

/** A word of a command line: as typed, and without quotes. */
interface TypedWord {
  raw: string;
  text: string;
  /** The quote that is open at its end. */
  open: Quote;
  /** Where the open quote begins in `raw`. */
  openAt: number;
}

type Quote = '' | "'" | '"';

/** The words before the current one, the program first, and the current one. */
export function splitBashLine(line: string): { words: string[]; current: TypedWord } {
  const words: string[] = [];
  let current: TypedWord | null = null;
  let at = 0;
  while (at < line.length) {
    const [letter = ''] = line.slice(at);
    if (/\s/u.test(letter) && (current === null || current.open === '')) {
      if (current !== null) words.push(current.text);
      current = null;
      at += 1;
      continue;
    }
    current ??= { raw: '', text: '', open: '', openAt: -1 };
    const taken = takeLetter(current, line, at);
    at += taken;
  }
  return { words, current: current ?? { raw: '', text: '', open: '', openAt: -1 } };
}

/** Adds the letter at a place to a word; returns how many characters it took. */
function takeLetter(word: TypedWord, line: string, at: number): number {
  const letter = line[at] ?? '';
  const next = line[at + 1];
  const isEscape = letter === '\\' && next !== undefined && word.open !== "'";
  if (isEscape) {
    // In double quotes a backslash escapes these alone.
    const isTaken = word.open === '' || '"\\$`'.includes(next);
    word.text += isTaken ? next : letter + next;
    word.raw += letter + next;
    return 2;
  }
  if (letter === word.open) word.open = '';
  else if (word.open === '' && (letter === "'" || letter === '"')) {
    word.open = letter;
    word.openAt = word.raw.length;
  } else if (!(letter === '\\' && word.open === '')) word.text += letter;
  word.raw += letter;
  return 1;
}

/**
 * A whole word as bash's COMPREPLY needs it: the part after the last character at which readline breaks words, quoted as the
 * current word is.
 * @param breaks COMP_WORDBREAKS
 */
export function quoteForBash(word: string, current: TypedWord, breaks: string): string {
  const start = current.open === '' ? afterLastBreak(current.raw, breaks) : current.openAt + 1;
  const { text } = splitBashLine(current.raw.slice(0, start)).current;
  const rest = word.slice(text.length);
  switch (current.open) {
    case "'":
      return closed(rest.replaceAll("'", "'\\''"), "'");
    case '"':
      // A history expansion happens in double quotes too, and has no escape there.
      return closed(rest.replaceAll(/["\\$`]/gu, '\\$&').replaceAll('!', `"'!'"`), '"');
    case '':
      return rest.replaceAll(/[^\p{L}\p{N}_./:@%+,=^-]/gu, '\\$&').replace(/^[~^=]/u, '\\$&');
  }
}

/** readline closes the quote itself, unless the word ends with that character. */
function closed(quoted: string, quote: string): string {
  return quoted.endsWith(quote) ? quoted + quote : quoted;
}

function afterLastBreak(raw: string, breaks: string): number {
  let start = 0;
  for (let at = 0; at < raw.length; at += 1) {
    if (raw[at] === '\\') at += 1;
    // readline breaks a word before an @, not after it: it may be a host name.
    else if (breaks.includes(raw[at] ?? '')) start = raw[at] === '@' ? at : at + 1;
  }
  return start;
}
