/**
 * Everything that CI checks: format, lint, types, unused code, whether generated files are fresh, the package, and the tests.
 * Every step runs, so that one run reports everything; the exit code is 1 when any of them failed. `--no-tests` skips the
 * tests.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const failed = [];

step('format', 'npm run format', () => run('node_modules/oxfmt/bin/oxfmt', '--check'));
step('lint', 'npm run lint', () => run('node_modules/oxlint/bin/oxlint', '--type-aware'));
step('types', 'npm run types', () => {
  const tsc = 'node_modules/typescript/bin/tsc';
  return [run(tsc), run(tsc, '-p', 'src/page')].every((passes) => passes);
});
step('unused files, exports and packages', 'npm run unused', () =>
  run('node_modules/knip/bin/knip.js'),
);
step('generated files', 'npm run generate, then commit what it printed', generatedFilesAreFresh);
// Packs, and so needs what was generated.
step('package', 'npm run package', () => run('node_modules/publint/src/cli.js', '--strict'));
step('types of the package', 'npm run package', () =>
  run('node_modules/@arethetypeswrong/cli/dist/index.js', '--pack', '.', '--profile', 'esm-only'),
);
if (!process.argv.includes('--no-tests')) {
  step('tests', 'npm test', () => run('node_modules/vitest/vitest.mjs', 'run'));
}

if (failed.length > 0) {
  console.error(`\nfailed: ${failed.map(({ name, remedy }) => `${name} (${remedy})`).join('; ')}`);
  process.exitCode = 1;
}

function step(name, remedy, passes) {
  console.log(`\n== ${name}`);
  if (!passes()) failed.push({ name, remedy });
}

function run(script, ...args) {
  return (
    spawnSync(process.execPath, [root + script, ...args], { cwd: root, stdio: 'inherit' })
      .status === 0
  );
}

/** Regenerates all of them, and compares. */
function generatedFilesAreFresh() {
  const before = fingerprints();
  if (!run('scripts/generate.mjs')) return false;
  const stale = [...fingerprints()].filter(([file, print]) => before.get(file) !== print);
  for (const [file] of stale) console.error(`stale: ${file}`);
  return stale.length === 0;
}

/** The content of every file of the project, committed or not. */
function fingerprints() {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.split('\0').filter((file) => file !== '' && existsSync(root + file));
  return new Map(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(root + file))
        .digest('hex'),
    ]),
  );
}
