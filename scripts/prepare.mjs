/**
 * Builds after an install, unless dist/ is newer than all that it is made of: npx runs this before every command in a
 * clone, and would otherwise build each time.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!isFresh()) {
  const { status } = spawnSync('npm', ['run', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
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
