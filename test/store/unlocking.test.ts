import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { printed } from '../suggest/printed.js';
import { printFarm } from '../../src/store/farm/document.js';
import { updateFarm } from '../../src/store/farm/farm-file.js';
import { withLock } from '../../src/store/fs/lock.js';
import { type Holder, judge, readLock, thisHolder } from '../../src/store/fs/lock-holder.js';
import { unlock } from '../../src/store/fs/unlock.js';
import { aFarm, farmErrorOf, fileSource, freshFolder, renamed } from './a-farm.js';
import { startEditor } from './processes.js';

/** Whose lock it is, whether its process still runs, and what `farm unlock` does with it. */

const linux = process.platform === 'linux';
const endedPid = spawnSync(process.execPath, ['-e', '']).pid;

function freshFarm(): string {
  const path = join(freshFolder(), 'farm.json');
  writeFileSync(path, printFarm(aFarm));
  return path;
}

/** How often an edit waited for a lock: no test measures time, which a busy machine stretches. */
const waits = vi.hoisted(() => ({ count: 0 }));

vi.mock(import('node:timers/promises'), async (importOriginal) => {
  const timers = await importOriginal();
  const setTimeout: typeof timers.setTimeout = (...args) => {
    waits.count += 1;
    return timers.setTimeout(...args);
  };
  return { ...timers, setTimeout };
});

beforeEach(() => {
  waits.count = 0;
});

function lockWith(holder: Partial<Holder>, path = freshFarm()): string {
  writeFileSync(`${path}.lock`, JSON.stringify({ ...thisHolder(), ...holder }));
  return path;
}

function verdictOf(holder: Partial<Holder>): string {
  const path = lockWith(holder);
  return judge(readLock(`${path}.lock`)!).holder;
}

const edit = (path: string) => () => updateFarm(fileSource(path), (farm) => renamed(farm, 'New'));

describe.runIf(linux)('the process of a lock', () => {
  test.each<[string, string, Partial<Holder>]>([
    ['runs: this process', 'alive', {}],
    ['has ended: no process has the number', 'dead', { pid: endedPid }],
    ['has ended: a later process has the number', 'dead', { startTime: '1' }],
    ['runs, where the start is not known', 'alive', { startTime: null }],
    ['has ended with its computer, on a local disk', 'dead', { bootId: 'another' }],
    ['is on another computer', 'unknown', { host: 'another-host', pid: endedPid }],
    ['is in another container', 'unknown', { pidNamespace: 'pid:[1]', pid: endedPid }],
    ['has a number that no process can have', 'unknown', { pid: 2 ** 31 }],
    ['is of a system that does not tell', 'unknown', { bootId: null, pid: endedPid }],
    ['is of a container that does not tell', 'unknown', { pidNamespace: null, pid: endedPid }],
  ])('%s: %s', (_what, expected, holder) => {
    expect(verdictOf(holder)).toBe(expected);
  });

  test('has ended if it is a zombie, whose parent has not asked for its end', async () => {
    // The shell becomes a program that never asks.
    const parent = spawn('sh', ['-c', 'sleep 0 & exec sleep 60'], { stdio: 'ignore' });
    const children = `/proc/${parent.pid}/task/${parent.pid}/children`;
    const stat = (): string => {
      const pid = readFileSync(children, 'utf8').trim();
      return pid === '' ? '' : readFileSync(`/proc/${pid}/stat`, 'utf8');
    };
    while (!stat().includes(') Z ')) await sleep(20);
    const pid = Number(readFileSync(children, 'utf8'));
    expect(verdictOf({ pid, startTime: null })).toBe('dead');
    parent.kill('SIGKILL');
  });
});

