import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import { printFarm } from '../../src/store/farm/document.js';
import type { FarmSource } from '../../src/store/farm/locate.js';
import { type FarmVersion, readVersion } from '../../src/store/farm/version.js';
import { brokers, farmOf } from '../gate/repository.js';

/** Versions of a farm out of a real git repository. */

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'farm-git-')));
  git('init', '--quiet', '--initial-branch=main');
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

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A farm with so many brokers, in a commit. */
function commit(path: string, count: number): void {
  write(path, printFarm(farmOf({ brokers: brokers(count) })));
  git('add', '--all');
  git('commit', '--quiet', '--message', `${count} brokers`);
}

/** The version of a name, where `farm.json` or another file is the farm file. */
async function read(name: string, file = 'farm.json', cwd = folder): Promise<FarmVersion> {
  const current = (): FarmSource => ({ kind: 'file', path: join(folder, file), foundBy: 'upward' });
  return readVersion(name, current, cwd);
}

async function brokersIn(...asked: Parameters<typeof read>): Promise<number | undefined> {
  return (await read(...asked)).farm.sites[0]?.brokers.length;
}

async function errorOf(...asked: Parameters<typeof read>): Promise<FarmError> {
  const thrown: unknown = await read(...asked).then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof FarmError) return thrown;
  throw new Error('no FarmError was thrown', { cause: thrown });
}

describe('a version of a farm', () => {
  it('is the file, a revision, a path in a revision, or what is staged', async () => {
    commit('farm.json', 3);
    git('tag', 'v1');
    commit('farm.json', 4);
    write('farm.json', printFarm(farmOf({ brokers: brokers(5) })));
    git('add', '--all');
    write('farm.json', printFarm(farmOf({ brokers: brokers(6) })));
    const names = ['v1', 'main~1', 'v1:farm.json', 'HEAD', 'main:./farm.json', ':farm.json'];
    const counts = await Promise.all([...names, 'farm.json'].map((name) => brokersIn(name)));
    expect(counts).toEqual([3, 3, 3, 4, 4, 5, 6]);
  });

  it('is named as it was found; only a file is one that commands can change', async () => {
    commit('sites/berlin/farm.json', 3);
    const file = 'sites/berlin/farm.json';
    const path = join(folder, file);
    expect(await read('HEAD', file)).toMatchObject({
      name: `HEAD:${path}`,
      file: null,
      path: null,
    });
    expect(await read(`HEAD:${file}`)).toMatchObject({ name: `HEAD:${file}`, file: null });
    expect(await read(file)).toMatchObject({ name: path, file: path, path });
  });

  it('is found from any folder: a revision by the farm file, a path from the root of the repository', async () => {
    commit('sites/berlin/farm.json', 3);
    const file = 'sites/berlin/farm.json';
    const sites = join(folder, 'sites');
    expect(await brokersIn('HEAD', file, tmpdir())).toBe(3);
    expect(await brokersIn(`HEAD:${file}`, file, sites)).toBe(3);
    expect(await brokersIn('HEAD:./berlin/farm.json', file, sites)).toBe(3);
  });

  it('is refused where a file and a branch have the same name; a folder is none', async () => {
    commit('farm.json', 3);
    git('branch', 'planned');
    git('branch', 'sites');
    write('planned', printFarm(farmOf({ brokers: brokers(5) })));
    write('sites/x.txt', '');
    const error = await errorOf('planned');
    expect(error.code).toBe('E_USAGE');
    expect(error.message).toContain('"planned" is a file, and also a revision');
    expect(await brokersIn('./planned')).toBe(5);
    git('branch', '--delete', '--force', 'planned');
    expect(await brokersIn('planned')).toBe(5);
    expect(await brokersIn('sites')).toBe(3);
  });

  it('of a linked farm file is the farm that the link leads to', async () => {
    commit('planned/berlin.json', 3);
    symlinkSync('planned/berlin.json', join(folder, 'farm.json'));
    expect(await brokersIn('HEAD')).toBe(3);
  });

  it('is of the repository of the farm file, even in a hook of another repository', async () => {
    commit('farm.json', 3);
    vi.stubEnv('GIT_DIR', join(tmpdir(), 'no-repository.git'));
    vi.stubEnv('GIT_INDEX_FILE', join(tmpdir(), 'no-index'));
    expect(await brokersIn('HEAD')).toBe(3);
  });

  it('is read as it was committed: no filter of the repository runs', async () => {
    commit('farm.json', 3);
    const mark = join(folder, 'was-run');
    write('.gitattributes', '*.json diff=trap filter=trap\n');
    git('config', 'diff.trap.textconv', `touch ${mark};`);
    git('config', 'filter.trap.smudge', `touch ${mark}; cat`);
    git('config', 'core.pager', `touch ${mark};`);
    expect(await brokersIn('HEAD')).toBe(3);
    expect(() => realpathSync(mark)).toThrow('ENOENT');
  });
});

