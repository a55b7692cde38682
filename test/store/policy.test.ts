import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { explain } from '../../src/domain/explain/explain.js';
import { FarmError } from '../../src/domain/model/errors.js';
import type { FarmSource } from '../../src/store/farm/locate.js';
import { type AppliedPolicy, appliedTo } from '../../src/store/policy/applied.js';
import { policyOf } from '../../src/store/policy/find-policy.js';
import type { RepositoryPolicy } from '../../src/store/policy/policy-convert.js';
import { parsePolicy } from '../../src/store/policy/policy-file.js';
import { policySchemaDocument } from '../../src/store/policy/policy-schema.js';

/** Policy files: reading, what is wrong in them, which one applies, and overrides. */

const example = (explain('policy') as unknown as { example: string[] }).example.join('\n');

function parse(document: unknown): Promise<RepositoryPolicy> {
  return parsePolicy(JSON.stringify(document), 'farm.policy.json');
}

async function refusal(text: string, name = 'farm.policy.json'): Promise<FarmError> {
  const error: unknown = await parsePolicy(text, name).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FarmError)) throw new Error(`not refused: ${text}`, { cause: error });
  return error;
}

const isInSchema = new Ajv({ strict: false, allErrors: true }).compile(policySchemaDocument);

describe('the example of farm explain policy', () => {
  it('is a valid policy, for the editor as well', async () => {
    const policy = await parsePolicy(example, 'farm.policy.json');
    expect(policy.ownRules.map(({ id }) => id)).toEqual(['ORG001', 'ORG002']);
    expect(policy.overrides).toHaveLength(1);
    expect(isInSchema(JSON.parse(example))).toBe(true);
  });

  it('is the same in YAML', async () => {
    const yaml = stringify(JSON.parse(example));
    expect(await parsePolicy(yaml, 'farm.policy.yaml')).toEqual(
      await parsePolicy(example, 'farm.policy.json'),
    );
  });
});

/** Values for any place of a policy, most of them wrong there. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    true,
    0,
    -1,
    1e9,
    90,
    '90d',
    'any',
    'never',
    'error',
    'RAS104',
    'ORG001',
    'org002',
    '',
    ' ',
    '*',
    '__proto__',
    [],
    {},
    [''],
    { off: true },
    { sessions: true },
    { '*': { required: true } },
    { RAS104: { severity: 'info' } },
    'down CB1',
  ),
  fc.string({ maxLength: 5 }),
);

/** The example with some values replaced, removed or added. */
const anyDocument = fc
  .array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), anyValue, fc.nat()), {
    minLength: 1,
    maxLength: 3,
  })
  .map((changes) => {
    const document: unknown = JSON.parse(example);
    for (const [at, how, value, more] of changes) change(document, at, how, value, more);
    return document;
  });

const someKeys = ['severity', 'threshold', 'files', 'when', 'sites', 'tolerence', 'reason', 'x-a'];

function change(document: unknown, at: number, how: string, value: unknown, more: number): void {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      visit(child);
    }
  };
  visit(document);
  const [node, key] = places[at % places.length]!;
  if (how === 'replace') node[key] = value;
  else if (how === 'remove') delete node[key];
  else if (!Array.isArray(node)) node[someKeys[more % someKeys.length]!] = value;
}

describe('any policy file', () => {
  it('is read, or refused with the place of every problem; what is read is valid in an editor', async () => {
    const seen = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const text = JSON.stringify(document, null, 2);
        const lines = text.split('\n');
        try {
          await parsePolicy(text, 'farm.policy.json');
          seen.read += 1;
          expect(isInSchema(document), JSON.stringify(isInSchema.errors)).toBe(true);
        } catch (error) {
          if (!(error instanceof FarmError)) throw error;
          seen.refused += 1;
          expect(['E_INVALID', 'E_NEWER_FORMAT']).toContain(error.code);
          for (const { location } of error.problems) {
            expect(location.column).toBeLessThanOrEqual(lines[location.line - 1]!.length + 1);
          }
        }
      }),
      { numRuns: 600 },
    );
    expect(seen.read).toBeGreaterThan(20);
    expect(seen.refused).toBeGreaterThan(100);
  });

  it.each([
    ['', 'E_SYNTAX'],
    ['[]', 'E_INVALID'],
    ['{"fail-on": "error", "fail-on": "never"}', 'E_INVALID'],
    ['{"formatVersion": 2}', 'E_NEWER_FORMAT'],
    ['fail-on: error', 'E_SYNTAX'],
    ['{/* quiet */}', 'E_SYNTAX'],
    ['['.repeat(2000), 'E_INVALID'],
    [`{"x-a": "${'a'.repeat(1_000_001)}"}`, 'E_UNREADABLE'],
  ])('%.30s is refused', async (text, code) => {
    expect((await refusal(text)).code).toBe(code);
  });

  it('keeps nothing of a file that repeats a key, in YAML too', async () => {
    const error = await refusal('fail-on: error\nfail-on: never\n', 'farm.policy.yaml');
    expect(error.problems[0]).toMatchObject({ location: { line: 2 } });
  });
});