describe('what has the name of a lock', () => {
  test.each(['', '{', '{}', '[]', 'null', '"x"', 'x'.repeat(5000), '{"pid":1,"host":"a"}'])(
    'and contains %j, has an unknown holder',
    (text) => {
      const path = freshFarm();
      writeFileSync(`${path}.lock`, text);
      const found = readLock(`${path}.lock`)!;
      expect([found.holder, judge(found).holder]).toEqual([null, 'unknown']);
    },
  );

  test(
    'and is empty is waited for, reported as exit 6, and removed by farm unlock',
    { timeout: 20_000 },
    async () => {
      const path = freshFarm();
      writeFileSync(`${path}.lock`, '');
      const { code, exitCode, message, nextStep } = await farmErrorOf(edit(path));
      expect([code, exitCode]).toEqual(['E_LOCKED', 6]);
      expect(message).toMatch(/is locked by an unknown process, since .* \(\d+ seconds? ago\)\.$/u);
      expect(printed(nextStep)).toContain(`farm unlock --file ${path}`);
      expect((await unlock(path, false)).lock).toMatchObject({ pid: null, holder: 'unknown' });
      await edit(path)();
      expect(readdirSync(dirname(path))).toEqual(['farm.json']);
    },
  );

  test.skipIf(process.platform === 'win32').each([
    ['a folder', (lock: string) => mkdirSync(lock)],
    ['a named pipe', (lock: string) => execFileSync('mkfifo', [lock])],
    ['a link', (lock: string) => symlinkSync('/dev/zero', lock)],
    ['a dangling link', (lock: string) => symlinkSync('nowhere', lock)],
  ])('and is %s, is refused at once by an edit and by farm unlock', async (_what, make) => {
    const path = freshFarm();
    make(`${path}.lock`);
    for (const work of [edit(path), () => unlock(path, true)]) {
      const { code, message } = await farmErrorOf(work);
      expect(code).toBe('E_CANNOT_WRITE');
      expect(message).toContain('it is not a regular file');
    }
    expect(waits.count).toBe(0);
    expect(readdirSync(dirname(path))).toEqual(['farm.json', 'farm.json.lock']);
  });

  test.runIf(linux && process.getuid?.() === 0)(
    'and can be read only by another user, is reported as exit 6',
    { timeout: 20_000 },
    async () => {
      const path = lockWith({ pid: endedPid });
      chownSync(`${path}.lock`, 12_345, 12_345);
      chmodSync(`${path}.lock`, 0o600);
      for (const one of [path, dirname(path)]) chmodSync(one, 0o777);
      const wrap = ['setpriv', '--reuid=1234', '--regid=1234', '--clear-groups'];
      const editor = startEditor(['add', 'file', path, 'a', '1'], { wrap });
      expect(await editor.ended).toEqual({ code: 6, signal: null, errors: '' });
      expect(editor.lines()).toEqual(['E_LOCKED']);
      expect(existsSync(`${path}.lock`)).toBe(true);
    },
  );
});

describe('farm unlock', () => {
  test('finds nothing to do where there is no lock', async () => {
    const path = freshFarm();
    expect(await unlock(path, false)).toEqual({ file: path, lock: null });
  });

  test('reports if there is neither the file nor a lock', async () => {
    const path = join(freshFolder(), 'typo.json');
    const { code, exitCode } = await farmErrorOf(() => unlock(path, false));
    expect([code, exitCode]).toEqual(['E_NO_FARM', 3]);
  });

  test('removes the lock of a process that can not be asked, and says whose it was', async () => {
    const path = lockWith({ host: 'another-host', pid: 7 });
    const { lock } = await unlock(path, false);
    expect(lock).toMatchObject({ pid: 7, host: 'another-host', holder: 'unknown' });
    expect(lock?.heldBy).toMatch(/^process 7 on another-host, since \S+Z \(0 seconds ago\)$/u);
    expect(readdirSync(dirname(path))).toEqual(['farm.json']);
  });

  test('refuses the lock of a running process, unless it is forced', async () => {
    const path = freshFarm();
    const holder = startEditor(['hold', path]);
    await holder.firstLine;
    const { code, exitCode, message, nextStep } = await farmErrorOf(() => unlock(path, false));
    expect([code, exitCode]).toEqual(['E_REFUSED', 5]);
    expect(message).toContain(`process ${holder.child.pid} on ${hostname()}`);
    expect(printed(nextStep)).toContain(`farm unlock --force --file ${path}`);
    expect(existsSync(`${path}.lock`)).toBe(true);
    expect((await unlock(path, true)).lock?.holder).toBe('alive');
    expect(readdirSync(dirname(path))).toEqual(['farm.json']);
    holder.child.kill('SIGKILL');
  });

  test('removes a lock whose taker was killed while it took it over', async () => {
    const dead = { ...thisHolder(), host: 'another-host' };
    const path = lockWith(dead);
    const claim = { ...thisHolder(), host: 'a-third-host', id: crypto.randomUUID() };
    writeFileSync(`${path}.lock.${dead.id}`, JSON.stringify(claim));
    await unlock(path, false);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  test('is for the file that a link leads to', async () => {
    const path = lockWith({ host: 'another-host' });
    const link = join(freshFolder(), 'link.json');
    symlinkSync(path, link);
    await unlock(link, false);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });
});

test('a lock that was removed and taken by another is not removed by the first', async () => {
  const path = freshFarm();
  await withLock(path, async () => {
    await unlock(path, true);
    lockWith({ host: 'another-host' }, path);
  });
  expect(readLock(`${path}.lock`)?.holder?.host).toBe('another-host');
});

test('an edit whose lock was removed saves nothing', async () => {
  const path = freshFarm();
  const changed = printFarm({ ...aFarm, name: 'Changed' });
  let calls = 0;
  const { code, message } = await farmErrorOf(() =>
    updateFarm(fileSource(path), (farm) => {
      calls += 1;
      // The first call is made before the lock is taken; a change of the file leads to a second.
      if (calls === 1) writeFileSync(path, changed);
      else lockWith({ host: 'another-host' }, path);
      return renamed(farm, 'New');
    }),
  );
  expect([calls, code]).toEqual([2, 'E_LOCKED']);
  expect(message).toBe(`the lock of ${path} was removed by another process.`);
  expect(readFileSync(path, 'utf8')).toBe(changed);
});
