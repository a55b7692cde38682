import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openersOf } from '../../src/cli/browser.js';
import { sample, today } from './written-page.js';

/** `farm open`: a temporary file, and the user's browser, for which nobody waits. */

const program = join(import.meta.dirname, '../../bin/run.js');

/** What decides where a page is opened, and is different on each machine that runs the tests. */
const nobody = {
  CI: '',
  BROWSER: '',
  DISPLAY: '',
  WAYLAND_DISPLAY: '',
  SSH_CONNECTION: '',
  SSH_TTY: '',
  WSL_DISTRO_NAME: '',
};

interface Place {
  folder: string;
  temporary: string;
  open: (env: NodeJS.ProcessEnv, ...words: string[]) => { file: string } & Record<string, unknown>;
}

/** A folder with a farm file, an empty folder of temporary files, and a `PATH` whose first folder is `bin`. */
function place(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'farm-opening-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(sample, join(folder, 'farm.json'));
  for (const name of ['bin', 'temporary']) mkdirSync(join(folder, name));
  const temporary = join(folder, 'temporary');
  const open: Place['open'] = (env, ...words) => {
    const path = `${join(folder, 'bin')}:${process.env['PATH']}`;
    const all = { ...process.env, ...nobody, PATH: path, TMPDIR: temporary, ...env };
    const printed = execFileSync(
      process.execPath,
      [program, 'open', '--json', '--today', today, ...words],
      { cwd: folder, env: all, encoding: 'utf8' },
    );
    return (JSON.parse(printed) as { result: { file: string } & Record<string, unknown> }).result;
  };
  return { folder, temporary, open };
}

/** A program on the PATH. */
function putProgram(folder: string, name: string, lines: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
}