describe('the rules of a policy', () => {
  const problemsOf = async (document: unknown): Promise<string[]> =>
    (await refusal(JSON.stringify(document))).problems.map(({ message }) => message);

  it('name each rule once, whatever the spelling', async () => {
    const rules = { RAS104: {}, 'Even-Active-Brokers': { severity: 'error' } };
    expect(await problemsOf({ rules })).toEqual(['RAS104 is set twice.']);
  });

  it('set an own rule only if the policy has it', async () => {
    const own = { id: 'ORG001', message: 'x', require: { sessions: true } };
    expect(await problemsOf({ rules: { ORG002: {} } })).toEqual(['there is no rule "ORG002".']);
    const policy = await parse({ rules: { org001: { suppress: 'never' } }, 'own-rules': [own] });
    expect(policy.rules).toEqual({ ORG001: { suppress: 'never' } });
  });

  it('are not all off at once, and none that is always reported is changed', async () => {
    const off = { off: true, reason: 'x' };
    expect(await problemsOf({ rules: { '*': off } })).toEqual([
      '"off" can\'t be set for all rules.',
    ]);
    expect(await problemsOf({ rules: { '*': { threshold: 3 } } })).toEqual([
      '"threshold" can\'t be set for all rules.',
    ]);
    for (const id of ['RAS900', 'RAS905', 'RAS906']) {
      expect(await problemsOf({ rules: { [id]: { severity: 'info' } } })).toEqual([
        `a policy can't change ${id}: it is always reported.`,
      ]);
    }
  });

  it('have each id of an own rule once, in overrides as well', async () => {
    const own = { id: 'ORG001', message: 'x', require: { sessions: true } };
    const again = { ...own, id: 'org001' };
    const used = ['ORG001 is used twice.'];
    expect(await problemsOf({ 'own-rules': [own, again] })).toEqual(used);
    const overrides = [{ files: 'a', 'own-rules': [again] }];
    expect(await problemsOf({ 'own-rules': [own], overrides })).toEqual(used);
  });

  it('are what is reported, not a format version that farm supports', async () => {
    expect(await problemsOf({ formatVersion: 1, rules: { RAS14: {} } })).toEqual([
      'there is no rule "RAS14".',
    ]);
  });

  it('do not turn a rule off and require it', async () => {
    const off = { off: true, reason: 'x' };
    for (const more of [{ required: true }, { severity: 'info' }]) {
      expect(await problemsOf({ rules: { RAS104: { ...off, ...more } } })).toEqual([
        'RAS104 is off and required.',
      ]);
    }
  });
});

