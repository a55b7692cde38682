import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folder, keys, Terminal } from '../wizard/terminal.js';

/** The pager as people meet it: the built program in a pty, with pagers of all kinds. */

const long = 60_000;
const example = join(import.meta.dirname, '../../examples/two-sites.farm.json');
/** A pager that keeps what it got, and shows it. */
const keeping = 'tee seen.txt';

let room: ReturnType<typeof folder>;
let terminal: Terminal | undefined;

beforeEach(() => {
  room = folder();
  copyFileSync(example, join(room.path, 'farm.json'));
});
afterEach(() => {
  terminal?.close();
  room.remove();
});

function run(args: readonly string[], env: Record<string, string>, rows = 24): Terminal {
  terminal = new Terminal(args, { cwd: room.path, env, rows });
  return terminal;
}

const paged = (): boolean => existsSync(join(room.path, 'seen.txt'));

// There is no pty to speak of on Windows.
describe.skipIf(process.platform === 'win32')('an answer on a terminal', { timeout: long }, () => {
  it('goes through the pager if it is longer than the screen, and keeps its exit code', async () => {
    const check = run(['check', '-v', '--fail-on', 'warning'], { FARM_PAGER: keeping });
    expect(await check.exit()).toBe(1);
    expect(readFileSync(join(room.path, 'seen.txt'), 'utf8')).toContain('RAS501');
  });

  it('is printed at once if it fits, with --no-pager, or with an empty FARM_PAGER', async () => {
    expect(await run(['status'], { FARM_PAGER: keeping }, 200).exit()).toBe(0);
    expect(await run(['prove', '--no-pager'], { FARM_PAGER: keeping }).exit()).toBe(0);
    expect(await run(['prove'], { FARM_PAGER: '', PAGER: keeping }).exit()).toBe(0);
    expect(await run(['prove', '--json'], { FARM_PAGER: keeping }).exit()).toBe(0);
    expect(await run(['prove'], { FARM_PAGER: keeping, CI: '1' }).exit()).toBe(0);
    expect(paged()).toBe(false);
  });

  it('is help as well, of a command, a topic and a page', async () => {
    const seen = (): string => readFileSync(join(room.path, 'seen.txt'), 'utf8');
    expect(await run(['help', 'broker', 'add'], { FARM_PAGER: keeping }).exit()).toBe(0);
    expect(seen()).toContain('farm broker add [SERVER]');
    expect(await run(['broker', 'add', '--help'], { FARM_PAGER: keeping }).exit()).toBe(0);
    expect(seen()).toContain('farm broker add [SERVER]');
    expect(await run([], { FARM_PAGER: keeping }).exit()).toBe(0);
    expect(seen()).toContain('PAGES');
    expect(await run(['help', 'shells'], { FARM_PAGER: keeping }).exit()).toBe(0);
    expect(seen()).toContain('PowerShell');
    rmSync(join(room.path, 'seen.txt'));
    const all = run(['check', '--help', '--no-pager'], { FARM_PAGER: keeping });
    expect(await all.exit()).toBe(0);
    expect(all.text).toContain('--fail-on');
    expect(await run(['help', 'check', '--no-pager'], { FARM_PAGER: keeping }).exit()).toBe(0);
    expect(paged()).toBe(false);
  });

  it('is printed if the pager is missing', async () => {
    for (const pager of ['no-such-pager -x', 'no-such-pager | no-other']) {
      const prove = run(['prove'], { FARM_PAGER: pager }, 10);
      expect(await prove.exit()).toBe(0);
      expect(prove.text).toContain('Berlin');
    }
  });

  it('may be left early, whatever its length', async () => {
    // Longer than what a pipe holds.
    const farm = JSON.parse(readFileSync(example, 'utf8'));
    const agents = Array.from({ length: 4000 }, (_, at) => ({
      name: `RDS-${at}`,
      kind: 'rds-host',
    }));
    farm.sites[0].agents = agents;
    writeFileSync(join(room.path, 'farm.json'), JSON.stringify(farm));
    expect(await run(['agent', 'list', '--site', 'Berlin'], { FARM_PAGER: 'head -1' }).exit()).toBe(
      0,
    );
  });

  it('stays in the pager on Ctrl-C, which is the pager’s own key', async () => {
    const pager = `${process.execPath} pager.cjs`;
    const lines = [
      `process.on('SIGINT', () => { console.log('still here'); process.exit(0); });`,
      `process.stdin.resume().on('end', () => console.log('all read'));`,
      `setInterval(() => {}, 1000);`,
    ];
    writeFileSync(join(room.path, 'pager.cjs'), lines.join('\n'));
    const prove = run(['prove'], { FARM_PAGER: pager }, 10);
    await prove.see('all read');
    prove.type(keys.ctrlC);
    expect(await prove.exit()).toBe(0);
    expect(prove.text).toContain('still here');
    expect(prove.text).not.toContain('interrupted');
  });
});

describe.skipIf(process.platform === 'win32')('long work', { timeout: long }, () => {
  it('shows its progress on a terminal, and erases it before the answer', async () => {
    const farm = JSON.parse(readFileSync(example, 'utf8'));
    const [berlin] = farm.sites;
    const brokers = Array.from({ length: 13 }, (_, at) => ({ server: `CB-${at}` }));
    const sites = Array.from({ length: 1500 }, (_, at) => ({
      name: `Site ${at}`,
      licensing: at === 0,
      brokers,
      providers: [{ name: 'vc', type: berlin.providers[0].type }],
    }));
    writeFileSync(join(room.path, 'farm.json'), JSON.stringify({ ...farm, sites }));
    const prove = run(['prove', '--failures', 'all'], { FARM_PAGER: '' });
    expect(await prove.exit()).toBe(0);
    const drawn = prove.raw.split('\r\u001b[K');
    expect(drawn.length).toBeGreaterThan(2);
    for (const part of drawn.slice(1, -1)) expect(part).toMatch(/^Proving… \d+%$/u);
    expect(drawn.at(-1)).not.toContain('Proving');
    const quiet = run(['prove', '--failures', 'all', '--quiet'], {});
    expect(await quiet.exit()).toBe(0);
    expect(quiet.raw).toBe('');
  });
});
