import { type Finding, summarise } from '../domain/finding.js';
import type { ReadinessResult } from '../domain/readiness.js';
import type { Look } from './look.js';
import { counted } from './text.js';
import { saySummary, severityColour, paragraph } from './words.js';

/** The findings of `farm check`: the summary first, then each site's findings, worst first. */
export function renderReadiness(
  result: ReadinessResult,
  look: Look,
  findings: readonly Finding[],
): string {
  const head = `${saySummary(summarise(findings), look)} (${counted(result.rules, 'rule')}, ${counted(result.sites.length, 'site')})`;
  return [
    head,
    ...result.sites.map(({ site, summary: own }) =>
      [
        `${look.colour.bold(site)}: ${saySummary(own, look)}`,
        ...findings
          .filter((finding) => finding.site === site)
          .map((finding) => renderFinding(finding, look)),
      ].join('\n'),
    ),
  ].join('\n\n');
}

/** One finding: what, why, how to mend it, and the source. */
export function renderFinding(finding: Finding, look: Look): string {
  const { colour } = look;
  const paint = severityColour(finding.severity, look);
  const lines = [
    `  ${paint(finding.severity)} ${colour.bold(finding.rule)} ${finding.slug}`,
    paragraph(`${finding.message}.`, 4, look),
    paragraph(`observed: ${finding.observed}; required: ${finding.required}`, 4, look),
    paragraph(`why: ${finding.why}`, 4, look),
    ...finding.remedy.map((command, index) => `    ${index === 0 ? 'mend:' : '     '} ${command}`),
  ];
  if (finding.source.length > 0) {
    const assumed =
      finding.assumptions.length === 0 ? '' : `; assumptions ${finding.assumptions.join(', ')}`;
    lines.push(colour.dim(paragraph(`source: ${finding.source.join('; ')}${assumed}`, 4, look)));
  }
  return lines.join('\n');
}
