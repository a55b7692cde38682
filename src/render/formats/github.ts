import { severities } from '../../domain/model/index.js';
import type { Severity } from '../../domain/readiness/index.js';
import { counted, listed } from '../../domain/model/index.js';
import type { PrintedFinding, Report } from '../check-result.js';
import { escapeText } from '../text.js';
import { everyFinding } from './broken.js';

/**
 * GitHub's workflow commands, which become annotations of a pull request. GitHub shows ten of each kind per step, so the
 * worst come first, many of one rule in one file become one, and the last line counts those omitted.
 */

const most = 10;
const kinds = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

interface Annotation {
  severity: Severity;
  findings: [PrintedFinding, ...PrintedFinding[]];
}

/** One line per annotation; if there are more than GitHub shows, a last line says so. Empty without findings. */
export function renderGithub(report: Report): string {
  const findings = everyFinding(report, { suppressed: false });
  const kept = severities.map((severity) => {
    const all = annotationsOf(
      findings.filter((one) => one.severity === severity),
      severity,
    );
    return { severity, shown: all.slice(0, most), left: all.slice(most) };
  });
  const lines = kept.flatMap(({ shown }) => shown.map((one) => sayAnnotation(one, report)));
  const left = kept
    .map(({ severity, left }) => ({
      severity,
      count: left.flatMap(({ findings }) => findings).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity));
  if (left.length > 0) {
    lines.push(`${listed(left)} omitted: GitHub shows ${most} annotations of each kind per step.`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** One annotation per finding; if there are too many, one per rule and file. */
function annotationsOf(findings: readonly PrintedFinding[], severity: Severity): Annotation[] {
  if (findings.length <= most) return findings.map((one) => ({ severity, findings: [one] }));
  const merged = new Map<string, Annotation>();
  for (const finding of findings) {
    const key = `${finding.rule}\u0000${finding.location.file}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { severity, findings: [finding] });
    else known.findings.push(finding);
  }
  return [...merged.values()];
}

function sayAnnotation({ severity, findings }: Annotation, report: Report): string {
  const [first] = findings;
  const { rule, slug, location } = first;
  const properties = {
    file: report.files.get(location.file)?.path ?? location.file,
    line: location.line,
    col: location.column,
    title: `${rule} ${slug}`,
  };
  const pairs = Object.entries(properties).map(
    ([key, value]) => `${key}=${property(String(value))}`,
  );
  return `::${kinds[severity]} ${pairs.join(',')}::${data(textOf(findings))}`;
}

function textOf(findings: readonly PrintedFinding[]): string {
  const [first] = findings;
  if (findings.length === 1 && first !== undefined) {
    return [
      `${clean(first.message)}.`,
      ...first.remedy.map((command) => `fix: ${clean(command)}`),
    ].join('\n');
  }
  return findings
    .map(({ message, location }) => `${clean(message)} (line ${location.line}).`)
    .join('\n');
}

/** Names come from files: a line break in one must not begin a workflow command. */
function clean(text: string): string {
  return escapeText(text);
}

/** The text of a command, escaped as GitHub's toolkit does. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property, which colons and commas would end. */
function property(text: string): string {
  return data(escapeText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
