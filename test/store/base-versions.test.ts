import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import { Base, type BaseVersion } from '../../src/store/farm/base-versions.js';
import { printFarm } from '../../src/store/farm/document.js';
import { noPolicy, readFarm } from '../../src/store/farm/farm-file.js';
import type { FarmSource } from '../../src/store/farm/locate.js';
import { openRevision, pathInRevision, textsOf } from '../../src/store/fs/git-revision.js';
import { brokers, farmOf } from '../gate/repository.js';

/** What farm files were in a revision, out of real git repositories. */

const isWindows = process.platform === 'win32';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'farm-base-')));
  git('init', '--quiet', '--initial-branch=main');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function git(...words: string[]): string {
  const settings = ['user.name=Ann', 'user.email=ann@example.com', 'core.autocrlf=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const options = { cwd: folder, env, stdio: 'pipe', encoding: 'utf8' } as const;
  return execFileSync('git', [...settings.flatMap((one) => ['-c', one]), ...words], options).trim();
}

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Puts files into a commit, and whatever else has changed. */
function commit(files: Readonly<Record<string, string | Buffer>> = {}): void {
  for (const [path, text] of Object.entries(files)) write(path, text);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'a commit');
}

function move(from: string, to: string): void {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  renameSync(join(folder, from), join(folder, to));
}

/** The text of a farm with a name and so many brokers: farms of different names have half of their lines in common. */
function farm(name: string, count = 3): string {
  const site = { name, brokers: brokers(count, { description: name }) };
  return printFarm(farmOf(site, { name }));
}

/** A farm that has few lines in common with others. */
function unlike(name: string): string {
  const own = Array.from({ length: 40 }, (_, at) => ({ name: `${name}-${at}`, kind: 'rds-host' }));
  const text = JSON.parse(farm(name)) as { sites: Record<string, unknown>[] };
  text.sites[0]!['agents'] = own;
  return `${JSON.stringify(text, null, 2)}\n`;
}

function source(path: string): FarmSource {
  return { kind: 'file', path: join(folder, path), foundBy: 'FILES' };
}

async function versionsOf(paths: readonly string[], revision = 'main'): Promise<BaseVersion[]> {
  const sources = paths.map((path) => source(path));
  const base = await Base.open(revision, sources);
  return base.versionsOf(await Promise.all(sources.map((one) => readFarm(one, noPolicy))));
}

/** States and old names, such as `moved main:farm.json`. */
async function statesOf(...paths: string[]): Promise<string[]> {
  const versions = await versionsOf(paths);
  return versions.map((one) => ('old' in one ? `${one.state} ${one.old}` : one.state));
}

async function refusal(asked: () => unknown): Promise<FarmError> {
  const thrown: unknown = await (async () => asked())().then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof FarmError) return thrown;
  throw new Error('no FarmError was thrown', { cause: thrown });
}

describe('a farm file that the revision has', () => {
  it('is the same, or changed with the farm that it was', async () => {
    commit({ 'a.json': farm('A'), 'b.json': farm('B', 3) });
    write('b.json', farm('B', 4));
    const [a, b] = await versionsOf(['a.json', 'b.json']);
    expect(a).toEqual({ state: 'same', old: 'main:a.json' });
    expect(b).toMatchObject({ state: 'changed', old: 'main:b.json' });
    expect(b && 'farm' in b && b.farm.sites[0]?.brokers).toHaveLength(3);
  });

  it('is compared with its own path if two files were swapped', async () => {
    commit({ 'a.json': farm('A'), 'b.json': farm('B') });
    move('a.json', 'c.json');
    move('b.json', 'a.json');
    move('c.json', 'b.json');
    const versions = await versionsOf(['a.json', 'b.json']);
    expect(versions).toMatchObject([
      { state: 'changed', old: 'main:a.json', farm: { name: 'A' } },
      { state: 'changed', old: 'main:b.json', farm: { name: 'B' } },
    ]);
  });

  it('is broken there if it was no valid farm', async () => {
    commit({ 'a.json': '{"formatVersion": 1}' });
    write('a.json', farm('A'));
    const [a] = await versionsOf(['a.json']);
    expect(a).toMatchObject({ state: 'broken', old: 'main:a.json' });
    expect(a?.state === 'broken' && a.problem).toContain('main:a.json');
  });

  it('is the same farm in a working copy with CRLF', async () => {
    commit({ 'a.json': farm('A') });
    write('a.json', farm('A').replaceAll('\n', '\r\n'));
    const [a] = await versionsOf(['a.json']);
    const now = await readFarm(source('a.json'), noPolicy);
    expect(a).toMatchObject({ state: 'changed', farm: now.farm });
  });

  it('is found by any path that leads to it', async () => {
    commit({ 'deep/a.json': farm('A') });
    symlinkSync(join(folder, 'deep'), join(folder, 'link'), isWindows ? 'junction' : 'dir');
    expect(await statesOf('link/a.json')).toEqual(['same main:deep/a.json']);
  });
});

