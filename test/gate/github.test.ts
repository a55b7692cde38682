import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printFarm } from '../../src/store/farm/document.js';
import { brokers, farmOf, folderWith } from './repository.js';
import { runFarm } from './run-check.js';

/** What every gate reports to GitHub Actions by itself: annotations on standard error, and a part of the job summary. */

const valid = printFarm(farmOf());
const even = printFarm(farmOf({ brokers: brokers(4) }));
const broken = '{ "formatVersion": 1, "name": "X",\n  "sites": [{ "name": "Berlin" }], "oops": 1 }';
const test = (then: string): string =>
  `farm: farm.json\ntests:\n  - name: 'one, two :: three'\n    site: Berlin\n    when: { down: [CB2] }\n    then: ${then}\n`;

function env(folder: string): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  };
}

function run(folder: string, words: readonly string[]) {
  return runFarm(folder, words, { env: env(folder) });
}

function summaryOf(folder: string): string {
  return readFileSync(join(folder, 'summary.md'), 'utf8');
}

/** The workflow commands, without their messages. */
function commandsIn(stderr: string): string[] {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('::'))
    .map((line) => line.slice(0, line.indexOf('::', 2)));
}

describe('a broken farm file', () => {
  it.each([
    ['validate', '.'],
    ['validate', 'broken.farm.json'],
    ['fmt', '--check', '.'],
    ['fmt', '--check', 'broken.farm.json'],
    ['check', '.'],
    ['check', 'broken.farm.json'],
  ])('is annotated at each problem: %s %s %s', (...words) => {
    const folder = folderWith({ 'farm.json': valid, 'broken.farm.json': broken });
    const { exit, stderr } = run(folder, words);
    expect(exit).toBe(3);
    expect(commandsIn(stderr)).toEqual([
      '::error file=broken.farm.json,line=2,col=13,title=RAS900 invalid-farm-file',
      '::error file=broken.farm.json,line=2,col=36,title=RAS900 invalid-farm-file',
    ]);
    expect(summaryOf(folder).match(/^\| ❌ error \| RAS900 /gmu)).toHaveLength(2);
  });

  it('is annotated once by test, even if several test files need it', () => {
    const folder = folderWith({
      'farm.json': broken,
      'a.farm-test.yaml': test('{ serving: 2 }'),
      'b.farm-test.yaml': test('{ serving: 2 }'),
    });
    const { exit, stderr } = run(folder, ['test']);
    expect(exit).toBe(3);
    expect(commandsIn(stderr)).toEqual([
      '::error file=farm.json,line=2,col=13,title=broken file',
      '::error file=farm.json,line=2,col=36,title=broken file',
    ]);
  });

  it('is named from the root of the repository', () => {
    const folder = folderWith({ 'sites/farm.json': broken });
    const { stderr } = runFarm(join(folder, 'sites'), ['validate', '.'], { env: env(folder) });
    expect(commandsIn(stderr)[0]).toMatch(/file=sites\/farm\.json,/u);
  });

  it('from standard input has a name, too', () => {
    const folder = folderWith({});
    const options = { env: env(folder), input: broken };
    expect(commandsIn(runFarm(folder, ['validate', '-'], options).stderr)[0]).toBe(
      '::error file=stdin,line=2,col=13,title=RAS900 invalid-farm-file',
    );
  });
});

describe('a file that is not formatted', () => {
  it('is annotated at the first line that differs, by fmt --check alone', () => {
    const lines = valid.split('\n');
    const loose = [...lines.slice(0, 4), `  ${lines[4]}`, ...lines.slice(5)].join('\r\n');
    const folder = folderWith({ 'farm.json': valid, 'loose.farm.json': loose });
    const { exit, stderr } = run(folder, ['fmt', '--check', '.']);
    expect(exit).toBe(1);
    expect(stderr).toBe(
      '::error file=loose.farm.json,line=5,col=1,title=farm fmt::the file is not formatted.%0Afix: farm fmt --file loose.farm.json\n',
    );
    expect(summaryOf(folder)).toMatch(
      /^## farm fmt --check\n\nNot formatted: 1 of 2 farm files\.\n/u,
    );
    expect(run(folder, ['fmt', '.'])).toMatchObject({ exit: 0, stderr: '' });
  });
});

