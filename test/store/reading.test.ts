import { mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { printFarm } from '../../src/store/farm/document.js';
import { readFarm } from '../../src/store/farm/farm-file.js';
import { locateFarm, ownFarmSource } from '../../src/store/farm/locate.js';
import { readPreferences } from '../../src/store/preferences/preferences.js';
import { aFarm, farmErrorOf, fileSource, freshFolder } from './a-farm.js';

vi.mock('conf', () => {
  throw new Error('reading must not load conf');
});

describe('reading a farm', () => {
  test('gives the farm, where it is from, and its text', async () => {
    const path = join(freshFolder(), 'farm.json');
    const text = `\uFEFF${printFarm(aFarm).replaceAll('\n', '\r\n')}`;
    writeFileSync(path, text);
    const source = fileSource(path);
    expect(await readFarm(source)).toEqual({
      farm: aFarm,
      source,
      text,
      ownRules: [],
      captured: null,
    });
    expect(readdirSync(join(path, '..'))).toEqual(['farm.json']);
  });

  test("needs no conf, not even for the user's own farm and preferences", async () => {
    const env = { XDG_CONFIG_HOME: freshFolder(), HOME: freshFolder(), APPDATA: freshFolder() };
    const own = ownFarmSource(env);
    mkdirSync(join(own.path, '..'), { recursive: true });
    writeFileSync(own.path, printFarm(aFarm));
    const source = locateFarm({ env, cwd: freshFolder() });
    expect(source).toEqual(own);
    expect((await readFarm(source)).farm).toEqual(aFarm);
    expect(readPreferences(env)).toEqual({});
    expect(readdirSync(join(own.path, '..'))).toEqual(['farm.json']);
  });
});

describe('what can not be read', () => {
  async function errorFor(path: string): Promise<string> {
    const { code, message } = await farmErrorOf(() => readFarm(fileSource(path)));
    return `${code} ${message.replace(path, 'PATH')}`;
  }

  test.each([
    [Buffer.from('\uFEFF{}', 'utf16le'), 'E_UNREADABLE PATH is UTF-16 text, not UTF-8.'],
    [Buffer.from([0x7b, 0xe9, 0x7d]), 'E_UNREADABLE PATH is not UTF-8 text.'],
    [Buffer.from('{\0}'), 'E_UNREADABLE PATH contains NUL bytes: it is not a text file.'],
  ])('bytes that are no text (%#)', async (bytes, message) => {
    const path = join(freshFolder(), 'farm.json');
    writeFileSync(path, bytes);
    expect(await errorFor(path)).toBe(message);
  });

  test('a folder, nothing, a link that leads nowhere', async () => {
    const folder = freshFolder();
    symlinkSync(join(folder, 'gone.json'), join(folder, 'farm.json'));
    expect(await errorFor(folder)).toBe('E_UNREADABLE PATH is a folder.');
    const missing = 'E_NO_FARM the farm file PATH (from --file) does not exist.';
    expect(await errorFor(join(folder, 'none.json'))).toBe(missing);
    expect(await errorFor(join(folder, 'farm.json'))).toBe(
      `E_NO_FARM PATH (from --file) is a link to ${join(folder, 'gone.json')}, which does not exist.`,
    );
  });

  test('far too much', async () => {
    const path = join(freshFolder(), 'farm.json');
    writeFileSync(path, '');
    truncateSync(path, 65 * 1024 * 1024);
    expect(await errorFor(path)).toBe('E_UNREADABLE PATH is larger than 64 MB.');
  });

  test.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)(
    'without permission',
    async () => {
      const path = join(freshFolder(), 'farm.json');
      writeFileSync(path, '{}', { mode: 0 });
      expect(await errorFor(path)).toBe('E_UNREADABLE you have no permission to read PATH.');
    },
  );
});
