import { spawnSync } from 'node:child_process';
import {
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printFarm } from '../../src/store/farm/document.js';
import { testFileEndings } from '../../src/store/test/test-file-name.js';
import { brokers, farmOf, folderWith } from './repository.js';

/** No output of a run overwrites an input of the same run, by any name; and unchanged files are not written again. */

const program = join(import.meta.dirname, '../../bin/run.js');
const even = printFarm(farmOf({ brokers: brokers(4) }));
const tests =
  'farm: farm.json\ntests:\n  - name: x\n    site: Berlin\n    when: { down: [CB2] }\n    then: { serving: 3 }\n';
const preferences = '{ "failOn": "never" }\n';

const aliases: string[] = [];

afterAll(() => {
  for (const alias of aliases) unlinkSync(alias);
});

/** A folder with every input that a run can have, and other names for the farm. */
function inputs(): string {
  const folder = folderWith({
    'farm.json': even,
    'a.farm-test.yaml': tests,
    'ras-farm/preferences.json': preferences,
  });
  expect(farm(folder, ['check', '--write-baseline', 'baseline.json']).exit).toBe(0);
  symlinkSync('farm.json', join(folder, 'link'));
  aliases.push(`${folder}-alias`);
  symlinkSync(folder, `${folder}-alias`);
  return folder;
}

function farm(folder: string, words: readonly string[], stdin?: string) {
  const input = stdin === undefined ? 'ignore' : openSync(join(folder, stdin), 'r');
  const alias = `../${basename(folder)}-alias/`;
  const typed = words.map((word) => word.replace('ALIAS/', alias));
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...typed], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, XDG_CONFIG_HOME: folder, NO_COLOR: '1' },
    stdio: [input, 'pipe', 'pipe'],
  });
  if (typeof input === 'number') closeSync(input);
  return { stdout, stderr: stderr.replaceAll('\n', ' '), exit: status };
}

