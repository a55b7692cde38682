import { counted } from '../../domain/model/index.js';

/** A page of Markdown that is mostly one table, for a place that limits its size. */

/** The parts of a page, already in Markdown. */
export interface MarkdownPage {
  /** Lines before the table. */
  head: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** A paragraph after the table; empty for none. It is left out first if the page is too long. */
  note: string;
}

/**
 * The page as text. Rows beyond `mostBytes` of UTF-8 are omitted and counted in a sentence; the text is empty if not even
 * this sentence fits.
 */
export function printPage(page: MarkdownPage, mostBytes = Infinity): string {
  const rows = page.rows.map(printRow);
  const whole = assemble(page, rows);
  if (bytes(whole) <= mostBytes) return whole;
  const short = { ...page, note: '' };
  if (bytes(assemble(short, rows)) <= mostBytes) return assemble(short, rows);
  // The number of the sentence has at most as many digits as that of all rows.
  const around =
    bytes(assemble(short, [], rows.length)) + bytes(tableHead(page.columns).join('\n')) + 2;
  let used = around;
  const first = rows.findIndex((row) => {
    used += bytes(row) + 1;
    return used > mostBytes;
  });
  const text = assemble(short, rows.slice(0, first), rows.length - first);
  return bytes(text) <= mostBytes ? text : '';
}

function assemble(
  { head, columns, note }: MarkdownPage,
  rows: readonly string[],
  left = 0,
): string {
  const table = rows.length === 0 ? [] : [[...tableHead(columns), ...rows].join('\n')];
  const omitted =
    left === 0 ? [] : [`${counted(left, 'row')} omitted: the table would be too long.`];
  const parts = [...head, ...table, ...omitted, ...(note === '' ? [] : [note])];
  return `${parts.join('\n\n')}\n`;
}

function tableHead(columns: readonly string[]): string[] {
  return [printRow(columns), printRow(columns.map(() => '---'))];
}

function printRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
