import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { redoMove, undoMove, undoStack, type VersionMove } from '../../src/domain/history/index.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { printFarm } from '../../src/store/farm/document.js';
import { changeVersion } from '../../src/store/farm/earlier-version.js';
import { createFarm, updateFarm } from '../../src/store/farm/farm-file.js';
import { locateFarm } from '../../src/store/farm/locate.js';
import { readText } from '../../src/store/fs/read-text.js';
import { logPathOf, mostKept, newest } from '../../src/store/history/log-file.js';
import { digestOf, packed } from '../../src/store/history/log-lines.js';
import { mostHistories, pruneHistories } from '../../src/store/history/prune.js';
import { entryAt, type FarmHistory, readHistory } from '../../src/store/history/read-history.js';
import { describeRun, takeHistoryWarnings } from '../../src/store/history/run.js';
import { stateFolder } from '../../src/store/history/state-folder.js';
import { aFarm, farmErrorOf, fileSource, freshFolder, renamed } from './a-farm.js';
import { startEditor } from './processes.js';

let folder = '';
let path = '';

beforeEach(() => {
  folder = freshFolder();
  process.env['XDG_STATE_HOME'] = join(folder, 'state');
  path = join(folder, 'farm.json');
  writeFileSync(path, printFarm(aFarm, { schema: undefined }));
  takeHistoryWarnings();
});

const rename = (name: string, file = path): Promise<unknown> =>
  updateFarm(fileSource(file), (farm) => renamed(farm, name));

const historyNow = (file = path): FarmHistory => readHistory(file, readFileSync(file, 'utf8'));

const nameIn = (text: string | null): string => /"name": "([^"]*)"/u.exec(text ?? '')?.[1] ?? '';

/** The names of the farm in all versions, oldest first. */
const names = (file = path): string[] => {
  const history = historyNow(file);
  return history.entries.map(({ version }) => nameIn(history.textOf(version)));
};

const stackOf = (history: FarmHistory) =>
  undoStack(history.entries, (version) => history.textOf(version) !== null);

const change = (choose: (history: FarmHistory) => VersionMove) =>
  changeVersion(fileSource(path), choose, { dryRun: false });
const undo = (saves = 1) => change((history) => undoMove(stackOf(history), saves));
const redo = (saves = 1) => change((history) => redoMove(stackOf(history), saves));
const restore = (number: number) =>
  change((history) => {
    const entry = entryAt(history, number, path);
    return { kind: 'restored', version: entry.version, of: [entry] };
  });

