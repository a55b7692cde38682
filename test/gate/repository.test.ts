import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { formats } from '../../src/gate/sinks.js';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { makeRepository, repository } from './repository.js';
import { type CheckDocument, checkJson, runCheck } from './run-check.js';

/** Twelve farm files in one run: broken ones are reported, the others are checked, and all formats agree. */

const today = ['--today', '2026-11-20'];
const all = ['**/*.farm.json', 'sites/berlin/farm.json', ...today];
const folder = makeRepository();
const outputs = formats;
const sinks = outputs.flatMap((format) => ['--format', format, '--output', `out.${format}`]);
const run = runCheck(folder, [...all, '--show-suppressed', ...sinks]);
const output = (format: string): string => readFileSync(join(folder, `out.${format}`), 'utf8');
const document = JSON.parse(output('json')) as CheckDocument;
const paths = Object.keys(repository);
const valid = paths.filter((path) => repository[path]?.rules !== null);
const broken = paths.filter((path) => repository[path]?.rules === null);
const problems = document.result?.files.flatMap(({ file, error }) =>
  error === null
    ? []
    : (error.problems?.map(({ location }) => location) ?? [{ file, line: 1, column: 1 }]),
);
/** What every format must contain: rule, file, line and column. */
const reports = [
  ...document.findings.map(({ rule, location: { file, line, column } }) => [
    rule,
    file,
    line,
    column,
  ]),
  ...(problems ?? []).map(({ file, line, column }) => ['RAS900', file, line, column]),
].map((row) => row.join(' '));

