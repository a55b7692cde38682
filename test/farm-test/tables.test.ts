/* oxlint-disable unicorn/no-thenable -- "then" is a key of the file format; never awaited */
import * as fc from 'fast-check';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseFarm } from '../../src/store/farm/document.js';
import { judgeRow, rowsOf } from '../../src/gate/test-rows.js';
import { readTests } from '../../src/store/test/test-convert.js';
import { farmOf } from '../prove/farms.js';

/** Tests that are several: one for each case of a table, one for each site; and tests that are skipped. */

const published = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false }).compile(
  JSON.parse(
    readFileSync(new URL('../../farm-test.schema.json', import.meta.url), 'utf8'),
  ) as object,
);

/** The tests of a YAML text, which the published schema accepts too. */
function read(text: string): ReturnType<typeof readTests> {
  const document: unknown = parse(text);
  const result = readTests(document);
  if (result.problems.length === 0)
    expect(published(document), JSON.stringify(published.errors)).toBe(true);
  return result;
}

function wrongWith(text: string): string[] {
  return read(text).problems.map(
    ({ problem: { path, message } }) => `${path.join('.')}: ${message}`,
  );
}

describe('a test with cases', () => {
  const table = `
tests:
  - name: <broker> may fail
    when: { down: <broker>, any-down: <more> }
    then: { sessions: true, serving: <left>, load-share: { <broker>: 0 }, providers: <fate> }
    cases:
      - { broker: CB1, more: 1, left: 2, fate: served }
      - { broker: [CB2, CB3], more: 2, left: 0, fate: abandoned }
`;

  it('is one test for each, values with their types, keys replaced too', () => {
    const { tests, problems } = read(table);
    expect(problems).toEqual([]);
    expect(tests.map(({ test }) => [test.name, test.when.down, test.when.anyDown])).toEqual([
      ['CB1 may fail', ['CB1'], 1],
      ['CB2,CB3 may fail', ['CB2', 'CB3'], 2],
    ]);
    expect(tests.map(({ test }) => test.expect)).toEqual([
      {
        sessions: true,
        serving: 2,
        'load-share': { CB1: { least: 0, most: 0 } },
        providers: 'served',
      },
      {
        sessions: true,
        serving: 0,
        'load-share': { 'CB2,CB3': { least: 0, most: 0 } },
        providers: 'abandoned',
      },
    ]);
  });

  it('knows where everything is written', () => {
    const [, second] = read(table).tests;
    expect(second?.at).toEqual(['tests', 0, 'cases', 1]);
    const of = (...path: (string | number)[]): string => second?.sourceOf(path).join('.') ?? '';
    expect(of('when', 'down')).toBe('tests.0.cases.1.broker');
    expect(of('when', 'down', 0)).toBe('tests.0.cases.1.broker.0');
    expect(of('then', 'sessions')).toBe('tests.0.then.sessions');
    expect(of('then', 'load-share', 'CB2,CB3')).toBe('tests.0.then.load-share.<broker>');
    expect(of('name')).toBe('tests.0.name');
    const key = second?.sourceOf(['then', 'load-share', 'CB2,CB3'], 'key').join('.');
    expect(key).toBe('tests.0.then.load-share.<broker>');
    expect(second?.sourceOf(['when', 'down'], 'key').join('.')).toBe('tests.0.when.down');
  });

  it('gets its values as part of its name where the name has no column', () => {
    const { tests } = read(`
tests:
  - name: a < b > c
    when: { down: <broker> }
    then: { serving: <n> }
    cases: [{ broker: CB1, n: 2 }, { broker: CB2, n: 2 }]
`);
    expect(tests.map(({ test }) => test.name)).toEqual([
      'a < b > c (CB1, 2)',
      'a < b > c (CB2, 2)',
    ]);
  });

  it('is the same as the tests written out', () => {
    const value = fc.constantFrom<unknown>('CB1', 'rack r1', 0, 3, true, 'none', '$&', '<b>');
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 4 }), (rows) => {
        const make = (a: unknown, b: unknown, name: string): object => ({
          name,
          when: { down: a, events: [`down ${String(a)}`, 'after 1m'] },
          then: { primary: a, serving: b, at: { '1m': { sessions: b } } },
        });
        const [table, writtenOut] = [
          [{ ...make('<a>', '<b c>', 'x'), cases: rows.map(([a, b]) => ({ a, 'b c': b })) }],
          rows.map(([a, b]) => {
            const test = make(a, b, `x (${String(a)}, ${String(b)})`);
            return { ...test, when: { down: a, events: [`down ${String(a)}`, 'after 1m'] } };
          }),
        ].map((tests) => readTests({ tests }));
        expect(table?.tests.map(({ test }) => test)).toEqual(
          writtenOut?.tests.map(({ test }) => test),
        );
        expect(table?.problems.length === 0).toBe(writtenOut?.problems.length === 0);
        // What is wrong is wrong at a place that the document has.
        for (const { problem } of table?.problems ?? []) expect(problem.path[0]).toBe('tests');
      }),
    );
  });

  it.each<[string, string, string[]]>([
    [
      'an unknown column',
      '{ down: <brokr> }\n    cases: [{ broker: CB1 }]',
      [
        'tests.0.when.down: no case has "brokr", which <brokr> stands for.',
        'tests.0.cases.0.broker: the test does not use "broker".',
      ],
    ],
    [
      'a value that is missing',
      '{ down: <a>, any-down: <b> }\n    cases: [{ a: CB1, b: 1 }, { a: CB1 }]',
      ['tests.0.cases.1: this case has no "b", which the test uses.'],
    ],
    [
      'a value of the wrong type',
      '{ any-down: <b> }\n    cases: [{ b: 1 }, { b: two }]',
      ['tests.0.cases.1.b: "any-down" must be a whole number, not "two".'],
    ],
    [
      'what is wrong in every case, once',
      '{ dwn: <b> }\n    cases: [{ b: 1 }, { b: 2 }]',
      ['tests.0.when.dwn: a failure has no "dwn".'],
    ],
    ['no cases', '{ down: CB1 }\n    cases: []', ['tests.0.cases: "cases" is empty.']],
    [
      'a case without columns',
      '{ down: CB1 }\n    cases: [{}]',
      ['tests.0.cases.0: entry 1 of "cases" is empty.'],
    ],
    [
      'cases of another type',
      '{ down: CB1 }\n    cases: 5',
      ['tests.0.cases: "cases" must be a list in [ ], not 5.'],
    ],
    [
      'an object as a value',
      '{ down: <b> }\n    cases: [{ b: { c: d } }]',
      [
        'tests.0.cases.0.b: "b" must be text in double quotes or a number or true or false, or a list in [ ], not an object.',
      ],
    ],
    [
      'the same case twice',
      '{ down: <b> }\n    cases: [{ b: CB1 }, { b: CB1 }]',
      ['tests.0.cases.1: case 1 of test 1 already has the name "x (CB1)".'],
    ],
  ])('is refused for %s', (_name, when, problems) => {
    const text = `tests:\n  - name: x\n    then: { sessions: true }\n    when: ${when}\n`;
    expect(wrongWith(text)).toEqual(problems);
  });

  it('is refused where the cases would need too much memory', () => {
    const cases = Array.from({ length: 3000 }, (_, at) => ({ b: at }));
    const test = {
      name: 'x',
      when: { events: ['after <b>m', 'a'.repeat(9000)] },
      then: { serving: 1 },
      cases,
    };
    const { problems } = readTests({ tests: [test] });
    expect(problems.map(({ problem }) => problem.message)).toEqual([
      'the tests of all cases together are too long.',
    ]);
  });
});