describe('a plain model', () => {
  /** The farm file and its history as three lists: every text there was, and what can be undone and redone. */
  class Model {
    all: string[];
    done: { before: string; after: string }[] = [];
    undone: { before: string; after: string }[] = [];

    constructor(public now: string) {
      this.all = [now];
    }

    copy(): Model {
      const copy = new Model(this.now);
      copy.all = [...this.all];
      copy.done = [...this.done];
      copy.undone = [...this.undone];
      return copy;
    }

    become(text: string): void {
      this.now = text;
      this.all.push(text);
    }

    edit(text: string): void {
      if (text === this.now) return;
      this.done.push({ before: this.now, after: text });
      this.undone = [];
      this.become(text);
    }

    undo(count: number): boolean {
      if (this.done.length < count) return false;
      for (let at = 0; at < count; at += 1) this.undone.push(this.done.pop()!);
      this.become(this.undone.at(-1)!.before);
      return true;
    }

    redo(count: number): boolean {
      if (this.undone.length < count) return false;
      for (let at = 0; at < count; at += 1) this.done.push(this.undone.pop()!);
      this.become(this.done.at(-1)!.after);
      return true;
    }
  }

  it('has the same file and history after 300 random edits, undos, redos, restores and outside edits', async () => {
    const steps = fc.sample(
      fc.oneof(
        { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), by: fc.nat(9) }) },
        {
          weight: 2,
          arbitrary: fc.record({ kind: fc.constant('outside' as const), by: fc.nat(9) }),
        },
        {
          weight: 4,
          arbitrary: fc.record({
            kind: fc.constant('undo' as const),
            by: fc.integer({ min: 1, max: 3 }),
          }),
        },
        {
          weight: 3,
          arbitrary: fc.record({
            kind: fc.constant('redo' as const),
            by: fc.integer({ min: 1, max: 2 }),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({ kind: fc.constant('restore' as const), by: fc.nat(20) }),
        },
      ),
      300,
    );
    const text = () => readFileSync(path, 'utf8');
    const known = new Map<string, string>();
    const digest = (one: string): string => {
      const found = known.get(one) ?? digestOf(one);
      known.set(one, found);
      return found;
    };
    let model = new Model(text());
    const did = { edit: 0, outside: 0, undo: 0, redo: 0, restore: 0, refused: 0 };
    const attempt = async (work: Promise<unknown>, isPossible: boolean): Promise<void> => {
      const outcome = await work.then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
          return false;
        },
      );
      did.refused += outcome ? 0 : 1;
      expect(outcome).toBe(isPossible);
    };
    for (const { kind, by } of steps) {
      did[kind] += 1;
      const now = text();
      // What was changed outside becomes an entry with the next save; without one, the history only shows it.
      const next = model.copy();
      next.edit(now);
      if (kind === 'outside') {
        writeFileSync(path, now.replace(/"name": "[^"]*"/u, `"name": "outside ${by}"`));
      } else if (kind === 'edit') {
        await rename(`edit ${by}`);
        next.edit(text());
      } else if (kind === 'restore') {
        const number = Math.min(by, next.all.length - 1);
        await restore(number);
        next.edit(next.all.at(-1 - number)!);
      } else {
        const isPossible = next[kind](by);
        await attempt(kind === 'undo' ? undo(by) : redo(by), isPossible);
      }
      if (kind !== 'outside' && text() !== now) model = next;
      const shown = model.copy();
      shown.edit(text());
      expect(text()).toBe(shown.now);
      const history = historyNow();
      expect(history.entries.map(({ version }) => version)).toEqual(shown.all.map(digest));
      const { done, undone } = stackOf(history);
      expect([done.length, undone.length]).toEqual([shown.done.length, shown.undone.length]);
    }
    const history = historyNow();
    const versions = history.entries.map(({ version }) => history.textOf(version));
    const last = model.copy();
    last.edit(text());
    expect(versions).toEqual(last.all);
    expect(Math.min(...Object.values(did))).toBeGreaterThan(5);
    expect(statSync(logPathOf(path)).size).toBeLessThan(mostKept.bytes);
  }, 120_000);
});

describe('a save', () => {
  it('keeps the version before it, with time, user, command line and reason', async () => {
    describeRun({ command: ['set', '--name', 'B'], reason: 'because' });
    process.env['LOGNAME'] = 'anna';
    await rename('B');
    describeRun({ command: null, reason: null });
    const [found, saved, ...others] = historyNow().entries;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 1, kind: 'found', before: null, user: null });
    expect(saved).toMatchObject({
      id: 2,
      kind: 'saved',
      user: 'anna',
      command: ['set', '--name', 'B'],
      reason: 'because',
      before: found!.version,
    });
    expect(Date.now() - Date.parse(saved!.time)).toBeLessThan(60_000);
    expect(names()).toEqual(['Example', 'B']);
  });

  it('that changes nothing keeps nothing', async () => {
    await rename('Example');
    expect(existsSync(logPathOf(path))).toBe(false);
  });

  it('is private to the user', async () => {
    await rename('B');
    const log = logPathOf(path);
    expect(statSync(log).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(log)).mode & 0o777).toBe(0o700);
  });

  it('of a new file begins its history', async () => {
    const other = join(folder, 'new.json');
    await createFarm(fileSource(other), aFarm);
    expect(historyNow(other).entries).toMatchObject([{ kind: 'created', before: null }]);
    const [only] = historyNow(other).entries;
    expect(undoStack([only!], () => true).done).toEqual([]);
  });

  it('has one history, however the file is named', async () => {
    mkdirSync(join(folder, 'links'));
    symlinkSync(path, join(folder, 'links', 'my.json'));
    await rename('B');
    await rename('C', join(folder, 'links', 'my.json'));
    await rename('D', join(folder, 'links', '..', 'farm.json'));
    expect(names()).toEqual(['Example', 'B', 'C', 'D']);
    expect(names(join(folder, 'links', 'my.json'))).toEqual(names());
    expect(readdirSync(dirname(logPathOf(path)))).toHaveLength(1);
  });

  it('of a file with hard links is refused, and leaves no history', async () => {
    linkSync(path, join(folder, 'other.json'));
    expect((await farmErrorOf(() => rename('B'))).code).toBe('E_CANNOT_WRITE');
    expect(existsSync(logPathOf(path))).toBe(false);
  });

  it('notes a change that was made outside, before its own', async () => {
    await rename('B');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"B"', '"C"'));
    expect(historyNow().entries.at(-1)).toMatchObject({ kind: 'outside', user: null });
    await rename('D');
    expect(names()).toEqual(['Example', 'B', 'C', 'D']);
    expect(historyNow().entries.map(({ kind }) => kind)).toEqual([
      'found',
      'saved',
      'outside',
      'saved',
    ]);
  });
});

