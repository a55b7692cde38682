import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../src/render/formats/junit.js';
import { escapeText } from '../../src/render/text.js';
import type { RegressionKind } from '../../src/domain/readiness/gate.js';
import { brokers, farmOf } from '../gate/repository.js';
import { anyFarm } from '../properties/arbitrary.js';
import { aFinding, brokenFile, hostileFinding, reportOf, reportOn } from './a-report.js';

/** JUnit, read back by an XML parser. */

interface Case {
  '@_name': string;
  '@_classname': string;
  failure?: { '@_message': string; '#text': string };
  error?: { '@_message': string; '#text': string };
  skipped?: { '@_message': string };
  'system-out'?: string;
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
  // XML 1.0 forbids these even if some parsers accept them.
  expect(xml).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/u,
  );
  return parser.parse(xml).testsuites.testsuite ?? [];
}

describe('JUnit', () => {
  it('has a test for everything that --deny names, which fails if the change does it', () => {
    const { result, ...report } = reportOf([]);
    const weakened = { policy: 'farm.policy.json', part: 'RAS104', before: 'error', after: null };
    const before = { withoutStandbys: 1, withStandbys: 2 };
    const after = { withoutStandbys: 0, withStandbys: 1 };
    const against = {
      name: 'origin/v1.0',
      removed: [],
      known: 0,
      new: 0,
      policy: { name: null, isChanged: true, weakened: [weakened] },
      deny: ['tolerance-decrease', 'suppression-added', 'rule-weakened'] as RegressionKind[],
      denied: [
        { kind: 'tolerance-decrease', file: 'farm.json', site: 'Berlin', before, after } as const,
      ],
    };
    const [suite] = suitesOf(renderJunit({ ...report, result: { ...result, against } }));
    expect(suite).toMatchObject({
      '@_tests': '3',
      '@_failures': '2',
      '@_name': 'compared with origin/v1.0',
    });
    const outcomes = suite!.testcase.map((one) => [one['@_name'], one.failure?.['@_message']]);
    expect(outcomes).toEqual([
      ['tolerance-decrease', 'Berlin in farm.json: tolerance 1 → 0, with standbys 2 → 1'],
      ['suppression-added', undefined],
      ['rule-weakened', 'farm.policy.json: RAS104: error → not set (weaker)'],
    ]);
    const quiet = { ...result, against: { ...against, deny: [], denied: [] } };
    expect(suitesOf(renderJunit({ ...report, result: quiet }))).toEqual([]);
  });

  it('fails by the threshold of each file, which its policy may set; a rule of a policy has one name', () => {
    const located = (file: string) => ({ ...aFinding().location, file });
    const { result, ...report } = reportOf([
      aFinding({ location: located('a.json'), rule: 'ORG001', slug: 'two-locations' }),
      aFinding({ location: located('b.json') }),
    ]);
    const [first, second] = result.files;
    const files = [first!, { ...second!, failOn: 'warning' as const }];
    const suites = suitesOf(renderJunit({ ...report, result: { ...result, files } }));
    expect(suites.map((suite) => suite['@_failures'])).toEqual(['0', '1']);
    const names = suites.flatMap(({ testcase }) => testcase.map((one) => one['@_name']));
    expect(new Set(names)).toEqual(new Set(['ORG001', 'RAS104 even-active-brokers']));
  });

  it('is valid XML for any farm files, and preserves their text', () => {
    fc.assert(
      fc.property(hostileFinding, (finding) => {
        const report = reportOf([
          { ...finding, severity: 'error', suppressed: null, site: 'Berlin' },
        ]);
        const [suite] = suitesOf(renderJunit(report));
        expect(suite?.['@_name']).toBe(shown(finding.location.file));
        const [failed] = suite?.testcase.filter(({ failure }) => failure !== undefined) ?? [];
        expect(failed?.failure?.['@_message']).toBe(`${shown(finding.message)}.`);
        expect(failed?.failure?.['#text']).toContain(`\n${shown(finding.message)}.\n`);
      }),
    );
  });

  it('counts its own tests rightly, for any farms', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(), anyFarm(), async (one, other) => {
        const report = await reportOn({
          'a.json': one,
          'b.json': other,
          'c.json': brokenFile('c.json'),
        });
        const suites = suitesOf(renderJunit(report));
        expect(suites).toHaveLength(3);
        for (const suite of suites) {
          const count = (state: 'failure' | 'error' | 'skipped') =>
            String(suite.testcase.filter((test) => test[state] !== undefined).length);
          expect(suite['@_tests']).toBe(String(suite.testcase.length));
          expect(suite['@_failures']).toBe(count('failure'));
          expect(suite['@_errors']).toBe(count('error'));
          expect(suite['@_skipped']).toBe(count('skipped'));
        }
        const failing = new Set(
          report.findings
            .filter(({ severity, suppressed }) => severity === 'error' && suppressed === null)
            .map(({ rule, site, location }) => [rule, site, location.file].join(' ')),
        );
        const failures = suites.reduce((sum, suite) => sum + Number(suite['@_failures']), 0);
        expect(failures).toBe(failing.size);
      }),
      { numRuns: 20 },
    );
  });

  it('has a test for each rule and site, those that pass too', async () => {
    const [suite] = suitesOf(renderJunit(await reportOn({ 'farm.json': farmOf() })));
    expect(suite?.testcase.length).toBeGreaterThan(15);
    expect(suite?.testcase.map((test) => test['@_name'])).toContain('RAS104 even-active-brokers');
    expect(new Set(suite?.testcase.map((test) => test['@_classname']))).toEqual(
      new Set(['farm_json.Berlin']),
    );
  });

  it('follows the threshold', async () => {
    const farms = { 'farm.json': farmOf({ brokers: brokers(4) }) };
    const failures = async (failOn: 'error' | 'warning' | 'never') =>
      suitesOf(renderJunit(await reportOn(farms, { failOn })))[0]?.['@_failures'];
    expect([await failures('error'), await failures('warning'), await failures('never')]).toEqual([
      '0',
      '2',
      '0',
    ]);
    const [suite] = suitesOf(renderJunit(await reportOn(farms)));
    const even = suite?.testcase.find((test) => test['@_name'].startsWith('RAS104'));
    expect(even?.['system-out']).toMatch(/^warning, below the threshold\nfarm\.json:6:5\n/u);
  });

  it('skips what is suppressed or off, with the reason', async () => {
    const accepted = { rule: 'RAS104', target: 'Berlin', reason: 'soon', expires: null };
    const rules = { 'more-than-three-active': { off: true, reason: 'four on purpose' } };
    const report = await reportOn(
      { 'farm.json': farmOf({ brokers: brokers(4) }, { suppressions: [accepted], rules }) },
      { failOn: 'info' },
    );
    const [suite] = suitesOf(renderJunit(report));
    const skipped = suite?.testcase.flatMap((test) =>
      test.skipped === undefined ? [] : [`${test['@_name']}: ${test.skipped['@_message']}`],
    );
    expect(skipped).toEqual([
      'RAS103 more-than-three-active: turned off: four on purpose',
      'RAS104 even-active-brokers: suppressed: soon',
    ]);
    expect(suite?.['@_failures']).toBe('0');
  });

  it('has one failure for several findings of a rule in a site, with all of their texts', () => {
    const findings = ['CB1', 'CB2'].map((name) =>
      aFinding({
        severity: 'error',
        message: `${name} is wrong`,
        target: { kind: 'broker', name },
      }),
    );
    const [suite] = suitesOf(renderJunit(reportOf(findings)));
    expect(suite?.['@_failures']).toBe('1');
    expect(suite?.testcase[0]?.failure?.['@_message']).toBe('CB1 is wrong. CB2 is wrong.');
  });

  it('has an error for a broken file, with its places', async () => {
    const [suite] = suitesOf(renderJunit(await reportOn({ 'c.json': brokenFile('c.json') })));
    expect(suite?.['@_errors']).toBe('1');
    expect(suite?.testcase[0]?.error?.['#text']).toContain('c.json:4:2\na site has no "oops".\n');
  });
});

/** As a parser gives it back: unsafe characters as escapes; a line break in an attribute stays one. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => escapeText(line).replaceAll(/[\ufffe\uffff]/gu, '\ufffd'))
    .join('\n');
}
