import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { printed } from '../suggest/printed.js';
import { parseFarm, printFarm } from '../../src/store/farm/document.js';
import { readFarm, updateFarm } from '../../src/store/farm/farm-file.js';
import { type Holder, thisHolder } from '../../src/store/fs/lock-holder.js';
import { aFarm, farmErrorOf, fileSource, freshFolder, renamed } from './a-farm.js';
import { startEditor } from './processes.js';

const someId = '01234567-89ab-cdef-0123-456789abcdef';

function freshFarm(): string {
  const path = join(freshFolder(), 'farm.json');
  writeFileSync(path, printFarm(aFarm));
  return path;
}

/** The lock of another process of this computer and this container, unless it says otherwise. */
function writeLock(path: string, holder: Partial<Holder>): void {
  const lock = {
    ...thisHolder(),
    startTime: '1',
    time: '2026-01-02T03:04:05.678Z',
    id: someId,
    ...holder,
  };
  writeFileSync(`${path}.lock`, JSON.stringify(lock));
}

/** Whether process namespaces can be made here: on Linux, as root. */
const canUnshare =
  process.platform === 'linux' &&
  spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0;

/** The id of a process that has certainly ended: a child process of the test. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

async function agentNames(path: string): Promise<string[]> {
  const { farm } = await readFarm(fileSource(path));
  return farm.sites.flatMap((site) => site.agents.map(({ name }) => name));
}

/** How long each wait for a lock was asked to be, in milliseconds: no test measures time, which a busy machine stretches. */
const waits = vi.hoisted((): number[] => []);

vi.mock(import('node:timers/promises'), async (importOriginal) => {
  const timers = await importOriginal();
  const setTimeout: typeof timers.setTimeout = async (delay = 0, value, options) => {
    waits.push(delay);
    // With a clock of the test's own, waiting is only the time it takes.
    if (vi.isFakeTimers()) vi.advanceTimersByTime(delay);
    else await timers.setTimeout(delay, undefined, options);
    return value as never;
  };
  return { ...timers, setTimeout };
});

beforeEach(() => {
  waits.length = 0;
});