describe.skipIf(process.platform === 'win32')('farm open', () => {
  it('opens a page that only the user can read, and does not wait for the browser', () => {
    const { folder, temporary, open } = place();
    putProgram(folder, 'xdg-open', `printf '%s\\n' "$@" > '${folder}/got'; exec sleep 20`);
    const before = Date.now();
    const { file, ...result } = open({ DISPLAY: ':0' });
    expect(Date.now() - before).toBeLessThan(15_000);
    expect(result).toEqual({ opened: true, opener: 'xdg-open', reason: null, error: null });
    expect(readFileSync(join(folder, 'got'), 'utf8')).toBe(`${file}\n`);
    expect(file.startsWith(temporary)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    expect(readFileSync(file, 'utf8')).toMatch(/^<!DOCTYPE html>.*<title>RAS farm Example/su);
  });

  it('opens what farm report writes', () => {
    const { folder, open } = place();
    const words = ['--site', 'Berlin', '--pseudonyms', '--against', 'farm.json'];
    const { file } = open({}, ...words);
    execFileSync(
      process.execPath,
      [program, 'report', '-o', 'report.html', '--today', today, ...words],
      { cwd: folder },
    );
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(folder, 'report.html'), 'utf8'));
  });

  it('prints the path where nothing can be opened, and what the opener says', () => {
    const { folder, open } = place();
    putProgram(folder, 'xdg-open', 'exit 3');
    const why = (env: NodeJS.ProcessEnv): unknown[] => {
      const { file, opened, reason, opener, error } = open(env);
      expect(existsSync(file)).toBe(true);
      return [opened, reason, opener, error];
    };
    expect(why({})).toEqual([false, 'no-display', null, null]);
    expect(why({ DISPLAY: ':0', CI: 'true' })).toEqual([false, 'ci', null, null]);
    expect(why({ DISPLAY: ':0', SSH_CONNECTION: '1' })).toEqual([false, 'ssh', null, null]);
    expect(why({ DISPLAY: ':0' })).toEqual([false, 'failed', 'xdg-open', 'exit 3']);
    const missing = why({ BROWSER: 'no-such-browser' });
    expect(missing.slice(0, 3)).toEqual([false, 'failed', 'no-such-browser']);
    expect(missing[3]).toContain('ENOENT');
    expect(why({ BROWSER: 'no-such-browser:true' })).toEqual([true, null, 'true', null]);
  });

  it('removes what it left a day ago, and nothing that is not its own', () => {
    const { temporary, folder, open } = place();
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    const make = (name: string, ...files: string[]): void => {
      const path = join(temporary, name);
      mkdirSync(path);
      for (const file of files) writeFileSync(join(path, file), 'x');
      utimesSync(path, old, old);
    };
    make('farm-open-aaaaaa', 'report.html');
    make('farm-open-bbbbbb', 'report.html', 'mine.txt');
    make('farm-open-cccccc', 'other.txt');
    make('other', 'report.html');
    make('elsewhere', 'report.html');
    symlinkSync(join(temporary, 'elsewhere'), join(temporary, 'farm-open-dddddd'));
    writeFileSync(join(temporary, 'farm-open-eeeeee'), 'a file');
    const { file } = open({});
    const left = readdirSync(temporary, { recursive: true, encoding: 'utf8' }).map((one) =>
      join(temporary, one),
    );
    expect(left).toContain(file);
    expect(existsSync(join(temporary, 'farm-open-aaaaaa'))).toBe(false);
    expect(existsSync(join(temporary, 'farm-open-bbbbbb/mine.txt'))).toBe(true);
    expect(existsSync(join(temporary, 'farm-open-cccccc/other.txt'))).toBe(true);
    expect(existsSync(join(temporary, 'other/report.html'))).toBe(true);
    expect(existsSync(join(temporary, 'elsewhere/report.html'))).toBe(true);
    expect(readFileSync(join(temporary, 'farm-open-eeeeee'), 'utf8')).toBe('a file');
    for (let run = 0; run < 12; run += 1) {
      const path = join(temporary, `farm-open-${String(run).padStart(6, '0')}`);
      mkdirSync(path);
      writeFileSync(join(path, 'report.html'), 'x');
    }
    const newest = open({}).file;
    const reports = readdirSync(temporary).filter((name) =>
      existsSync(join(temporary, name, 'report.html')),
    );
    // The two that are not farm's, the link, and the ten newest.
    expect(reports.filter((name) => /^farm-open-(?!d)/u.test(name)).length).toBeLessThanOrEqual(10);
    expect(existsSync(newest)).toBe(true);
    expect(existsSync(folder)).toBe(true);
  });
});

describe('the program that opens a page', () => {
  const path = "/tmp/a b/$(id)'%s.html";

  it.each([
    ['linux', { DISPLAY: ':0' }, [['xdg-open', path]]],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, [['xdg-open', path]]],
    ['linux', {}, 'no-display'],
    ['linux', { CI: '1', DISPLAY: ':0', BROWSER: 'firefox' }, 'ci'],
    ['linux', { SSH_TTY: '/dev/pts/1', DISPLAY: ':0' }, 'ssh'],
    ['linux', { SSH_TTY: '/dev/pts/1', BROWSER: 'code' }, [['code', path]]],
    [
      'linux',
      { BROWSER: 'w3m -T %s:firefox  --new-window' },
      [
        ['w3m', '-T', path],
        ['firefox', '--new-window', path],
      ],
    ],
    [
      'linux',
      { WSL_DISTRO_NAME: 'Debian' },
      [
        ['wslview', path],
        ['xdg-open', path],
      ],
    ],
    ['darwin', {}, [['open', path]]],
    ['darwin', { BROWSER: 'firefox' }, [['firefox', path]]],
    ['darwin', { SSH_CONNECTION: '1' }, 'ssh'],
    ['win32', { BROWSER: 'C:\\firefox.exe' }, [['explorer.exe', path]]],
  ] as const)('on %s with %o', (platform, env, expected) => {
    expect(openersOf(path, env, platform)).toEqual(expected);
  });
});