describe('what is no version of a farm', () => {
  it('is refused with what is wrong', async () => {
    commit('farm.json', 3);
    write('broken.json', '{ "formatVersion": 1,\n}');
    write('binary.json', Buffer.from([0xff, 0xfe, 0x00]));
    git('add', '--all');
    git('commit', '--quiet', '--message', 'broken');
    write('new.json', printFarm(farmOf()));
    const wrong: [string, string, RegExp][] = [
      ['nope', 'E_NOT_FOUND', /^"nope" is neither a file nor a revision/u],
      ['nope:farm.json', 'E_NOT_FOUND', /^"nope" is neither/u],
      ['-x', 'E_NOT_FOUND', /^"-x" is neither/u],
      ['--upload-pack=touch x:farm.json', 'E_NOT_FOUND', /is neither/u],
      ['HEAD:nope.json', 'E_NO_FARM', /^HEAD:nope\.json does not exist/u],
      ['HEAD:new.json', 'E_NO_FARM', /^HEAD:new\.json does not exist/u],
      [':nope.json', 'E_NO_FARM', /^:nope\.json does not exist: the staged version/u],
      ['HEAD:', 'E_UNREADABLE', /^HEAD: is a folder/u],
      ['HEAD:broken.json', 'E_SYNTAX', /^HEAD:broken\.json is not valid JSON/u],
      ['HEAD:binary.json', 'E_UNREADABLE', /^HEAD:binary\.json is UTF-16/u],
      ['missing.json', 'E_NO_FARM', /missing\.json does not exist/u],
      ['./main', 'E_NO_FARM', /main does not exist/u],
    ];
    for (const [name, code, message] of wrong) {
      const error = await errorOf(name);
      expect([name, error.code]).toEqual([name, code]);
      expect(error.message).toMatch(message);
    }
    expect((await errorOf('HEAD', 'new.json')).message).toMatch(/new\.json does not exist/u);
  });

  it('is anything in a folder without a repository, or on a machine without git', async () => {
    commit('farm.json', 3);
    rmSync(join(folder, '.git'), { recursive: true });
    vi.stubEnv('GIT_CEILING_DIRECTORIES', dirname(folder));
    const outside = await errorOf('HEAD');
    expect([outside.code, outside.message]).toEqual([
      'E_NO_FARM',
      `HEAD:${join(folder, 'farm.json')} can't be read: ${folder} is not in a git repository.`,
    ]);
    vi.stubEnv('PATH', folder);
    expect((await errorOf('HEAD')).message).toMatch(/git is not installed\.$/u);
  });

  it('is a revision, if the farm comes from standard input: it could be any file', async () => {
    const stdin = (): FarmSource => ({ kind: 'stdin', path: '-', foundBy: '--file' });
    await expect(readVersion('HEAD', stdin, folder)).rejects.toMatchObject({ code: 'E_USAGE' });
  });
});
