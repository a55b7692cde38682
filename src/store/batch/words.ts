/** The words of a line, as a POSIX shell splits it; nothing in them is expanded. */

/** What splitting a line gives: its words, or the column of a quote that never ends, from 1. */
export type SplitLine = { words: string[] } | { openQuote: number };

/**
 * Splits a line at spaces and tabs. In single quotes everything is literal; in double quotes and outside, a backslash takes
 * the next character literally (in double quotes only before `"` and `\`). A `#` at the start of a word begins a comment.
 */
export function splitWords(line: string): SplitLine {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (isSpace(line[at])) {
      at += 1;
      continue;
    }
    if (line[at] === '#') break;
    const word = readWord(line, at);
    if (typeof word === 'number') return { openQuote: word };
    words.push(word.text);
    at = word.end;
  }
  return { words };
}

/** The word that begins at an offset, and where it ends; the column of its quote if that never ends. */
function readWord(line: string, start: number): { text: string; end: number } | number {
  let text = '';
  let at = start;
  while (at < line.length && !isSpace(line[at])) {
    const character = line[at] ?? '';
    if (character === "'" || character === '"') {
      const quoted = readQuoted(line, at, character);
      if (quoted === null) return at + 1;
      text += quoted.text;
      at = quoted.end;
    } else if (character === '\\' && at + 1 < line.length) {
      text += line[at + 1];
      at += 2;
    } else {
      text += character;
      at += 1;
    }
  }
  return { text, end: at };
}

/** What is between the quote at an offset and the next one, and the offset behind it; null if there is no next one. */
function readQuoted(
  line: string,
  open: number,
  quote: string,
): { text: string; end: number } | null {
  let text = '';
  for (let at = open + 1; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === quote) return { text, end: at + 1 };
    const next = line[at + 1];
    if (quote === '"' && character === '\\' && (next === '"' || next === '\\')) {
      text += next;
      at += 1;
    } else text += character;
  }
  return null;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