describe('a farm file that was moved', () => {
  it('is found after git mv, and before it is added', async () => {
    commit({ 'a.json': unlike('A'), 'b.json': unlike('B') });
    mkdirSync(join(folder, 'sites'));
    git('mv', 'a.json', 'sites/a.json');
    move('b.json', 'sites/other.json');
    expect(await statesOf('sites/a.json', 'sites/other.json')).toEqual([
      'same main:a.json',
      'same main:b.json',
    ]);
  });

  it('is found if it was changed as well', async () => {
    commit({ 'a.json': farm('A', 3) });
    rmSync(join(folder, 'a.json'));
    write('sites/a.json', farm('A', 4));
    const [a] = await versionsOf(['sites/a.json']);
    expect(a).toMatchObject({ state: 'moved', old: 'main:a.json', farm: { name: 'A' } });
  });

  it('was the most similar of several; each of them is used once', async () => {
    commit({ 'x.json': farm('A', 4), 'y.json': farm('B', 4), 'z.json': farm('C', 4) });
    move('x.json', 'new/1.json');
    move('y.json', 'new/2.json');
    rmSync(join(folder, 'z.json'));
    write('new/3.json', farm('B', 5));
    // 3 is most similar to y, but 2 is the same; and more similar to z than to nothing.
    expect(await statesOf('new/3.json', 'new/1.json', 'new/2.json')).toEqual([
      'moved main:z.json',
      'same main:x.json',
      'same main:y.json',
    ]);
  });

  it('is no file that another one is similar to, if that one is still there', async () => {
    commit({ 'kept.json': farm('A', 4), 'old.json': farm('A', 4) });
    rmSync(join(folder, 'old.json'));
    write('moved.json', farm('A', 5));
    expect(await statesOf('kept.json', 'moved.json')).toEqual([
      'same main:kept.json',
      'moved main:old.json',
    ]);
  });

  it('was the one with the same name, of two with the same text', async () => {
    const same = farm('A');
    commit({ 'one/first.json': same, 'two/second.json': same });
    move('one/first.json', 'new/first.json');
    move('two/second.json', 'new/second.json');
    expect(await statesOf('new/second.json', 'new/first.json')).toEqual([
      'same main:two/second.json',
      'same main:one/first.json',
    ]);
  });

  it('is new if nothing that is no longer there is similar', async () => {
    commit({ 'kept.json': farm('A'), 'other.json': '{"a": 1}\n', 'notes.txt': farm('A') });
    rmSync(join(folder, 'other.json'));
    rmSync(join(folder, 'notes.txt'));
    write('copy.json', farm('A'));
    expect(await statesOf('copy.json', 'kept.json')).toEqual(['new', 'same main:kept.json']);
  });

  it('is broken there if it was no valid farm', async () => {
    const broken = farm('A').replace('"formatVersion": 1,', '"formatVersion": 1, "nmae": "A",');
    commit({ 'a.json': broken });
    rmSync(join(folder, 'a.json'));
    write('b.json', farm('A'));
    expect(await statesOf('b.json')).toEqual(['broken main:a.json']);
  });
});

