import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const example = join(root, 'examples/two-sites.farm.json');
const atTab = ['__complete', 'bash', `farm broker show --file ${example} CB`, ' \t\n'];

function run(words: readonly string[]): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  if (words.length > 2) expect(stdout).toContain('CB-BER-1\n');
  return performance.now() - start;
}

describe('an answer at Tab', () => {
  it('loads no oclif and nothing of the program but its own few files', () => {
    const main = JSON.stringify(join(root, 'dist/complete.cjs'));
    const words = JSON.stringify(atTab.slice(1));
    const listed = `process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache))));`;
    const { stderr } = spawnSync(
      process.execPath,
      ['--eval', `${listed} require(${main}).start(${words});`],
      { encoding: 'utf8' },
    );
    const loaded = (JSON.parse(stderr) as string[]).map((file) => file.replaceAll('\\', '/'));
    expect(loaded.length).toBeLessThanOrEqual(3);
    expect(loaded.filter((file) => !/\/dist\/(?:chunks\/)?complete/u.test(file))).toEqual([]);
  });

  it('takes little longer than a start of Node', () => {
    const empty: number[] = [];
    const full: number[] = [];
    // The fastest of several runs, in turn: what else the machine does slows each.
    for (let round = 0; round < 8; round += 1) {
      empty.push(run(['-e', '0']));
      full.push(run([join(root, 'bin/run.js'), ...atTab]));
    }
    expect(Math.min(...full) / Math.min(...empty)).toBeLessThan(1.6);
  });

  it.each([
    ['an unknown shell', ['__complete', 'tcsh', '']],
    ['no words', ['__complete', 'zsh']],
    ['nothing at all', ['__complete']],
    ['a farm file that is a folder', ['__complete', 'zsh', 'status', '--file', root, '--site', '']],
  ])('is silent about %s', (_, words) => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...words], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});
