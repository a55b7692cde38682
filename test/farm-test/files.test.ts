/* oxlint-disable unicorn/no-thenable -- "then" is a key of the file format; never awaited */
import { command } from '../../src/domain/model/suggested-command.js';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { FarmError } from '../../src/domain/model/errors.js';
import { findTestFiles, placesIn, readTestFile } from '../../src/store/test/test-file.js';
import { testSchema, type TestSchemaNode } from '../../src/store/test/test-schema.js';
import { inWords } from '../../src/cli/refusals.js';
import { findTestShapeProblems } from '../../src/store/test/test-shape.js';

/** Test files as they are found and read: every problem at once, each at its place, in JSON and in YAML. */

const folder = mkdtempSync(join(tmpdir(), 'farm-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What is wrong with a text, as `line:column message`. */
async function wrongWith(name: string, text: string): Promise<string[]> {
  try {
    await readTestFile(written(name, text));
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    const { problems: told } = await inWords(error);
    return told.map(({ location, message }) => `${location.line}:${location.column} ${message}`);
  }
  return [];
}

const many = {
  test: 3,
  tests: [
    {
      name: 'a',
      given: [{ standbi: 'CB1' }, { standby: 'x', activate: 'y' }, {}],
      when: { down: [], 'any-down': 0, partition: ['A'], evnts: 'x' },
      then: {
        sessions: 'yes',
        providers: 'servd',
        'load-share-at-most': 120,
        throughout: ['session'],
      },
    },
    { name: 'b', then: {} },
    5,
    { name: '' },
  ],
};
const reportOfMany = [
  'a test file has no "test".',
  'an edit has no "standbi".',
  'entry 2 of "given" has 2 keys; each edit must be a separate entry.',
  'entry 3 of "given" is empty.',
  '"down" is empty.',
  '"any-down" must be 1 or more, not 0.',
  '"partition" has 1 entry.',
  'a failure has no "evnts".',
  '"sessions" must be true or false, not "yes".',
  '"providers" must be one of "served", "abandoned", or an object in { }, not "servd".',
  '"load-share-at-most" must be 0 to 100, not 120.',
  'entry 1 of "throughout" must be one of "sessions", "providers", "primary", not "session".',
  '"then" is empty.',
  'entry 3 of "tests" must be an object in { }, not 5.',
  '"name" is empty.',
  'a test needs "then".',
];

describe('a broken test file', () => {
  it.each([
    ['many.farm-test.json', JSON.stringify(many, null, 2)],
    ['many.farm-test.yaml', stringify(many)],
  ])('%s tells every problem', async (name, text) => {
    const messages = (await wrongWith(name, text)).map((one) => one.replace(/^\d+:\d+ /, ''));
    expect(messages.toSorted()).toEqual(reportOfMany.toSorted());
  });

  it('reports the place of each, in YAML', async () => {
    const text = [
      'tests:',
      '  - name: a',
      '    when: { down: [CB1], evnts: x }',
      '    then:',
      '      sessions: 5',
      '      serving:',
    ].join('\n');
    expect(await wrongWith('places.farm-test.yaml', text)).toEqual([
      '3:26 a failure has no "evnts".',
      '5:17 "sessions" must be true or false, not 5.',
      expect.stringMatching(/^6:\d+ "serving" must be a whole number, not null\.$/),
    ]);
  });

  it('reports the place of each, in JSON', async () => {
    const text =
      '{ "tests": [\n  { "name": "a",\n    "then": { "sessions": 5, "sesions": true } } ] }';
    expect(await wrongWith('places.farm-test.json', text)).toEqual([
      '3:27 "sessions" must be true or false, not 5.',
      '3:30 a set of expectations has no "sesions".',
    ]);
  });

  it('reports invalid values of the right shape', async () => {
    const text = `
tests:
  - name: twice
    given:
      - auto-promotion: soon
      - standby: CB[1-
    when:
      any-split: true
      any-down: 1
      events: [down CB1; afer 3h, after 3x, " "]
    then: { stopped-for-at-most: later }
  - name: TWICE
    when: { partition: CB1 }
    then: { stopped-for-at-most: 1h }
`;
    expect(await wrongWith('sense.farm-test.yml', text)).toEqual([
      '5:25 "soon" is not a duration.',
      '6:18 the name list "CB[1-" has a bracket that is not closed.',
      '8:18 "any-split" and "any-down" can\'t be used in one test.',
      '10:16 event "afer 3h": "afer" is not an event.',
      '10:35 event "after 3x": "3x" is not a duration.',
      '10:45 this contains no events.',
      '11:34 "later" is not a duration.',
      '12:11 test 1 already has the name "TWICE".',
      '13:24 "CB1" is not a network split: it needs at least two groups of brokers.',
      '14:34 without "events" no time passes.',
    ]);
  });

  it.each([
    ['no YAML', 'a.yaml', 'tests: [\n', /bracket/],
    ['a tab', 'b.yaml', 'tests:\n\t- name: a\n', /tab/],
    ['a tab below a list', 'n.yaml', 'tests:\n  - name: a\n\tthen: 1\n', /tab/],
    ['a key twice', 'c.yaml', 'tests: 1\ntests: 2\n', /duplicate/],
    ['a key twice in JSON', 'd.json', '{"tests": [], "tests": []}', /duplicate/],
    ['two documents', 'e.yaml', 'tests: 1\n---\ntests: 2\n', /second document/],
    ['nothing', 'f.yaml', '# only a comment\n', /empty/],
    ['nothing in JSON', 'g.json', '', /empty/],
    ['no object', 'h.yaml', 'just text', /a test file must be an object/],
    ['no JSON', 'i.json', '{"tests": [', /./],
    ['brackets without end', 'j.yaml', '['.repeat(100_000), /./],
    ['aliases that multiply', 'k.yaml', bomb(), /aliases/],
    ['an alias of nothing', 'l.yaml', 'tests: *nothing\n', /./],
    ['a tag', 'm.yaml', 'tests: !!js/function "x"\n', /tag/],
  ])('with %s is reported as such', async (_what, name, text, reported) => {
    const problems = await wrongWith(name.replace('.', '.farm-test.'), text);
    expect(problems.join('\n')).toMatch(reported);
    expect(problems.every((one) => /^\d+:\d+ /.test(one))).toBe(true);
  });

  it('of a newer format is reported as such', async () => {
    const path = written('newer.farm-test.yaml', 'formatVersion: 2\nnews: true\n');
    await expect(readTestFile(path)).rejects.toMatchObject({ code: 'E_NEWER_FORMAT' });
  });
});

function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, at) => `l${at + 1}: &l${at + 1} [${Array(9).fill(`*l${at}`).join(', ')}]`,
  );
  return ['l0: &l0 [x, x]', ...levels].join('\n');
}