describe('a failed test', () => {
  it('is annotated at each expectation that is not met, with the command that replays it', () => {
    const folder = folderWith({
      'farm.json': even,
      'a.farm-test.yaml': test('{ serving: 1, sessions: false }'),
    });
    const { exit, stdout, stderr } = run(folder, ['test']);
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^1 test in 1 file \(1 failed\)/u);
    const place = 'file=a.farm-test.yaml,line=6';
    const title = 'title=one%2C two %3A%3A three';
    expect(commandsIn(stderr)).toEqual([
      `::error ${place},col=22,${title}`,
      `::error ${place},col=35,${title}`,
    ]);
    expect(stderr).toMatch(/::serving: expected .*; got 3.*%0Awhy: .*%0Aagain: farm simulate /u);
    expect(summaryOf(folder)).toMatch(/^## farm test\n\n1 test in 1 file \(1 failed\)\.\n/u);
  });

  it('or a test that does not fit its farm; a passed one is only in the summary', () => {
    const folder = folderWith({
      'farm.json': even,
      'a.farm-test.yaml': test('{ serving: 3 }').replace('CB2', 'CB7'),
      'b.farm-test.yaml': test('{ serving: 3 }'),
    });
    const both = run(folder, ['test']);
    expect(both.exit).toBe(3);
    expect(commandsIn(both.stderr)).toEqual([
      '::error file=a.farm-test.yaml,line=5,col=19,title=broken file',
    ]);
    writeFileSync(join(folder, 'summary.md'), '');
    expect(run(folder, ['test', 'b.farm-test.yaml'])).toMatchObject({ exit: 0, stderr: '' });
    expect(summaryOf(folder)).toBe('## farm test\n\n1 test in 1 file (1 passed).\n\n');
  });
});

describe('the job summary', () => {
  const limit = 1024 * 1024;

  it('holds what a step has written before, and everything after it', () => {
    const folder = folderWith({ 'farm.json': even });
    writeFileSync(join(folder, 'summary.md'), 'from the step');
    for (const words of [['validate'], ['fmt', '--check'], ['check']]) run(folder, words);
    expect(summaryOf(folder).match(/^(?:from the step|## farm .*)$/gmu)).toEqual([
      'from the step',
      '## farm validate',
      '## farm fmt --check',
      '## farm check',
    ]);
  });

  it.each([1_000, 700, 400, 60])('is cut where %d bytes are left', (room) => {
    const many = printFarm(farmOf({ brokers: brokers(9, { ip: null }) }));
    const folder = folderWith({ 'farm.json': many });
    const before = '#'.repeat(limit - room);
    writeFileSync(join(folder, 'summary.md'), before);
    const { exit, stderr } = run(folder, ['check']);
    const after = summaryOf(folder);
    expect(exit).toBe(0);
    expect(after.slice(0, before.length) === before).toBe(true);
    expect(Buffer.byteLength(after)).toBeLessThanOrEqual(limit);
    if (room > 60)
      expect(after.slice(before.length)).toMatch(
        /^\d+ rows omitted: the table would be too long\.$/mu,
      );
    else {
      expect(after.length).toBe(before.length);
      expect(stderr).toContain('it would be larger than GitHub allows (1 MiB for each step).');
    }
  });
});

describe('SARIF', () => {
  it.each([
    [[], 0],
    [['--sarif-suppressed', 'mark'], 1],
  ])(
    'omits suppressed findings, which GitHub would show, unless told otherwise: %j',
    (words, count) => {
      const accepted = { rule: 'RAS104', target: 'Berlin', reason: 'next week' };
      const suppressions = [{ ...accepted, expires: null }];
      const farm = farmOf({ brokers: brokers(4) }, { suppressions });
      const folder = folderWith({ 'farm.json': printFarm(farm) });
      const args = ['check', '--rule', 'RAS104', '--format', 'sarif', ...words];
      const { runs } = JSON.parse(run(folder, args).stdout) as { runs: { results: unknown[] }[] };
      expect(runs[0]?.results).toHaveLength(count);
      expect(runFarm(folder, args).stdout.match(/"justification": "next week"/gu)).toHaveLength(1);
    },
  );

  it('has no flag without --format', () => {
    const folder = folderWith({ 'farm.json': even });
    expect(runFarm(folder, ['check', '--sarif-suppressed', 'omit']).exit).toBe(2);
  });
});
