import { spawn } from 'node:child_process';
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folder, keys, Terminal } from '../wizard/terminal.js';

/** `farm status --watch` and `farm check --watch` in a real terminal; `farm test --watch` is in test/farm-test. */

const example = join(import.meta.dirname, '../../examples/two-sites.farm.json');
const program = join(import.meta.dirname, '../../bin/run.js');
const long = 60_000;

let room: ReturnType<typeof folder>;
let terminal: Terminal | undefined;

beforeEach(() => {
  room = folder();
  copyFileSync(example, inRoom('farm.json'));
});
afterEach(() => {
  terminal?.close();
  room.remove();
});

function inRoom(name: string): string {
  return join(room.path, name);
}

function watch(args: readonly string[]): Terminal {
  terminal = new Terminal([...args, '--watch'], { cwd: room.path });
  return terminal;
}

/** Saves a file as editors do: over the old text, or as a new file that takes the place of the old one. */
function save(text: string, how: 'in place' | 'by renaming', name = 'farm.json'): void {
  if (how === 'in place') return writeFileSync(inRoom(name), text);
  writeFileSync(inRoom('.new'), text);
  renameSync(inRoom('.new'), inRoom(name));
}

// There is no pty to speak of on Windows.
describe.skipIf(process.platform === 'win32')('watching', { timeout: long }, () => {
  it.each(['in place', 'by renaming'] as const)(
    'shows the status again when the file is saved %s, and errors in between',
    async (how) => {
      const text = readFileSync(example, 'utf8');
      const status = watch(['status']);
      await status.see('Frankfurt');
      await status.see('Watching 1 file. Press Ctrl-C to stop.');

      save(text.replace('"name": "Frankfurt"', '"name": "Mainz"'), how);
      await status.see('Mainz');
      await status.see('Watching 1 file');

      save(text.slice(0, 900), how);
      await status.see('Error:');
      await status.see('E_SYNTAX');
      await status.see('Watching 1 file');

      rmSync(inRoom('farm.json'));
      await status.see('E_NO_FARM');
      await status.see('Watching 1 file');

      save(text, how);
      await status.see('Frankfurt');
      await status.see('Watching 1 file');
      status.type(keys.ctrlC);
      expect(await status.exit()).toBe(130);
    },
  );

  it('draws again when the size of the terminal changes', async () => {
    const status = watch(['status']);
    await status.see('Watching 1 file');
    status.resize(60, 40);
    await status.see('takes over when');
    await status.see('another is');
    await status.see('Watching 1 file');
    const last = status.text.slice(status.text.lastIndexOf('Example:'));
    expect(Math.max(...last.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('keeps the verdict in sight: an answer ends where the screen does', async () => {
    const status = watch(['status']);
    await status.see('Watching 1 file');
    status.resize(60, 16);
    await status.see(' more lines');
    await status.see('Watching 1 file');
    const last = status.text.slice(status.text.lastIndexOf('Example:'));
    expect(last.trimEnd().split('\n').length).toBeLessThan(16 - 1);
    expect(last).not.toContain('CB-BER-4');

    status.resize(60, 60);
    await status.see('CB-BER-4');
  });

  it('checks again when a farm or its policy is saved, or a new farm appears in a folder', async () => {
    const text = readFileSync(example, 'utf8');
    const check = watch(['check', '.']);
    await check.see('3 warnings, 3 notes');
    await check.see('Watching 1 file');
    save(text.replace('"10.10.2.14"', '"10.10.1.14"'), 'by renaming');
    await check.see('2 warnings, 3 notes');
    await check.see('Watching 1 file');
    save('{ "rules": { "RAS301": { "severity": "error" } } }', 'in place', 'farm.policy.json');
    await check.see('1 error');
    await check.see('Watching 1 file');
    save(text.replaceAll('Frankfurt', 'Mainz'), 'in place', 'second.farm.json');
    await check.see('Mainz');
    await check.see('Watching 2 files');
    save('{', 'in place', 'second.farm.json');
    await check.see('E_SYNTAX');
    await check.see('Watching 2 files');
    check.type(keys.ctrlC);
    expect(await check.exit()).toBe(130);
  });

  it('prints one answer after another into a pipe, with an empty line between them', async () => {
    const child = spawn(process.execPath, [program, 'status', '--watch'], { cwd: room.path });
    let [seen, errors] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (seen += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    const until = async (holds: () => boolean): Promise<void> => {
      while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await until(() => errors.includes('Watching'));
    const first = seen;
    save(readFileSync(example, 'utf8').replaceAll('Frankfurt', 'Mainz'), 'in place');
    await until(() => errors.split('Watching').length === 3);
    expect(seen).toBe(`${first}\n${first.replaceAll('Frankfurt', 'Mainz')}`);
    expect(seen).not.toContain('\u001b');
    const end = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    expect(await end).toBe(130);
  });

  it('is refused for standard input, and with --json', async () => {
    const piped = watch(['status', '--file', '-']);
    expect(await piped.exit()).toBe(2);
    expect(piped.text).toContain("standard input can't be watched.");
    expect(await watch(['check', '--json']).exit()).toBe(2);
  });
});