describe('overrides', () => {
  it.each([
    ['./lab/', 'a pattern has no "." or "..".'],
    ['!../*', 'a pattern has no "." or "..".'],
    ['lab/../prod', 'a pattern has no "." or "..".'],
    [['!lab/', '!b'], 'they only have exceptions.'],
  ])('for %j, which matches no file, are refused', async (files, message) => {
    const { problems } = await refusal(JSON.stringify({ overrides: [{ files }] }));
    expect(problems).toHaveLength(1);
    expect(problems?.[0]?.message).toContain(message);
    expect(problems?.[0]?.path).toEqual(['overrides', 0, 'files']);
  });

  it('apply to the files that their patterns match, later ones last', async () => {
    const policy = await parse({
      'fail-on': 'warning',
      suppress: '30d',
      rules: {
        RAS104: { severity: 'error', suppress: 'never' },
        RAS301: { off: true, reason: 'x' },
      },
      tolerance: [{ tolerance: 1 }],
      'own-rules': [{ id: 'ORG001', message: 'x', require: { sessions: true } }],
      overrides: [
        { files: 'lab/', 'fail-on': 'never', rules: { RAS104: { severity: 'info' } } },
        {
          files: ['**/*-test.farm.json', '!lab/keep-test.farm.json'],
          suppress: 'any',
          tolerance: [],
          rules: { ORG001: { off: true, reason: 'x' } },
        },
      ],
    });
    const of = (file: string | null): Promise<AppliedPolicy> => appliedTo(policy, file, 'p');
    const base = await of('prod/farm.json');
    expect(base.policy).toMatchObject({ failOn: 'warning', suppress: { days: 30 } });
    expect(base.ownRules).toHaveLength(1);
    expect((await of(null)).policy).toEqual(base.policy);

    const lab = (await of('lab/deep/farm.json')).policy;
    expect(lab.failOn).toBe('never');
    expect(lab.rules['RAS104']).toEqual({ severity: 'info', suppress: 'never' });
    expect(lab.rules['RAS301']).toEqual(base.policy.rules['RAS301']);

    const both = await of('lab/a-test.farm.json');
    expect(both.policy).toMatchObject({ failOn: 'never', suppress: 'any', tolerance: [] });
    expect(both.ownRules).toEqual([]);
    expect((await of('lab/keep-test.farm.json')).policy.suppress).toEqual({ days: 30 });
  });
});

describe('the severity of an own rule', () => {
  it('is its own, or that of the rules, of the last override', async () => {
    const policy = await parse({
      rules: { ORG001: { severity: 'warning' } },
      'own-rules': [
        { id: 'ORG001', message: 'x', require: { sessions: true } },
        { id: 'ORG002', severity: 'warning', message: 'x', require: { sessions: true } },
      ],
      overrides: [{ files: 'lab/', rules: { ORG002: { severity: 'info' } } }],
    });
    const of = async (file: string): Promise<string[]> =>
      (await appliedTo(policy, file, 'p')).ownRules.map(({ severity }) => severity);
    expect(await of('farm.json')).toEqual(['warning', 'warning']);
    expect(await of('lab/farm.json')).toEqual(['warning', 'info']);
  });
});

describe('the policy of a farm file', () => {
  function folder(files: Readonly<Record<string, string>>): string {
    const root = mkdtempSync(join(tmpdir(), 'farm-policy-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return root;
  }

  const source = (path: string): FarmSource => ({ kind: 'file', path, foundBy: 'FILES' });
  const failOnOf = async (path: string): Promise<string | null | undefined> =>
    (await policyOf(source(path)))?.policy.failOn;

  it('is the nearest above it, up to the root of its repository', async () => {
    const root = folder({
      'farm.policy.json': '{"fail-on": "info"}',
      'repo/.git/HEAD': '',
      'repo/farm.policy.yaml': 'fail-on: warning',
      'repo/a/b/farm.json': '',
      'repo/c/farm.policy.json': '{"fail-on": "never"}',
      'repo/c/d/farm.json': '',
      'other/.git/HEAD': '',
      'other/a/farm.json': '',
    });
    expect(await failOnOf(join(root, 'repo/a/b/farm.json'))).toBe('warning');
    expect(await failOnOf(join(root, 'repo/c/d/farm.json'))).toBe('never');
    expect(await failOnOf(join(root, 'other/a/farm.json'))).toBeUndefined();
  });

  it('is in its own folder only, outside of a repository', async () => {
    const root = folder({ 'farm.policy.json': '{"fail-on": "info"}', 'farm.json': '', 'a/b': '' });
    expect(await failOnOf(join(root, 'farm.json'))).toBe('info');
    expect(await failOnOf(join(root, 'a/farm.json'))).toBeUndefined();
  });

  it('is read again after a change', async () => {
    const root = folder({ 'farm.policy.json': '{"fail-on": "info"}' });
    expect(await failOnOf(join(root, 'farm.json'))).toBe('info');
    writeFileSync(join(root, 'farm.policy.json'), '{"fail-on": "warning"}');
    expect(await failOnOf(join(root, 'farm.json'))).toBe('warning');
  });

  it.skipIf(process.platform === 'win32')('is an error where it is a dangling link', async () => {
    const root = folder({ 'farm.json': '' });
    symlinkSync('nowhere', join(root, 'farm.policy.json'));
    await expect(policyOf(source(join(root, 'farm.json')))).rejects.toThrow(FarmError);
  });
});
