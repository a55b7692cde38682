import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/**
 * npm installs from git in a separate clone, and runs `prepare` there. scripts/check-install.mjs does it with the real
 * npm, which needs a registry; here a program takes its place that writes down how it was called.
 */

const root = join(import.meta.dirname, '../..');
let scratch = '';
let clone = '';

beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'farm-prepare-')));
  clone = join(scratch, 'cache/_cacache/tmp/git-cloneAbC123');
  for (const folder of ['scripts', 'src']) mkdirSync(join(clone, folder), { recursive: true });
  for (const file of [
    'package.json',
    'tsconfig.json',
    'scripts/build.mjs',
    'scripts/prepare.mjs',
    'scripts/published-manifest.mjs',
  ])
    copyFileSync(join(root, file), join(clone, file));
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('prepare', () => {
  it('installs the tools of the build where npm left them out, and builds', () => {
    const { calls, status } = prepare();
    expect(status).toBe(0);
    expect(calls).toHaveLength(2);
    expect(calls[0]).toMatch(/^ci .*--include=dev .*--no-global /u);
    expect(calls[1]).toBe('run build');
  });

  it('only builds where they are there', () => {
    installTools();
    expect(prepare().calls).toEqual(['run build']);
  });

  it('fails where npm fails', () => {
    expect(prepare({ FAKE_STATUS: '3' })).toMatchObject({ status: 3 });
    installTools();
    expect(prepare({ FAKE_STATUS: '4' })).toMatchObject({ status: 4, calls: ['run build'] });
  });

  it('frees the folder in which a global npm has put a link to its clone', () => {
    installTools();
    const link = join(scratch, 'global/lib/node_modules/ras-farm');
    mkdirSync(join(link, '..'), { recursive: true });
    symlinkSync(clone, link);
    const global = {
      npm_config_global: 'true',
      npm_config_prefix: join(scratch, 'global'),
      npm_config_cache: join(scratch, 'cache'),
    };
    // The npm that made the link runs prepare too, and needs it.
    prepare({ ...global, _PACOTE_NO_PREPARE_: 'git+file:///clone' });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    prepare(global);
    expect(lstatSync(link).isDirectory()).toBe(true);
    expect(existsSync(join(clone, 'scripts/prepare.mjs'))).toBe(true);
    expect(readFileSync(join(clone, 'package.json'), 'utf8')).not.toContain('"scripts"');
  });

  it('leaves a clone of the user, and what npm link made of it, alone', () => {
    installTools();
    const link = join(scratch, 'global/lib/node_modules/ras-farm');
    mkdirSync(join(link, '..'), { recursive: true });
    symlinkSync(clone, link);
    const before = readFileSync(join(clone, 'package.json'), 'utf8');
    prepare({
      npm_config_global: 'true',
      npm_config_prefix: join(scratch, 'global'),
      npm_config_cache: join(scratch, 'elsewhere'),
    });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(clone, 'package.json'), 'utf8')).toBe(before);
  });
});

function installTools(): void {
  for (const name of ['typescript', 'rolldown'])
    mkdirSync(join(clone, 'node_modules', name), { recursive: true });
}

/** Runs the script with another npm in its PATH: the calls of that one, and the exit code. */
function prepare(env: Record<string, string> = {}): { calls: string[]; status: number | null } {
  const bin = join(scratch, 'bin');
  const log = join(scratch, 'calls.txt');
  mkdirSync(bin, { recursive: true });
  writeFileSync(log, '');
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho "$*" >> '${log}'\nexit "\${FAKE_STATUS:-0}"\n`);
  chmodSync(join(bin, 'npm'), 0o755);
  const { status } = spawnSync(process.execPath, [join(clone, 'scripts/prepare.mjs')], {
    env: { PATH: `${bin}:/usr/bin:/bin`, ...env },
  });
  return { calls: readFileSync(log, 'utf8').split('\n').filter(Boolean), status };
}
