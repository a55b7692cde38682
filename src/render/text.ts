/**
 * Text for a terminal or a pipe: escaping, width, wrapping.
 *
 * Names and descriptions come from files that anyone may have written. Everything shown passes through `escapeText`, so
 * that no control character, terminal escape, change of writing direction, invisible character or command for a CI server is
 * ever emitted.
 */

import { escapedCharacter, unsafeCharacters } from '../domain/model/index.js';
import { mappedOnce } from './mapped-once.js';

/**
 * What CI servers take for a command in the output of a step: `##vso[` (Azure Pipelines), `##teamcity[` and `##[` (GitHub
 * Actions) anywhere in a line, and `::NAME` (GitHub Actions) where a line begins, as it may after any blank.
 */
const bracketCommands = /#(?=#(?:vso|teamcity)?\[)/gi;
const colonCommands = /(?<!\S):(?=:[a-z][\w-]*(?:\s|::|$))/gi;

/** The text with every unsafe character, and the start of every command for a CI server, as an escape such as `\u001b`. */
export function escapeText(text: string): string {
  const shown = /^[ -~]*$/.test(text) ? text : text.replace(unsafeCharacters(), escapedCharacter);
  if (!/##|::/.test(shown)) return shown;
  return shown.replace(bracketCommands, escapedCharacter).replace(colonCommands, escapedCharacter);
}

/** The same value with every string in it escaped, keys too; parts with nothing to escape are shared, not copied. */
export function escapeAll<T>(value: T): T {
  return changeTexts(value, escapeText);
}

/** The same value with every string in it changed, keys too; parts that stay the same are shared, not copied. */
export function changeTexts<T>(value: T, change: (text: string) => string): T {
  return changed(value, { text: change, done: new Map() }) as T;
}

interface Change {
  text: (text: string) => string;
  done: Map<object, object>;
}

function changed(value: unknown, change: Change): unknown {
  if (typeof value === 'string') return change.text(value);
  if (Array.isArray(value)) return mappedOnce(value, (item) => changed(item, change), change.done);
  if (typeof value !== 'object' || value === null) return value;
  let copy: [string, unknown][] | null = null;
  const keys = Object.keys(value);
  for (const [index, key] of keys.entries()) {
    const item: unknown = (value as Record<string, unknown>)[key];
    const [newKey, newItem] = [change.text(key), changed(item, change)];
    if (newKey !== key || newItem !== item) copy ??= Object.entries(value).slice(0, index);
    copy?.push([newKey, newItem]);
  }
  return copy === null ? value : Object.fromEntries(copy);
}

/** JSON for standard output: indented, with a final line break, and with what a terminal or a CI server would obey escaped. */
export function printJson(value: unknown): string {
  // Line breaks in strings are already escaped: those left are between the parts of the document.
  const json = JSON.stringify(value, null, 2)
    .replace(/[^\n -~]+/g, (run) => run.replace(unsafeCharacters(), escapedCharacter))
    .replace(bracketCommands, escapedCharacter);
  return `${json}\n`;
}

const colourCode = /\u001b\[[0-9;]*m/g;
/** The columns of a character beyond ASCII. */
function columnsOf(character: string): number {
  if (/\p{Mn}|\p{Me}|\u200b|\u200d|\ufe0f/u.test(character)) return 0;
  const isWide =
    /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
  return isWide.test(character) ? 2 : 1;
}

/** How many columns the text takes on a terminal; colour codes take none. */
export function displayWidth(text: string): number {
  const shown = text.includes('\u001b') ? text.replace(colourCode, '') : text;
  if (/^[ -~]*$/.test(shown)) return shown.length;
  let width = 0;
  for (const character of shown) width += columnsOf(character);
  return width;
}

/** How many lines of a terminal of that width the text takes. */
export function heightOf(text: string, columns: number): number {
  return text
    .replace(/\n$/u, '')
    .split('\n')
    .reduce((lines, line) => lines + Math.max(1, Math.ceil(displayWidth(line) / columns)), 0);
}

/** The text padded with spaces to a width in columns. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** The text cut to a width in columns; `…` stands for what is left out. */
export function clipped(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) >= width) break;
    kept += character;
  }
  return `${kept}…`;
}

/**
 * Text wrapped at spaces to lines of at most `width` columns; lines after the first begin with `indent` spaces.
 * A word longer than a line is not broken: commands and paths must be copyable.
 */
export function wrapped(text: string, width: number, indent = 0): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width, indent))
    .join('\n');
}

function wrapLine(line: string, width: number, indent: number): string {
  if (displayWidth(line) <= width) return line;
  const margin = ' '.repeat(indent);
  const lead = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(lead.length).split(' ')) {
    const start = lines.length === 0 ? lead : margin;
    const longer = current === '' ? start + word : `${current} ${word}`;
    if (current !== '' && displayWidth(longer) > width) {
      lines.push(current);
      current = margin + word;
    } else {
      current = longer;
    }
  }
  return [...lines, current].join('\n');
}

/** Where a command begins that is the rest of a line: at its start, or behind a colon or an arrow. */
const commandAtEnd = /(?:^ *|(?:: +|→ +))(?=farm [a-z])/u;

/**
 * A laid out text with every line wrapped that is longer than the terminal, which would break it within a word. Commands
 * stay on one line, to be copied: one that doesn't fit behind other words gets its own.
 */
export function fitLines(text: string, width: number): string {
  if (!(width > 0)) return text;
  return text
    .split('\n')
    .map((line) => (displayWidth(line) <= width ? line : fitLine(line, width)))
    .join('\n');
}

function fitLine(line: string, width: number): string {
  const indent = (/^ */u.exec(line)?.[0].length ?? 0) + 2;
  const plain = line.replace(colourCode, '');
  const command = commandAtEnd.exec(plain);
  if (command === null) return wrapLine(line, width, indent);
  const at = command.index + command[0].length;
  if (plain.slice(0, at).trim() === '') return line;
  const [head, tail] = cutAt(line, at);
  return `${wrapLine(head.trimEnd(), width, indent)}\n${' '.repeat(indent)}${tail}`;
}

/** Cuts a text behind so many characters, not counting colour codes; codes at the place belong to what follows. */
function cutAt(text: string, count: number): [string, string] {
  let [index, left] = [0, count];
  for (const part of text.match(/\u001b\[[0-9;]*m|[^\u001b]/gu) ?? []) {
    if (left === 0) break;
    if (!part.startsWith('\u001b')) left -= part.length;
    index += part.length;
  }
  return [text.slice(0, index), text.slice(index)];
}
