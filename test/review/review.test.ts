import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseValidFarm, printFarm } from '../../src/store/farm/document.js';
import { thirtyFarms } from './farms.js';
import { type Files, policy, pullRequests } from './pull-requests.js';

/**
 * Ten pull requests on a repository of thirty farms: what the reviewer reads, and what the gate decides. Each has a folder in
 * golden/ with the comparison, the comment, the check, its annotations and the job summary.
 */

const root = join(import.meta.dirname, '../..');
const reprint = process.env['GOLDEN'] === 'update';
const top = mkdtempSync(join(tmpdir(), 'farm-review-'));
const repository = join(top, 'repository');
afterAll(() => rmSync(top, { recursive: true, force: true }));

const env = {
  PATH: process.env['PATH'],
  HOME: top,
  LC_ALL: 'C.UTF-8',
  CI: 'true',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_AUTHOR_DATE: '2026-11-20T08:00:00Z',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
  GIT_COMMITTER_DATE: '2026-11-20T08:00:00Z',
};

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: repository,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** One run of farm, with what it printed. */
function farm(args: string[], more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin/run.js'), ...args],
    { cwd: repository, env: { ...env, ...more }, encoding: 'utf8' },
  );
  const said = [stdout, stderr].filter((text) => text !== '').join('\n');
  return { status, stdout, stderr, shown: `$ farm ${args.join(' ')}\n${said}[exit ${status}]\n` };
}

const files: Files = {
  edit: (path, change) => {
    const before = parseValidFarm(files.read(path), path);
    if (before === null) throw new Error(`${path} is not a valid farm`);
    files.write(path, printFarm(change(before)));
  },
  read: (path) => readFileSync(join(repository, path), 'utf8'),
  write: (path, text) => {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  },
  move: (from, to) => {
    mkdirSync(dirname(join(repository, to)), { recursive: true });
    renameSync(join(repository, from), join(repository, to));
  },
};

/** Compares with the golden file, or prints it. */
function expectGolden(name: string, file: string, text: string): void {
  const path = join(import.meta.dirname, 'golden', name, file);
  if (reprint) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const golden = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  expect(text, `${name}/${file}: if it is right, re-print it: npm run golden`).toBe(golden);
}

const today = ['--today', '2026-11-20'];
const deny = ['--deny', 'tolerance-decrease,new-error,suppression-added,rule-weakened'];

describe.skipIf(process.platform === 'win32')('a repository of thirty farms', () => {
  beforeAll(() => {
    mkdirSync(repository);
    git('init', '--quiet', '--initial-branch=main');
    for (const [path, each] of thirtyFarms()) files.write(path, printFarm(each));
    files.write('farm.policy.json', policy);
    git('add', '.');
    git('commit', '--quiet', '--message=Thirty farms');
    for (const [name, { title, change }] of Object.entries(pullRequests)) {
      git('checkout', '--quiet', '-b', name, 'main');
      change(files);
      git('add', '--all');
      git('commit', '--quiet', `--message=${title}`);
    }
    git('checkout', '--quiet', 'main');
  }, 60_000);

  it('is always the same, down to its commits', () => {
    expect(thirtyFarms().size).toBe(30);
    const branches = git('for-each-ref', '--format=%(objectname) %(refname:short) %(subject)');
    expectGolden('.', 'branches.txt', branches);
  });

  it('passes the gate, and has findings that it knows', () => {
    const { status, stdout } = farm(['check', 'farms', ...today, '--against', 'main']);
    expect(status).toBe(0);
    expect(stdout).toContain('RAS104');
  });

  it.each(Object.entries(pullRequests))(
    'review of %s',
    (name, { old, new: now, exits }) => {
      git('checkout', '--quiet', name);
      const versions = [`main:${old}`, now];
      const diff = farm(['diff', ...versions, ...deny, ...today]);
      const comment = farm(['diff', ...versions, ...deny, ...today, '--format', 'markdown']);
      const check = ['check', 'farms', '--against', 'main', ...deny, ...today];
      const summary = join(top, `${name}.md`);
      writeFileSync(summary, '');
      const inCi = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
      const checked = farm(check);
      const annotated = farm(check, inCi);
      expectGolden(name, 'diff.txt', diff.shown);
      expectGolden(name, 'comment.md', comment.stdout);
      expectGolden(name, 'check.txt', checked.shown);
      expectGolden(name, 'annotations.txt', annotated.stderr);
      expectGolden(name, 'summary.md', readFileSync(summary, 'utf8'));
      expect({ diff: diff.status, check: checked.status }).toEqual(exits);
      expect([comment.status, annotated.status]).toEqual([diff.status, checked.status]);
    },
    60_000,
  );
});
