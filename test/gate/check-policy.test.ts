import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { policyForRun, type RunPolicy } from '../../src/gate/check-policy.js';
import type { FarmSource } from '../../src/store/farm/locate.js';

/** Which policy judges a run of `farm check`, and what a change does to it: with --policy, --against or both. */

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'farm-run-policy-')));
  git('init', '--quiet', '--initial-branch=main');
  write('farms/a.json', '{}');
  write('farms/b.json', '{}');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function git(...words: string[]): void {
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  execFileSync('git', [...who, ...words], { cwd: folder, env, stdio: 'pipe' });
}

function write(path: string, content: object | string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(folder, path), text);
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'a commit');
}

function source(path: string): FarmSource {
  return { kind: 'file', path: join(folder, path), foundBy: 'FILES' };
}

function files(): FarmSource[] {
  return ['farms/a.json', 'farms/b.json'].map((path) => source(path));
}

async function run(policy: string | undefined, against: string | null): Promise<RunPolicy> {
  return policyForRun(
    { policy: policy === undefined ? null : join(folder, policy), against },
    files(),
  );
}

async function failOn(asked: RunPolicy, path = 'farms/a.json'): Promise<string | null | undefined> {
  return (await asked.find(source(path)))?.policy.failOn;
}

describe('without --against', () => {
  it('the nearest policy judges, or the named one; nothing is compared', async () => {
    write('farm.policy.json', { 'fail-on': 'info' });
    write('other.json', { 'fail-on': 'warning' });
    expect(await failOn(await run(undefined, null))).toBe('info');
    const named = await run('other.json', null);
    expect(await failOn(named)).toBe('warning');
    expect(named).toMatchObject({ name: null, base: null });
    expect(await named.weakened(files())).toEqual({ isChanged: false, parts: [] });
  });
});

describe('a named policy', () => {
  it('overrides settings for files below its folder only', async () => {
    const overrides = [{ files: ['*.json', 'farms/'], 'fail-on': 'never' }];
    write('ci/policy.json', { 'fail-on': 'info', overrides });
    const named = await run('ci/policy.json', null);
    expect(await failOn(named, 'ci/farm.json')).toBe('never');
    expect(await failOn(named, 'ci/deep/farm.json')).toBe('never');
    expect(await failOn(named, 'farms/a.json')).toBe('info');
  });
});

describe('with a revision', () => {
  it('its policy judges, not that of the working copy', async () => {
    write('farm.policy.json', { 'fail-on': 'info' });
    commit();
    write('farm.policy.json', { 'fail-on': 'never' });
    write('farms/farm.policy.json', { 'fail-on': 'never' });
    const asked = await run(undefined, 'main');
    expect(await failOn(asked)).toBe('info');
    expect(asked.name).toBe('main:farm.policy.json');
    expect(asked.base?.revision.name).toBe('main');
  });

  it('a named policy of the repository is read from it, too', async () => {
    write('ci/strict.json', { 'fail-on': 'info' });
    commit();
    write('ci/strict.json', { 'fail-on': 'never' });
    const asked = await run('ci/strict.json', 'main');
    expect(await failOn(asked)).toBe('info');
    expect(asked.name).toBe('main:ci/strict.json');
    const { parts } = await asked.weakened(files());
    expect(parts).toEqual([
      {
        policy: expect.stringContaining('strict.json'),
        part: 'fail-on',
        before: 'info',
        after: 'never',
      },
    ]);
  });

  it('a named policy that the revision lacks is an error, not replaced by the new one', async () => {
    commit();
    write('new.json', { 'fail-on': 'never' });
    const asked = await run('new.json', 'main');
    await expect(failOn(asked)).rejects.toMatchObject({
      code: 'E_NO_FARM',
      message: 'the policy main:new.json does not exist.',
    });
  });

  it('a named policy outside of the repository is used as it is', async () => {
    commit();
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'farm-outside-')));
    try {
      writeFileSync(join(outside, 'p.json'), '{"fail-on": "warning"}');
      const asked = await policyForRun(
        { policy: join(outside, 'p.json'), against: 'main' },
        files(),
      );
      expect(await failOn(asked)).toBe('warning');
      expect(asked.name).toBe(join(outside, 'p.json'));
      expect(await asked.weakened(files())).toEqual({ isChanged: false, parts: [] });
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('overrides count for files below the policy, by their names from there', async () => {
    const overrides = [{ files: ['/a.json', 'lab/'], 'fail-on': 'never' }];
    write('farms/farm.policy.json', { 'fail-on': 'info', overrides });
    commit();
    const asked = await run(undefined, 'main');
    expect(await failOn(asked)).toBe('never');
    expect(await failOn(asked, 'farms/b.json')).toBe('info');
    expect(await failOn(asked, 'farms/lab/c.json')).toBe('never');
    const named = await run('farms/farm.policy.json', 'main');
    expect(await failOn(named, 'farms/a.json')).toBe('never');
    expect(await failOn(named, 'other/lab/c.json')).toBe('info');
  });

  it('REF:PATH names the policy, but is no base for all farms', async () => {
    write('farm.policy.json', { 'fail-on': 'info' });
    commit();
    write('farm.policy.json', { 'fail-on': 'never' });
    const asked = await run(undefined, 'main:farms/a.json');
    expect(asked.base).toBeNull();
    expect(await failOn(asked)).toBe('info');
    const stdin: FarmSource = { kind: 'stdin', path: '-', foundBy: '--file' };
    expect((await asked.find(stdin))?.policy.failOn).toBe('info');
    await expect((await run(undefined, 'main')).find(stdin)).rejects.toMatchObject({
      code: 'E_USAGE',
    });
  });
});

