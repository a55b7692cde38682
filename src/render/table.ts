import { displayWidth, padded, wrapped } from './text.js';

/**
 * Tables: aligned columns where the output is piped, lines under the head and wrapped cells on a terminal. No word is broken
 * that fits the terminal.
 */

export interface TableOptions {
  /** Columns that hold numbers, by their position from 0: aligned to the right. */
  right?: readonly number[];
  /** Spaces before each line. */
  indent?: number;
}

type Rows = readonly (readonly string[])[];

const gap = 2;

/**
 * Aligned columns without any lines or wrapping: for pipes, where `grep` and `awk` want one row a line. Not by cli-table3:
 * to load it takes 3 ms of a start of 85, and every command prints into pipes.
 */
export function plainTable(
  head: readonly string[],
  rows: Rows,
  options: TableOptions = {},
): string {
  const widths = naturalWidths(head, rows);
  return [head, ...rows].map((row) => plainLine(row, widths, options)).join('\n');
}

function plainLine(
  row: readonly string[],
  widths: readonly number[],
  options: TableOptions,
): string {
  const cells = widths.map((width, column) =>
    padded(row[column] ?? '', width, isRight(options, column) ? 'right' : 'left'),
  );
  return (' '.repeat(options.indent ?? 0) + cells.join(' '.repeat(gap))).trimEnd();
}

function isRight(options: TableOptions, column: number): boolean {
  return options.right?.includes(column) === true;
}

/**
 * How wide each column may be so that the table fits `room` columns: the widest give way first, down to the next
 * widest. No column gives up its longest word. Null if the longest words don't fit side by side.
 * cli-table3 fits no table to a width: it takes the widths of columns as given.
 */
export function fittedWidths(head: readonly string[], rows: Rows, room: number): number[] | null {
  const widths = naturalWidths(head, rows).map((width) => Math.max(1, width));
  const gaps = gap * (widths.length - 1);
  const least = leastWidths(head, rows);
  if (sum(least) + gaps > room) return null;
  let excess = sum(widths) + gaps - room;
  while (excess > 0) {
    const able = [...widths.keys()].filter((column) => at(widths, column) > at(least, column));
    const widest = Math.max(...able.map((column) => at(widths, column)));
    const giving = able.filter((column) => widths[column] === widest);
    const next = Math.max(
      ...giving.map((column) => at(least, column)),
      ...widths.filter((width) => width < widest),
    );
    const step = Math.min(widest - next, Math.ceil(excess / giving.length));
    for (const column of giving) {
      const given = Math.min(step, Math.max(0, excess));
      widths[column] = widest - given;
      excess -= given;
    }
  }
  return widths;
}

/** The least width of each column that breaks no word. */
function leastWidths(head: readonly string[], rows: Rows): number[] {
  const widest = (cells: readonly string[]): number =>
    cells
      .flatMap((cell) => cell.split(' '))
      .reduce((most, word) => Math.max(most, displayWidth(word)), 1);
  return head.map((title, column) => widest([title, ...rows.map((row) => row[column] ?? '')]));
}

function at(widths: readonly number[] | undefined, column: number): number {
  return widths?.[column] ?? 1;
}

function naturalWidths(head: readonly string[], rows: Rows): number[] {
  return head.map((title, column) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The part of cli-table3 that is used: a table is filled like an array and prints itself. */
export type TableClass = new (options: object) => {
  push(row: unknown): unknown;
  toString(): string;
};

/**
 * A table for a terminal of `room` columns, laid out by cli-table3: a line under the head, long cells wrapped between words.
 * If the words of all columns don't fit side by side, the last columns go below each row, with their titles.
 */
export function terminalTable(
  Table: TableClass,
  head: readonly string[],
  rows: Rows,
  room: number,
  options: TableOptions = {},
): string {
  const indent = options.indent ?? 0;
  for (let count = head.length; count > 0; count -= 1) {
    const beside = (row: readonly string[]): string[] => row.slice(0, count);
    const widths = fittedWidths(beside(head), rows.map(beside), room - indent);
    if (widths === null) continue;
    const draw = (head: readonly string[], rows: Rows): string =>
      drawn(Table, head, rows, widths, options);
    if (count === head.length) return draw(head, rows);
    const body = rows.flatMap((row) => [
      draw([], [beside(row)]),
      ...below(head, row, count, room, indent + gap),
    ]);
    return [draw(beside(head), []), ...body].join('\n');
  }
  return rows.flatMap((row) => below(head, row, 0, room, indent)).join('\n');
}

/** A table drawn by cli-table3, with these widths of columns. */
function drawn(
  Table: TableClass,
  head: readonly string[],
  rows: Rows,
  widths: readonly number[],
  options: TableOptions,
): string {
  const margin = ' '.repeat(options.indent ?? 0);
  const table = new Table({
    head: head.map(withoutSpacesAtStart),
    colWidths: widths,
    colAligns: widths.map((_, column) => (isRight(options, column) ? 'right' : 'left')),
    wordWrap: true,
    chars: { ...onlyUnderHead, left: margin, 'left-mid': margin },
    // Without the first two the library writes colours of its own, into pipes too.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  for (const row of rows) table.push(widths.map((_, column) => withoutSpacesAtStart(row[column])));
  const lines = table.toString().replaceAll(/ +$/gm, '');
  // A table without rows has its head, but no line under it.
  if (rows.length > 0) return lines;
  return `${lines}\n${margin}${'─'.repeat(sum(widths) + gap * (widths.length - 1))}`;
}

/** The cells from `count` on, each with its title, on lines of their own. A cell without a value is left out. */
function below(
  head: readonly string[],
  row: readonly string[],
  count: number,
  room: number,
  indent: number,
): string[] {
  const cells = [...head.keys()].slice(count).flatMap((column) => {
    const cell = withoutSpacesAtStart(row[column]).trimEnd();
    return cell === '' || cell === '-' ? [] : [`${head[column]}: ${cell}`];
  });
  if (cells.length === 0) return [];
  const text = cells
    .join('; ')
    .replaceAll(/\S+/gu, (word) => brokenWord(word, room - indent - gap));
  return wrapped(' '.repeat(indent) + text, room, indent + gap).split('\n');
}

const noLines =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right right right-mid';
const onlyUnderHead = {
  ...Object.fromEntries(noLines.split(' ').map((name) => [name, ''])),
  mid: '─',
  'mid-mid': '─'.repeat(gap),
  middle: ' '.repeat(gap),
};

/** The library does not count spaces that a cell begins with. */
function withoutSpacesAtStart(cell = ''): string {
  return cell.replace(spacesAtStart, '$1');
}

/**
 * A word that is wider than the terminal, which would break it anywhere, in pieces of at most `width` columns: behind its
 * hyphens, and where that is not enough anywhere.
 */
function brokenWord(word: string, width: number): string {
  if (displayWidth(word) <= width) return word;
  const pieces: string[] = [];
  let piece = '';
  const parts = word
    .split(/(?<=-)/)
    .flatMap((part) => (displayWidth(part) > width ? (part.match(letterOrColour) ?? []) : part));
  for (const part of parts) {
    if (piece !== '' && displayWidth(piece + part) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += part;
  }
  return [...pieces, piece].join(' ');
}

const spacesAtStart = /^((?:\u001b\[[0-9;]*m)*)\s+/;
const letterOrColour = /\u001b\[[0-9;]*m|./gsu;
