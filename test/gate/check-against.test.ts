import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { judge, reading, readFarms, type Run, type RunQuestion } from '../../src/gate/check.js';
import { policyForRun } from '../../src/gate/check-policy.js';
import { printFarm } from '../../src/store/farm/document.js';
import type { FarmSource } from '../../src/store/farm/locate.js';
import { brokers, farmOf } from './repository.js';

/** `farm check --against` a commit: what counts, and what is denied. */

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'farm-against-')));
  git('init', '--quiet', '--initial-branch=main');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function git(...words: string[]): void {
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  execFileSync('git', [...who, ...words], { cwd: folder, env, stdio: 'pipe' });
}

function write(files: Readonly<Record<string, Farm | object>>): void {
  for (const [name, content] of Object.entries(files)) {
    const text = 'sites' in content ? printFarm(content) : JSON.stringify(content);
    writeFileSync(join(folder, name), text);
  }
}

function commit(files: Readonly<Record<string, Farm | object>>): void {
  write(files);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'a commit');
}

async function check(names: string[], asked: Partial<RunQuestion> = {}): Promise<Run> {
  const question: RunQuestion = {
    today: '2026-11-20',
    site: null,
    rules: { only: [], skip: [] },
    baseline: null,
    writeBaseline: null,
    against: 'main',
    policy: null,
    deny: [],
    failOn: 'warning',
    isFailOnTyped: false,
    ...asked,
  };
  const sources = names.map((name): FarmSource => ({
    kind: 'file',
    path: join(folder, name),
    foundBy: 'FILES',
  }));
  const policy = await policyForRun(question, sources);
  return judge(await readFarms(sources, reading(policy.find)), question, policy);
}

/** The rules of findings that count. */
function counting({ findings }: Run): string[] {
  return findings.filter(({ suppressed }) => suppressed === null).map(({ rule }) => rule);
}

/** What is denied, and in which file. */
function deniedIn({ result }: Run): string[] | undefined {
  return result.against?.denied.map(({ kind, file }) => `${kind} ${basename(file)}`);
}

const two = farmOf({ brokers: brokers(2) });
const described = farmOf({ brokers: brokers(2, { description: 'changed' }) });

describe('a finding that was there before', () => {
  it('does not count, though the file has changed', async () => {
    commit({ 'a.json': two });
    write({ 'a.json': described });
    const run = await check(['a.json']);
    expect(run.status).toBe(0);
    expect(run.findings.length).toBeGreaterThan(0);
    expect(new Set(run.findings.map(({ suppressed }) => suppressed?.by))).toEqual(
      new Set(['against']),
    );
    expect(run.result.against).toMatchObject({ known: run.findings.length, new: 0 });
  });

  it('keeps the suppression of the farm file', async () => {
    const accepted = { rule: 'RAS102', target: 'Berlin', reason: 'two are enough', expires: null };
    const farm = { ...two, suppressions: [accepted] };
    for (const now of [farm, { ...described, suppressions: [accepted] }]) {
      commit({ 'a.json': farm });
      write({ 'a.json': now });
      const { findings } = await check(['a.json']);
      const found = findings.find(({ rule }) => rule === 'RAS102');
      expect(found?.suppressed).toMatchObject({ by: 'farm file', reason: 'two are enough' });
    }
  });

  it('counts if the file was not there, or was no valid farm', async () => {
    commit({ 'broken.json': { formatVersion: 1 } });
    write({ 'broken.json': two, 'new.json': two });
    for (const name of ['broken.json', 'new.json']) {
      const run = await check([name]);
      expect(run.status).toBe(1);
      expect(counting(run)).toContain('RAS102');
    }
  });

  it('is found under the former name of the site that --site names', async () => {
    commit({ 'a.json': two });
    write({ 'a.json': farmOf({ name: 'Bonn', brokers: brokers(2) }) });
    const run = await check(['a.json'], { site: 'Bonn' });
    expect(counting(run)).toEqual([]);
    expect(run.findings.length).toBeGreaterThan(0);
  });

  it('counts if it is worse now, and says what it was', async () => {
    commit({ 'a.json': farmOf({ brokers: brokers(5) }) });
    write({ 'a.json': farmOf({ brokers: brokers(7) }) });
    const run = await check(['a.json']);
    expect(counting(run)).toEqual(['RAS103']);
    expect(run.findings[0]).toMatchObject({
      observed: 6,
      acceptedAt: 4,
      acceptedIn: 'main:a.json',
    });
  });

  it('was found by the policy that judges now', async () => {
    const policy = { tolerance: [{ tolerance: 9 }], rules: { RAS104: { severity: 'error' } } };
    commit({ 'farm.policy.json': policy, 'a.json': two });
    write({ 'a.json': described });
    const run = await check(['a.json'], { deny: ['new-error', 'new-warning'] });
    expect(run.findings.map(({ rule }) => rule)).toContain('RAS109');
    expect(counting(run)).toEqual([]);
    expect(run.result.against?.denied).toEqual([]);
    expect(run.status).toBe(0);
  });

  it('is one of a rule that the policy defines, too', async () => {
    const rule = { id: 'ORG001', message: 'x', require: { 'serving-at-least': 3 } };
    commit({ 'farm.policy.json': { 'own-rules': [rule] }, 'a.json': two, 'b.json': farmOf() });
    write({ 'a.json': described, 'b.json': two });
    const of = async (name: string): Promise<string[]> =>
      counting(await check([name], { rules: { only: ['ORG001'], skip: [] } }));
    expect(await of('a.json')).toEqual([]);
    expect(await of('b.json')).toEqual(['ORG001']);
  });
});

