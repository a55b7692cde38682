import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { configFolder, preferencesPath } from '../../src/store/preferences/config-folder.js';
import {
  getPreference,
  listPreferences,
  preferenceKeys,
  readPreferences,
  setPreference,
  unsetPreference,
} from '../../src/store/preferences/preferences.js';
import { farmErrorOf, freshFolder } from './a-farm.js';
import { startEditor } from './processes.js';

function freshEnv(): NodeJS.ProcessEnv {
  const home = freshFolder();
  return { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), APPDATA: home };
}

function keep(env: NodeJS.ProcessEnv, text: string): string {
  const path = preferencesPath(env);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('preferences', () => {
  test('that cannot be saved suggest a next step: no option sets their file', async () => {
    const env = { HOME: '/dev/null', XDG_CONFIG_HOME: '/dev/null', APPDATA: '/dev/null' };
    const error = await farmErrorOf(() => setPreference(env, 'fail-on', 'never'));
    expect(error.code).toBe('E_CANNOT_WRITE');
    expect(error.nextStep).toMatch(/=FOLDER$/);
  });

  test('are set, read back, replaced and taken back', async () => {
    const env = freshEnv();
    expect(readPreferences(env)).toEqual({});
    expect(await setPreference(env, 'fail-on', 'warning')).toEqual({
      before: null,
      after: 'warning',
    });
    expect(await setPreference(env, 'fail-on', 'never')).toEqual({
      before: 'warning',
      after: 'never',
    });
    await setPreference(env, 'default-site', 'Berlin 1.2 "west"');
    expect(readPreferences(env)).toEqual({ failOn: 'never', defaultSite: 'Berlin 1.2 "west"' });
    expect(await unsetPreference(env, 'fail-on')).toEqual({ before: 'never', after: null });
    expect(await unsetPreference(env, 'fail-on')).toEqual({ before: null, after: null });
    expect(readPreferences(env)).toEqual({ defaultSite: 'Berlin 1.2 "west"' });
    expect(readFileSync(preferencesPath(env), 'utf8')).toBe(
      '{\n  "defaultSite": "Berlin 1.2 \\"west\\""\n}\n',
    );
    expect(readdirSync(configFolder(env))).toEqual(['preferences.json']);
  });

  test.runIf(process.platform !== 'win32')('are for the user alone', async () => {
    const env = freshEnv();
    await setPreference(env, 'colour', 'never');
    expect(statSync(preferencesPath(env)).mode & 0o777).toBe(0o600);
    expect(statSync(configFolder(env)).mode & 0o777).toBe(0o700);
  });

  test('are read through conf for farm config, which writes nothing', async () => {
    const env = freshEnv();
    expect(await getPreference(env, 'colour')).toBe(null);
    expect((await listPreferences(env)).map(({ value }) => value)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(existsSync(configFolder(env))).toBe(false);
    const text = '\uFEFF{"colour": "auto", "failOn": "info"}';
    const path = keep(env, text);
    expect(await getPreference(env, 'colour')).toBe('auto');
    const listed = (await listPreferences(env)).map(({ key, value }) => [key, value]);
    expect(Object.fromEntries(listed)).toMatchObject({ 'fail-on': 'info', colour: 'auto' });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(configFolder(env))).toEqual(['preferences.json']);
  });

  // A limit on the size of files makes the system write the first part and refuse the rest, as a full disk does.
  test.runIf(process.platform !== 'win32')('keep their text and mode on a full disk', async () => {
    const env = freshEnv();
    const path = keep(env, '{"colour": "auto"}');
    chmodSync(path, 0o640);
    const wrap = ['sh', '-c', 'ulimit -f 1 && exec "$0" "$@"'];
    const words = ['prefer', 'default-site', 'x'.repeat(4000)];
    const { lines, ended } = startEditor(words, { wrap, env: { ...process.env, ...env } });
    expect(await ended).toMatchObject({ code: 7, errors: '' });
    expect(lines()).toEqual(['E_CANNOT_WRITE']);
    expect(readFileSync(path, 'utf8')).toBe('{"colour": "auto"}');
    expect(readdirSync(configFolder(env))).toEqual(['preferences.json']);
    await setPreference(env, 'colour', 'never');
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test('a default farm is kept as an absolute path', async () => {
    const env = freshEnv();
    await setPreference(env, 'default-farm', 'farms/a.json');
    expect(readPreferences(env)).toEqual({ defaultFarm: resolve('farms/a.json') });
  });

  test('refuse unknown keys and values, with a suggestion', async () => {
    const env = freshEnv();
    const key = await farmErrorOf(() => setPreference(env, 'colors', 'auto'));
    expect([key.code, key.typed, key.candidates]).toEqual([
      'E_USAGE',
      'colors',
      preferenceKeys.map((row) => row.key),
    ]);
    const value = await farmErrorOf(() => setPreference(env, 'fail-on', 'warn'));
    expect([value.code, value.candidates]).toEqual([
      'E_USAGE',
      ['error', 'warning', 'info', 'never'],
    ]);
    expect((await farmErrorOf(() => setPreference(env, 'default-site', ' '))).code).toBe('E_USAGE');
    expect((await farmErrorOf(() => unsetPreference(env, 'nothing'))).code).toBe('E_USAGE');
    expect(readPreferences(env)).toEqual({});
  });

  test('set by many processes at once are all kept', { timeout: 30_000 }, async () => {
    const env = freshEnv();
    const wanted = [
      ['default-site', 'Berlin'],
      ['fail-on', 'info'],
      ['colour', 'never'],
      ['default-farm', resolve('/f.json')],
    ];
    const editors = wanted.map((pair) =>
      startEditor(['prefer', ...pair], { env: { ...process.env, ...env } }),
    );
    const ends = await Promise.all(editors.map(({ ended }) => ended));
    expect(ends.map(({ code, errors }) => `${code}${errors}`)).toEqual(['0', '0', '0', '0']);
    expect(readPreferences(env)).toEqual({
      defaultSite: 'Berlin',
      failOn: 'info',
      colour: 'never',
      defaultFarm: resolve('/f.json'),
    });
  });
});

describe('broken preferences', () => {
  test.each([
    ['', '1:1 there should be { here.'],
    ['[]', '1:1 there should be { here.'],
    ['{\n  "failOn": "info",\n}', '3:1 there should be a key in double quotes here.'],
    ['{"failOn" "info"}', '1:11 there should be a colon here.'],
    ['{"failOn": info}', '1:12 there should be text in double quotes here.'],
    ['{"failOn": "info" "colour": "auto"}', '1:19 there should be a comma or } here.'],
    ['{"failOn": "info"} x', '1:20 there should be nothing more here.'],
    ['{\r\n "failon": "info"}', '2:2 there is no preference "failon".'],
    ['{"colour": true}', '1:12 "colour" can\'t be true: it must be text in double quotes.'],
    [
      '{"failOn": "all"}',
      '1:12 "failOn" can\'t be "all": it must be one of error, warning, info, never.',
    ],
  ])('%j is reported with its place and not changed', async (text, reported) => {
    const env = freshEnv();
    const path = keep(env, text);
    for (const attempt of [
      () => readPreferences(env),
      () => setPreference(env, 'colour', 'auto'),
      () => getPreference(env, 'colour'),
      () => listPreferences(env),
    ]) {
      const { code, exitCode, message, problems } = await farmErrorOf(attempt);
      expect([code, exitCode]).toEqual(['E_PREFERENCES', 3]);
      expect(message).toContain(path);
      expect(
        problems.map(
          ({ location, message: what }) => `${location.line}:${location.column} ${what}`,
        ),
      ).toEqual([reported]);
    }
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(dirname(path))).toEqual(['preferences.json']);
  });

  test('a byte order mark and any JSON layout are fine', () => {
    const env = freshEnv();
    keep(env, '\uFEFF\r\n{ "failOn" :"in\\u0066o"\t,"colour":"auto" }\r\n');
    expect(readPreferences(env)).toEqual({ failOn: 'info', colour: 'auto' });
    keep(env, ' {} ');
    expect(readPreferences(env)).toEqual({});
  });
});

describe("conf's folder", () => {
  const top = fileURLToPath(new URL('../..', import.meta.url));

  /** Where conf would keep its file, determined by conf itself in a separate process: it reads the environment at once. */
  function confFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
    const script = `
      Object.defineProperty(process, 'platform', { value: ${JSON.stringify(platform)} });
      const { default: Conf } = await import('conf');
      process.stdout.write(new Conf({ projectName: 'ras-farm', projectSuffix: '' }).path);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: top,
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return dirname(stdout);
  }

  // Faking the platform changes which rules conf follows; only on POSIX are the paths then joined alike.
  test.runIf(process.platform !== 'win32').each([
    ['linux', {}],
    ['linux', { XDG_CONFIG_HOME: 'config' }],
    ['linux', { XDG_CONFIG_HOME: '' }],
    ['darwin', { XDG_CONFIG_HOME: 'config' }],
    ['win32', { APPDATA: 'roaming' }],
  ] as const)('is found without conf: %s %j', (platform, names) => {
    const home = freshFolder();
    const places = Object.entries(names).map(([key, name]) => [
      key,
      name === '' ? '' : join(home, name),
    ]);
    const env = { HOME: home, ...(Object.fromEntries(places) as NodeJS.ProcessEnv) };
    expect(configFolder(env, platform)).toBe(confFolder(env, platform));
  });
});

/** Why farm locks, copies and opens the file itself: what fails here can be left to conf. */
describe.runIf(process.platform !== 'win32')('conf alone', () => {
  const top = fileURLToPath(new URL('../..', import.meta.url));

  /** Runs statements with a `conf` in a process of its own, in a shell after `limit`. */
  function withConf(folder: string, statements: string, limit = 'true'): void {
    const script = `
      const { default: Conf } = await import('conf');
      const open = (more) => new Conf({ cwd: ${JSON.stringify(folder)}, configName: 'preferences', ...more });
      ${statements}`;
    const node = [process.execPath, '--input-type=module', '-e', script];
    const { status, stderr } = spawnSync('sh', ['-c', `${limit} && exec "$0" "$@"`, ...node], {
      cwd: top,
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  }

  test('takes a short write on a full disk for a whole one', () => {
    const folder = freshFolder();
    withConf(folder, `open().set('site', 'x'.repeat(4000));`, 'ulimit -f 1');
    expect(readFileSync(join(folder, 'preferences.json'), 'utf8')).toMatch(/^\{\s*"site": "x+$/u);
  });

  test('loses what another wrote meanwhile', () => {
    const folder = freshFolder();
    withConf(
      folder,
      `const other = open();
      const serialize = (kept) => (other.set('other', 1), JSON.stringify(kept));
      open({ serialize }).set('own', 1);`,
    );
    expect(readFileSync(join(folder, 'preferences.json'), 'utf8')).toBe('{"own":1}');
  });

  test('opens a file to everybody that was for the user alone', () => {
    const folder = freshFolder();
    const path = join(folder, 'preferences.json');
    writeFileSync(path, '{}', { mode: 0o600 });
    withConf(folder, `open().set('own', 1);`, 'umask 022');
    expect(statSync(path).mode & 0o777).toBe(0o644);
  });

  test('makes a folder to read from', () => {
    const folder = join(freshFolder(), 'missing');
    withConf(folder, `open().get('own');`);
    expect(existsSync(folder)).toBe(true);
  });
});
