import { cite } from '../../domain/facts/index.js';
import { explain } from '../../domain/explain/index.js';
import {
  allRules,
  citationsOf,
  fingerprintOf,
  targetOf,
  type Rule,
  type Severity,
} from '../../domain/readiness/index.js';
import type { PrintedFinding, Report } from '../check-result.js';
import { renderExplanationAsMarkdown } from '../explain-markdown.js';
import { printJson } from '../text.js';
import { everyFinding } from './broken.js';

/**
 * SARIF 2.1.0 as GitHub's code scanning accepts it. Suppressed findings are included, as suppressions: a scanner would
 * take missing ones for fixed.
 */

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
const root = '%SRCROOT%';
const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;
const severities = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
} as const satisfies Record<Severity, string>;

/** The report as one SARIF document with one run. */
export function renderSarif(report: Report): string {
  const seen = new Map<string, number>();
  const broken = report.result.files.some(({ error }) => error !== null);
  const run = {
    tool: {
      driver: {
        name: 'farm',
        semanticVersion: report.tool.version,
        rules: allRules.map(describe),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
    invocations: [{ executionSuccessful: !broken, exitCode: report.status }],
    artifacts: report.result.files.map(({ file }) => ({ location: artifact(report, file) })),
    results: everyFinding(report, { suppressed: true }).map((finding) =>
      result(report, finding, seen),
    ),
  };
  return printJson({ $schema: schema, version: '2.1.0', runs: [run] });
}

/** A rule with its full page: readers of code scanning may have neither farm nor its docs. */
function describe(rule: Rule): object {
  const sources = citationsOf(rule).map(cite);
  return {
    id: rule.id,
    name: rule.slug,
    shortDescription: { text: rule.statement },
    fullDescription: { text: `${rule.statement} ${rule.why}` },
    help: {
      text: [
        rule.statement,
        rule.why,
        ...sources.map((one) => `Source: ${one}.`),
        `farm explain ${rule.id}`,
      ].join('\n'),
      markdown: renderExplanationAsMarkdown(explain(rule.id)),
    },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: ['parallels-ras', 'availability', subjects[rule.id.charAt(3)] ?? 'farm'],
      precision: 'high',
      'problem.severity': severities[rule.severity],
    },
  };
}

/** The subject of each hundred of rules. */
const subjects: Readonly<Record<string, string>> = {
  1: 'brokers',
  2: 'promotion',
  3: 'load',
  4: 'providers',
  5: 'network',
  6: 'failure-domains',
  9: 'farm-file',
};

function result(report: Report, finding: PrintedFinding, seen: Map<string, number>): object {
  const { location, suppressed } = finding;
  const uri = report.files.get(location.file)?.uri ?? location.file;
  const print = fingerprintOf(finding, uri);
  // Identical findings, such as two problems of a broken file, each need their own fingerprint.
  const count = (seen.get(print) ?? 0) + 1;
  seen.set(print, count);
  return {
    ruleId: finding.rule,
    ruleIndex: allRules.findIndex(({ id }) => id === finding.rule),
    level: levels[finding.severity],
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(report, location.file),
          region: { startLine: location.line, startColumn: location.column },
        },
        logicalLocations: [{ fullyQualifiedName: targetOf(finding), kind: finding.target.kind }],
      },
    ],
    partialFingerprints: {
      primaryLocationLineHash: `${print}:${count}`,
      'farmObject/v1': `${print}:${count}`,
    },
    suppressions: suppressed === null ? [] : [suppression(suppressed)],
  };
}

function messageOf({ message, observed, required, remedy }: PrintedFinding): string {
  const fix = remedy.length === 0 ? [] : ['Fix:', ...remedy];
  return [`${message}.`, `Observed: ${observed}; required: ${required}.`, ...fix].join('\n');
}

function suppression({ reason, expires, by }: NonNullable<PrintedFinding['suppressed']>): object {
  return {
    kind: by === 'farm file' ? 'inSource' : 'external',
    status: 'accepted',
    justification: reason,
    ...(expires === null ? {} : { properties: { expires } }),
  };
}

function artifact(report: Report, file: string): object {
  const context = report.files.get(file);
  const uri = context?.uri ?? file;
  return context?.isInRepository === true
    ? { uri, uriBaseId: root, index: indexOf(report, file) }
    : { uri, index: indexOf(report, file) };
}

function indexOf({ result }: Report, file: string): number {
  return result.files.findIndex((one) => one.file === file);
}