/** Every file of the folder with its content. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

const report = ['check', '--format', 'csv', '--output'];
const junit = ['test', '--format', 'junit', '--output'];

describe.skipIf(process.platform === 'win32')('an output is refused', () => {
  it.each<[string, string[], string]>([
    ['a farm', [...report, 'farm.json'], 'the farm farm.json'],
    ['a farm by a link', [...report, 'link'], 'the farm farm.json'],
    ['a farm by a hard link', [...report, 'hard'], 'the farm farm.json'],
    ['a farm by a linked folder', [...report, 'ALIAS/farm.json'], 'the farm farm.json'],
    [
      'one of several farms',
      ['check', 'farm.json', '--write-baseline', 'link'],
      'the farm farm.json',
    ],
    ['the baseline', [...report, 'baseline.json', '--baseline', 'baseline.json'], 'the baseline'],
    ['the preferences', [...report, 'ras-farm/preferences.json'], 'your preferences'],
    ['the other output', [...report, 'x', '--write-baseline', 'ALIAS/x'], '--output x'],
    ['the farm of a test', [...junit, 'farm.json'], 'the farm farm.json'],
    ['the farm of a test by a link', [...junit, 'link'], 'the farm farm.json'],
    ['a test file', [...junit, 'a.farm-test.yaml'], 'the test file a.farm-test.yaml'],
  ])('that is %s', (_what, words, input) => {
    const folder = inputs();
    if (words.includes('hard')) linkSync(join(folder, 'farm.json'), join(folder, 'hard'));
    const before = contents(folder);
    const { exit, stdout, stderr } = farm(folder, words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`would overwrite ${input}`);
    expect(contents(folder)).toEqual(before);
  });

  it('that is the farm of tests which can not be read', () => {
    const folder = inputs();
    writeFileSync(join(folder, 'a.farm-test.yaml'), 'tests: [');
    expect(farm(folder, [...junit, 'link']).exit).toBe(2);
    expect(readFileSync(join(folder, 'farm.json'), 'utf8')).toBe(even);
  });

  it.each<[string, string[]]>([
    ['check', ['check', '-', '--format', 'csv', '--output', 'link']],
    ['test', [...junit, 'link', '--file', '-']],
  ])('that is the file which standard input was redirected from: %s', (_what, words) => {
    const folder = inputs();
    const { exit, stderr } = farm(folder, words, 'farm.json');
    expect(exit).toBe(2);
    expect(stderr).toContain('would overwrite');
    expect(readFileSync(join(folder, 'farm.json'), 'utf8')).toBe(even);
  });

  it.each([
    'planned.farm.json',
    'FARM.json',
    'link-to-planned',
    ...testFileEndings.map((ending) => `other${ending}`),
  ])('that has the name of a farm or test file which the run does not read: %s', (name) => {
    const folder = inputs();
    writeFileSync(join(folder, 'planned.farm.json'), even);
    symlinkSync('planned.farm.json', join(folder, 'link-to-planned'));
    const before = contents(folder);
    const read = ['--file', 'farm.json'];
    for (const words of [
      [...report, name, ...read],
      ['check', '--write-baseline', name, ...read],
      [...junit, name, 'a.farm-test.yaml'],
    ]) {
      const { exit, stdout, stderr } = farm(folder, words);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain('has the name of a farm or test file');
    }
    expect(contents(folder)).toEqual(before);
  });

  it('not where it is a device that is read as well', () => {
    const folder = inputs();
    expect(farm(folder, [...report, '/dev/null'], 'ras-farm/preferences.json').exit).toBe(0);
  });
});

describe('what would be the same again', () => {
  /** Whether a run wrote the file, by its time, or anything in its folder. */
  function written(folder: string, name: string, words: readonly string[]) {
    const path = join(folder, name);
    utimesSync(path, 1, 1);
    const before = contents(folder);
    const { exit, stdout } = farm(folder, words);
    const same = JSON.stringify(contents(folder)) === JSON.stringify(before);
    return { exit, stdout, written: statSync(path).mtimeMs !== 1000 || !same };
  }

  it('is not written by check --fix, however the file is formatted', () => {
    const folder = folderWith({ 'farm.json': JSON.stringify(JSON.parse(even)) });
    const run = written(folder, 'farm.json', ['check', '--fix', '--json']);
    expect([run.exit, run.written]).toEqual([0, false]);
    expect(JSON.parse(run.stdout).result.files[0].fix.saved).toBe(false);
  });

  it('is not written by an edit, however the file is formatted', () => {
    const folder = folderWith({ 'farm.json': JSON.stringify(JSON.parse(even)) });
    const run = written(folder, 'farm.json', ['broker', 'enable', 'CB2', '--json']);
    expect([run.exit, run.written]).toEqual([0, false]);
    expect(JSON.parse(run.stdout).result).toMatchObject({ changes: [], saved: false });
  });

  it('is not written by --write-baseline, however the file is formatted', () => {
    const folder = inputs();
    const words = ['check', '--write-baseline', 'baseline.json'];
    const run = written(folder, 'baseline.json', words);
    expect([run.exit, run.written]).toEqual([0, false]);
    expect(run.stdout).toContain('Baseline baseline.json unchanged: 2 findings.');
    const json = written(folder, 'baseline.json', [...words, '--json']);
    const { baseline } = JSON.parse(json.stdout).result;
    expect(baseline.written).toEqual({
      entries: 2,
      added: 0,
      removed: 0,
      updated: 0,
      gone: 0,
      saved: false,
    });
  });

  it('is not written by farm config', () => {
    const folder = inputs();
    const path = 'ras-farm/preferences.json';
    expect(written(folder, path, ['config', 'set', 'fail-on', 'never']).written).toBe(false);
    expect(written(folder, path, ['config', 'unset', 'colour']).written).toBe(false);
  });

  it('is written by farm fmt, which is for the formatting', () => {
    const folder = folderWith({ 'farm.json': JSON.stringify(JSON.parse(even)) });
    expect(written(folder, 'farm.json', ['fmt']).written).toBe(true);
    expect(readFileSync(join(folder, 'farm.json'), 'utf8')).toBe(even);
  });
});
