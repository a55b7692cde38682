import { printed } from '../suggest/printed.js';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeBesideCopy } from '../../src/store/fs/atomic-write.js';
import { printFarm } from '../../src/store/farm/document.js';
import { createFarm, readFarm, updateFarm } from '../../src/store/farm/farm-file.js';
import { type FarmSource, ownFarmSource } from '../../src/store/farm/locate.js';
import { aFarm, farmErrorOf, fileSource, freshFolder, renamed } from './a-farm.js';
import { startEditor } from './processes.js';

const posix = process.platform !== 'win32';
const schema = './farm.schema.json';

function freshOwn(): FarmSource {
  const folder = freshFolder();
  return ownFarmSource({ XDG_CONFIG_HOME: folder, APPDATA: folder, HOME: folder });
}

/** A farm file, and the user's own farm, which is written by conf: what holds for one must hold for the other. */
const sources = [
  ['a farm file', () => fileSource(join(freshFolder(), 'farm.json'))],
  ["the user's own farm", freshOwn],
] as const;

describe.each(sources)('%s', (_what, freshSource) => {
  function existing(text = printFarm(aFarm, { schema })): FarmSource {
    const source = freshSource();
    mkdirSync(dirname(source.path), { recursive: true });
    writeFileSync(source.path, text);
    return source;
  }

  test('is created with the schema that editors look for, and nothing beside it', async () => {
    const source = freshSource();
    await createFarm(source, aFarm);
    expect(readFileSync(source.path, 'utf8')).toBe(printFarm(aFarm, { schema }));
    expect((await readFarm(source)).farm).toEqual(aFarm);
    expect(readdirSync(dirname(source.path))).toEqual(['farm.json']);
  });

  test('is never created over anything', async () => {
    const source = existing('whatever');
    const { code, exitCode, nextStep } = await farmErrorOf(() => createFarm(source, aFarm));
    expect([code, exitCode]).toEqual(['E_EXISTS', 5]);
    expect(printed(nextStep)).toContain('--file OTHER');
    expect(readFileSync(source.path, 'utf8')).toBe('whatever');
  });

  test('is changed, and returns the old farm and the result of the edit', async () => {
    const source = existing();
    const { before, edit } = await updateFarm(source, (farm) => ({
      ...renamed(farm, 'New'),
      notes: ['a note'],
    }));
    expect(before).toEqual(aFarm);
    expect(edit).toEqual({ farm: { ...aFarm, name: 'New' }, notes: ['a note'] });
    expect(readFileSync(source.path, 'utf8')).toBe(
      printFarm({ ...aFarm, name: 'New' }, { schema }),
    );
    expect(readdirSync(dirname(source.path))).toEqual(['farm.json']);
  });

  test('keeps line endings, byte order mark and its own $schema', async () => {
    const style = (name: string): string =>
      `\uFEFF${printFarm({ ...aFarm, name }, { schema: '../my.json' }).replaceAll('\n', '\r\n')}`;
    const source = existing(style('Old'));
    await updateFarm(source, (farm) => renamed(farm, 'New'));
    expect(readFileSync(source.path, 'utf8')).toBe(style('New'));
  });

  test('without a $schema gets none', async () => {
    const source = existing(printFarm(aFarm));
    await updateFarm(source, (farm) => renamed(farm, 'New'));
    expect(readFileSync(source.path, 'utf8')).not.toContain('$schema');
  });

  test('is not written at all, however it is formatted, where the edit changes nothing', async () => {
    const crowded = JSON.stringify(JSON.parse(printFarm(aFarm, { schema })));
    for (const text of [printFarm(aFarm, { schema }), crowded, `${crowded}\r\n\r\n`]) {
      const source = existing(text);
      const { ino, mtimeMs } = statSync(source.path);
      const folder = statSync(dirname(source.path)).mtimeMs;
      const { saved } = await updateFarm(source, (farm) => ({ farm: structuredClone(farm) }));
      expect(saved).toBe(false);
      expect(statSync(source.path)).toMatchObject({ ino, mtimeMs });
      expect(readFileSync(source.path, 'utf8')).toBe(text);
      // Not even a lock was made.
      expect(statSync(dirname(source.path)).mtimeMs).toBe(folder);
    }
  });

  test.runIf(posix).each([0o600, 0o640, 0o664, 0o666, 0o604])(
    'keeps its mode (%o)',
    async (mode) => {
      const source = existing();
      chmodSync(source.path, mode);
      await updateFarm(source, (farm) => renamed(farm, 'New'));
      expect(statSync(source.path).mode & 0o7777).toBe(mode);
    },
  );

  test.runIf(posix && process.getuid?.() === 0)('keeps its owner', async () => {
    const source = existing();
    chownSync(source.path, 12_345, 54_321);
    await updateFarm(source, (farm) => renamed(farm, 'New'));
    expect(statSync(source.path)).toMatchObject({ uid: 12_345, gid: 54_321 });
  });

  test.runIf(posix)('stays where a link leads, and the link stays a link', async () => {
    const target = existing();
    const link = freshSource();
    mkdirSync(dirname(link.path), { recursive: true });
    symlinkSync(target.path, link.path);
    await updateFarm(link, (farm) => renamed(farm, 'New'));
    expect(lstatSync(link.path).isSymbolicLink()).toBe(true);
    expect(readlinkSync(link.path)).toBe(target.path);
    expect((await readFarm(target)).farm.name).toBe('New');
    expect(readdirSync(dirname(link.path))).toEqual(['farm.json']);
    expect(readdirSync(dirname(target.path))).toEqual(['farm.json']);
  });

  test('is not touched when it is broken or newer', async () => {
    for (const [text, code] of [
      ['{', 'E_SYNTAX'],
      ['{}', 'E_INVALID'],
      ['{"formatVersion": 2}', 'E_NEWER_FORMAT'],
    ] as const) {
      const source = existing(text);
      const error = await farmErrorOf(() => updateFarm(source, (farm) => renamed(farm, 'New')));
      expect(error.code).toBe(code);
      expect(readFileSync(source.path, 'utf8')).toBe(text);
      expect(readdirSync(dirname(source.path))).toEqual(['farm.json']);
    }
  });

  // A limit on the size of files makes the system write the first part and refuse the rest, as a full disk does.
  test.runIf(posix)('is as it was when there is no room for all of the new text', async () => {
    const text = printFarm(aFarm, { schema });
    const source = existing(text);
    const wrap = ['sh', '-c', 'ulimit -f 8 && exec "$0" "$@"'];
    const kind = source.kind;
    const { lines, ended } = startEditor(['add', kind, source.path, 'a', '1000'], { wrap });
    const { code, errors } = await ended;
    expect(errors).toBe('');
    expect(code).toBe(7);
    const saved = lines().slice(0, -1);
    expect(saved).not.toEqual([]);
    expect(lines().at(-1)).toBe('E_CANNOT_WRITE');
    const { farm } = await readFarm(source);
    expect(farm.sites[0]?.agents.map(({ name }) => name)).toEqual(['RDS01', 'PC 7', ...saved]);
    expect(readdirSync(dirname(source.path))).toEqual(['farm.json']);
  });
});

