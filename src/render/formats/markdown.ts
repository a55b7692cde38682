import { type FindingSummary, targetOf } from '../../domain/readiness/index.js';
import { counted } from '../../domain/model/index.js';
import { againstLines } from '../against.js';
import type { PrintedFinding, Report } from '../check-result.js';
import { severityWord } from '../words.js';
import { everyFinding } from './broken.js';
import { printPage } from './markdown-page.js';
import { markdownText, markedSeverity, severityMarks } from './markdown-text.js';

/** Findings as a table of GitHub's Markdown: for a job summary, a comment or a page. */

/** The report as Markdown. With `mostBytes`, rows beyond the limit are omitted and counted. */
export function renderMarkdown(report: Report, options: { mostBytes?: number } = {}): string {
  const { files } = report.result;
  const broken = files.filter(({ error }) => error !== null).length;
  const page = {
    head: [
      '## farm check',
      `${saySummary(report.summary)} in ${counted(files.length, 'farm file')}${broken === 0 ? '' : `, ${broken} of them broken`}.`,
      ...sayAgainst(report),
    ],
    columns: ['severity', 'rule', 'place', 'about', 'finding', 'fix'],
    rows: everyFinding(report, { suppressed: report.showSuppressed }).map(row),
    note: baselineNote(report),
  };
  return printPage(page, options.mostBytes);
}

/** The comparison with the version before, as a list. */
function sayAgainst({ result }: Report): string[] {
  const lines = againstLines(result).map(({ text, isDenied }) => {
    const mark = isDenied ? `${severityMarks.error} ` : '';
    return `- ${mark}${markdownText(text)}`;
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function row(finding: PrintedFinding): string[] {
  const { severity, rule, slug, location, message, observed, required, remedy, suppressed } =
    finding;
  return [
    suppressed === null ? markedSeverity(severity) : `${severityWord(severity)}, suppressed`,
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
}

function saySuppressed({ reason, expires, by }: NonNullable<PrintedFinding['suppressed']>): string {
  const until = expires === null ? '' : ` until ${expires}`;
  return by === 'baseline'
    ? 'Accepted by the baseline.'
    : `Suppressed${until}: ${markdownText(reason)}`;
}

function baselineNote({ result: { baseline } }: Report): string {
  if (baseline === null || baseline.unmatched.length === 0) return '';
  const entries = baseline.unmatched.map(
    ({ rule, target, file }) => `${rule} on ${target} in ${file}`,
  );
  return `Baseline entries that no longer match a finding: ${entries.map(markdownText).join('; ')}.`;
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