describe('a change of the policy', () => {
  const strict = { 'fail-on': 'info', rules: { RAS104: { severity: 'error' } } };

  it('is reported once for all farms', async () => {
    write('farm.policy.json', strict);
    commit();
    write('farm.policy.json', { 'fail-on': 'info' });
    const { isChanged, parts } = await (await run(undefined, 'main')).weakened(files());
    expect(isChanged).toBe(true);
    expect(parts.map(({ part, before, after }) => [part, before, after])).toEqual([
      ['RAS104', 'severity error', null],
    ]);
  });

  it('that deletes it is weaker in everything', async () => {
    write('farm.policy.json', strict);
    commit();
    rmSync(join(folder, 'farm.policy.json'));
    const { isChanged, parts } = await (await run(undefined, 'main')).weakened(files());
    expect(isChanged).toBe(true);
    expect(parts.map(({ part }) => part)).toEqual(['fail-on', 'RAS104']);
  });

  it('that makes it stricter, adds it or only renames it is not weaker', async () => {
    commit();
    const weakened = async () => (await run(undefined, 'main')).weakened(files());
    expect(await weakened()).toEqual({ isChanged: false, parts: [] });
    write('farm.policy.json', strict);
    expect(await weakened()).toEqual({ isChanged: true, parts: [] });
    commit();
    rmSync(join(folder, 'farm.policy.json'));
    write('farm.policy.yaml', JSON.stringify(strict));
    expect(await weakened()).toEqual({ isChanged: false, parts: [] });
    write('farm.policy.yaml', JSON.stringify({ ...strict, suppress: 'never' }));
    expect(await weakened()).toEqual({ isChanged: true, parts: [] });
  });

  it('in a nearer policy is weaker for its farms', async () => {
    write('farm.policy.json', strict);
    commit();
    write('farms/farm.policy.json', { ...strict, 'fail-on': 'error' });
    const { parts } = await (await run(undefined, 'main')).weakened(files());
    expect(parts).toMatchObject([{ part: 'fail-on', before: 'info', after: 'error' }]);
  });

  it('of an own rule is seen in what it requires, not in its words', async () => {
    const rule = {
      id: 'ORG001',
      message: 'x',
      when: { 'any-down': 1 },
      require: { sessions: true },
    };
    const weakened = async (now: object) => {
      write('farm.policy.json', { 'own-rules': [now] });
      const { parts } = await (await run(undefined, 'main')).weakened(files());
      return parts.map(({ part, before, after }) => [part, before, after]);
    };
    write('farm.policy.json', { 'own-rules': [rule] });
    commit();
    expect(await weakened({ ...rule, message: 'y', why: 'z' })).toEqual([]);
    const other = [['ORG001', 'the rule', 'another rule']];
    for (const change of [
      { when: { 'any-down': 2 } },
      { require: { serving: 1 } },
      { sites: 'x' },
      { 'sites-with': 'agents' },
    ]) {
      expect(await weakened({ ...rule, ...change })).toEqual(other);
    }
    expect(await weakened({ ...rule, severity: 'info' })).toEqual([['ORG001', 'error', 'info']]);
    expect(await weakened({ ...rule, id: 'ORG002' })).toEqual([['ORG001', 'error', null]]);
  });
});
