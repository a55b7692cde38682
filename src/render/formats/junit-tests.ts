import type { Printed } from '../../domain/model/index.js';
import type { ErrorDocument, ProblemDocument } from '../envelope.js';
import { sayAssumptions, sayExpectation } from '../farm-test.js';
import type { TestedFile, TestedTest, TestsResult } from '../test-result.js';
import { xmlElement, xmlText } from './xml.js';

/** `farm test` as JUnit: a suite per test file, a case per test. A test that could not run is an error, not a failure. */

/** The result as one JUnit document. */
export function renderJunitTests({ files }: Printed<TestsResult>): string {
  const suites = files.map((file) => `  ${suite(file)}\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="farm test">\n${suites.join('')}</testsuites>\n`;
}

function suite(file: Printed<TestedFile>): string {
  const nothing = file.tests.length === 0 ? file.error : null;
  const cases =
    nothing === null ? file.tests.map((test) => testCase(file, test)) : [brokenFile(file, nothing)];
  const count = (outcome: TestedTest['outcome']): number =>
    file.tests.filter((test) => test.outcome === outcome).length;
  const attributes = {
    name: file.file,
    tests: cases.length,
    failures: count('failed'),
    errors: count('broken') + (nothing === null ? 0 : 1),
    skipped: count('skipped'),
    file: file.file,
  };
  const content = cases.map((one) => `\n    ${one}`).join('');
  return xmlElement('testsuite', attributes, content === '' ? '' : `${content}\n  `);
}

function testCase(file: Printed<TestedFile>, test: Printed<TestedTest>): string {
  const { name, site, outcome, problems, skipReason } = test;
  const attributes = { classname: classOf(file.file, site ?? ''), name };
  if (outcome === 'passed') return xmlElement('testcase', attributes);
  if (outcome === 'skipped')
    return xmlElement('testcase', attributes, xmlElement('skipped', { message: skipReason ?? '' }));
  if (outcome === 'failed') return xmlElement('testcase', attributes, failure(file, test));
  const message = problems.map((problem) => problem.message).join(' ');
  return xmlElement('testcase', attributes, errorElement('E_INVALID', message, problems));
}

function brokenFile(
  { file }: Printed<TestedFile>,
  { code, message, problems = [] }: Printed<ErrorDocument>,
): string {
  const attributes = { classname: classOf(file, ''), name: 'the file is valid' };
  return xmlElement('testcase', attributes, errorElement(code, message, problems));
}

function errorElement(type: string, message: string, problems: readonly ProblemDocument[]): string {
  const text = problems.map(({ location, message, expected, didYouMean }) =>
    [
      `${location.file}:${location.line}:${location.column} ${message}`,
      ...(expected === undefined ? [] : [`expected: ${expected}`]),
      ...(didYouMean === undefined ? [] : [`did you mean "${didYouMean}"?`]),
    ].join('\n'),
  );
  return xmlElement('error', { type, message }, xmlText(text.join('\n\n')));
}

function failure({ file }: Printed<TestedFile>, { misses }: Printed<TestedTest>): string {
  const text = misses.map(
    ({ expectation, at, line, column, expected, got, why, counterexample, replay, assumptions }) =>
      [
        `${file}:${line}:${column} ${sayExpectation({ expectation, at })}`,
        `expected: ${expected}`,
        `got: ${got}`,
        `why: ${why}${sayAssumptions(assumptions)}`,
        ...(counterexample === null ? [] : [`when: ${counterexample}`]),
        `again: ${replay}`,
      ].join('\n'),
  );
  const message = misses.map(({ expected, got }) => `expected ${expected}; got ${got}`).join('. ');
  return xmlElement(
    'failure',
    { type: misses[0]?.expectation ?? '', message },
    xmlText(text.join('\n\n')),
  );
}

/** CI servers split it at dots into a tree: one level for the file, one for the site. */
function classOf(file: string, site: string): string {
  const parts = site === '' ? [file] : [file, site];
  return parts.map((part) => part.replaceAll('.', '_')).join('.');
}