describe('many writers at once', () => {
  test('two processes with a hundred edits each lose nothing', { timeout: 60_000 }, async () => {
    const path = freshFarm();
    // One comes by way of a link: it must meet the other at the same lock.
    const link = join(freshFolder(), 'link.json');
    symlinkSync(path, link);
    const a = startEditor(['add', 'file', path, 'a', '100']);
    const b = startEditor(['add', 'file', link, 'b', '100']);
    const ends = await Promise.all([a.ended, b.ended]);
    expect(ends.map(({ errors }) => errors).join('')).toBe('');
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const names = await agentNames(path);
    expect(new Set(names).size).toBe(aFarm.sites[0]!.agents.length + 200);
    expect(names).toHaveLength(aFarm.sites[0]!.agents.length + 200);
    expect(readdirSync(join(path, '..'))).toEqual(['farm.json']);
  });

  test(
    'processes killed in the middle lose nothing that was saved',
    { timeout: 120_000 },
    async () => {
      const path = freshFarm();
      const saved: string[] = [];
      for (let round = 0; round < 12; round += 1) {
        const victims = [1, 2].map((n) =>
          startEditor(['add', 'file', path, `k${round}-${n}`, '1000']),
        );
        await Promise.race(victims.map(({ firstLine }) => firstLine));
        await sleep(Math.random() * 60);
        for (const { child } of victims) child.kill('SIGKILL');
        await Promise.all(victims.map(({ ended }) => ended));
        saved.push(...victims.flatMap(({ lines }) => lines()));
      }
      const survivor = startEditor(['add', 'file', path, 'last', '1']);
      expect(await survivor.ended).toEqual({ code: 0, signal: null, errors: '' });
      const names = await agentNames(path);
      expect(saved.filter((name) => !names.includes(name))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
      expect(saved.length).toBeGreaterThan(10);
      expect(names).toContain('last-0');
      expect(readdirSync(join(path, '..'))).toEqual(['farm.json']);
    },
  );
});

describe.runIf(canUnshare)('two process namespaces, as of two containers on one computer', () => {
  const wrap = ['unshare', '--pid', '--fork', '--mount-proc'];

  test(
    'lose nothing though their processes have the same numbers',
    { timeout: 120_000 },
    async () => {
      for (let round = 0; round < 3; round += 1) {
        const path = freshFarm();
        const editors = ['a', 'b'].map((prefix) =>
          startEditor(['add', 'file', path, prefix, '40'], { wrap }),
        );
        const ends = await Promise.all(editors.map(({ ended }) => ended));
        expect(ends.map(({ code, errors }) => `${code}${errors}`)).toEqual(['0', '0']);
        expect(new Set(await agentNames(path)).size).toBe(aFarm.sites[0]!.agents.length + 80);
        expect(readdirSync(join(path, '..'))).toEqual(['farm.json']);
      }
    },
  );

  test(
    'wait for each other, and a lock that is left there needs farm unlock',
    { timeout: 30_000 },
    async () => {
      const path = freshFarm();
      const holder = startEditor(['hold', path], { wrap });
      await holder.firstLine;
      const { code, why, nextStep } = await farmErrorOf(() =>
        updateFarm(fileSource(path), (farm) => renamed(farm, 'New')),
      );
      expect(code).toBe('E_LOCKED');
      expect(why).toContain('That process is in another container.');
      expect(printed(nextStep)).toContain(`farm unlock --file ${path}`);
      holder.child.kill('SIGKILL');
    },
  );
});

describe('a lock whose process has died', () => {
  test('is taken over at once', async () => {
    const path = freshFarm();
    writeLock(path, { pid: deadPid() });
    await updateFarm(fileSource(path), (farm) => renamed(farm, 'New'));
    expect(waits).toEqual([]);
    expect(readdirSync(join(path, '..'))).toEqual(['farm.json']);
  });

  test(
    'is taken over by one of many that try, and nothing is lost',
    { timeout: 60_000 },
    async () => {
      const path = freshFarm();
      const removed = deadPid();
      for (let round = 0; round < 5; round += 1) {
        writeLock(path, { pid: removed });
        const takers = [0, 1, 2, 3].map((n) =>
          startEditor(['add', 'file', path, `${round}-${n}`, '3']),
        );
        const ends = await Promise.all(takers.map(({ ended }) => ended));
        expect(ends.map(({ code, errors }) => `${code}${errors}`)).toEqual(['0', '0', '0', '0']);
      }
      expect(await agentNames(path)).toHaveLength(aFarm.sites[0]!.agents.length + 60);
      expect(readdirSync(join(path, '..'))).toEqual(['farm.json']);
    },
  );

  test('is taken over even if the test process now has its id', async () => {
    const path = freshFarm();
    writeLock(path, { pid: process.pid });
    await updateFarm(fileSource(path), (farm) => renamed(farm, 'New'));
    expect(waits).toEqual([]);
  });

  test('is taken over if its taker died too', async () => {
    const path = freshFarm();
    writeLock(path, { pid: deadPid() });
    const claim = { ...thisHolder(), pid: deadPid(), id: someId.replace('0', '1') };
    writeFileSync(`${path}.lock.${someId}`, JSON.stringify(claim));
    await updateFarm(fileSource(path), (farm) => renamed(farm, 'New'));
    expect(readdirSync(join(path, '..'))).toEqual(['farm.json']);
  });
});

describe('a lock that is held', () => {
  test('is waited for five seconds, then reported: by whom, since when, which file', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const here = freshFarm();
    const elsewhere = freshFarm();
    writeLock(here, { pid: process.ppid, startTime: null });
    // Whether a process of another computer is alive can't be known, so it counts as alive.
    writeLock(elsewhere, { pid: deadPid(), host: 'another-host' });
    const edit = (path: string) =>
      farmErrorOf(() => updateFarm(fileSource(path), (farm) => renamed(farm, 'New')));
    const first = await edit(here);
    const waited = waits.splice(0).reduce((sum, wait) => sum + wait, 0);
    expect(Math.floor(waited / 1000)).toBe(5);
    const second = await edit(elsewhere);
    expect([first.code, first.exitCode]).toEqual(['E_LOCKED', 6]);
    expect(first.message).toEqual(
      expect.stringMatching(
        `^${here} is locked by process ${process.ppid} on ${hostname()}, since 2026-01-02T03:04:05.678Z [(]\\d+ days ago[)][.]$`,
      ),
    );
    expect(first.why).toContain('That process is running.');
    expect(printed(first.nextStep)).not.toContain('unlock');
    expect(second.message).toContain('on another-host');
    expect(printed(second.nextStep)).toContain(`farm unlock --file ${elsewhere}`);
    for (const path of [here, elsewhere]) {
      expect(readFileSync(path, 'utf8')).toBe(printFarm(aFarm));
      expect(existsSync(`${path}.lock`)).toBe(true);
    }
  });

  test('is waited for within one process too', async () => {
    const path = freshFarm();
    const edits = Array.from({ length: 10 }, (_, index) =>
      updateFarm(fileSource(path), (farm) => renamed(farm, `${farm.name}${index}`)),
    );
    await Promise.all(edits);
    const { farm } = await readFarm(fileSource(path));
    expect(farm.name.replace('Example', '').split('').toSorted().join('')).toBe('0123456789');
  });

  test('is removed when the edit refuses, and when the edit has a bug', async () => {
    const path = freshFarm();
    const text = readFileSync(path, 'utf8');
    await expect(
      updateFarm(fileSource(path), () => {
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    await expect(updateFarm(fileSource(path), (farm) => renamed(farm, ''))).rejects.toThrow(
      'could not be read again',
    );
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(join(path, '..'))).toEqual(['farm.json']);
  });

  test.runIf(process.platform !== 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is removed when %s ends the process, which still ends by that signal',
    async (signal) => {
      const path = freshFarm();
      const editor = startEditor(['hold', path]);
      await editor.firstLine;
      expect(existsSync(`${path}.lock`)).toBe(true);
      editor.child.kill(signal);
      expect(await editor.ended).toEqual({ code: null, signal, errors: '' });
      expect(existsSync(`${path}.lock`)).toBe(false);
    },
  );
});

test('a file that changed since it was read is not saved over', async () => {
  const path = freshFarm();
  const { text } = await readFarm(fileSource(path));
  const theirs = printFarm({ ...aFarm, name: 'Theirs' });
  writeFileSync(path, theirs);
  const edit = () =>
    updateFarm(fileSource(path), (farm) => renamed(farm, 'Ours'), { expectedText: text });
  const { code, exitCode } = await farmErrorOf(edit);
  expect([code, exitCode]).toEqual(['E_CHANGED', 6]);
  expect(readFileSync(path, 'utf8')).toBe(theirs);
  writeFileSync(path, text);
  await edit();
  expect((await parseFarm(readFileSync(path, 'utf8'), path)).name).toBe('Ours');
});
