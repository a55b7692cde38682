import type { Printed } from '../../domain/model/index.js';
import type { Finding, FindingSummary } from '../../domain/readiness/index.js';
import { plainTheme } from '../plain-theme.js';
import type { Theme } from '../theme.js';
import { saySummary } from '../words.js';
import type { ReportFormat } from './formats.js';
import { htmlOf, type LivePart } from './html.js';
import { markdownOf } from './markdown.js';
import type { ReportResult } from './report-result.js';
import { reportBlocks } from './sections.js';

/** Everything about a farm as one document, for a ticket, a manager or an auditor. */

/** What a report holds beside its result. */
export interface ReportFindings {
  findings: readonly Printed<Finding>[];
  summary: FindingSummary;
}

/** The report in a format; `live` is for a page only. Unsafe characters in its input are escaped already. */
export function renderReport(
  result: Printed<ReportResult>,
  found: ReportFindings,
  format: ReportFormat,
  live: LivePart | null = null,
): string {
  const title = `RAS farm ${result.farm}`;
  const blocks = reportBlocks(result, found, plainTheme);
  return format === 'markdown' ? markdownOf(title, blocks) : htmlOf(title, blocks, live);
}

/** What is printed if the report went to a file. */
export function renderReportWritten(
  { written }: Pick<ReportResult, 'written'>,
  { summary }: Pick<ReportFindings, 'summary'>,
  theme: Theme,
): string {
  return theme.wrap(`Report written: ${written ?? ''} (${saySummary(summary, theme)})`);
}
