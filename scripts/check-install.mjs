/**
 * Installs farm as its users do, with the real npm and the real pre-commit: globally from git, and as hooks. Needs the
 * registry, for the tools of the build. Installs the last commit.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Each hook on a repository that it passes, and on one that it must stop. */
function runHooks() {
  const repository = path.join(scratch, 'repository');
  const write = (name, text) => writeFileSync(path.join(repository, name), text);
  const git = (...args) => run(repository, 'git', args);
  const example = readFileSync(path.join(root, 'examples', 'two-sites.farm.json'), 'utf8');
  const tests = (expected) =>
    `formatVersion: 1\nfarm: farm.json\ntests:\n  - name: one may fail\n    site: Berlin\n    when: { any-down: 1 }\n    then: { sessions: ${expected} }\n`;
  const good = { 'farm.json': example, 'farm.farm-test.yaml': tests(true) };
  const bad = {
    'farm-validate': { 'farm.json': '{}\n' },
    'farm-fmt': { 'farm.json': JSON.stringify(JSON.parse(example)) },
    'farm-check': { 'farm.json': withOneBroker(example) },
    'farm-test': { 'farm.farm-test.yaml': tests(false) },
  };
  const ids = readFileSync(path.join(clone, '.pre-commit-hooks.yaml'), 'utf8').match(
    /(?<=id: ).+/g,
  );
  if (ids.join() !== Object.keys(bad).join()) throw new Error(`the hooks are ${ids.join(', ')}`);
  mkdirSync(repository);
  git('init', '--quiet');
  git('config', 'user.name', 'Ann');
  git('config', 'user.email', 'ann@example.com');
  const rev = run(clone, 'git', ['rev-parse', 'HEAD']).trim();
  const listed = ids.map((id) => `      - id: ${id}\n`).join('');
  write(
    '.pre-commit-config.yaml',
    `repos:\n  - repo: ${clone}\n    rev: ${rev}\n    hooks:\n${listed}`,
  );
  for (const id of ids) {
    for (const [name, text] of Object.entries(good)) write(name, text);
    git('add', '.');
    const passing = hook(repository, id);
    if (passing.status !== 0) throw new Error(`${id} stops a good farm:\n${passing.stdout}`);
    for (const [name, text] of Object.entries(bad[id])) write(name, text);
    git('add', '.');
    const failing = hook(repository, id);
    if (failing.status !== 1 || !failing.stdout.includes('Failed'))
      throw new Error(`${id} passes a bad farm:\n${failing.stdout}`);
    console.log(`installed by pre-commit: ${id} passes a good farm, and stops a bad one`);
  }
  commits(repository, { git, write, good, bad: bad['farm-validate'] });
}

/** A commit runs the hooks by itself. */
function commits(repository, { git, write, good, bad }) {
  spawnSync('pre-commit', ['install'], { cwd: repository, env: hookEnv() });
  const commit = () =>
    spawnSync('git', ['commit', '-qm', 'x'], { cwd: repository, env: hookEnv() });
  const attempt = (files) => {
    for (const [name, text] of Object.entries(files)) write(name, text);
    git('add', '.');
    return commit().status;
  };
  if (attempt(bad) === 0) throw new Error('a broken farm can be committed');
  if (attempt(good) !== 0) throw new Error('a good farm cannot be committed');
  console.log('installed by pre-commit: a commit of a broken farm is stopped');
}

/** The example without redundancy in its first site: a finding of severity error. */
function withOneBroker(text) {
  const farm = JSON.parse(text);
  const [site] = farm.sites;
  site.brokers.length = 1;
  const kept = site.brokers[0].server;
  for (const one of [...site.agents, ...site.providers, ...(site.gateways ?? [])]) {
    if (one.preferredBroker !== undefined) one.preferredBroker = kept;
  }
  return `${JSON.stringify(farm, null, 2)}\n`;
}

function hook(repository, id) {
  return spawnSync('pre-commit', ['run', '--all-files', '--verbose', id], {
    cwd: repository,
    env: hookEnv(),
    encoding: 'utf8',
  });
}

function hookEnv() {
  return { ...env, PRE_COMMIT_HOME: path.join(scratch, 'pre-commit') };
}

/** What a command prints. Throws, with all that it printed, where it fails. */
function run(cwd, command, args) {
  return execFileSync(command, args, { cwd, env, encoding: 'utf8' });
}