describe('a valid test file', () => {
  it('means the same in YAML and in JSON, with anchors, ranges and byte order mark', async () => {
    const yaml = `\uFEFF
tests:
  - name: a
    given: [{ standby: "CB[1-2]" }, { delete: { broker: CB3, reassign: auto } }]
    when: &when { down: CB4, partition: [CB1, [CB2, CB5]], events: "after 1h; heal # well" }
    then: { primary: none }
  - name: b
    when: *when
    then: { stopped-for-at-most: 1h30m, sessions: true }
`;
    const { tests } = await readTestFile(written('same.farm-test.yaml', yaml));
    const json = JSON.stringify({
      tests: [
        {
          name: 'a',
          given: [
            { standby: ['CB1', 'CB2'] },
            { delete: { broker: ['CB3'], reassign: 'automatic' } },
          ],
          when: { down: ['CB4'], partition: 'CB1/CB2,CB5', events: ['after 60', 'heal'] },
          then: { primary: 'none' },
        },
        {
          name: 'b',
          when: { down: ['CB4'], partition: 'CB1/CB2,CB5', events: ['after 60', 'heal'] },
          then: { 'stopped-for-at-most': '90m', sessions: true },
        },
      ],
    });
    const again = (await readTestFile(written('same.farm-test.json', json))).tests;
    expect(again.map(({ test }) => test)).toEqual(tests.map(({ test }) => test));
    expect(tests[1]?.test.expect['stopped-for-at-most']).toBe(90);
  });

  it('has places for its values, also those behind an alias', async () => {
    const yaml =
      'tests:\n  - name: a\n    when: &w { down: CB4 }\n    then: {sessions: true}\n  - name: b\n    when: *w\n    then: {sessions: true}\n';
    const file = await readTestFile(written('alias.farm-test.yaml', yaml));
    const places = await placesIn(file, [
      ['tests', 1],
      ['tests', 1, 'when', 'down'],
      ['tests', 1, 'site'],
    ]);
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual(['5:5', '3:22', '5:5']);
  });
});