describe('an own rule that does not fit a farm', () => {
  it('is an error, unless it is skipped', async () => {
    const rule = { id: 'ORG001', message: 'x', when: { down: 'CB9' }, require: { sessions: true } };
    commit({ 'farm.policy.json': { 'own-rules': [rule] }, 'a.json': farmOf() });
    await expect(check(['a.json'])).rejects.toMatchObject({ code: 'E_INVALID' });
    const skipped = await check(['a.json'], { rules: { only: [], skip: ['ORG001'] } });
    expect(skipped.status).toBe(0);
  });
});

describe('what is denied', () => {
  it('fails, though nothing that counts was found', async () => {
    commit({ 'a.json': farmOf({ brokers: brokers(3) }) });
    write({ 'a.json': two });
    const deny = ['tolerance-decrease'] as const;
    const run = await check(['a.json'], { deny: [...deny], failOn: 'never' });
    expect(deniedIn(run)).toEqual(['tolerance-decrease a.json']);
    expect(run.status).toBe(1);
    expect((await check(['a.json'], { failOn: 'never' })).status).toBe(0);
  });

  it('is a weaker policy only with rule-weakened', async () => {
    commit({ 'farm.policy.json': { 'fail-on': 'info' }, 'a.json': farmOf() });
    write({ 'farm.policy.json': { 'fail-on': 'never' } });
    const quiet = await check(['a.json'], { deny: ['new-error'] });
    expect(quiet.result.against?.policy.weakened).toHaveLength(1);
    expect(quiet.status).toBe(0);
    expect((await check(['a.json'], { deny: ['rule-weakened'] })).status).toBe(1);
  });

  it('is all that a new file has: its suppressions and errors, but no lower tolerance', async () => {
    commit({ 'other.json': farmOf() });
    const accepted = { rule: 'RAS102', target: 'Berlin', reason: 'x', expires: null };
    write({ 'new.json': { ...two, suppressions: [accepted] } });
    const deny = ['tolerance-decrease', 'new-error', 'suppression-added'] as const;
    const run = await check(['new.json', 'other.json'], { deny: [...deny] });
    expect(deniedIn(run)).toEqual(['new-error new.json', 'suppression-added new.json']);
  });
});

describe('fail-on', () => {
  it('is typed, or of the policy of each file, or of the preference', async () => {
    commit({ 'farm.policy.json': {}, 'a.json': two });
    const strict = farmOf({ brokers: brokers(4) });
    write({ 'a.json': strict });
    const statuses = async (policy: object) => {
      commit({ 'farm.policy.json': policy });
      const asked = { against: null, failOn: 'error' } as const;
      const plain = await check(['a.json'], asked);
      const typed = await check(['a.json'], { ...asked, isFailOnTyped: true });
      return [plain.status, plain.result.failOn, typed.status, typed.result.failOn];
    };
    expect(await statuses({})).toEqual([0, 'error', 0, 'error']);
    expect(await statuses({ 'fail-on': 'warning' })).toEqual([1, 'warning', 0, 'error']);
    expect(await statuses({ 'fail-on': 'never' })).toEqual([0, 'never', 0, 'error']);
  });

  it('is the strictest of the files in the result, though each is judged by its own', async () => {
    const overrides = [{ files: 'b.json', 'fail-on': 'never' }];
    commit({
      'farm.policy.json': { 'fail-on': 'error', overrides },
      'a.json': farmOf(),
      'b.json': two,
    });
    const run = await check(['a.json', 'b.json'], { against: null });
    expect(run.result.failOn).toBe('error');
    expect(run.result.files.map(({ failOn }) => failOn)).toEqual(['error', 'never']);
    expect(run.summary.error).toBeGreaterThan(0);
    expect(run.status).toBe(0);
  });
});
