/**
 * Re-prints the golden scenarios and transcripts. Read the diff, and commit only what you understand.
 * Arguments go to vitest, such as the name of one test file.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
run('scripts/build.mjs');
run('node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2));

function run(script, ...args) {
  const env = { ...process.env, GOLDEN: 'update' };
  const { status } = spawnSync(process.execPath, [root + script, ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
