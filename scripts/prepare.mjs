/**
 * Builds after an install, unless dist/ is newer than all that it is made of: npx runs this before every command in a
 * clone, and would otherwise build each time.
 *
 * npm also runs this to install from git, and then the tools of the build can be missing: `npm install --global
 * git+https://…` passes `global` on to the install inside the clone, which then installs nothing there; and some versions
 * leave out development dependencies. So they are installed here when they are absent.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What `npm run build` starts. */
const buildTools = ['typescript', 'rolldown'];

/** Installs what the lock file says into this folder, whatever the npm that runs this script was asked for. */
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
  const built = changedAt('dist/main.js');
  const madeOf = ['package.json', 'scripts/build.mjs', 'tsconfig.json', 'src'];
  // The time of a folder tells of a file that was removed.
  for (const entry of readdirSync(path.join(root, 'src'), { recursive: true })) {
    madeOf.push(path.join('src', entry));
  }
  return madeOf.every((file) => changedAt(file) <= built);
}

/** Milliseconds since 1970; 0 where there is no such file. */
function changedAt(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
