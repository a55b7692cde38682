import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folder, Terminal } from '../wizard/terminal.js';

/** Each command that can take long, with a farm for which it does, in a real terminal. */

const examples = join(import.meta.dirname, '../../examples');
const long = 120_000;

let room: ReturnType<typeof folder>;
let terminal: Terminal | undefined;

beforeEach(() => {
  room = folder();
});
afterEach(() => {
  terminal?.close();
  room.remove();
});

function run(args: readonly string[]): Terminal {
  terminal = new Terminal(args, { cwd: room.path, env: { FARM_PAGER: '' } });
  return terminal;
}

function save(name: string, value: unknown): void {
  writeFileSync(join(room.path, name), JSON.stringify(value));
}

/** A farm of sites with so many brokers and agents each. */
function saveFarm(sites: number, brokers: number, agents = 0): void {
  save('farm.json', {
    formatVersion: 1,
    name: 'Large',
    rasVersion: 21,
    sites: Array.from({ length: sites }, (_, site) => ({
      name: `S${site}`,
      licensing: site === 0,
      brokers: Array.from({ length: brokers }, (_b, at) => ({ server: `CB${site}-${at}` })),
      agents: Array.from({ length: agents }, (_a, at) => ({
        name: `RDS${site}-${at}`,
        kind: 'rds-host',
      })),
      providers: [{ name: `vc${site}`, type: 'VMwarevCenter' }],
    })),
  });
}

/** The capture of the example with so many brokers and RD Session Hosts more. */
function saveCapture(brokers: number, hosts: number): void {
  const text = readFileSync(join(examples, 'two-sites.ras-capture.json'), 'utf8');
  const capture = JSON.parse(text) as {
    results: { cmdlet: string; objects: Record<string, unknown>[] }[];
  };
  for (const { cmdlet, objects } of capture.results) {
    const [first] = objects;
    const more = { 'Get-RASBroker': brokers, 'Get-RASRDSHost': hosts }[cmdlet] ?? 0;
    for (let at = 0; at < more; at += 1) {
      const Server = `${cmdlet === 'Get-RASBroker' ? 'CB' : 'RDS'}-MORE-${at}`;
      objects.push({ ...first, Id: 1000 + at, Server, IP: '', Priority: 100 + at });
    }
  }
  save('live.ras-capture.json', capture);
}

const hour = Array.from({ length: 60 }, (_, at) => `down CB0-${at}; after 1m; up CB0-${at}`);

// There is no pty to speak of on Windows.
describe.skipIf(process.platform === 'win32')('work that takes long', { timeout: long }, () => {
  it.each([
    ['Planning restarts', ['maintenance'], () => saveFarm(1, 3000)],
    ['Proving', ['prove', '--failures', 'all', '--no-splits'], () => saveFarm(1, 26)],
    ['Proving', ['prove'], () => saveFarm(1, 27)],
    ['Simulating', ['simulate', '--events', hour.join('; ')], () => saveFarm(1, 600, 6000)],
    ['Searching for changes', ['advise'], () => saveFarm(1, 200, 1000)],
    ['Writing the report', ['report', '-o', 'report.md'], () => saveFarm(1000, 13)],
    ['Importing', ['import', 'live.ras-capture.json'], () => saveCapture(1500, 15_000)],
  ] as const)('shows how far it is: %s', async (what, args, prepare) => {
    prepare();
    const shown = run(args);
    await shown.exit();
    const drawn = shown.raw.split('\r\u001b[K');
    const progress = drawn.slice(1, -1);
    expect(progress.length).toBeGreaterThan(0);
    const parts = progress.map((one) => {
      expect(one).toMatch(new RegExp(`^${what}… \\d+%$`, 'u'));
      return Number(/\d+/u.exec(one)?.[0]);
    });
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    // In the middle of the work, too.
    expect(parts.some((part) => part > 0 && part < 100)).toBe(true);
    // Erased before the answer.
    expect(drawn.at(-1)).not.toContain('…');
  });
});
