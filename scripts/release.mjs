/**
 * Makes a release of the last commit: the version that CHANGELOG.md begins with, all checks, and the package.
 *
 * All of it happens in a clone, so that a release that fails changes nothing. `--dry-run` stops there; otherwise the commit
 * and its tag are pulled into this folder, and the package is written beside package.json. Publishing is left to a person.
 * `--no-tests` skips the tests in a dry run.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { releaseOf } from './changelog.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'farm-release-'));
const clone = path.join(scratch, 'clone');
const day = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
const env = { ...process.env, FARM_SEED: process.env.FARM_SEED ?? day.replaceAll('-', '') };

try {
  release(readOptions());
} catch (error) {
  console.error(`not released: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function readOptions() {
  const { values } = parseArgs({
    options: { 'dry-run': { type: 'boolean' }, 'no-tests': { type: 'boolean' } },
  });
  if (values['no-tests'] && !values['dry-run'])
    throw new Error('--no-tests needs --dry-run: a release is tested');
  return { dryRun: values['dry-run'] === true, tests: values['no-tests'] !== true };
}

function release({ dryRun, tests }) {
  const isDirty = output(root, 'git', 'status', '--porcelain') !== '';
  if (isDirty && !dryRun) throw new Error('the work tree has changes: commit them first');
  if (isDirty)
    console.log(
      'The work tree has changes that are not in the last commit, and so not in the release.',
    );

  run('clone', scratch, 'git', 'clone', '--quiet', root, clone);
  const { version, notes, text } = releaseOf(read('CHANGELOG.md'), day);
  const tag = `v${version}`;
  if (output(clone, 'git', 'tag', '--list', tag) !== '') throw new Error(`${tag} already exists`);
  console.log(`\nfarm ${version}, ${day}\n\n${notes}`);

  writeFileSync(path.join(clone, 'CHANGELOG.md'), text);
  run('version', clone, 'npm', 'version', version, '--no-git-tag-version', '--allow-same-version');
  nameVersionInDocs(version);
  run('install and build', clone, 'npm', 'ci');
  run('generate', clone, process.execPath, 'scripts/generate.mjs');
  run('commit', clone, 'git', 'commit', '--quiet', '--all', '--message', `Release ${version}`);
  run('checks', clone, process.execPath, 'scripts/check.mjs', ...(tests ? [] : ['--no-tests']));
  run('install from git', clone, process.execPath, 'scripts/check-install.mjs');
  run('tag', clone, 'git', 'tag', '--annotate', tag, '--message', `farm ${version}`);
  run('pack', clone, 'npm', 'pack');

  const tarball = `ras-farm-${version}.tgz`;
  if (dryRun) {
    console.log(`\ndry run: ${tarball} and ${tag} can be made; nothing was changed here`);
    return;
  }
  run('pull', root, 'git', 'pull', '--quiet', '--ff-only', '--tags', clone, 'HEAD');
  copyFileSync(path.join(clone, tarball), path.join(root, tarball));
  console.log(
    `\nreleased ${version}: push it with "git push --follow-tags", publish it with "npm publish ${tarball}"`,
  );
}

/** The pages contain the file name of the package, and the tag to use. */
function nameVersionInDocs(version) {
  for (const page of ['README.md', 'docs/ci.md']) {
    const text = read(page)
      .replaceAll(/ras-farm-\d+\.\d+\.\d+\.tgz/g, `ras-farm-${version}.tgz`)
      .replaceAll(/rev: v\d+\.\d+\.\d+/g, `rev: v${version}`);
    writeFileSync(path.join(clone, page), text);
  }
}

function read(file) {
  return readFileSync(path.join(clone, file), 'utf8');
}

/** Runs one step, and shows what it prints. */
function run(step, cwd, command, ...args) {
  console.log(`\n== ${step}`);
  const { status } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`the step "${step}" failed`);
}

function output(cwd, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.trim());
  return stdout.trim();
}