describe('what can not be written', () => {
  test('a folder that does not exist', async () => {
    const path = join(freshFolder(), 'none', 'farm.json');
    const { code, exitCode, message } = await farmErrorOf(() =>
      createFarm(fileSource(path), aFarm),
    );
    expect([code, exitCode]).toEqual(['E_CANNOT_WRITE', 7]);
    expect(message).toBe(`${path} can't be written: its folder does not exist.`);
  });

  test('a file where the folder should be', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'farm'), '');
    const { code } = await farmErrorOf(() =>
      createFarm(fileSource(join(folder, 'farm', 'farm.json')), aFarm),
    );
    expect(code).toBe('E_CANNOT_WRITE');
  });

  test('a folder of which the lock can not be made', async () => {
    const path = join(freshFolder(), 'farm.json');
    writeFileSync(path, printFarm(aFarm));
    mkdirSync(`${path}.lock`);
    const { code } = await farmErrorOf(() =>
      updateFarm(fileSource(path), (farm) => renamed(farm, 'New')),
    );
    expect(code).toBe('E_CANNOT_WRITE');
    expect(readFileSync(path, 'utf8')).toBe(printFarm(aFarm));
  });

  test.runIf(posix && process.getuid?.() !== 0)('a folder that is read-only', async () => {
    const path = join(freshFolder(), 'farm.json');
    writeFileSync(path, printFarm(aFarm));
    chmodSync(dirname(path), 0o555);
    const { code, message } = await farmErrorOf(() =>
      updateFarm(fileSource(path), (farm) => renamed(farm, 'New')),
    );
    chmodSync(dirname(path), 0o755);
    expect(code).toBe('E_CANNOT_WRITE');
    expect(message).toContain('you have no permission');
  });

  test.runIf(posix && process.getuid?.() !== 0)('a file that is read-only', async () => {
    const path = join(freshFolder(), 'farm.json');
    writeFileSync(path, printFarm(aFarm), { mode: 0o444 });
    const { code, message } = await farmErrorOf(() =>
      updateFarm(fileSource(path), (farm) => renamed(farm, 'New')),
    );
    expect(code).toBe('E_CANNOT_WRITE');
    expect(message).toContain('you have no permission');
    expect(readFileSync(path, 'utf8')).toBe(printFarm(aFarm));
  });

  test('a folder, nothing, standard input: reported as when reading', async () => {
    const folder = freshFolder();
    const codeOf = async (source: FarmSource): Promise<string> =>
      (await farmErrorOf(() => updateFarm(source, (farm) => renamed(farm, 'New')))).code;
    expect(await codeOf(fileSource(folder))).toBe('E_UNREADABLE');
    expect(await codeOf(fileSource(join(folder, 'none.json')))).toBe('E_NO_FARM');
    expect(await codeOf({ kind: 'stdin', path: '-', foundBy: '--file' })).toBe('E_USAGE');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.runIf(posix)('a dangling link is not created over', async () => {
    const folder = freshFolder();
    const path = join(folder, 'farm.json');
    symlinkSync(join(folder, 'gone.json'), path);
    expect((await farmErrorOf(() => createFarm(fileSource(path), aFarm))).code).toBe('E_EXISTS');
    expect(readdirSync(folder)).toEqual(['farm.json']);
  });
});

