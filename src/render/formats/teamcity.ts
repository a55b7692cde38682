import { findRule, type Severity } from '../../domain/readiness/index.js';
import type { PrintedFinding, Report } from '../check-result.js';
import { escapeText } from '../text.js';
import { everyFinding } from './broken.js';
import { cut } from './cut.js';
import { subjectOfRule } from './rule-subjects.js';

/**
 * Service messages of TeamCity: on standard output, they become inspections on the page of the build. Each rule with findings
 * is an inspection type, each finding an inspection.
 *
 * JetBrains, "Service Messages", Reporting Inspections (TeamCity On-Premises 2025.11, read 21 November 2026).
 */

const severities = {
  error: 'ERROR',
  warning: 'WARNING',
  info: 'INFO',
} as const satisfies Record<Severity, string>;

/** TeamCity's limits, in characters: of ids, names and categories, and of other texts. */
const mostInName = 255;
const mostInText = 4000;

/** One line per message: an inspection type before its first finding. Empty without findings. */
export function renderTeamcity(report: Report): string {
  const known = new Set<string>();
  const lines = everyFinding(report, { suppressed: false }).flatMap((finding) => {
    const type = known.has(finding.rule) ? [] : [sayType(finding)];
    known.add(finding.rule);
    return [...type, sayInspection(finding, report)];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function sayType({ rule, slug, why }: PrintedFinding): string {
  return message('inspectionType', {
    id: rule,
    name: cut(escapeText(`${rule} ${slug}`), mostInName),
    description: cut(escapeText(`${findRule(rule)?.statement ?? ''} ${why}`.trim()), mostInText),
    category: cut(escapeText(`Parallels RAS: ${subjectOfRule(rule)}`), mostInName),
  });
}

function sayInspection(finding: PrintedFinding, { files }: Report): string {
  const { rule, severity, location, remedy } = finding;
  const text = [`${finding.message}.`, ...remedy.map((command) => `fix: ${command}`)].join(' ');
  return message('inspection', {
    typeId: rule,
    message: cut(escapeText(text), mostInText),
    file: cut(escapeText(files.get(location.file)?.path ?? location.file), mostInText),
    line: String(location.line),
    SEVERITY: severities[severity],
  });
}

function message(name: string, attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}='${escaped(value)}'`);
  return `##teamcity[${name}${pairs.join('')}]`;
}

/** Quoted for a service message; beyond ASCII as numbers, because the agent reads the output in the computer's encoding. */
function escaped(text: string): string {
  return text
    .replaceAll(/[|'[\]]/g, '|$&')
    .replaceAll(/[^ -~]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