describe('what goes wrong with the history', () => {
  const blocked: [what: string, block: () => void][] = [
    ['its folder is a file', () => writeFileSync(join(folder, 'state'), '')],
    ['the history file is a folder', () => mkdirSync(logPathOf(path), { recursive: true })],
    [
      'a later version of farm wrote it',
      () => {
        mkdirSync(dirname(logPathOf(path)), { recursive: true });
        writeFileSync(logPathOf(path), '{"format":2,"farm":"x"}\n');
      },
    ],
  ];

  it.each(blocked)('never stops a save: %s', async (_what, block) => {
    block();
    await rename('B');
    expect(nameIn(readFileSync(path, 'utf8'))).toBe('B');
    const warnings = takeHistoryWarnings();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/can't be written: .*The farm file is saved/u);
    expect(takeHistoryWarnings()).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('never stops a save: a folder of the kernel', async () => {
    process.env['XDG_STATE_HOME'] = '/proc/self/state';
    await rename('B');
    expect(nameIn(readFileSync(path, 'utf8'))).toBe('B');
    expect(takeHistoryWarnings()).toHaveLength(1);
  });

  it('never stops a save: a home that cannot be written', async () => {
    if (process.getuid?.() === 0) return;
    mkdirSync(join(folder, 'state'));
    chmodSync(join(folder, 'state'), 0o500);
    await rename('B');
    expect(takeHistoryWarnings()).toHaveLength(1);
  });

  it('an entry that was cut off at any byte never was, and all others stay', async () => {
    for (const name of ['B', 'C', 'D']) await rename(name);
    const log = logPathOf(path);
    const whole = readFileSync(log);
    const before = whole.lastIndexOf(10, -2) + 1;
    for (let length = before; length < whole.length; length += 7) {
      writeFileSync(log, whole.subarray(0, length));
      // The file itself is D: it looks like a change outside.
      expect(names()).toEqual(['Example', 'B', 'C', 'D']);
    }
    await rename('E');
    expect(names()).toEqual(['Example', 'B', 'C', 'D', 'E']);
    expect(historyNow().damaged).toBe(0);
  });

  it('a history that was cut off at its first line begins again', async () => {
    await rename('B');
    writeFileSync(logPathOf(path), '{"form');
    await rename('C');
    expect(names()).toEqual(['B', 'C']);
  });

  it('lines that were tampered with are counted, and the others are used', async () => {
    for (const name of ['B', 'C']) await rename(name);
    const log = logPathOf(path);
    const lines = readFileSync(log, 'utf8').split('\n');
    lines[2] = '{"id": "two"}';
    writeFileSync(log, lines.join('\n'));
    expect(historyNow().damaged).toBe(1);
    expect(names()).toEqual(['Example', 'C']);
    await rename('D');
    // The version before C is lost: the undo stops there, and goes to no other version.
    await undo();
    expect(nameIn(readFileSync(path, 'utf8'))).toBe('C');
    await expect(undo()).rejects.toThrow(Refusal);
  });

  it('a text that was tampered with is not given out', async () => {
    await rename('B');
    const log = logPathOf(path);
    const other = packed('{"name": "evil"}');
    const text = readFileSync(log, 'utf8').replace(/"text":"[^"]*"/u, `"text":"${other}"`);
    writeFileSync(log, text);
    const error = await farmErrorOf(() => restore(1));
    expect(error.code).toBe('E_UNREADABLE');
    expect(nameIn(readFileSync(path, 'utf8'))).toBe('B');
  });

  it('rubbish is no reason to fail', async () => {
    await rename('B');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        writeFileSync(logPathOf(path), bytes);
        const next = `N${randomUUID()}`;
        await rename(next);
        expect(names().at(-1)).toBe(next);
        expect(names()).toHaveLength(2);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is kept', () => {
  const aLine = {
    kind: 'saved' as const,
    before: null,
    time: '2026-01-01T00:00:00.000Z',
    user: null,
    command: null,
    reason: null,
    of: [],
  };

  it('is bounded, and the newest two always stay', async () => {
    const line = (id: number, text: string) => ({
      ...aLine,
      id,
      before: digestOf(`${id - 1}`),
      version: digestOf(`${id}`),
      text,
    });
    const lines = Array.from({ length: 20 }, (_, id) => line(id, packed(`${id}`)));
    expect(newest(lines, { entries: 10, bytes: 1e6 }).map(({ id }) => id)).toEqual([
      12, 13, 14, 15, 16, 17, 18, 19,
    ]);
    const large = lines.map((one) => ({ ...one, text: 'x'.repeat(1000) }));
    expect(newest(large, { entries: 10, bytes: 100 }).map(({ id }) => id)).toEqual([18, 19]);
  });

  it('has the text of a version once, with the oldest entry that is left', () => {
    const version = digestOf('a');
    const line = (id: number, more: object) => ({ ...aLine, id, version, ...more });
    const lines = [
      line(1, { text: packed('a') }),
      line(2, {}),
      line(3, { text: packed('a') }),
      line(4, {}),
    ];
    const kept = newest(lines, { entries: 4, bytes: 1e6 });
    expect(kept.map(({ id, text }) => [id, text !== undefined])).toEqual([
      [2, true],
      [3, false],
      [4, false],
    ]);
  });

  it('stays bounded over many saves, and undo reaches as far as it is kept', async () => {
    const most = { ...mostKept };
    mostKept.entries = 20;
    try {
      for (let index = 0; index < 50; index += 1) await rename(`N${index}`);
      expect(names().at(-1)).toBe('N49');
      expect(names().length).toBeLessThanOrEqual(22);
      const { done } = stackOf(historyNow());
      await undo(done.length);
      expect(nameIn(readFileSync(path, 'utf8'))).toBe(names()[0]);
      expect(statSync(logPathOf(path)).mode & 0o777).toBe(0o600);
    } finally {
      Object.assign(mostKept, most);
    }
  });

  it('are no histories of files that were deleted long ago, once there are many', async () => {
    await rename('B');
    const logs = dirname(logPathOf(path));
    for (let index = 0; index < mostHistories + 5; index += 1)
      writeFileSync(
        join(logs, `f-${index}.jsonl`),
        `{"format":1,"farm":"${folder}/gone/${index}"}\n`,
      );
    pruneHistories(logs);
    expect(readdirSync(logs)).toHaveLength(mostHistories + 6);
    pruneHistories(logs, Date.now() + 40 * 86_400_000);
    expect(readdirSync(logs)).toHaveLength(mostHistories);
    expect(existsSync(logPathOf(path))).toBe(true);
  });
});

describe('several processes', () => {
  it('at once keep every version, in the order of the saves', async () => {
    const editors = Array.from({ length: 8 }, (_, at) =>
      startEditor(['add', 'file', path, `p${at}`, '5']),
    );
    const ends = await Promise.all(editors.map(({ ended }) => ended));
    expect(ends.map(({ code, errors }) => [code, errors])).toEqual(ends.map(() => [0, '']));
    const history = historyNow();
    expect(history.damaged).toBe(0);
    expect(history.entries).toHaveLength(41);
    const counts = history.entries.map(({ version }) => {
      const text = history.textOf(version) ?? '';
      return [...text.matchAll(/"name": "p\d-\d"/gu)].length;
    });
    expect(counts).toEqual(Array.from({ length: 41 }, (_, at) => at));
    const chain = history.entries.slice(1).map(({ before }) => before);
    expect(chain).toEqual(history.entries.slice(0, -1).map(({ version }) => version));
  }, 60_000);

  it('that are killed leave whole entries', async () => {
    for (let round = 0; round < 6; round += 1) {
      const editor = startEditor(['add', 'file', path, `k${round}`, '500']);
      await editor.firstLine;
      await new Promise((resolve) => setTimeout(resolve, 5 + round * 7));
      editor.child.kill('SIGKILL');
      await editor.ended;
      const history = historyNow();
      expect(history.damaged).toBe(0);
      expect(history.textOf(history.entries.at(-1)!.version)).toBe(readFileSync(path, 'utf8'));
      for (const { version } of history.entries) expect(history.textOf(version)).not.toBeNull();
    }
    await rename('after');
    expect(historyNow().damaged).toBe(0);
  }, 60_000);
});

describe('a name such as @2', () => {
  const env = {};

  it('is a version of the farm file that is found, or of one that is named', async () => {
    for (const name of ['B', 'C']) await rename(name);
    for (const file of ['@1', 'farm.json@1', `${path}@1`]) {
      const source = locateFarm({ file, env, cwd: folder });
      expect(source).toMatchObject({ kind: 'version', path: `${path}@1` });
      expect(nameIn(await readText(source))).toBe('B');
    }
    const byEnvironment = locateFarm({ env: { FARM_FILE: '@2' }, cwd: folder });
    expect(nameIn(await readText(byEnvironment))).toBe('Example');
  });

  it('is the file of that name, if there is one', () => {
    renameSync(path, join(folder, '@1'));
    expect(locateFarm({ file: '@1', env, cwd: folder }).kind).toBe('file');
  });

  it('is refused for an edit', async () => {
    await rename('B');
    const source = locateFarm({ file: '@1', env, cwd: folder });
    const error = await farmErrorOf(() => updateFarm(source, (farm) => renamed(farm, 'X')));
    expect(error.code).toBe('E_USAGE');
    expect(JSON.stringify(error.nextStep)).toContain('restore');
  });
});

describe('the folder of the state', () => {
  it.each([
    ['linux', { HOME: '/home/a' }, '/home/a/.local/state/ras-farm'],
    ['linux', { HOME: '/home/a', XDG_STATE_HOME: '/s' }, '/s/ras-farm'],
    ['linux', { HOME: '/home/a', XDG_STATE_HOME: 'relative' }, '/home/a/.local/state/ras-farm'],
    ['darwin', { HOME: '/Users/a' }, '/Users/a/Library/Application Support/ras-farm'],
  ] as const)('on %s with %j is %s', (platform, env, expected) => {
    expect(stateFolder(env, platform)).toBe(expected);
  });

  it('is %LOCALAPPDATA% on Windows', () => {
    const found = stateFolder({ LOCALAPPDATA: 'C:\\Local' }, 'win32');
    expect(found).toMatch(/^C:\\Local.ras-farm.State$/u);
  });
});

it('appends are not lost where the file was removed meanwhile', async () => {
  await rename('B');
  rmSync(logPathOf(path));
  await rename('C');
  expect(names()).toEqual(['B', 'C']);
  appendFileSync(logPathOf(path), '{"id":');
  await rename('D');
  expect(names()).toEqual(['B', 'C', 'D']);
});