describe('a repository of farm files, checked in one run', () => {
  it('has twelve of them, good and bad', () => {
    expect(paths).toHaveLength(12);
    expect(broken).toHaveLength(4);
  });

  it('exits 3 because of the broken ones, and reports each of them on standard error', () => {
    expect(run.exit).toBe(3);
    for (const path of broken) expect(run.stderr.replaceAll(/\s+/gu, ' ')).toContain(path);
    expect(run.stderr).toContain('4 of 12 farm files are broken');
    expect(run.stdout).toMatch(/written:\sout.text, out.json, out.sarif, out.junit, /u);
  });

  it('looks at each file once, by name, and at no package', () => {
    const files = document.result?.files.map(({ file }) => file) ?? [];
    const globbed = paths.filter((path) => path !== 'sites/berlin/farm.json').toSorted();
    expect(files).toEqual([...globbed, 'sites/berlin/farm.json']);
  });

  it.each(valid)('finds the problems in %s', (path) => {
    const found = document.findings.filter(({ location }) => location.file === path);
    expect(found.map(({ rule }) => rule)).toEqual(repository[path]?.rules);
    expect(document.result?.files.find(({ file }) => file === path)?.error).toBeNull();
  });

  it.each(broken)('reports the errors of %s', (path) => {
    const error = document.result?.files.find(({ file }) => file === path)?.error;
    expect(error?.message).toContain(path);
    expect(document.error?.message).toContain(error?.message.slice(0, -1));
  });

  it('places each finding at its object in the file', () => {
    expect(document.findings.length).toBeGreaterThan(12);
    for (const { location, path } of document.findings) {
      const text = readFileSync(join(folder, location.file), 'utf8').replace(/^\uFEFF/u, '');
      const root = parseTree(text);
      const node = root && findNodeAtLocation(root, [...path]);
      const before = text.slice(0, node?.offset).split(/\r\n|\n/u);
      expect({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }).toEqual({
        line: location.line,
        column: location.column,
      });
    }
  });

  it('reports the same in SARIF', () => {
    const [run] = (JSON.parse(output('sarif')) as Log).runs;
    const results = run?.results?.map(({ ruleId, locations }) => {
      const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
      const uri = decodeURIComponent(artifactLocation?.uri ?? '');
      return [ruleId, uri, region?.startLine, region?.startColumn].join(' ');
    });
    expect(results?.toSorted()).toEqual(reports.toSorted());
    const suppressed = run?.results?.filter(({ suppressions }) => suppressions?.length === 1);
    expect(suppressed).toHaveLength(document.summary.suppressed);
    expect(run?.invocations?.[0]?.executionSuccessful).toBe(false);
  });

  it('reports the same in CSV', () => {
    const rows = parse<Record<string, string>>(output('csv'), { columns: true });
    const printed = rows.map((row) =>
      [row['rule'], row['file'], row['line'], row['column']].join(' '),
    );
    expect(printed.toSorted()).toEqual(reports.toSorted());
  });

  it('reports the same in JUnit: failures from the threshold on, errors for what is broken', () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      isArray: (name) => name === 'testcase',
    });
    const suites: {
      '@_name': string;
      '@_failures': string;
      '@_errors': string;
      testcase: object[];
    }[] = parser.parse(output('junit')).testsuites.testsuite;
    expect(suites.map((suite) => suite['@_name'])).toEqual(
      document.result?.files.map(({ file }) => file),
    );
    for (const suite of suites) {
      const file = suite['@_name'];
      const errors = document.findings.filter(
        (one) => one.location.file === file && one.severity === 'error',
      );
      expect(Number(suite['@_failures']), file).toBe(errors.length);
      expect(Number(suite['@_errors']), file).toBe(broken.includes(file) ? 1 : 0);
    }
    const text = output('junit');
    const places = reports.filter((row) => !suppressedPlaces().includes(row));
    for (const row of places) {
      const [, ...rest] = row.split(' ');
      const [column, line, ...name] = rest.toReversed();
      expect(text).toContain(`${name.toReversed().join(' ')}:${line}:${column}`);
    }
  });

  it('reports the same in GitHub annotations, without the suppressed ones', () => {
    const printed = [
      ...output('github').matchAll(/^::\w+ file=(.*),line=(\d+),col=(\d+),title=(RAS\d+) /gmu),
    ];
    const rows = printed.map(([, file, line, column, rule]) =>
      [rule, file, line, column].join(' '),
    );
    const expected = reports.filter((row) => !suppressedPlaces().includes(row));
    expect(expected).toEqual(expect.arrayContaining(rows));
    const [, left] = /^(\d+) warning omitted: /mu.exec(output('github')) ?? [];
    expect(rows.length + Number(left), 'GitHub shows ten warnings').toBe(expected.length);
  });

  it('reports the same in Markdown and in text', () => {
    const markdown = output('markdown').replaceAll(/\\(?=[^\w\s])/gu, '');
    const text = output('text');
    for (const { rule, location } of document.findings) {
      const place = `${location.file}:${location.line}:${location.column}`;
      expect(markdown).toContain(`| ${place} |`);
      expect(text).toContain(rule);
    }
    for (const path of broken) expect(text).toContain(`${path}: broken`);
  });

  it('says yes or no by the threshold once nothing is broken', () => {
    const good = ['sites/**/*.farm.json', ...today];
    expect(runCheck(folder, [...good, '--rule', 'RAS103']).exit).toBe(0);
    expect(
      runCheck(folder, [...good, '--rule', 'more-than-three-active', '--fail-on', 'warning']).exit,
    ).toBe(1);
    expect(runCheck(folder, good).exit).toBe(1);
    expect(runCheck(folder, [...good, '--skip', 'auto-promotion-ignored']).exit).toBe(0);
    expect(runCheck(folder, [...good, '--fail-on', 'never']).exit).toBe(0);
  });

  it('asks only the rules chosen', () => {
    const some = [
      'sites/**/*.farm.json',
      ...today,
      '--rule',
      'RAS103',
      '--rule',
      'ras104',
      '--skip',
      'even-active-brokers',
    ];
    const { findings, result } = checkJson(folder, some);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['RAS103']));
    expect(result?.files.map(({ rules }) => rules)).toEqual(result?.files.map(() => 1));
  });
});

function suppressedPlaces(): string[] {
  return document.findings
    .filter(({ suppressed }) => suppressed !== null)
    .map(({ rule, location: { file, line, column } }) => [rule, file, line, column].join(' '));
}
