import { groupedBy, type Printed } from '../../domain/model/index.js';
import {
  reaches,
  findRule,
  summarise,
  hygieneRules,
  type Threshold,
} from '../../domain/readiness/index.js';
import { deniedOf } from '../against.js';
import type { CheckedFile, CheckResult, PrintedFinding, Report } from '../check-result.js';
import { severityWord } from '../words.js';
import { brokenFindings } from './broken.js';
import { xmlElement, xmlText } from './xml.js';

/**
 * JUnit as CI servers show it: a suite per farm file, a test per rule and site. A finding at or above the threshold is a
 * failure, a broken file is an error, and a suppressed finding or disabled rule is skipped.
 */

/** The class name of findings about the farm file itself, in place of a site. */
const farmFileHead = 'Farm file';

type State = 'passed' | 'failure' | 'error' | 'skipped';

interface TestCase {
  state: State;
  xml: string;
}

/** The report as one JUnit document. */
export function renderJunit(report: Report): string {
  const suites = report.result.files.map((file) => suite(file, report));
  const { against } = report.result;
  if (against !== null && against.deny.length > 0) suites.push(denySuite(against));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="farm check">\n${suites.join('')}</testsuites>\n`;
}

function suite(file: Printed<CheckedFile>, report: Report): string {
  const cases = file.error === null ? casesOf(file, report) : [brokenCase(file)];
  return printSuite({ name: file.file, file: file.file }, cases);
}

/** What the change may not do, a test for each: such a run can fail without a finding that fails. */
function denySuite(against: NonNullable<Printed<CheckResult>['against']>): string {
  const byKind = groupedBy(deniedOf(against), ({ kind }) => kind);
  // Who denies new warnings denies new errors, too.
  const kinds = [...new Set([...against.deny, ...byKind.keys()])];
  const name = `compared with ${against.name}`;
  const cases = kinds.map((kind): TestCase => {
    const named = { classname: name.replaceAll('.', '_'), name: kind };
    const denied = byKind.get(kind) ?? [];
    if (denied.length === 0) return { state: 'passed', xml: xmlElement('testcase', named) };
    const text = denied.map((one) => one.text).join('\n');
    const content = xmlElement('failure', { type: kind, message: text }, xmlText(text));
    return { state: 'failure', xml: xmlElement('testcase', named, content) };
  });
  return printSuite({ name }, cases);
}

function printSuite(own: Record<string, string>, cases: readonly TestCase[]): string {
  const count = (state: State): number => cases.filter((one) => one.state === state).length;
  const attributes = {
    name: own['name'] ?? '',
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    ...own,
  };
  const content = cases.map(({ xml }) => `\n    ${xml}`).join('');
  return `  ${xmlElement('testsuite', attributes, content === '' ? '' : `${content}\n  `)}\n`;
}

function casesOf({ file, sites, off, failOn }: Printed<CheckedFile>, report: Report): TestCase[] {
  const findings = report.findings.filter(({ location }) => location.file === file);
  const asked = report.files.get(file)?.asked ?? [];
  const bySite = groupedBy(findings, ({ site }) => site);
  const skipped = new Map(off.map(({ rule, reason }) => [rule, reason]));
  const ofSites = sites.flatMap(({ site }) => {
    const ofSite = bySite.get(site) ?? [];
    return [...asked, ...skipped.keys()].toSorted().map((rule) => {
      const reason = skipped.get(rule);
      if (reason !== undefined) return skip(classOf(file, site), rule, `turned off: ${reason}`);
      const found = ofSite.filter((one) => one.rule === rule);
      return testCase(classOf(file, site), rule, found, failOn);
    });
  });
  const ofFile = hygieneRules.flatMap(({ id }) => {
    const found = findings.filter((one) => one.rule === id);
    return found.length === 0 ? [] : [testCase(classOf(file, farmFileHead), id, found, failOn)];
  });
  return [...ofSites, ...ofFile];
}

function testCase(
  classname: string,
  rule: string,
  findings: readonly PrintedFinding[],
  failOn: Threshold,
): TestCase {
  const counting = findings.filter(({ suppressed }) => suppressed === null);
  const [first] = counting;
  if (first === undefined) {
    const reasons = findings.map(({ suppressed }) => suppressed?.reason ?? '');
    if (reasons.length > 0)
      return skip(classname, rule, `suppressed: ${[...new Set(reasons)].join('; ')}`);
    return { state: 'passed', xml: xmlElement('testcase', { classname, name: nameOf(rule) }) };
  }
  const text = counting.map(describeFinding).join('\n\n');
  const failed = reaches(summarise(counting), failOn);
  const message = counting.map((one) => `${one.message}.`).join(' ');
  const content = failed
    ? xmlElement('failure', { type: first.severity, message }, xmlText(text))
    : xmlElement(
        'system-out',
        {},
        xmlText(`${severityWord(first.severity)}, below the threshold\n${text}`),
      );
  return {
    state: failed ? 'failure' : 'passed',
    xml: xmlElement('testcase', { classname, name: nameOf(rule) }, content),
  };
}

function skip(classname: string, rule: string, message: string): TestCase {
  const content = xmlElement('skipped', { message });
  return {
    state: 'skipped',
    xml: xmlElement('testcase', { classname, name: nameOf(rule) }, content),
  };
}

function brokenCase(file: Printed<CheckedFile>): TestCase {
  const findings = brokenFindings(file);
  const attributes = { type: file.error?.code ?? '', message: file.error?.message ?? '' };
  const content = xmlElement(
    'error',
    attributes,
    xmlText(findings.map(describeFinding).join('\n\n')),
  );
  const named = { classname: classOf(file.file, farmFileHead), name: nameOf('RAS900') };
  return { state: 'error', xml: xmlElement('testcase', named, content) };
}

function describeFinding({
  location,
  message,
  observed,
  required,
  why,
  remedy,
  source,
}: PrintedFinding): string {
  return [
    `${location.file}:${location.line}:${location.column}`,
    `${message}.`,
    `observed: ${observed}; required: ${required}`,
    `why: ${why}`,
    ...remedy.map((command) => `fix: ${command}`),
    ...(source.length === 0 ? [] : [`source: ${source.join('; ')}`]),
  ].join('\n');
}

/** CI servers split it at dots into a tree: one level for the file, one for the site. */
function classOf(file: string, site: string): string {
  return [file, site].map((name) => name.replaceAll('.', '_')).join('.');
}

function nameOf(rule: string): string {
  const slug = findRule(rule)?.slug;
  // A rule of a policy has a name only in its findings, and a test needs the same name when it passes.
  return slug === undefined ? rule : `${rule} ${slug}`;
}
