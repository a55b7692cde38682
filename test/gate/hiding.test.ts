import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printFarm } from '../../src/store/farm/document.js';
import { brokers, farmOf, folderWith } from './repository.js';

/** Pull requests that try to choose what judges them: `farm check --against` must not pass. */

const program = join(import.meta.dirname, '../../bin/run.js');
const good = printFarm(farmOf());
const bad = printFarm(farmOf({ brokers: brokers(2) }));
const rules = { 'even-active-brokers': { severity: 'error' } };
const policy = JSON.stringify({ 'fail-on': 'warning', rules });
const lab = { files: 'lab/', 'fail-on': 'never', rules: { RAS104: { severity: 'info' } } };
const withLab = JSON.stringify({ 'fail-on': 'warning', rules, overrides: [lab] });

/** A repository with a commit of these files, and links by where they lead to. */
function repository(files: Record<string, string>, links: Record<string, string> = {}) {
  const folder = folderWith(files);
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git = (...words: string[]) => {
    const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
    execFileSync('git', [...who, ...words], { cwd: folder, env, stdio: 'pipe' });
  };
  const link = (path: string, target: string) => {
    rmSync(join(folder, path), { force: true });
    symlinkSync(target, join(folder, path));
  };
  for (const [path, target] of Object.entries(links)) link(path, target);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'base');
  return {
    git,
    link,
    write: (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    move: (from: string, to: string) => {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      renameSync(join(folder, from), join(folder, to));
    },
    remove: (path: string) => unlinkSync(join(folder, path)),
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    /** The exit code and the output of a check against `main`. */
    check: (...more: string[]) => {
      const words = [program, 'check', '.', '--against', 'main', ...more];
      const { status, stdout, stderr } = spawnSync(process.execPath, words, {
        cwd: folder,
        env: { ...env, GITHUB_ACTIONS: '' },
        encoding: 'utf8',
      });
      return { status, said: (stdout + stderr).replaceAll(/\s+/g, ' ') };
    },
  };
}

describe('a change can not choose what judges it', () => {
  it('by a file that has the name of the revision', () => {
    const pull = repository({ 'farm.json': good });
    pull.write('farm.json', bad);
    pull.write('main', bad);
    const { status, said } = pull.check('--fail-on', 'warning');
    expect(status).toBe(2);
    expect(said).toContain('"main" is a file, and also a revision');
    pull.remove('main');
    expect(pull.check('--fail-on', 'warning').status).toBe(1);
  });

  it('by a .gitignore that excludes a farm', () => {
    const pull = repository({ 'farm.json': good, 'sites/a.farm.json': good });
    pull.write('sites/a.farm.json', bad);
    pull.write('.gitignore', 'sites/\n');
    const { status, said } = pull.check('--fail-on', 'warning');
    expect(status).toBe(1);
    expect(said).toContain('sites/a.farm.json: 1 error');
  });

  it('by a move to where the policy is weaker', () => {
    for (const moved of [
      repository({ 'prod/a.farm.json': good, 'farm.policy.json': withLab }),
      repository({
        'prod/a.farm.json': good,
        'farm.policy.json': policy,
        'lab/farm.policy.json': '{}',
      }),
      repository({ 'prod/a.farm.json': good, 'prod/farm.policy.json': policy }),
    ]) {
      moved.move('prod/a.farm.json', 'lab/a.farm.json');
      expect(moved.check().status).toBe(0);
      const denied = moved.check('--deny', 'rule-weakened');
      expect(denied.status).toBe(1);
      expect(denied.said).toContain('fail-on: warning →');
      moved.write('lab/a.farm.json', bad);
      const { status, said } = moved.check();
      expect(status).toBe(1);
      expect(said).toContain('error RAS104');
    }
  });

  it('and a rule that the version before does not fit is no error', () => {
    const rule = { id: 'ORG001', severity: 'error', message: 'x', when: { down: 'CB3' } };
    const own = [{ ...rule, require: { 'serving-at-least': 9 } }];
    const pull = repository({
      'farm.json': bad,
      'farm.policy.json': JSON.stringify({ 'own-rules': own }),
    });
    pull.write('farm.json', good);
    const { status, said } = pull.check();
    expect(status).toBe(1);
    expect(said).toContain('error ORG001');
  });

  it('but a move to where the policy is stricter is judged there', () => {
    const pull = repository({ 'lab/a.farm.json': good, 'farm.policy.json': withLab });
    pull.move('lab/a.farm.json', 'prod/a.farm.json');
    pull.write('prod/a.farm.json', bad);
    const { status, said } = pull.check('--deny', 'rule-weakened');
    expect(status).toBe(1);
    expect(said).toContain('error RAS104');
    expect(said).not.toContain('weaker');
  });

  it.skipIf(process.platform === 'win32')('by a link', () => {
    const files = { 'prod/a.farm.json': good, 'lab/b.farm.json': bad, 'farm.policy.json': withLab };
    const farm = repository(files);
    farm.link('prod/a.farm.json', '../lab/b.farm.json');
    expect(farm.check().status).toBe(1);

    const named = repository({ ...files, 'weak.policy.json': '{}' });
    named.link('farm.policy.json', 'weak.policy.json');
    named.write('prod/a.farm.json', bad);
    const { status, said } = named.check('--policy', 'farm.policy.json');
    expect(status).toBe(1);
    expect(said).toContain('error RAS104');
  });

  it('by the deletion of a farm without a word', () => {
    const pull = repository({ 'farm.json': good, 'sites/a.farm.json': good });
    pull.move('sites/a.farm.json', 'sites/a.json');
    expect(pull.check().said).toContain('main:sites/a.farm.json is deleted, or no longer');
    pull.move('sites/a.json', 'sites/b.farm.json');
    expect(pull.check().said).not.toContain('is deleted');
  });
});

describe.skipIf(process.platform === 'win32')('a policy that is a link in the revision', () => {
  const files = { 'farm.json': good, 'policies/strict.json': policy };

  it('counts as the file that it leads to, over other links', () => {
    const links = { 'other.json': 'policies/strict.json', 'farm.policy.json': './other.json' };
    const pull = repository(files, links);
    expect(pull.check().said).not.toContain('The change edits the policy');
    pull.write('farm.json', bad);
    pull.write('policies/strict.json', '{}');
    const { status, said } = pull.check();
    expect(status).toBe(1);
    expect(said).toContain('error RAS104');
    expect(said).toContain('fail-on: warning → not set (weaker)');
  });

  it('is an error if it leads to no file there', () => {
    for (const target of ['nowhere.json', '/etc/passwd', '../../up.json', 'farm.policy.json']) {
      const pull = repository(files, { 'farm.policy.json': target });
      pull.remove('farm.policy.json');
      const { status, said } = pull.check();
      expect(status).toBe(3);
      expect(said).toContain(`main:farm.policy.json is a link to ${target}`);
    }
  });
});
