import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { underOnePolicy } from '../../src/gate/diff-policy.js';
import type { FarmSource } from '../../src/store/farm/locate.js';
import { readVersion } from '../../src/store/farm/version.js';
import { printFarm } from '../../src/store/farm/document.js';
import { farmOf } from './repository.js';

/** `farm diff`: both versions are judged by one policy, and a change of the policy is seen. */

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'farm-diff-policy-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function git(...words: string[]): void {
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  execFileSync('git', [...who, ...words], { cwd: folder, env, stdio: 'pipe' });
}

function write(path: string, content?: object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  const text = content === undefined ? printFarm(farmOf()) : JSON.stringify(content);
  writeFileSync(join(folder, path), text);
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'a commit');
}

/** The "fail-on" of the policy for both, and what `farm diff OLD NEW` says of it. */
async function compared(old: string, now: string, current = 'farm.json') {
  const source = (): FarmSource => ({
    kind: 'file',
    path: join(folder, current),
    foundBy: 'upward',
  });
  const read = async (name: string) => readVersion(name, source, folder);
  const { before, after, policy } = await underOnePolicy(
    old,
    await read(old),
    await read(now),
    '2026-11-20',
    source,
  );
  expect(before.farm.policy).toEqual(after.farm.policy);
  return [before.farm.policy?.failOn ?? null, policy] as const;
}

const unchanged = { isChanged: false, weakened: [] };

describe('the policy of two files', () => {
  it('is that of the new one', async () => {
    write('old/farm.json');
    write('old/farm.policy.json', { 'fail-on': 'info' });
    write('new/farm.json');
    write('new/farm.policy.json', { 'fail-on': 'warning' });
    const [failOn, policy] = await compared(
      join(folder, 'old/farm.json'),
      join(folder, 'new/farm.json'),
    );
    expect(failOn).toBe('warning');
    expect(policy).toMatchObject(unchanged);
    expect(policy?.name).toContain('new/farm.policy.json');
  });

  it('is none, if the new one has none', async () => {
    write('old/farm.json');
    write('old/farm.policy.json', { 'fail-on': 'info' });
    write('new/farm.json');
    expect(await compared(join(folder, 'old/farm.json'), join(folder, 'new/farm.json'))).toEqual([
      null,
      null,
    ]);
  });
});

describe('the policy of a revision and a file', () => {
  beforeEach(() => {
    git('init', '--quiet', '--initial-branch=main');
    write('farm.json');
    write('farm.policy.json', { 'fail-on': 'info' });
    commit();
  });

  it('is that of the revision', async () => {
    write('farm.policy.json', { 'fail-on': 'never' });
    const [failOn, policy] = await compared('main', join(folder, 'farm.json'));
    expect(failOn).toBe('info');
    expect(policy).toMatchObject({ name: 'main:farm.policy.json', isChanged: true });
    expect(policy?.weakened).toMatchObject([{ part: 'fail-on', before: 'info', after: 'never' }]);
  });

  it('is that of the revision, also where nothing has changed', async () => {
    expect(await compared('main', join(folder, 'farm.json'))).toEqual([
      'info',
      { name: 'main:farm.policy.json', ...unchanged },
    ]);
  });

  it('is that of the first revision, of two', async () => {
    write('farm.policy.json', { 'fail-on': 'never' });
    commit();
    const [failOn, policy] = await compared('main~1', 'main');
    expect(failOn).toBe('info');
    expect(policy?.name).toBe('main~1:farm.policy.json');
  });

  it('is the nearest to the farm file, of two revisions', async () => {
    write('farms/farm.json');
    write('farms/farm.policy.json', { 'fail-on': 'warning' });
    commit();
    write('farms/farm.policy.json', { 'fail-on': 'never' });
    commit();
    const [failOn, policy] = await compared('main~1', 'main', 'farms/farm.json');
    expect(failOn).toBe('warning');
    expect(policy?.name).toBe('main~1:farms/farm.policy.json');
  });

  it('is an error if it is broken there, not replaced by the one of the file', async () => {
    write('farm.policy.json', { 'fail-on': 'loud' });
    commit();
    write('farm.policy.json', { 'fail-on': 'never' });
    const asked = compared('main', join(folder, 'farm.json'));
    await expect(asked).rejects.toMatchObject({ code: 'E_INVALID' });
  });

  it('is none, and said to be changed, if only the working copy has one', async () => {
    rmSync(join(folder, 'farm.policy.json'));
    commit();
    write('farm.policy.json', { 'fail-on': 'never' });
    expect(await compared('main', join(folder, 'farm.json'))).toEqual([
      null,
      { name: null, isChanged: true, weakened: [] },
    ]);
  });

  it('is that of the file, if it is outside of the repository', async () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'farm-outside-')));
    try {
      writeFileSync(join(outside, 'farm.json'), printFarm(farmOf()));
      writeFileSync(join(outside, 'farm.policy.json'), '{"fail-on": "warning"}');
      const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
      try {
        const [failOn] = await compared('main:farm.json', join(outside, 'farm.json'));
        expect(failOn).toBe('warning');
      } finally {
        cwd.mockRestore();
      }
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });
});
