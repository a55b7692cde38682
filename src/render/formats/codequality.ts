import type { Severity } from '../../domain/readiness/index.js';
import type { PrintedFinding, Report } from '../check-result.js';
import { escapeText, printJson } from '../text.js';
import { brokenFileRule, everyFinding } from './broken.js';
import { fingerprinter } from './fingerprints.js';

/**
 * GitLab's code quality report: one JSON array without a byte order mark, empty without findings. GitLab compares it with the
 * report of the target branch by the fingerprints, shows one finding for each, and ignores all keys but these.
 *
 * GitLab, "Code Quality", Code Quality report format (GitLab 17, read 21 November 2026), and its schema codeclimate.json.
 */

const severities = {
  error: 'critical',
  warning: 'major',
  info: 'info',
} as const satisfies Record<Severity, string>;

/** The report as one JSON array. */
export function renderCodequality(report: Report): string {
  const fingerprint = fingerprinter(report);
  const entries = everyFinding(report, { suppressed: false }).map((finding) => ({
    description: describe(finding),
    check_name: `${finding.rule} ${finding.slug}`,
    fingerprint: fingerprint(finding),
    severity: finding.rule === brokenFileRule ? 'blocker' : severities[finding.severity],
    location: {
      path: pathOf(report, finding),
      lines: { begin: finding.location.line },
    },
  }));
  return printJson(entries);
}

/** GitLab shows it as one paragraph. */
function describe({ message, observed, required, remedy }: PrintedFinding): string {
  const fix = remedy.length === 0 ? '' : ` Fix: ${remedy.join('; ')}`;
  return escapeText(`${message}. Observed: ${observed}; required: ${required}.${fix}`);
}

/** Windows allows halves of characters in names; the JSON of GitLab does not. */
function pathOf({ files }: Report, { location }: PrintedFinding): string {
  const path = files.get(location.file)?.path ?? location.file;
  return path.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
