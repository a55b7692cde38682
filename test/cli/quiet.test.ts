import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folder } from '../wizard/terminal.js';

/** `--quiet`: the exit code and errors are all there is, whatever the command. */

const root = join(import.meta.dirname, '../..');
const commands: string[] = Object.keys(
  JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8')).commands,
);

let room: ReturnType<typeof folder>;
beforeEach(() => {
  room = folder();
  copyFileSync(join(root, 'examples/two-sites.farm.json'), join(room.path, 'farm.json'));
  copyFileSync(
    join(root, 'examples/two-sites.farm-test.yaml'),
    join(room.path, 'two-sites.farm-test.yaml'),
  );
  copyFileSync(join(root, 'examples/two-sites.farm.json'), join(room.path, 'two-sites.farm.json'));
});
afterEach(() => room.remove());

function farm(...words: string[]) {
  const run = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...words], {
    cwd: room.path,
    encoding: 'utf8',
    env: { ...process.env, XDG_CONFIG_HOME: room.path, CI: '' },
  });
  return { code: run.status, out: run.stdout, errors: run.stderr };
}

describe('--quiet', () => {
  it('is a flag of every command, with a letter', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'));
    const without = commands.filter((id) => manifest.commands[id].flags.quiet?.char !== 'q');
    expect(without).toEqual([]);
  });

  it.each([
    ['status'],
    ['check', '--fail-on', 'warning'],
    ['check', 'farm.json', 'two-sites.farm.json', '--fail-on', 'never'],
    ['prove', '--require', '5'],
    ['load'],
    ['ports'],
    ['validate'],
    ['fmt', '--check'],
    ['test'],
    ['schema'],
    ['capture'],
    ['explain', 'RAS104'],
    ['simulate', '--site', 'Berlin', '--down', 'CB-BER-1'],
    ['broker', 'add', 'CB-BER-9', '--site', 'Berlin', '--dry-run'],
    ['config', 'list'],
    ['maintenance'],
  ])('prints nothing for farm %s %s %s, and keeps the exit code', (...words) => {
    const typed = words.filter((word) => word !== undefined);
    const loud = farm(...typed);
    expect(loud.out).not.toBe('');
    expect(farm(...typed, '-q')).toEqual({ code: loud.code, out: '', errors: '' });
  });

  it('saves an edit all the same', () => {
    expect(farm('broker', 'add', 'CB-BER-9', '--site', 'Berlin', '--quiet').code).toBe(0);
    expect(farm('broker', 'show', 'CB-BER-9', '--site', 'Berlin').code).toBe(0);
  });

  it('prints errors: of the command line, of names, and of one broken file among others', () => {
    const unknown = farm('broker', 'show', 'CB-X', '--site', 'Berlin', '-q');
    expect(unknown).toMatchObject({ code: 4, out: '' });
    expect(unknown.errors).toContain('E_NOT_FOUND');
    writeFileSync(join(room.path, 'broken.farm.json'), '{');
    const broken = farm('check', 'farm.json', 'broken.farm.json', '-q');
    expect(broken).toMatchObject({ code: 3, out: '' });
    expect(broken.errors).toContain('E_SYNTAX');
  });

  it('is refused where nothing but a document is asked for', () => {
    const json = farm('status', '--quiet', '--json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({ status: 2, error: { code: 'E_USAGE' } });
    for (const words of [
      ['check', '--format', 'sarif'],
      ['ports', '--format', 'csv'],
      ['diff', 'farm.json', 'farm.json', '--format', 'batch'],
      ['plan', 'farm.json', '--runbook', 'markdown'],
    ]) {
      const run = farm(...words, '-q');
      expect(run).toMatchObject({ code: 2, out: '' });
      expect(run.errors).toContain('--quiet prints nothing');
    }
    const written = farm('check', '--format', 'sarif', '--output', 'out.sarif', '-q');
    expect(written).toEqual({ code: 0, out: '', errors: '' });
    expect(readFileSync(join(room.path, 'out.sarif'), 'utf8')).toContain('2.1.0');
  });
});
