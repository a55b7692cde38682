import { displayWidth, padded } from './text.js';

/**
 * Tables: aligned columns where the output is piped, lines under the head and wrapped cells on a terminal.
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
 * widest. No column gives up its longest word, or at least its longest part between hyphens, while there is another way.
 * cli-table3 fits no table to a width: it takes the widths of columns as given.
 */
export function fittedWidths(head: readonly string[], rows: Rows, room: number): number[] {
  const widths = naturalWidths(head, rows).map((width) => Math.max(1, width));
  const gaps = gap * (widths.length - 1);
  const least = [/ /, / |(?<=-)/]
    .map((between) => leastWidths(head, rows, between))
    .find((fits) => sum(fits) + gaps <= room);
  let excess = sum(widths) + gaps - room;
  while (excess > 0) {
    const able = [...widths.keys()].filter((column) => at(widths, column) > at(least, column));
    if (able.length === 0) break;
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

/** The least width of each column that breaks no part; parts stand between what `between` matches. */
function leastWidths(head: readonly string[], rows: Rows, between: RegExp): number[] {
  const widest = (cells: readonly string[]): number =>
    cells
      .flatMap((cell) => cell.split(between))
      .reduce((most, part) => Math.max(most, displayWidth(part)), 1);
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

/** A table for a terminal of `room` columns, laid out by cli-table3: a line under the head, long cells wrapped. */
export function terminalTable(
  Table: TableClass,
  head: readonly string[],
  rows: Rows,
  room: number,
  options: TableOptions = {},
): string {
  const indent = options.indent ?? 0;
  const widths = fittedWidths(head, rows, room - indent);
  const breakable = (row: readonly string[]): string[] =>
    widths.map((width, column) => brokenWords(row[column] ?? '', width));
  const table = new Table({
    head: breakable(head),
    colWidths: widths,
    colAligns: widths.map((_, column) => (isRight(options, column) ? 'right' : 'left')),
    wordWrap: true,
    chars: { ...onlyUnderHead, left: ' '.repeat(indent), 'left-mid': ' '.repeat(indent) },
    // Without the first two the library writes colours of its own, into pipes too.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  for (const row of rows) table.push(breakable(row));
  return table.toString().replaceAll(/ +$/gm, '');
}

const noLines =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right right right-mid';
const onlyUnderHead = {
  ...Object.fromEntries(noLines.split(' ').map((name) => [name, ''])),
  mid: '─',
  'mid-mid': '─'.repeat(gap),
  middle: ' '.repeat(gap),
};

/**
 * A cell with a space wherever a word must be broken that is longer than the column: cli-table3 wraps at spaces only, and
 * cuts off the rest of such a word. (Its `wrapOnWordBoundary: false` breaks all words, inside of colour codes too.)
 */
function brokenWords(cell: string, width: number): string {
  if (displayWidth(cell) <= width) return cell;
  // The library does not count spaces that a cell begins with.
  return cell.replace(spacesAtStart, '$1').replaceAll(/\S+/g, (word) => brokenWord(word, width));
}

/** A word cut into pieces of at most `width` columns: behind its hyphens, and where that is not enough anywhere. */
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
