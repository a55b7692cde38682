import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printFarm } from '../../src/store/farm/document.js';
import { readFarm, updateFarm } from '../../src/store/farm/farm-file.js';
import { type FarmSource, ownFarmSource } from '../../src/store/farm/locate.js';
import { writeReport } from '../../src/store/fs/report-file.js';
import { aFarm, farmErrorOf, fileSource, freshFolder, renamed } from './a-farm.js';
import { startEditor } from './processes.js';

/** Who may do what with a file stays as it was when farm saves it: access control lists, extended attributes, hard links. */

/** Whether a command of the system succeeds. */
function can(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function outputOf(command: string, ...args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout;
}

/** Why ACLs and xattrs can't be tried here; empty where they can. */
function missing(): string {
  if (process.platform !== 'linux') return 'no Linux';
  const probe = join(freshFolder(), 'probe');
  writeFileSync(probe, '');
  if (!can('setfacl', '-m', 'u:12345:r', probe)) return 'no setfacl, or a disk without ACLs';
  if (!can('setfattr', '-n', 'user.farm', '-v', '1', probe)) return 'no setfattr';
  return '';
}

const reason = missing();

function own(): FarmSource {
  const folder = freshFolder();
  return ownFarmSource({ XDG_CONFIG_HOME: folder, APPDATA: folder, HOME: folder });
}

function written(source: FarmSource): FarmSource {
  mkdirSync(dirname(source.path), { recursive: true });
  writeFileSync(source.path, printFarm(aFarm));
  return source;
}

function setAttributes(path: string): void {
  chmodSync(path, 0o640);
  expect(can('setfacl', '-m', 'u:12345:r,g:54321:-', path)).toBe(true);
  expect(can('setfattr', '-n', 'user.owner', '-v', 'infra', path)).toBe(true);
}

function attributesOf(path: string): string {
  return (
    outputOf('getfacl', '--absolute-names', '--numeric', path) +
    outputOf('getfattr', '--absolute-names', '--dump', path)
  );
}

describe.skipIf(reason !== '')(`ACL and extended attributes ${reason}`, () => {
  test.each([
    ['of a farm file', () => fileSource(join(freshFolder(), 'farm.json'))],
    ["of the user's own farm", own],
  ])('%s survive an edit', async (_what, source) => {
    const { path } = written(source());
    setAttributes(path);
    const before = attributesOf(path);
    expect(before).toContain('user:12345:r--');
    expect(before).toContain('user.owner="infra"');
    await updateFarm(fileSource(path), (farm) => renamed(farm, 'New'));
    expect(attributesOf(path)).toBe(before);
    expect(readFileSync(path, 'utf8')).toBe(printFarm({ ...aFarm, name: 'New' }));
    expect(readdirSync(dirname(path))).toEqual(['farm.json']);
  });

  test('survive where cp can not keep them: the file is written in place', async () => {
    const { path } = written(fileSource(join(freshFolder(), 'farm.json')));
    setAttributes(path);
    const [before, { ino }] = [attributesOf(path), statSync(path)];
    // As the cp of BusyBox: it knows no --preserve.
    const tools = freshFolder();
    writeFileSync(join(tools, 'cp'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const editor = startEditor(['add', 'file', path, 'a', '1'], {
      env: { ...process.env, PATH: tools },
    });
    expect(await editor.ended).toEqual({ code: 0, signal: null, errors: '' });
    expect(attributesOf(path)).toBe(before);
    expect(statSync(path).ino).toBe(ino);
    expect((await readFarm(fileSource(path))).farm.sites[0]?.agents.at(-1)?.name).toBe('a-0');
    expect(readdirSync(dirname(path))).toEqual(['farm.json']);
  });

  test('a full disk leaves the old text of a file that is written in place', async () => {
    const { path } = written(fileSource(join(freshFolder(), 'farm.json')));
    const before = readFileSync(path, 'utf8');
    const tools = freshFolder();
    writeFileSync(join(tools, 'cp'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    // No file may grow beyond what this one has: the lock fits, the new text doesn't.
    const wrap = ['/usr/bin/prlimit', `--fsize=${before.length + 10}`];
    const editor = startEditor(['add', 'file', path, 'a'.repeat(30), '1'], {
      env: { ...process.env, PATH: tools },
      wrap,
    });
    expect((await editor.ended).code).toBe(7);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(dirname(path))).toEqual(['farm.json']);
  });

  test('a new file beside the farm never gives more access than the farm', async () => {
    const { path } = written(fileSource(join(freshFolder(), 'farm.json')));
    // What is made in this folder is for everybody.
    expect(can('setfacl', '-d', '-m', 'u::rwx,g::rwx,o::rwx,u:12345:rwx', dirname(path))).toBe(
      true,
    );
    chmodSync(path, 0o600);
    const before = attributesOf(path);
    await updateFarm(fileSource(path), (farm) => renamed(farm, 'New'));
    expect(attributesOf(path)).toBe(before);
  });
});

describe.runIf(process.getuid?.() === 0 && can('setpriv', '--reuid=1234', 'true'))(
  'a file of another user',
  () => {
    test('still belongs to them when another who may write it saves it', async () => {
      const { path } = written(fileSource(join(freshFolder(), 'farm.json')));
      chownSync(path, 12_345, 54_321);
      chmodSync(path, 0o606);
      chmodSync(dirname(path), 0o777);
      const before = statSync(path);
      // The group must not read it: a file of the editor's own group would open it to them.
      const wrap = ['setpriv', '--reuid=1234', '--regid=1234', '--clear-groups'];
      const editor = startEditor(['add', 'file', path, 'a', '1'], { wrap });
      expect(await editor.ended).toEqual({ code: 0, signal: null, errors: '' });
      const { uid, gid, mode, ino } = statSync(path);
      expect({ uid, gid, mode, ino }).toEqual({
        uid: before.uid,
        gid: before.gid,
        mode: before.mode,
        ino: before.ino,
      });
      expect((await readFarm(fileSource(path))).farm.sites[0]?.agents.at(-1)?.name).toBe('a-0');
      expect(readdirSync(dirname(path))).toEqual(['farm.json']);
    });
  },
);

describe('a file with several names (hard links)', () => {
  test.each([
    ['a farm', (path: string) => updateFarm(fileSource(path), (farm) => renamed(farm, 'New'))],
    ['a report or a baseline', (path: string) => writeReport(path, 'new', '--output FILE')],
  ])('is refused: %s', async (_what, write) => {
    const { path } = written(fileSource(join(freshFolder(), 'farm.json')));
    const other = join(dirname(path), 'other.json');
    linkSync(path, other);
    const { code, exitCode, message } = await farmErrorOf(() => write(path));
    expect([code, exitCode]).toEqual(['E_CANNOT_WRITE', 7]);
    expect(message).toContain('it has hard links');
    expect(readFileSync(path, 'utf8')).toBe(printFarm(aFarm));
    expect(statSync(path).ino).toBe(statSync(other).ino);
    expect(readdirSync(dirname(path))).toEqual(['farm.json', 'other.json']);
  });

  test('is saved if the other name is what a killed process left', async () => {
    const { path } = written(fileSource(join(freshFolder(), 'farm.json')));
    linkSync(path, join(dirname(path), '.farm.json.01234567-89ab-cdef-0123-456789abcdef.tmp'));
    await updateFarm(fileSource(path), (farm) => renamed(farm, 'New'));
    expect(readdirSync(dirname(path))).toEqual(['farm.json']);
  });
});
