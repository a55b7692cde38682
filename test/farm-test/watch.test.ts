import { spawn } from 'node:child_process';
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folder, keys, Terminal } from '../wizard/terminal.js';

/** `farm test --watch` in a real terminal: what changes is tested again, until Ctrl-C. */

const examples = join(import.meta.dirname, '../../examples');
const clear = '\u001b[H\u001b[2J\u001b[3J';

let room: ReturnType<typeof folder>;
let terminal: Terminal | undefined;

beforeEach(() => {
  room = folder();
  copyFileSync(join(examples, 'two-sites.farm.json'), inRoom('two-sites.farm.json'));
  copyFileSync(join(examples, 'two-sites.farm-test.yaml'), inRoom('two-sites.farm-test.yaml'));
});
afterEach(() => {
  terminal?.close();
  room.remove();
});

function inRoom(name: string): string {
  return join(room.path, name);
}

/** Replaces text in a file, as an editor does that writes a new file and puts it in place of the old one. */
function change(name: string, from: string, to: string): void {
  const text = readFileSync(inRoom(name), 'utf8');
  expect(text).toContain(from);
  writeFileSync(inRoom('.new'), text.replaceAll(from, to));
  renameSync(inRoom('.new'), inRoom(name));
}

// There is no pty to speak of on Windows.
describe.skipIf(process.platform === 'win32')('watching', () => {
  it(
    'tests again when a test, a farm or a new file changes, and ends with Ctrl-C',
    { timeout: 60_000 },
    async () => {
      terminal = new Terminal(['test', '--watch'], { cwd: room.path });
      await terminal.see('6 tests in 1 file (6 passed)');
      await terminal.see('Watching 2 files. Press Ctrl-C to stop.');

      change('two-sites.farm-test.yaml', 'serving: 3', 'serving: 2');
      await terminal.see('1 failed');
      await terminal.see('expected  2 brokers serve');
      await terminal.see('Watching 2 files');

      change('two-sites.farm-test.yaml', 'serving: 2', 'serving: 3');
      await terminal.see('6 tests in 1 file (6 passed)');
      await terminal.see('Watching 2 files');

      change('two-sites.farm.json', '"name": "Frankfurt"', '"name": "Mainz"');
      await terminal.see('1 broken');
      await terminal.see('site "Frankfurt" is not in farm "Example".');
      await terminal.see('Watching 2 files');

      change('two-sites.farm.json', '"name": "Mainz"', '"name": "Frankfurt"');
      await terminal.see('6 tests in 1 file (6 passed)');
      await terminal.see('Watching 2 files');

      writeFileSync(inRoom('more.farm-test.json'), '{ "tests": [ { "nam": "x" } ] }');
      await terminal.see('not tested');
      await terminal.see('Did you mean "name"?');
      await terminal.see('Watching 3 files');

      const cleared = terminal.raw.split(clear).length - 1;
      expect(cleared).toBeGreaterThanOrEqual(6);
      terminal.type(keys.ctrlC);
      expect(await terminal.exit()).toBe(130);
    },
  );

  it('clears nothing where its output is piped', { timeout: 60_000 }, async () => {
    const program = join(import.meta.dirname, '../../bin/run.js');
    const child = spawn(process.execPath, [program, 'test', '--watch'], { cwd: room.path });
    let seen = '';
    const until = async (text: string): Promise<void> => {
      while (!seen.includes(text))
        await new Promise((resolve) => child.stdout.once('data', resolve));
    };
    child.stdout.on('data', (data: Buffer) => {
      seen += data.toString();
    });
    const reported = new Promise((resolve) => child.stderr.once('data', resolve));
    await until('6 tests in 1 file (6 passed)');
    await reported;
    change('two-sites.farm-test.yaml', 'serving: 3', 'serving: 2');
    await until('1 failed');
    expect(seen).not.toContain('\u001b');
    const end = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    expect(await end).toBe(130);
  });
});