describe('names in a revision', () => {
  const names = [
    'with space.json',
    'äöü/Größe.json',
    'a/deep/one/x.json',
    "it's.json",
    '[x]{1}.json',
  ];
  const posixOnly = [
    '"quoted".json',
    'new\nline.json',
    'back\\slash.json',
    'tab\t.json',
    ':colon.json',
  ];

  it.each([...names, ...(isWindows ? [] : posixOnly)])('%j is found', async (name) => {
    commit({ [name]: farm('A', 3), 'other.json': farm('B') });
    expect(await statesOf(name)).toEqual([`same main:${name}`]);
    write(name, farm('A', 4));
    const [version] = await versionsOf([name]);
    expect(version).toMatchObject({ state: 'changed', farm: { name: 'A' } });
  });

  it.skipIf(isWindows)(
    'list regular files and the files that links lead to, but no submodules',
    async () => {
      commit({ 'a.json': farm('A') });
      symlinkSync('a.json', join(folder, 'link.json'));
      commit();
      git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},module.json`);
      git('commit', '--quiet', '--message', 'with a submodule');
      const { files } = await openRevision('main', folder);
      expect([...files.keys()]).toEqual(['a.json', 'link.json']);
      expect(files.get('link.json')).toBe(files.get('a.json'));
      expect(await statesOf('a.json')).toEqual(['same main:a.json']);
    },
  );

  it('count from the root, whatever the folder', async () => {
    commit({ 'deep/er/a.json': farm('A'), 'b.json': farm('B') });
    const revision = await openRevision('main', join(folder, 'deep/er'));
    expect([...revision.files.keys()]).toEqual(['b.json', 'deep/er/a.json']);
    expect(revision.root).toBe(folder);
    expect(pathInRevision(revision, join(folder, 'deep/er/a.json'))).toBe('deep/er/a.json');
    expect(await statesOf('deep/er/a.json')).toEqual(['same main:deep/er/a.json']);
  });
});

describe('texts of a revision', () => {
  it('are what git keeps, in the order of any list, and lack what it does not have', async () => {
    commit({ 'a.txt': 'one\n', 'b.txt': '', 'c.txt': 'ä\n\nblob 3\n', 'd.txt': 'no end' });
    const revision = await openRevision('main', folder);
    expect([
      ...(await textsOf(revision, ['d.txt', 'none.txt', 'c.txt', 'b.txt', 'a.txt'])),
    ]).toEqual([
      ['d.txt', 'no end'],
      ['c.txt', 'ä\n\nblob 3\n'],
      ['b.txt', ''],
      ['a.txt', 'one\n'],
    ]);
    expect(await textsOf(revision, ['none.txt'])).toEqual(new Map());
  });

  it('are refused if they are no text', async () => {
    commit({ 'a.json': Buffer.from([0xff, 0xfe, 0x00]) });
    const revision = await openRevision('main', folder);
    const error = await refusal(() => textsOf(revision, ['a.json']));
    expect(error).toMatchObject({ code: 'E_UNREADABLE' });
    expect(error.message).toContain('main:a.json');
  });

  it('are refused if the clone lacks them', async () => {
    commit({ 'a.json': farm('A') });
    const revision = await openRevision('main', folder);
    const files = new Map([...revision.files.keys()].map((path) => [path, 'f'.repeat(40)]));
    const error = await refusal(() => textsOf({ ...revision, files }, ['a.json']));
    expect(error).toMatchObject({ code: 'E_UNREADABLE' });
    expect(error.message).toContain('main:a.json is not in this clone');
  });

  it('are the same in a repository with SHA-256', async () => {
    rmSync(join(folder, '.git'), { recursive: true });
    git('init', '--quiet', '--initial-branch=main', '--object-format=sha256');
    commit({ 'a.json': farm('A'), 'b.json': farm('B', 3) });
    write('b.json', farm('B', 4));
    expect(await statesOf('a.json', 'b.json')).toEqual(['same main:a.json', 'changed main:b.json']);
  });
});

describe('a revision', () => {
  it('is a branch, tag, commit or parent of one', async () => {
    commit({ 'a.json': farm('A', 3) });
    git('tag', '--annotate', '--message', 'a tag', 'v1');
    commit({ 'a.json': farm('A', 4) });
    const now = git('rev-parse', 'HEAD');
    for (const [name, state] of [
      ['HEAD', 'same'],
      [now, 'same'],
      [now.slice(0, 8), 'same'],
      ['HEAD~1', 'changed'],
      ['v1', 'changed'],
    ] as const) {
      expect(await versionsOf(['a.json'], name)).toMatchObject([{ state, old: `${name}:a.json` }]);
    }
  });

  it.each(['nope', '-nope', '--all', '--show-toplevel', '', ' '])('%j is unknown', async (name) => {
    commit({ 'a.json': farm('A') });
    expect((await refusal(() => openRevision(name, folder))).code).toBe('E_NOT_FOUND');
  });

  it('needs a repository', async () => {
    rmSync(join(folder, '.git'), { recursive: true });
    vi.stubEnv('GIT_CEILING_DIRECTORIES', dirname(folder));
    const error = await refusal(() => openRevision('main', folder));
    expect(error).toMatchObject({ code: 'E_NO_FARM' });
    expect(error.message).toContain('is not in a git repository');
  });

  it('is of the repository of the first file, also in a hook of another one', async () => {
    commit({ 'a.json': farm('A'), 'b.json': farm('B', 3) });
    write('b.json', farm('B', 4));
    vi.stubEnv('GIT_DIR', join(folder, 'elsewhere'));
    vi.stubEnv('GIT_INDEX_FILE', join(folder, 'elsewhere/index'));
    expect(await statesOf('a.json', 'b.json')).toEqual(['same main:a.json', 'changed main:b.json']);
  });

  it('has no file of another folder, and none of standard input', async () => {
    commit({ 'repo.json': farm('A') });
    const base = await Base.open('main', [source('repo.json')]);
    for (const path of ['../outside.json', '..', `../${'x'.repeat(3)}/a.json`]) {
      const error = await refusal(() => base.pathOf(source(path)));
      expect(error).toMatchObject({ code: 'E_USAGE' });
      expect(error.message).toContain('is not in the repository of main');
    }
    expect(base.pathOf(source('..a.json'))).toBe('..a.json');
    const stdin: FarmSource = { kind: 'stdin', path: '-', foundBy: '--file' };
    expect((await refusal(() => base.pathOf(stdin))).code).toBe('E_USAGE');
  });
});

describe('the policy of a revision', () => {
  it('is the nearest above a file, up to the root', async () => {
    commit({
      'farm.policy.json': '{}',
      'a/farm.policy.yaml': '',
      'a/b/c/farm.json': farm('A'),
      'd/farm.json': farm('B'),
    });
    write('d/farm.policy.json', '{}');
    const base = await Base.open('main', [source('d/farm.json')]);
    expect(base.policyAbove('a/b/c/farm.json')).toBe('a/farm.policy.yaml');
    expect(base.policyAbove('a/farm.json')).toBe('a/farm.policy.yaml');
    // Not the one that is only in the working copy.
    expect(base.policyAbove('d/farm.json')).toBe('farm.policy.json');
    expect(base.policyAbove('farm.json')).toBe('farm.policy.json');
  });

  it('is none, or an error for two in one folder', async () => {
    commit({ 'a/farm.policy.json': '{}', 'a/farm.policy.yml': '', 'farm.json': farm('A') });
    const base = await Base.open('main', [source('farm.json')]);
    expect(base.policyAbove('farm.json')).toBeNull();
    const error = await refusal(() => base.policyAbove('a/b/farm.json'));
    expect(error).toMatchObject({ code: 'E_INVALID' });
    expect(error.message).toContain('main:a/farm.policy.json and main:a/farm.policy.yml');
  });
});
