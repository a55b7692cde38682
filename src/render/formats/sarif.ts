import { cite } from '../../domain/facts/index.js';
import {
  counted,
  groupedBy,
  isOwnRuleId,
  severities as severityOrder,
} from '../../domain/model/index.js';
import { explain } from '../../domain/explain/index.js';
import {
  allRules,
  citationsOf,
  targetOf,
  type Rule,
  type Severity,
} from '../../domain/readiness/index.js';
import type { PrintedFinding, Report } from '../check-result.js';
import { renderExplanationAsMarkdown } from '../explain-markdown.js';
import { printJson } from '../text.js';
import { everyFinding } from './broken.js';
import { cut } from './cut.js';
import { fingerprinter } from './fingerprints.js';
import { subjectOfRule } from './rule-subjects.js';

/**
 * SARIF 2.1.0 as GitHub's code scanning accepts it. Other scanners take a suppressed finding that is missing for fixed, so
 * it is included and marked; GitHub ignores the mark, so there it is omitted. What is left out is counted in a notification.
 *
 * GitHub, "SARIF support for code scanning" and "SARIF results exceed one or more limits" (read 21 November 2026).
 */

/** GitHub rejects a run with more results. */
const mostResults = 25_000;

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
  const fingerprint = fingerprinter(report);
  const broken = report.result.files.some(({ error }) => error !== null);
  const all = everyFinding(report, { suppressed: report.sarifSuppressed === 'mark' });
  const kept = worst(all);
  const own = ownRulesOf(kept);
  const ids = [...allRules.map(({ id }) => id), ...own.map(({ rule }) => rule)];
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const run = {
    tool: {
      driver: {
        name: 'farm',
        semanticVersion: report.tool.version,
        rules: [...allRules.map(describe), ...own.map(describeOwn)],
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
    invocations: [
      {
        executionSuccessful: !broken,
        exitCode: report.status,
        toolExecutionNotifications: notifications(report, all.length - kept.length),
      },
    ],
    artifacts: report.result.files.map(({ file }) => ({ location: artifact(report, file) })),
    results: kept.map((finding) => ({
      ruleId: finding.rule,
      ruleIndex: indexes.get(finding.rule),
      ...result(report, finding, fingerprint(finding)),
    })),
  };
  return printJson({ $schema: schema, version: '2.1.0', runs: [run] });
}

/** As many findings as a run may have, the worst first to stay, in their order. */
function worst(findings: readonly PrintedFinding[]): readonly PrintedFinding[] {
  if (findings.length <= mostResults) return findings;
  const bySeverity = groupedBy(findings, ({ severity, suppressed }) =>
    suppressed === null ? severity : 'suppressed',
  );
  const sorted = [...severityOrder, 'suppressed' as const].flatMap(
    (one) => bySeverity.get(one) ?? [],
  );
  const kept = new Set(sorted.slice(0, mostResults));
  return findings.filter((finding) => kept.has(finding));
}

/** What is not among the results. */
function notifications({ findings, sarifSuppressed }: Report, overflow: number): object[] {
  const omitted =
    sarifSuppressed === 'mark' ? 0 : findings.filter((one) => one.suppressed !== null).length;
  return [
    ...(overflow === 0
      ? []
      : [
          notification(
            'warning',
            `${counted(overflow, 'finding')} omitted: code scanning accepts ${mostResults.toLocaleString('en-US')} results per run.`,
          ),
        ]),
    ...(omitted === 0
      ? []
      : [notification('note', `${counted(omitted, 'suppressed finding')} omitted.`)]),
  ];
}

function notification(level: 'warning' | 'note', text: string): object {
  return { level, message: { text } };
}

/** The first finding of each rule that a policy defines: it tells what is known of the rule. */
function ownRulesOf(findings: readonly PrintedFinding[]): PrintedFinding[] {
  const own = groupedBy(
    findings.filter(({ rule }) => isOwnRuleId(rule)),
    ({ rule }) => rule,
  );
  return [...own.values()].flatMap(([first]) => first ?? []);
}

/** GitHub's limits of the name of a rule and of its description, in characters. */
const mostInName = 255;
const mostInDescription = 1024;

/** A rule that a policy defines. */
function describeOwn({ rule, slug, severity, why, source }: PrintedFinding): object {
  const title = `${rule} ${slug}`;
  return {
    id: rule,
    name: cut(slug, mostInName),
    shortDescription: { text: cut(title, mostInDescription) },
    fullDescription: { text: cut(why, mostInDescription) },
    help: { text: [title, why, ...source.map((one) => `Source: ${one}.`)].join('\n') },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['parallels-ras', subjectOfRule(rule)],
      precision: 'high',
      'problem.severity': severities[severity],
    },
  };
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
      tags: ['parallels-ras', 'availability', subjectOfRule(rule.id)],
      precision: 'high',
      'problem.severity': severities[rule.severity],
    },
  };
}

function result(report: Report, finding: PrintedFinding, fingerprint: string): object {
  const { location, suppressed } = finding;
  return {
    level: levels[finding.severity],
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(report, location.file),
          ...regionsOf(location),
        },
        logicalLocations: [{ fullyQualifiedName: targetOf(finding), kind: finding.target.kind }],
      },
    ],
    partialFingerprints: {
      primaryLocationLineHash: fingerprint,
      'farmObject/v1': fingerprint,
    },
    suppressions: suppressed === null ? [] : [suppression(suppressed)],
  };
}

/**
 * The value that a finding is about. Of an object or list over several lines it is the bracket, and the whole is its context:
 * GitHub shows an alert in a pull request only if every line of its region was changed.
 */
function regionsOf({ line, column, endLine, endColumn }: PrintedFinding['location']): object {
  if (line === endLine) return { region: region(line, column, line, endColumn) };
  return {
    region: region(line, column, line, column + 1),
    contextRegion: region(line, column, endLine, endColumn),
  };
}

function region(startLine: number, startColumn: number, endLine: number, endColumn: number) {
  return { startLine, startColumn, endLine, endColumn };
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
