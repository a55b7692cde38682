import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { renderTests } from '../../src/render/farm-test.js';
import { renderJunitTests } from '../../src/render/formats/junit-tests.js';
import { createLook } from '../../src/render/look.js';
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
  '@_line'?: string;
  failure?: { '@_message': string; '@_type': string; '#text': string };
  error?: { '@_message': string; '#text'?: string };
}

interface Suite {
  '@_name': string;
  '@_tests': string;
  '@_failures': string;
  '@_errors': string;
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

const anyMiss: fc.Arbitrary<PlacedMiss> = fc.record({
  expectation: fc.constantFrom('sessions', 'providers', 'tolerance-at-least'),
  expected: anyText,
  got: anyText,
  why: anyText,
  counterexample: fc.option(anyText),
  replay: anyText,
  assumptions: fc.subarray(['A1', 'A4'] as const).map((ids) => [...ids]),
  path: fc.constant(['then']),
  line: fc.integer({ min: 1, max: 999 }),
  column: fc.integer({ min: 1, max: 99 }),
});

const anyTested: fc.Arbitrary<TestedTest> = fc
  .record({
    name: anyText,
    site: anyText,
    scenarios: fc.nat(9),
    expectations: fc.nat(9),
    line: fc.integer({ min: 1, max: 999 }),
    column: fc.constant(5),
    misses: fc.array(anyMiss, { maxLength: 2 }),
  })
  .map((test) => ({ ...test, outcome: test.misses.length === 0 ? 'passed' : 'failed' }));

const anyFile: fc.Arbitrary<TestedFile> = fc
  .record({ file: anyText, farm: fc.option(anyText), tests: fc.array(anyTested, { maxLength: 3 }) })
  .map((file) => ({
    ...file,
    error:
      file.tests.length > 0
        ? null
        : { code: 'E_INVALID', message: file.file, nextStep: 'correct it' },
  }));

const anyResult: fc.Arbitrary<TestsResult> = fc.array(anyFile, { maxLength: 3 }).map((files) => {
  const tests = files.flatMap((file) => file.tests);
  const failed = tests.filter(({ outcome }) => outcome === 'failed').length;
  const summary = {
    files: files.length,
    tests: tests.length,
    passed: tests.length - failed,
    failed,
    broken: 0,
    skipped: 0,
  };
  return {
    summary: { ...summary, brokenFiles: files.filter(({ error }) => error !== null).length },
    files,
  };
});

describe('JUnit of tests', () => {
  it('says all that is known of each failure, whatever stands in names and texts', () => {
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
          tests.forEach(({ name, misses }, nth) => {
            const found = suite.testcase[nth]!;
            expect(found['@_name']).toBe(shown(name));
            expect(found.failure !== undefined).toBe(misses.length > 0);
            for (const { expected, got, why, replay } of misses) {
              for (const said of [expected, got, why, replay]) {
                expect(found.failure?.['#text']).toContain(shown(said));
              }
            }
          });
        });
      }),
    );
  });

  it('of what could not be tested is an error with every problem', () => {
    const location = { file: 'a.yaml', line: 3, column: 7, excerpt: { text: 'x', caret: 0 } };
    const error = {
      code: 'E_INVALID',
      message: 'a.yaml is not a sound test file: one problem.',
      nextStep: 'correct it',
      problems: [
        {
          location,
          path: ['tests'],
          message: 'a test has no "thn".',
          expected: 'then',
          didYouMean: 'then',
        },
      ],
    };
    const summary = {
      files: 1,
      tests: 1,
      passed: 0,
      failed: 0,
      broken: 1,
      skipped: 0,
      brokenFiles: 0,
    };
    const test = {
      name: 'a',
      site: null,
      outcome: 'broken',
      scenarios: 0,
      expectations: 0,
      line: 2,
      column: 5,
      misses: [],
    } as const;
    const files = [{ file: 'a.yaml', farm: 'farm.json', tests: [{ ...test, misses: [] }], error }];
    const [suite] = suitesOf(renderJunitTests({ summary, files }));
    expect(suite).toMatchObject({ '@_tests': '1', '@_failures': '0', '@_errors': '1' });
    expect(suite?.testcase[0]?.error?.['#text']).toBe(
      'a.yaml:3:7 a test has no "thn".\nexpected: then\ndid you mean "then"?',
    );
  });
});

describe('the text of tests', () => {
  it('says nothing that the JSON lacks, and emits no control character', async () => {
    const look = await createLook({ stream: {}, env: {}, noColour: true });
    const wide = { ...look, wrap: (text: string) => text };
    fc.assert(
      fc.property(anyResult, (result) => {
        const text = renderTests(escapeAll(result), wide);
        // eslint-disable-next-line no-control-regex -- that there is none is what is tested
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
        const { passed, failed, brokenFiles } = result.summary;
        if (passed > 0) expect(text).toContain(`${passed} passed`);
        if (failed > 0) expect(text).toContain(`${failed} failed`);
        if (brokenFiles > 0) expect(text).toContain(`broken file`);
        const own = escapeAll(result);
        for (const file of own.files) {
          expect(text).toContain(file.file);
          for (const test of file.tests) {
            expect(text).toContain(test.name);
            for (const miss of test.misses) {
              for (const said of [
                miss.expected,
                miss.got,
                miss.why,
                miss.counterexample ?? '',
                miss.replay,
              ]) {
                expect(text).toContain(said);
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
