import type { PrintedFinding, Report } from '../check-result.js';
import { escapeText } from '../text.js';
import { everyFinding } from './broken.js';

/** Findings as CSV (RFC 4180): a header, one line per finding, CRLF. Problems of broken files are listed as RAS900. */

const columns: readonly (readonly [
  name: string,
  of: (finding: PrintedFinding) => string | number,
])[] = [
  ['file', ({ location }) => location.file],
  ['line', ({ location }) => location.line],
  ['column', ({ location }) => location.column],
  ['severity', ({ severity }) => severity],
  ['rule', ({ rule }) => rule],
  ['slug', ({ slug }) => slug],
  ['site', ({ site }) => site ?? ''],
  ['kind', ({ target }) => target.kind],
  ['name', ({ target }) => target.name],
  ['message', ({ message }) => message],
  ['observed', ({ observed }) => observed],
  ['required', ({ required }) => required],
  ['why', ({ why }) => why],
  ['fix', ({ remedy }) => remedy.join('; ')],
  ['source', ({ source }) => source.join('; ')],
  ['assumptions', ({ assumptions }) => assumptions.join('; ')],
  ['suppressed', ({ suppressed }) => suppressed?.reason ?? ''],
  ['suppressed_by', ({ suppressed }) => suppressed?.by ?? ''],
  ['expires', ({ suppressed }) => suppressed?.expires ?? ''],
];

/** The report as CSV. */
export function renderCsv(report: Report): string {
  const findings = everyFinding(report, { suppressed: report.showSuppressed });
  const rows = findings.map((finding) => columns.map(([, of]) => of(finding)));
  return [columns.map(([name]) => name), ...rows]
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('');
}

/** A cell, quoted if needed; an apostrophe keeps spreadsheets from taking it for a formula. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const shown = escapeText(value);
  const safe = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]/.test(shown) ? `'${shown}` : shown;
  return /[",;\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
