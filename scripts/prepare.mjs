/**
 * Builds after an install, unless dist/ is newer than all that it is made of: npx runs this before every command in a
 * clone, and would otherwise build each time.
 *
 * npm also runs this to install from git. The tools of the build can be missing then, so they are installed when they are
 * absent: some versions of npm leave out development dependencies, and `npm install --global git+https://…` runs a second
 * `npm install` inside its clone that is global too. That one installs no dependencies, but a link to the clone.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { publish } from './published-manifest.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What `npm run build` starts. */
const buildTools = ['typescript', 'rolldown'];

/** Installs from the lock file into this folder, regardless of the arguments of the npm that runs this script. */
const installTools = [
  'ci',
  '--include=dev',
  '--no-global',
  '--location=project',
  '--no-dry-run',
  '--no-package-lock-only',
  // Would run this script again.
  '--ignore-scripts',
];

if (!isFresh()) {
  const isReady = buildTools.every((name) => existsSync(path.join(root, 'node_modules', name)));
  process.exitCode = (isReady ? 0 : npm(installTools)) || npm(['run', 'build']);
}
if (process.exitCode !== 1 && isCloneOfNpm()) {
  unlinkFromGlobal();
  publish();
}

/** Whether npm packs this folder next, and then deletes it: a clone that it made to install from git. */
function isCloneOfNpm() {
  const { npm_config_cache: cache, _PACOTE_NO_PREPARE_: isInner } = process.env;
  if (cache === undefined || isInner !== undefined) return false;
  return root.startsWith(path.join(cache, '_cacache', 'tmp', 'git-clone'));
}

/**
 * Replaces the link to this clone by the empty folder that npm had made there. npm extracts the package into it next, which
 * would otherwise follow the link into the clone, and be deleted with it.
 */
function unlinkFromGlobal() {
  const { npm_config_global: isGlobal, npm_config_prefix: prefix } = process.env;
  if (isGlobal !== 'true' || prefix === undefined) return;
  const { name } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const modules = path.join(prefix, process.platform === 'win32' ? '' : 'lib', 'node_modules');
  const link = path.join(modules, name);
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  rmSync(link);
  mkdirSync(link);
}

/** Runs npm in the top folder, and returns its exit code. */
function npm(args) {
  const { status } = spawnSync('npm', args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}

function isFresh() {
  const built = changedAt('dist/main.cjs');
  const madeOf = [
    'package.json',
    'scripts/build.mjs',
    'scripts/bundle-oclif.mjs',
    'scripts/compile-code.mjs',
    'tsconfig.json',
    'src',
  ];
  // The time of a folder changes when a file in it is removed.
  for (const entry of readdirSync(path.join(root, 'src'), { recursive: true })) {
    madeOf.push(path.join('src', entry));
  }
  return madeOf.every((file) => changedAt(file) <= built);
}

/** Milliseconds since 1970; 0 where there is no such file. */
function changedAt(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
