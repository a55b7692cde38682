import type { Printed } from '../domain/model/index.js';
import type { Finding, FindingSummary } from '../domain/readiness/index.js';
import type { CommandContext } from '../render/command-line.js';
import type { OpenResult } from '../render/report/open-result.js';
import type { FarmSource } from '../store/farm/locate.js';
import { writeOpened } from '../store/fs/opened-report.js';
import { makeReport, type ReportRequest } from './report.js';

/** What `farm open` does: makes the report as a page, writes it to a temporary file, and opens it in the browser. */

/** A report that was opened, or that could not be. */
export interface OpenedReport {
  result: OpenResult;
  findings: Printed<Finding>[];
  summary: FindingSummary;
  warnings: string[];
}

/** @throws FarmError as `makeReport`; E_CANNOT_WRITE for the temporary file */
export async function openReport(
  request: Omit<ReportRequest, 'format' | 'output'>,
  source: FarmSource,
  context: CommandContext,
): Promise<OpenedReport> {
  const made = await makeReport({ ...request, format: 'html' }, source, context);
  const { print, findings, summary, warnings } = made;
  const file = await writeOpened(await print());
  const { openInBrowser } = await import('../cli/browser.js');
  const opening = await openInBrowser(file, process.env, process.platform);
  return { result: { file, ...opening }, findings, summary, warnings };
}
