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
    const quoted = line.startsWith("$'", at) ? readAnsi(line, at + 2) : readQuoted(line, at);
    if (quoted !== null) {
      if (quoted === 'open') return at + 1;
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

/** What was quoted, and the offset behind it; null where no quote begins. */
type Quoted = { text: string; end: number } | 'open' | null;

function readQuoted(line: string, open: number): Quoted {
  const quote = line[open];
  if (quote !== "'" && quote !== '"') return null;
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
  return 'open';
}

/** `$'…'`, which farm prints for control characters: a backslash before a quote or backslash, or three octal digits of a byte. */
function readAnsi(line: string, start: number): Quoted {
  const bytes: Buffer[] = [];
  for (let at = start; at < line.length; at += 1) {
    if (line[at] === "'") return { text: Buffer.concat(bytes).toString(), end: at + 1 };
    const octal = /^\\([0-3][0-7]{2})/.exec(line.slice(at, at + 4))?.[1];
    if (octal !== undefined) {
      bytes.push(Buffer.from([Number.parseInt(octal, 8)]));
      at += 3;
    } else {
      if (line[at] === '\\') at += 1;
      const letter = String.fromCodePoint(line.codePointAt(at) ?? 0);
      bytes.push(Buffer.from(letter));
      at += letter.length - 1;
    }
  }
  return 'open';
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