describe('a test of several sites', () => {
  const farm = farmOf(3, 1);
  const [site] = farm.sites;
  if (site === undefined) throw new Error('no site');
  const sites = ['prod-a', 'Prod-B', 'lab [1]', 'every-day'].map((name) => ({ ...site, name }));
  const many = { ...farm, sites };
  const outcomes = (wanted: string): string[] => {
    const text = `tests:\n  - name: x\n    sites: ${wanted}\n    then: { sessions: true }\n`;
    const judging = { today: '2026-11-20', farmFile: 'f', testFile: 't' };
    return rowsOf(read(text).tests, many)
      .map((row) => judgeRow(row, many, judging))
      .map(({ name, found }) =>
        'passed' in found
          ? `${name} ${found.site}`
          : 'misfits' in found
            ? found.misfits.map(({ path, reason }) => `${path.join('.')} ${reason.kind}`).join()
            : found.skipped,
      );
  };

  it.each<[string, string[]]>([
    [
      'every',
      ['prod-a: x prod-a', 'Prod-B: x Prod-B', 'lab [1]: x lab [1]', 'every-day: x every-day'],
    ],
    ["'PROD-*'", ['prod-a: x prod-a', 'Prod-B: x Prod-B']],
    ['[prod-b, "lab [1]", prod-?]', ['prod-a: x prod-a', 'Prod-B: x Prod-B', 'lab [1]: x lab [1]']],
    ["'none-*'", ['sites no-such-site']],
    ['[prod-c, prod-a]', ['sites no-such-site']],
    ["'prod-[a'", ['sites name']],
  ])('%s is a test for each', (wanted, expected) => {
    expect(outcomes(wanted)).toEqual(expected);
  });

  it('names its site in one way only', () => {
    expect(
      wrongWith('tests:\n  - { name: x, site: a, sites: every, then: { sessions: true } }\n'),
    ).toEqual(['tests.0.sites: "site" and "sites" can\'t be used in one test.']);
  });
});

