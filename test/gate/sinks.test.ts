import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import { sinksOf } from '../../src/gate/sinks.js';
import { printFarm } from '../../src/store/farm/document.js';
import { writeReport } from '../../src/store/fs/report-file.js';
import { brokers, farmOf, folderWith } from './repository.js';
import { runCheck } from './run-check.js';

/** Which format goes where, what is refused, and what GitHub gets automatically. */

const even = printFarm(farmOf({ brokers: brokers(4) }));

describe('the sinks of a command line', () => {
  it.each([
    ['', ['text > here']],
    ['--format csv', ['csv > here']],
    ['--format sarif --output a.sarif --format text', ['sarif > /w/a.sarif', 'text > here']],
    ['--format text --format junit --output j.xml', ['text > here', 'junit > /w/j.xml']],
    ['--format csv --output -', ['csv > here']],
    ['--format sarif --output /tmp/a', ['sarif > /tmp/a']],
    ['--json', ['json > here']],
    ['--json --format json', ['json > here']],
    ['--json --format sarif --output s', ['sarif > /w/s', 'json > here']],
  ])('%s', (typed, expected) => {
    expect(sinks(typed).map(({ format, path }) => `${format} > ${path ?? 'here'}`)).toEqual(
      expected,
    );
  });

  it.each([
    ['--output a.sarif', /--output a\.sarif has no --format before it/],
    ['--output a --format sarif', /has no --format before it/],
    ['--format sarif --output a --output b', /--output b has no --format before it/],
    ['--format sarif --format text', /sarif and text can't both go to standard output/],
    ['--json --format text', /text and json can't both/],
    ['--format sarif --output a --format csv --output a', /sarif and csv can't both go to/],
  ])('%s is refused', (typed, message) => {
    expect(() => sinks(typed)).toThrow(message);
    expect(() => sinks(typed)).toThrow(FarmError);
  });
});

describe('files of a report', () => {
  it('are written whole over older ones, and leave nothing beside them', () => {
    const folder = folderWith({ 'farm.json': even, 'r.csv': 'old\n'.repeat(10_000) });
    expect(runCheck(folder, ['--format', 'csv', '--output', 'r.csv']).exit).toBe(0);
    expect(readFileSync(join(folder, 'r.csv'), 'utf8')).toMatch(/^file,line,/u);
    expect(readFileSync(join(folder, 'r.csv'), 'utf8')).not.toContain('old');
    expect(readdirSync(folder).toSorted()).toEqual(['farm.json', 'r.csv']);
  });

  it('come one after the other where two runs begin the same file at once', async () => {
    const path = join(folderWith({}), 'new.csv');
    const texts = ['one', 'two', 'three'];
    await Promise.all(texts.map(async (text) => writeReport(path, text, '--output FILE')));
    expect(texts).toContain(readFileSync(path, 'utf8'));
  });

  it('exit 7 where they can not be written, and nothing is answered then', () => {
    const folder = folderWith({ 'farm.json': even });
    const { exit, stdout, stderr } = runCheck(folder, [
      '--format',
      'csv',
      '--output',
      'no/r.csv',
      '--format',
      'text',
    ]);
    expect({ exit, stdout }).toEqual({ exit: 7, stdout: '' });
    expect(stderr).toContain('--output FILE');
  });

  it.each([
    ['--format', 'csv', '--output', 'farm.json'],
    ['--write-baseline', './farm.json'],
  ])('never overwrite a farm: %s', (...args) => {
    const folder = folderWith({ 'farm.json': even });
    expect(runCheck(folder, args).exit).toBe(2);
    expect(readFileSync(join(folder, 'farm.json'), 'utf8')).toBe(even);
  });
});

describe('under GitHub Actions', () => {
  const env = (folder: string): Record<string, string> => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  });

  it('annotations come on standard error, and the whole table is added to the summary', () => {
    const folder = folderWith({ 'farm.json': even });
    writeFileSync(join(folder, 'summary.md'), '# Before\n');
    const { stdout, stderr } = runCheck(folder, [], { env: env(folder) });
    expect(stdout).toMatch(/^2 warnings /u);
    expect(stderr.match(/^::warning file=farm\.json,line=6,col=5,title=RAS10\d /gmu)).toHaveLength(
      2,
    );
    const summary = readFileSync(join(folder, 'summary.md'), 'utf8');
    expect(summary).toMatch(/^# Before\n\n\n## farm check\n/u);
    expect(summary.match(/^\| ⚠️ warning \| /gmu)).toHaveLength(2);
  });

  it('files are named from the root of the repository, wherever farm is started', () => {
    const folder = folderWith({ 'sites/farm.json': even });
    const { stderr } = runCheck(join(folder, 'sites'), [], { env: env(folder) });
    expect(stderr).toContain('::warning file=sites/farm.json,line=6');
  });

  it('nothing comes twice where the annotations were asked for', () => {
    const folder = folderWith({ 'farm.json': even });
    const { stdout, stderr } = runCheck(folder, ['--format', 'github'], { env: env(folder) });
    expect(stderr).toBe('');
    expect(stdout.match(/^::warning /gmu)).toHaveLength(2);
  });

  it('a summary that takes nothing is a warning, not a failure', () => {
    const folder = folderWith({ 'farm.json': even });
    const blocked = { ...env(folder), GITHUB_STEP_SUMMARY: join(folder, 'no/summary.md') };
    const { exit, stderr } = runCheck(folder, [], { env: blocked });
    expect(exit).toBe(0);
    expect(stderr).toMatch(/^Warning: the result could not be added to the job summary/mu);
  });

  it('nothing is automatic elsewhere', () => {
    const folder = folderWith({ 'farm.json': even });
    const summary = join(folder, 'summary.md');
    const { stderr } = runCheck(folder, [], { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(stderr).toBe('');
    expect(existsSync(summary)).toBe(false);
  });
});

function sinks(typed: string) {
  const words = typed.split(' ').filter((word) => word !== '' && word !== '--json');
  const tokens = words.flatMap((word, at) =>
    word.startsWith('--')
      ? [{ type: 'flag', flag: word.slice(2), input: words[at + 1] ?? '' }]
      : [],
  );
  return sinksOf(tokens, '/w', { json: typed.includes('--json') });
}
