import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { printFarm } from '../../src/store/farm/document.js';
import { aFarm, freshFolder } from './a-farm.js';

/** Named pipes: farm reads and writes them, and Ctrl-C ends it while it waits for the other side. */

const root = join(import.meta.dirname, '../..');
const example = join(root, 'examples/two-sites.farm.json');

function withPipe(): { folder: string; pipe: string } {
  const folder = freshFolder();
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  copyFileSync(example, join(folder, 'farm.json'));
  copyFileSync(join(root, 'examples/two-sites.farm-test.yaml'), join(folder, 'a.farm-test.yaml'));
  return { folder, pipe };
}

function start(folder: string, words: readonly string[]) {
  const child = spawn(process.execPath, [join(root, 'bin/run.js'), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, XDG_CONFIG_HOME: folder, NO_COLOR: '1' },
    // Standard input stays open and silent.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const end = new Promise<{ exit: number | null; output: string }>((resolve) => {
    child.on('close', (exit) => resolve({ exit, output }));
  });
  return { child, end };
}

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  test.each([
    ['a farm is read from', ['status', '--file', 'pipe']],
    ['a farm is checked from', ['check', 'pipe']],
    ['a baseline is read from', ['check', '--baseline', 'pipe']],
    ['a timeline is read from', ['simulate', '--site', 'Berlin', '--timeline', 'pipe']],
    ['a dry run reads', ['broker', 'promote', 'CB-BER-2', '--dry-run', '--file', 'pipe']],
    ['a report is written to', ['check', '--format', 'csv', '--output', 'pipe']],
    ['a test report is written to', ['test', '--format', 'junit', '--output', 'pipe']],
    ['a baseline is written to', ['check', '--write-baseline', 'pipe']],
    ['standard input', ['status', '--file', '-']],
  ])(
    'without another side, that %s, is left with Ctrl-C',
    { timeout: 30_000 },
    async (_what, words) => {
      const { folder } = withPipe();
      const { child, end } = start(folder, words);
      await sleep(1200);
      expect(child.exitCode).toBe(null);
      child.kill('SIGINT');
      const { exit, output } = await Promise.race([
        end,
        sleep(5000, { exit: -1, output: 'hangs' }),
      ]);
      child.kill('SIGKILL');
      expect(output).toContain('interrupted');
      expect(exit).toBe(130);
    },
  );

  test(
    'that takes no more of an answer is left with Ctrl-C, and no second document follows',
    { timeout: 30_000 },
    async () => {
      const { folder } = withPipe();
      const [site] = aFarm.sites;
      const agents = Array.from({ length: 20_000 }, (_, index) => ({
        name: `RDS${index}`,
        kind: 'rds-host' as const,
        failureDomains: {},
        preferredBroker: null,
      }));
      const large = { ...aFarm, sites: [{ ...site!, agents }] };
      writeFileSync(join(folder, 'farm.json'), printFarm(large));
      const { child, end } = start(folder, ['agent', 'list', '--json']);
      child.stdout.pause();
      await sleep(3000);
      expect(child.exitCode).toBe(null);
      child.kill('SIGINT');
      await new Promise((resolve) => child.once('exit', resolve));
      child.stdout.resume();
      const { exit, output } = await end;
      expect(exit).toBe(130);
      expect(output.match(/"formatVersion": /gu)).toHaveLength(1);
      expect(output).toContain('Error: interrupted.');
    },
  );

  test(
    'gives a farm, even from a writer that comes late and in pieces',
    { timeout: 30_000 },
    async () => {
      const { folder, pipe } = withPipe();
      const { end } = start(folder, ['status', '--file', 'pipe']);
      await sleep(300);
      const writer = createWriteStream(pipe);
      const text = readFileSync(example);
      writer.write(text.subarray(0, 1000));
      await sleep(200);
      writer.end(text.subarray(1000));
      const { exit, output } = await end;
      expect(output).toContain('Example: 2 sites');
      expect(exit).toBe(0);
    },
  );

  test('takes a report, even for a reader that comes late', { timeout: 30_000 }, async () => {
    const { folder, pipe } = withPipe();
    const { end } = start(folder, ['check', '--json', '--format', 'sarif', '--output', 'pipe']);
    await sleep(300);
    let report = '';
    for await (const chunk of createReadStream(pipe)) report += String(chunk);
    expect(JSON.parse(report)).toMatchObject({ version: '2.1.0' });
    expect((await end).exit).toBe(0);
  });

  test('in the place of the preferences is refused at once', { timeout: 30_000 }, async () => {
    const { folder } = withPipe();
    execFileSync('mkdir', [join(folder, 'ras-farm')]);
    execFileSync('mkfifo', [join(folder, 'ras-farm/preferences.json')]);
    const { end } = start(folder, ['check']);
    const { exit, output } = await end;
    expect(output.replaceAll('\n', ' ')).toContain('it is not a regular file');
    expect(exit).toBe(3);
  });
});
