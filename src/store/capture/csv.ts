import { FarmError } from '../../domain/model/index.js';
import type { RawObject } from '../../domain/capture/index.js';
import { mostValues } from '../json/json-scan.js';
import { Lines } from '../json/positions.js';

/** CSV as Export-Csv writes it: with or without `#TYPE`, and with the delimiter of any culture. */

const delimiters = [',', ';', '\t'];

/**
 * The objects of a CSV text, by its header; empty fields are null.
 * @throws FarmError E_SYNTAX with the place of a quote that doesn't close; E_UNREADABLE for far too many fields
 */
export function parseCsv(text: string, name: string): RawObject[] {
  const start = text.indexOf('#TYPE') === 0 ? lineAfter(text) : 0;
  const delimiter = delimiterOf(text, start);
  const [header = [], ...records] = readRecords(text, start, delimiter, name);
  return records
    .filter((record) => record.some((field) => field !== '') && !record[0]?.startsWith('#TYPE'))
    .map((record) =>
      Object.fromEntries(
        header.map((key, at): [string, string | null] => [key.trim(), record[at] || null]),
      ),
    );
}

function lineAfter(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end + 1;
}

/** The delimiter that the header has most often, outside of quotes. */
function delimiterOf(text: string, start: number): string {
  const counts = new Map(delimiters.map((one) => [one, 0]));
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '"') {
      const close = text.indexOf('"', at + 1);
      at = close < 0 ? text.length : close;
    } else if (letter === '\n') break;
    else if (counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const [best = ','] = delimiters.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return best;
}

function readRecords(text: string, from: number, delimiter: string, name: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let fields = 0;
  let at = from;
  const endRecord = (): void => {
    records.push(record);
    record = [];
  };
  while (at < text.length) {
    const { field, end } =
      text[at] === '"' ? readQuoted(text, at, name) : readPlain(text, at, delimiter);
    record.push(field);
    fields += 1;
    if (fields > mostValues) throw tooMany(name);
    at = end;
    if (text[at] === delimiter) {
      at += 1;
      if (at === text.length) record.push('');
      continue;
    }
    // What follows a closing quote up to the delimiter is no part of what Export-Csv writes.
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
    if (text[at] === delimiter) at += 1;
    else {
      at += 1;
      endRecord();
    }
  }
  if (record.length > 0) endRecord();
  return records;
}

function readPlain(text: string, start: number, delimiter: string) {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1;
  return { field: text.slice(start, end).replace(/\r$/u, ''), end };
}

/** A field in quotes, which may contain line ends; two quotes are one. */
function readQuoted(text: string, start: number, name: string) {
  let field = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw notClosed(text, start, name);
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { field, end: quote + 1 };
    field += '"';
    at = quote + 2;
  }
}

function notClosed(text: string, start: number, name: string): FarmError {
  const location = new Lines(text).locate(start, name);
  return new FarmError({
    code: 'E_SYNTAX',
    message: `${name} is not complete: the quote on line ${location.line} does not close.`,
    why: 'farm reads a capture only if it is complete.',
    nextStep: 'export it again, with Export-Csv -NoTypeInformation',
    location,
  });
}

function tooMany(name: string): FarmError {
  return new FarmError({
    code: 'E_UNREADABLE',
    message: `${name} has more than ${mostValues / 1_000_000} million fields.`,
    nextStep: 'export less at once',
  });
}