describe('finding test files', () => {
  it('looks below a folder, not into node_modules, and takes each once', async () => {
    const top = join(folder, 'found');
    mkdirSync(join(top, 'sites', 'node_modules'), { recursive: true });
    for (const name of [
      'b.farm-test.json',
      'a.farm-test.yaml',
      'sites/c.farm-test.yml',
      'sites/c.yml',
      'sites/node_modules/d.farm-test.yml',
    ]) {
      writeFileSync(join(top, name), '');
    }
    const found = async (...names: string[]): Promise<string[]> =>
      (await findTestFiles(names, top)).map((path) =>
        path.slice(top.length + 1).replaceAll('\\', '/'),
      );
    expect(await found()).toEqual([
      'a.farm-test.yaml',
      'b.farm-test.json',
      'sites/c.farm-test.yml',
    ]);
    expect(await found('sites', 'sites/*.farm-test.*')).toEqual(['sites/c.farm-test.yml']);
    await expect(found('sites/node_modules/x/*')).rejects.toMatchObject({ code: 'E_NO_FARM' });
    await expect(found('-')).rejects.toMatchObject({ code: 'E_USAGE' });
  });

  it('refuses to pass with nothing to test', async () => {
    const top = join(folder, 'none');
    mkdirSync(top);
    await expect(findTestFiles([], top)).rejects.toMatchObject({
      code: 'E_NO_FARM',
      nextStep: command`test --init`,
    });
  });
});

describe('the published JSON Schema of test files', () => {
  const published = JSON.parse(
    readFileSync(new URL('../../farm-test.schema.json', import.meta.url), 'utf8'),
  ) as object;
  const accepts = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false }).compile(
    published,
  );

  const nodes = (node: TestSchemaNode, name: string): [string, TestSchemaNode][] => [
    [name, node],
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
      nodes(child, `${name}.${key}`),
    ),
    ...(node.anyOf ?? []).flatMap((child, at) => nodes(child, `${name}|${at}`)),
    ...(node.items === undefined ? [] : nodes(node.items, `${name}[]`)),
    ...(node.additionalProperties ? nodes(node.additionalProperties, `${name}.*`) : []),
  ];

  it.each(nodes(testSchema, 'file'))('describes %s', (_name, { description }) => {
    expect(description).toMatch(/^[A-Z].{4,}[.)]$/s);
  });

  it('accepts what farm accepts, and refuses what farm refuses', () => {
    const value = (node: TestSchemaNode): fc.Arbitrary<unknown> => {
      if (node.anyOf !== undefined) return fc.oneof(...node.anyOf.map(value));
      if (node.enum !== undefined) return fc.constantFrom<unknown>(...node.enum);
      if (node.type === 'array' && node.items !== undefined)
        return fc.array(value(node.items), { maxLength: 3 });
      if (node.type === 'object') {
        const known = Object.entries(node.properties ?? { one: node.additionalProperties || node });
        const required = [...(node.required ?? [])];
        return fc
          .record(Object.fromEntries(known.map(([key, child]) => [key, value(child)])), {
            requiredKeys: required,
            noNullPrototype: true,
          })
          .chain((whole) => {
            const optional = Object.keys(whole).filter((key) => !required.includes(key));
            return fc
              .subarray(optional, { maxLength: Math.min(2, optional.length) })
              .map((kept) =>
                Object.fromEntries(
                  Object.entries(whole).filter(
                    ([key]) => required.includes(key) || kept.includes(key),
                  ),
                ),
              );
          });
      }
      return scalar;
    };
    const scalar = fc.oneof(
      { arbitrary: fc.constantFrom<unknown>('CB1', 'none', 1, true), weight: 9 },
      { arbitrary: fc.constantFrom<unknown>('', null, -1, 1.5, [], {}), weight: 1 },
    );
    const seen = { valid: 0, broken: 0 };
    fc.assert(
      fc.property(value(testSchema), (made) => {
        const document: unknown = JSON.parse(JSON.stringify(made));
        const valid = findTestShapeProblems(document).length === 0;
        seen[valid ? 'valid' : 'broken'] += 1;
        expect(accepts(document), JSON.stringify(accepts.errors)).toBe(valid);
      }),
      { numRuns: 2000 },
    );
    expect(seen.valid).toBeGreaterThan(5);
    expect(seen.broken).toBeGreaterThan(100);
  });

  it('accepts the example', async () => {
    const { parse } = await import('yaml');
    const text = readFileSync(
      new URL('../../examples/two-sites.farm-test.yaml', import.meta.url),
      'utf8',
    );
    expect(accepts(parse(text)), JSON.stringify(accepts.errors)).toBe(true);
  });
});
