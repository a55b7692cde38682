import { type FindingSummary, targetOf, type Severity } from '../../domain/readiness/index.js';
import { counted } from '../../domain/model/index.js';
import type { PrintedFinding, Report } from '../check-result.js';
import { escapeText } from '../text.js';
import { severityWord } from '../words.js';
import { everyFinding } from './broken.js';

/** Findings as a table of GitHub's Markdown: for a job summary, a comment or a page. */

/** The mark of each severity. */
export const severityMarks = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const satisfies Record<
  Severity,
  string
>;

/** The report as Markdown. With `mostBytes`, rows beyond the limit are omitted and counted. */
export function renderMarkdown(report: Report, options: { mostBytes?: number } = {}): string {
  const findings = everyFinding(report, { suppressed: report.showSuppressed });
  const { files } = report.result;
  const broken = files.filter(({ error }) => error !== null).length;
  const head = [
    '## farm check',
    '',
    `${saySummary(report.summary)} in ${counted(files.length, 'farm file')}${broken === 0 ? '' : `, ${broken} of them broken`}.`,
    '',
  ];
  const note = baselineNote(report);
  if (findings.length === 0) return [...head, ...note].join('\n').trimEnd().concat('\n');
  const rows = findings.map(row);
  const shown = rows.slice(0, fitting(rows, options.mostBytes));
  const left = rows.length - shown.length;
  return [
    ...head,
    '| severity | rule | place | about | finding | fix |',
    '| --- | --- | --- | --- | --- | --- |',
    ...shown,
    ...(left === 0
      ? []
      : ['', `${counted(left, 'row')} more omitted: the table would be too long.`]),
    ...(note.length === 0 ? [] : ['', ...note]),
    '',
  ].join('\n');
}

function row(finding: PrintedFinding): string {
  const { severity, rule, slug, location, message, observed, required, remedy, suppressed } =
    finding;
  const cells = [
    suppressed === null
      ? `${severityMarks[severity]} ${severityWord(severity)}`
      : `${severityWord(severity)}, suppressed`,
    `${rule} ${slug}`,
    markdownText(`${location.file}:${location.line}:${location.column}`),
    markdownText(targetOf(finding)),
    [
      `${markdownText(message)}.`,
      `Observed: ${markdownText(String(observed))}; required: ${markdownText(String(required))}.`,
      ...(suppressed === null ? [] : [saySuppressed(suppressed)]),
    ].join('<br>'),
    remedy.map(markdownText).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function saySuppressed({ reason, expires, by }: NonNullable<PrintedFinding['suppressed']>): string {
  const until = expires === null ? '' : ` until ${expires}`;
  return by === 'baseline'
    ? 'Accepted by the baseline.'
    : `Suppressed${until}: ${markdownText(reason)}`;
}

function baselineNote({ result: { baseline } }: Report): string[] {
  if (baseline === null || baseline.unmatched.length === 0) return [];
  const entries = baseline.unmatched.map(
    ({ rule, target, file }) => `${rule} on ${target} in ${file}`,
  );
  return [
    `Baseline entries that no longer match a finding: ${entries.map(markdownText).join('; ')}.`,
  ];
}

function saySummary({ error, warning, info, suppressed }: FindingSummary): string {
  const parts = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
    ...(info > 0 ? [counted(info, 'note')] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ];
  return parts.length === 0 ? 'No findings' : parts.join(', ');
}

/** How many of the rows fit, with some space reserved for the surrounding text. */
function fitting(rows: readonly string[], most = Infinity): number {
  let bytes = 2_000;
  const first = rows.findIndex((line) => {
    bytes += new TextEncoder().encode(line).length + 1;
    return bytes > most;
  });
  return first === -1 ? rows.length : first;
}

const links = /(https?|ftp|mailto|xmpp|www)(?=[:.])/gi;

/**
 * A text as plain text of a Markdown cell: it contains no markup, link, HTML or cell separator, and an at-sign mentions no
 * user.
 */
export function markdownText(text: string): string {
  return escapeText(text)
    .replaceAll(/[\\`*_[\]|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@&#8203;')
    .replaceAll(links, '$1&#8203;')
    .replaceAll(/ {2,}/g, (blanks) => '&nbsp;'.repeat(blanks.length - 1).concat(' '));
}
