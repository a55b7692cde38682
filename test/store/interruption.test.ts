import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { freshFolder } from './a-farm.js';

/** Ctrl-C at any moment of an edit: the output mentions that the farm is saved if and only if it is. */

const root = join(import.meta.dirname, '../..');
/** Not in canonical form, and with failback where there is no auto-promotion, which check --fix turns off. */
const fixable = readFileSync(join(root, 'examples/two-sites.farm.json'), 'utf8').replace(
  /"autoPromotion": [{][^}]*"enabled": false[^}]*[}]/u,
  '"autoPromotion": {"enabled": false, "failback": true}',
);
const edits = [
  ['broker', 'promote', 'CB-BER-2', '--site', 'Berlin', '--file', 'farm.json'],
  ['check', '--fix', '--file', 'farm.json'],
  ['fmt', '--file', 'farm.json'],
  ['init', '--example', '--file', 'new.json'],
  ['check', '--write-baseline', 'new.json', '--file', 'farm.json'],
];

interface Interrupted {
  changed: boolean;
  stdout: string;
  stderr: string;
  exit: number | null;
  signal: NodeJS.Signals | null;
  /** How long the run took, in milliseconds. */
  took: number;
}

/** Runs farm in a fresh folder, and sends SIGINT when `moment` is over. */
async function interrupt(
  words: readonly string[],
  moment: (hasChanged: () => boolean, hasEnded: () => boolean) => Promise<unknown>,
): Promise<Interrupted> {
  const folder = freshFolder();
  writeFileSync(join(folder, 'farm.json'), fixable);
  const written = join(folder, words.includes('new.json') ? 'new.json' : 'farm.json');
  const inode = (): bigint | undefined =>
    statSync(written, { bigint: true, throwIfNoEntry: false })?.ino;
  const before = inode();
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin/run.js'), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let ended = false;
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const end = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (exit, signal) => {
      ended = true;
      resolve([exit, signal]);
    });
  });
  await moment(
    () => inode() !== before,
    () => ended,
  );
  child.kill('SIGINT');
  const [exit, signal] = await end;
  const took = performance.now() - start;
  if (inode() !== undefined) expect(() => JSON.parse(readFileSync(written, 'utf8'))).not.toThrow();
  return { changed: inode() !== before, stdout, stderr, exit, signal, took };
}

/** Whether the run reported that it had saved: in its answer, or in the report of the interruption. */
function reportsSave({ stdout, stderr }: Interrupted): boolean {
  const answer =
    /changes? saved[.]|"saved": true|new[.]json (?:created|written)|Formatted: 1/u.test(stdout);
  return answer || /(?:is|are) saved/u.test(stdout + stderr);
}

function expectTrue(run: Interrupted, where: string): void {
  expect(reportsSave(run), `${where}: ${JSON.stringify(run)}`).toBe(run.changed);
  // Node itself ends by the signal while it starts and, after the whole answer, while it ends.
  if (run.signal === null) expect([0, 1, 130]).toContain(run.exit);
  else expect(run.signal).toBe('SIGINT');
}

describe.skipIf(process.platform === 'win32')('an interruption', () => {
  test(
    'at any of 60 moments reports correctly whether the edit is saved',
    { timeout: 120_000 },
    async () => {
      const [words = []] = edits;
      const { took } = await interrupt(words, async (_changed, hasEnded) => {
        while (!hasEnded()) await nextTurn();
      });
      for (let round = 0; round < 60; round += 1) {
        const delay = took * (0.4 + (0.7 * round) / 60);
        expectTrue(await interrupt(words, () => sleep(delay)), `after ${delay} ms`);
      }
    },
  );

  test.each(edits.map((words) => [words.slice(0, 2).join(' '), words] as const))(
    'just after the save of %s reports that it is saved',
    { timeout: 60_000 },
    async (_what, words) => {
      for (let round = 0; round < 4; round += 1) {
        const json = round % 2 === 0 ? ['--json'] : [];
        const run = await interrupt([...words, ...json], async (hasChanged, hasEnded) => {
          while (!hasChanged() && !hasEnded()) await nextTurn();
        });
        expect(run.changed).toBe(true);
        expectTrue(run, 'just after the save');
        // One document at most, in any case.
        if (json.length > 0) expect(() => JSON.parse(run.stdout || '{}')).not.toThrow();
      }
    },
  );
});
