import type { Printed } from '../../src/domain/model/suggested-command.js';
import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { ProblemDocument } from '../../src/render/envelope.js';
import { renderTests } from '../../src/render/farm-test.js';
import { renderJunitTests } from '../../src/render/formats/junit-tests.js';
import { createTheme } from '../../src/render/theme.js';
import type {
  PlacedMiss,
  TestedFile,
  TestedTest,
  TestsResult,
} from '../../src/render/test-result.js';
import { escapeAll } from '../../src/render/text.js';

/** What the tests found as JUnit, read back by an XML parser, and as text. */

interface Case {
  '@_name': string;
  failure?: { '@_message': string; '@_type': string; '#text': string };
  skipped?: { '@_message': string };
  error?: { '@_message': string; '#text'?: string };
}

interface Suite {
  '@_name': string;
  '@_tests': string;
  '@_failures': string;
  '@_errors': string;
  '@_skipped': string;
  testcase: Case[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => name === 'testcase' || name === 'testsuite',
});

function suitesOf(xml: string): Suite[] {
  expect(XMLValidator.validate(xml)).toBe(true);
  return (parser.parse(xml) as { testsuites: { testsuite: Suite[] } }).testsuites.testsuite;
}

/** Any text, and that which is dangerous in one of the outputs. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    ']]>',
    '<b a="1">&amp;',
    "it's",
    '\u001b[2J',
    '\u0000',
    'a\nb',
    '::error::x',
    'CB1',
  ),
);

const anyMiss: fc.Arbitrary<Printed<PlacedMiss>> = fc.record({
  expectation: fc.constantFrom('sessions', 'providers', 'tolerance-at-least'),
  at: fc.option(fc.nat(99)),
  expected: anyText,
  got: anyText,
  why: anyText,
  difference: fc.constant({ kind: 'sessions', expected: true, got: false, serving: [] }),
  counterexample: fc.option(anyText),
  replay: anyText,
  assumptions: fc.subarray(['A1', 'A4'] as const).map((ids) => [...ids]),
  path: fc.constant(['then']),
  line: fc.integer({ min: 1, max: 999 }),
  column: fc.integer({ min: 1, max: 99 }),
});

const anyTested: fc.Arbitrary<Printed<TestedTest>> = fc
  .record({
    name: anyText,
    site: anyText,
    scenarios: fc.nat(9),
    expectations: fc.nat(9),
    line: fc.integer({ min: 1, max: 999 }),
    column: fc.constant(5),
    problems: fc.constant(new Array<ProblemDocument>()),
    misses: fc.array(anyMiss, { maxLength: 2 }),
    skipReason: fc.option(anyText),
  })
  .map(({ skipReason, ...test }) =>
    test.misses.length > 0
      ? { ...test, skipReason: null, outcome: 'failed' }
      : { ...test, skipReason, outcome: skipReason === null ? 'passed' : 'skipped' },
  );

const anyFile: fc.Arbitrary<Printed<TestedFile>> = fc
  .record({ file: anyText, farm: fc.option(anyText), tests: fc.array(anyTested, { maxLength: 3 }) })
  .map((file) => ({
    ...file,
    error:
      file.tests.length > 0
        ? null
        : { code: 'E_INVALID', message: file.file, nextStep: 'correct it' },
  }));

const anyResult: fc.Arbitrary<Printed<TestsResult>> = fc
  .array(anyFile, { maxLength: 3 })
  .map((files) => {
    const tests = files.flatMap((file) => file.tests);
    const failed = tests.filter(({ outcome }) => outcome === 'failed').length;
    const summary = {
      files: files.length,
      tests: tests.length,
      passed: tests.filter(({ outcome }) => outcome === 'passed').length,
      failed,
      broken: 0,
      skipped: 0,
      skippedWithReason: tests.filter(({ outcome }) => outcome === 'skipped').length,
    };
    return {
      summary: { ...summary, brokenFiles: files.filter(({ error }) => error !== null).length },
      files,
    };
  });

describe('JUnit of tests', () => {
  it('contains all details of each failure, with any names and texts', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        if (result.files.length === 0) return;
        const suites = suitesOf(renderJunitTests(result));
        expect(suites).toHaveLength(result.files.length);
        result.files.forEach(({ file, tests, error }, at) => {
          const suite = suites[at]!;
          expect(suite['@_name']).toBe(shown(file));
          expect(Number(suite['@_tests'])).toBe(suite.testcase.length);
          expect(Number(suite['@_failures'])).toBe(
            tests.filter(({ outcome }) => outcome === 'failed').length,
          );
          expect(Number(suite['@_errors'])).toBe(error === null ? 0 : 1);
          const skipped = tests.filter(({ outcome }) => outcome === 'skipped').length;
          expect(Number(suite['@_skipped'])).toBe(skipped);
          tests.forEach(({ name, misses, skipReason }, nth) => {
            const found = suite.testcase[nth]!;
            expect(found['@_name']).toBe(shown(name));
            expect(found.skipped?.['@_message']).toBe(
              skipReason === null ? undefined : shown(skipReason),
            );
            expect(found.failure !== undefined).toBe(misses.length > 0);
            for (const { expected, got, why, replay } of misses) {
              for (const output of [expected, got, why, replay]) {
                expect(found.failure?.['#text']).toContain(shown(output));
              }
            }
          });
        });
      }),
    );
  });

  it('of what could not be tested is an error with its own problems', () => {
    const problem = (line: number, message: string): ProblemDocument => ({
      location: { file: 'a.yaml', line, column: 7, excerpt: { text: 'x', caret: 0 } },
      path: ['tests'],
      message,
      expected: 'then',
      didYouMean: 'then',
    });
    const broken = (name: string, line: number): Printed<TestedTest> => {
      const nothing = { site: null, scenarios: 0, expectations: 0, misses: [] };
      const problems = [problem(line, 'a test has no "thn".')];
      return { name, outcome: 'broken', skipReason: null, line, column: 5, ...nothing, problems };
    };
    const files: Printed<TestedFile>[] = [
      { file: 'a.yaml', farm: 'farm.json', tests: [broken('a', 2), broken('b', 3)], error: null },
      {
        file: 'b.yaml',
        farm: null,
        tests: [],
        error: {
          code: 'E_SYNTAX',
          message: 'b.yaml is not valid YAML: one problem.',
          nextStep: 'correct it',
          problems: [problem(9, 'a tab.')],
        },
      },
    ];
    const summary = {
      files: 2,
      tests: 2,
      passed: 0,
      failed: 0,
      broken: 2,
      skipped: 0,
      skippedWithReason: 0,
      brokenFiles: 1,
    };
    const suites = suitesOf(renderJunitTests({ summary, files }));
    expect(
      suites.map((suite) => [suite['@_tests'], suite['@_failures'], suite['@_errors']]),
    ).toEqual([
      ['2', '0', '2'],
      ['1', '0', '1'],
    ]);
    expect(suites.flatMap((suite) => suite.testcase.map((one) => one.error?.['#text']))).toEqual([
      'a.yaml:2:7 a test has no "thn".\nexpected: then\ndid you mean "then"?',
      'a.yaml:3:7 a test has no "thn".\nexpected: then\ndid you mean "then"?',
      'a.yaml:9:7 a tab.\nexpected: then\ndid you mean "then"?',
    ]);
  });
});

describe('the text of tests', () => {
  it('contains nothing that the JSON lacks, and emits no control character', async () => {
    const theme = await createTheme({ stream: {}, env: {}, noColour: true });
    const wide = { ...theme, wrap: (text: string) => text };
    fc.assert(
      fc.property(anyResult, (result) => {
        const text = renderTests(escapeAll(result), wide);
        // eslint-disable-next-line no-control-regex -- that there is none is what is tested
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
        const { passed, failed, brokenFiles, skippedWithReason } = result.summary;
        if (skippedWithReason > 0) expect(text).toContain(`${skippedWithReason} skipped`);
        if (passed > 0) expect(text).toContain(`${passed} passed`);
        if (failed > 0) expect(text).toContain(`${failed} failed`);
        if (brokenFiles > 0) expect(text).toContain(`files: ${brokenFiles} broken`);
        const own = escapeAll(result);
        for (const file of own.files) {
          expect(text).toContain(file.file);
          for (const test of file.tests) {
            expect(text).toContain(test.name);
            for (const miss of test.misses) {
              for (const output of [
                miss.expected,
                miss.got,
                miss.why,
                miss.counterexample ?? '',
                miss.replay,
              ]) {
                expect(text).toContain(output);
              }
            }
          }
        }
      }),
    );
  });
});

/** How JUnit shows a text: what XML or a terminal would obey is escaped; a line break stays. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => escapeAll(line).replaceAll(/[\ufffe\uffff]/g, '\ufffd'))
    .join('\n');
}
