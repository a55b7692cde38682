/**
 * Installs farm as its users do, with the real npm and the real pre-commit: globally from git, and as hooks. Needs the
 * registry, for the tools of the build. Installs the last commit.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'farm-install-'));
const clone = path.join(scratch, 'clone');
// Not the package that npm run was started for: its settings must not be passed on.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(?:package|lifecycle|config_global)/.test(name),
  ),
);

try {
  run(scratch, 'git', ['clone', '--quiet', root, clone]);
  installFromGit();
  if (spawnSync('pre-commit', ['--version']).status === 0) runHooks();
  else console.log('pre-commit is not installed: its hooks were not tried');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function installFromGit() {
  const prefix = path.join(scratch, 'global');
  run(scratch, 'npm', ['install', '--global', '--prefix', prefix, `git+${pathToFileURL(clone)}`]);
  const farm = path.join(prefix, 'bin', 'farm');
  console.log(`installed from git: ${run(scratch, farm, ['--version']).trim()}`);
  // Prints a table, and reads the preferences.
  run(scratch, farm, ['init', '--example']);
  run(scratch, farm, ['status']);
  run(scratch, farm, ['config', 'list']);
}

function runHooks() {
  const repository = path.join(scratch, 'repository');
  mkdirSync(repository);
  const git = (...args) => run(repository, 'git', args);
  const hooks = ['farm-validate', 'farm-fmt', 'farm-check'].map((id) => `      - id: ${id}\n`);
  git('init', '--quiet');
  writeFileSync(
    path.join(repository, '.pre-commit-config.yaml'),
    `repos:\n  - repo: ${clone}\n    rev: ${run(clone, 'git', ['rev-parse', 'HEAD'])}    hooks:\n${hooks.join('')}`,
  );
  const file = path.join(repository, 'farm.json');
  copyFileSync(path.join(root, 'examples', 'two-sites.farm.json'), file);
  git('add', '.');
  const good = hooksOn(repository);
  if (good.status !== 0)
    throw new Error(`the hooks refuse a good farm:\n${good.stdout}${good.stderr}`);
  writeFileSync(file, '{}\n');
  git('add', '.');
  const bad = hooksOn(repository);
  if (bad.status === 0 || !bad.stdout.includes('farm.json'))
    throw new Error(`the hooks pass a broken farm:\n${bad.stdout}${bad.stderr}`);
  console.log('installed by pre-commit: its hooks pass a good farm and stop a broken one');
}

function hooksOn(repository) {
  return spawnSync('pre-commit', ['run', '--all-files'], {
    cwd: repository,
    env: { ...env, PRE_COMMIT_HOME: path.join(scratch, 'pre-commit') },
    encoding: 'utf8',
  });
}

/** What a command prints. Throws, with all that it printed, where it fails. */
function run(cwd, command, args) {
  return execFileSync(command, args, { cwd, env, encoding: 'utf8' });
}
