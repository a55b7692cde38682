import { printed } from '../suggest/printed.js';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFarm } from '../../src/store/farm/farm-file.js';
import {
  locateFarm,
  newFarmSource,
  ownFarmSource,
  shownPath,
} from '../../src/store/farm/locate.js';
import { setPreference } from '../../src/store/preferences/preferences.js';
import { farmErrorOf, freshFolder } from './a-farm.js';

function freshPlaces(): { env: NodeJS.ProcessEnv; cwd: string } {
  const home = freshFolder();
  return { env: { HOME: home, APPDATA: home, XDG_CONFIG_HOME: home }, cwd: freshFolder() };
}

function put(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '{}');
  return path;
}

describe('the farm to use', () => {
  test('is looked for in the order that was promised', async () => {
    const { env, cwd } = freshPlaces();
    const below = join(cwd, 'a', 'b');
    mkdirSync(below, { recursive: true });
    const error = await farmErrorOf(() => locateFarm({ env, cwd: below }));
    expect([error.code, error.exitCode, printed(error.nextStep)]).toEqual([
      'E_NO_FARM',
      3,
      'farm init',
    ]);

    const own = put(ownFarmSource(env).path);
    expect(locateFarm({ env, cwd: below })).toEqual({ kind: 'own', path: own, foundBy: 'own' });

    const preferred = join(cwd, 'preferred.json');
    await setPreference(env, 'default-farm', preferred);
    const byPreference = { kind: 'file', path: preferred, foundBy: 'default-farm' };
    expect(locateFarm({ env, cwd: below })).toEqual(byPreference);

    const upward = put(join(cwd, 'farm.json'));
    expect(locateFarm({ env, cwd: below })).toEqual({
      kind: 'file',
      path: upward,
      foundBy: 'upward',
    });
    const nearer = put(join(cwd, 'a', 'farm.json'));
    expect(locateFarm({ env, cwd: below }).path).toBe(nearer);

    const withFarmFile = { ...env, FARM_FILE: 'env.json' };
    const byEnvironment = { kind: 'file', path: join(below, 'env.json'), foundBy: 'FARM_FILE' };
    expect(locateFarm({ env: withFarmFile, cwd: below })).toEqual(byEnvironment);

    const byFlag = { kind: 'file', path: join(cwd, 'flag.json'), foundBy: '--file' };
    expect(locateFarm({ file: '../../flag.json', env: withFarmFile, cwd: below })).toEqual(byFlag);
    const stdin = { kind: 'stdin', path: '-', foundBy: '--file' };
    expect(locateFarm({ file: '-', env: withFarmFile, cwd: below })).toEqual(stdin);
  });

  test('is not an empty name, nor a folder called farm.json', async () => {
    const { env, cwd } = freshPlaces();
    mkdirSync(join(cwd, 'farm.json'));
    expect(
      (await farmErrorOf(() => locateFarm({ env: { ...env, FARM_FILE: '' }, cwd }))).code,
    ).toBe('E_NO_FARM');
    expect((await farmErrorOf(() => locateFarm({ file: '', env, cwd }))).code).toBe('E_USAGE');
  });

  test('names the setting that it came from if it does not exist', async () => {
    const { env, cwd } = freshPlaces();
    const message = async (places: Parameters<typeof locateFarm>[0]): Promise<string> =>
      (await farmErrorOf(() => readFarm(locateFarm(places)))).message;
    const withFarmFile = { ...env, FARM_FILE: 'x.json' };
    expect(await message({ env: withFarmFile, cwd })).toContain('x.json (from FARM_FILE) does not');
    await setPreference(env, 'default-farm', join(cwd, 'y.json'));
    expect(await message({ env, cwd })).toContain('from the preference default-farm');
    const error = await farmErrorOf(() => readFarm(ownFarmSource(env)));
    expect(printed(error.nextStep)).toBe('farm init --own');
  });
});

describe('where a new farm goes', () => {
  test('--own, --file, FARM_FILE, else farm.json here', async () => {
    const { env, cwd } = freshPlaces();
    put(join(cwd, 'farm.json'));
    const below = join(cwd, 'below');
    expect(newFarmSource({ env, cwd: below }).path).toBe(join(below, 'farm.json'));
    const withFarmFile = { ...env, FARM_FILE: 'env.json' };
    expect(newFarmSource({ env: withFarmFile, cwd: below }).path).toBe(join(below, 'env.json'));
    expect(newFarmSource({ file: 'f.json', env: withFarmFile, cwd: below }).path).toBe(
      join(below, 'f.json'),
    );
    expect(newFarmSource({ env: withFarmFile, cwd, own: true })).toEqual(ownFarmSource(env));
    expect((await farmErrorOf(() => newFarmSource({ file: '-', env, cwd }))).code).toBe('E_USAGE');
  });
});

test('paths are shown in their shortest form', () => {
  const { cwd } = freshPlaces();
  expect(shownPath(join(cwd, 'a', 'farm.json'), cwd)).toBe(join('a', 'farm.json'));
  expect(shownPath(join(dirname(cwd), 'farm.json'), cwd)).toBe(join(dirname(cwd), 'farm.json'));
  expect(shownPath(join(cwd, '..farm.json'), cwd)).toBe('..farm.json');
  expect(shownPath('-', cwd)).toBe('<stdin>');
});
