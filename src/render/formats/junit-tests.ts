import type { TestedFile, TestedTest, TestsResult } from '../test-result.js';
import { xmlElement, xmlText } from './xml.js';

/** `farm test` as JUnit: a suite a test file, a case a test. What could not be tested is an error, not a failure. */

/** The result as one JUnit document. */
export function renderJunitTests({ files }: TestsResult): string {
  const suites = files.map((file) => `  ${suite(file)}\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="farm test">\n${suites.join('')}</testsuites>\n`;
}

function suite(file: TestedFile): string {
  const nothing = file.tests.length === 0 && file.error !== null;
  const cases = nothing ? [brokenFile(file)] : file.tests.map((test) => testCase(file, test));
  const count = (outcome: TestedTest['outcome']): number =>
    file.tests.filter((test) => test.outcome === outcome).length;
  const attributes = {
    name: file.file,
    tests: cases.length,
    failures: count('failed'),
    errors: count('broken') + (nothing ? 1 : 0),
    skipped: 0,
    file: file.file,
  };
  const content = cases.map((one) => `\n    ${one}`).join('');
  return xmlElement('testsuite', attributes, content === '' ? '' : `${content}\n  `);
}

function testCase(file: TestedFile, test: TestedTest): string {
  const { name, site, outcome, line } = test;
  const attributes = { classname: classOf(file.file, site ?? ''), name, file: file.file, line };
  if (outcome === 'passed') return xmlElement('testcase', attributes);
  return xmlElement(
    'testcase',
    attributes,
    outcome === 'failed' ? failure(file, test) : error(file),
  );
}

function failure({ file }: TestedFile, { misses }: TestedTest): string {
  const text = misses.map(
    ({ expectation, line, column, expected, got, why, counterexample, replay, assumptions }) =>
      [
        `${file}:${line}:${column} ${expectation}`,
        `expected: ${expected}`,
        `got: ${got}`,
        `why: ${why}${assumptions.length === 0 ? '' : ` (assumptions ${assumptions.join(', ')})`}`,
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

function brokenFile(file: TestedFile): string {
  const attributes = {
    classname: classOf(file.file, ''),
    name: 'the file can be tested',
    file: file.file,
  };
  return xmlElement('testcase', attributes, error(file));
}

function error({ error }: TestedFile): string {
  const problems = (error?.problems ?? []).map(({ location, message, expected, didYouMean }) =>
    [
      `${location.file}:${location.line}:${location.column} ${message}`,
      ...(expected === undefined ? [] : [`expected: ${expected}`]),
      ...(didYouMean === undefined ? [] : [`did you mean "${didYouMean}"?`]),
    ].join('\n'),
  );
  const attributes = { type: error?.code ?? '', message: error?.message ?? '' };
  return xmlElement('error', attributes, xmlText(problems.join('\n\n')));
}

/** CI servers make a tree of it at its dots: one level for the file, one for the site. */
function classOf(file: string, site: string): string {
  const parts = site === '' ? [file] : [file, site];
  return parts.map((part) => part.replaceAll('.', '_')).join('.');
}
