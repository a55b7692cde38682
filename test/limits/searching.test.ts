import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../../src/store/fs/files-below.js';
import { filesMatching } from '../../src/store/fs/files-matching.js';

/** A search in a folder such as `/` ends: with what it found, or with an error that says what is too large. */

const top = mkdtempSync(join(tmpdir(), 'farm-search-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Ten folders with ten files each, and in each folder a link to each of the others: more ways than could ever be tried. */
const numbers = [...Array(10).keys()];
for (const one of numbers) {
  mkdirSync(join(top, `d${one}`));
  for (const other of numbers) {
    writeFileSync(join(top, `d${one}`, `${other}.json`), '');
    if (other !== one) symlinkSync(join(top, `d${other}`), join(top, `d${one}`, `to${other}`));
  }
}
const isJson = (name: string): boolean => name.endsWith('.json');
const within = { folders: 11, entries: 200 };

describe('a folder', () => {
  it('is searched up to the limits, and no link to a folder is followed', async () => {
    expect(await filesBelow(top, isJson, within)).toHaveLength(100);
  });

  it.each([
    [{ ...within, folders: 10 }, `${top} has more than 10 folders to search.`],
    [{ ...within, entries: 199 }, `${top} has more than 199 files and folders to search.`],
  ])('beyond the limit of %j is refused', async (limits, message) => {
    await expect(filesBelow(top, isJson, limits)).rejects.toMatchObject({
      code: 'E_UNREADABLE',
      message,
    });
  });
});

describe('a pattern', () => {
  it('is searched up to the limits', async () => {
    expect(await filesMatching('*/*.json', top, within)).toHaveLength(100);
  });

  it('that links lead through more and more folders is refused', async () => {
    await expect(
      filesMatching('**/*.json', top, { folders: 500, entries: 1_000_000 }),
    ).rejects.toMatchObject({
      code: 'E_UNREADABLE',
      message: `${join(top, '**/*.json')} has more than 500 folders to search.`,
    });
  });

  it('names a dangling link, which reading then reports', async () => {
    const folder = mkdtempSync(join(top, 'links-'));
    symlinkSync('nowhere', join(folder, 'a.farm.json'));
    symlinkSync('nowhere', join(folder, 'a.txt'));
    expect(await filesMatching('*.farm.json', folder)).toEqual([join(folder, 'a.farm.json')]);
  });
});