describe('a copy beside what another writes', () => {
  test('takes its place where the other wrote only a part', async () => {
    const path = join(freshFolder(), 'farm.json');
    writeFileSync(path, 'old');
    await writeBesideCopy(path, 'all of it', () => writeFileSync(path, 'all'));
    expect(readFileSync(path, 'utf8')).toBe('all of it');
    expect(readdirSync(dirname(path))).toEqual(['farm.json']);
  });

  test('goes away where the other failed', async () => {
    const path = join(freshFolder(), 'farm.json');
    const refuse = () =>
      writeBesideCopy(path, 'all of it', () => {
        throw new Error('refused');
      });
    await expect(refuse()).rejects.toThrow('refused');
    expect(readdirSync(dirname(path))).toEqual([]);
  });
});

test('what a killed process left half-written is cleared away by the next', async () => {
  const path = join(freshFolder(), 'farm.json');
  writeFileSync(path, printFarm(aFarm));
  writeFileSync(join(dirname(path), '.farm.json.01234567-89ab-cdef-0123-456789abcdef.tmp'), '{');
  writeFileSync(join(dirname(path), '.farm.json.mine.tmp'), 'not ours');
  await updateFarm(fileSource(path), (farm) => renamed(farm, 'New'));
  expect(readdirSync(dirname(path))).toEqual(['.farm.json.mine.tmp', 'farm.json']);
});