describe('a test that is skipped', () => {
  it('need not fit the farm, but must be valid', () => {
    const text = 'tests:\n  - { name: x, skip: later, site: gone, then: { primary: gone } }\n';
    const [row] = rowsOf(read(text).tests, farmOf(3, 1));
    expect(row).toMatchObject({ name: 'x', skipped: 'later' });
    expect(wrongWith('tests:\n  - { name: x, skip: "", then: { sessions: true } }\n')).toEqual([
      'tests.0.skip: "skip" is empty.',
    ]);
    expect(wrongWith('tests:\n  - { name: x, skip: true, then: { sesions: true } }\n')).toEqual([
      'tests.0.skip: "skip" must be text in double quotes, not true.',
      'tests.0.then.sesions: a set of expectations has no "sesions".',
    ]);
  });
});

describe('an edit that is expected to be refused', () => {
  it.each<[string, string[]]>([
    ['{ name: x, then: { refused: true } }', ['tests.0.then.refused: there is no edit to refuse.']],
    [
      '{ name: x, given: [{ promote: a }], when: { down: a }, then: { refused: true } }',
      [
        'tests.0.when: "when" can\'t be used with "refused": an edit that is refused changes nothing.',
      ],
    ],
    [
      '{ name: x, given: [{ promote: a }], then: { refused: true, sessions: true } }',
      [
        'tests.0.then.sessions: "sessions" can\'t be used with "refused": an edit that is refused changes nothing.',
      ],
    ],
    [
      '{ name: x, given: [{ promote: a }], then: { refused: is-primry } }',
      [
        'tests.0.then.refused: "refused" must be one of true, "is-primary", "already-primary", "not-active", "broker-preferred", "reassigned-to-deleted", "place-of-primary", "no-such-place", "broker-exists", "names-exist", "name-repeated", "invalid-value", not "is-primry".',
      ],
    ],
  ])('%s', (test, problems) => {
    expect(wrongWith(`tests:\n  - ${test}\n`)).toEqual(problems);
  });
});

describe('the example in docs/farm-file.md', () => {
  it('is valid, and what it says of the example farm is true', async () => {
    const page = readFileSync(new URL('../../docs/farm-file.md', import.meta.url), 'utf8');
    const [, example = ''] = /```yaml\n(tests:.*?)```/s.exec(page) ?? [];
    const farmFile = new URL('../../examples/two-sites.farm.json', import.meta.url);
    const farm = await parseFarm(readFileSync(farmFile, 'utf8'), 'two-sites.farm.json');
    const judging = { today: '2026-11-20', farmFile: 'f', testFile: 't' };
    const { tests, problems } = read(example);
    expect(problems).toEqual([]);
    const found = rowsOf(tests, farm).map((row) => judgeRow(row, farm, judging));
    expect(found.map((one) => ('passed' in one.found ? one.found.passed : one.found))).toEqual([
      // In Berlin, two of three active brokers are on one hypervisor.
      false,
      ...Array.from({ length: 5 }, () => true),
      { skipped: 'the standby moves to rack r3 next month' },
    ]);
  });
});
