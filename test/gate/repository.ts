import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Broker, Farm, Site } from '../../src/domain/model/farm.js';
import { aBroker } from '../a-broker.js';
import { printFarm } from '../../src/store/farm/document.js';

/**
 * A folder like a repository of planned topologies: twelve farm files, good and bad, in every dress that a file can
 * wear. Written by this code, because some of them no formatter and no version control would leave as they are.
 */

/** Brokers CB1, CB2, … with addresses of one segment. */
export function brokers(count: number, changes: Partial<Broker> = {}): Broker[] {
  return Array.from({ length: count }, (_, at) =>
    aBroker(`CB${at + 1}`, { ip: `10.1.0.${at + 11}`, ...changes }),
  );
}

/** A farm of one site, as the vendor recommends it unless it is changed. */
export function farmOf(site: Partial<Site> = {}, farm: Partial<Farm> = {}): Farm {
  const whole: Site = {
    name: 'Berlin',
    licensing: true,
    network: '10.1.0.0/24',
    autoPromotion: { enabled: true, afterMinutes: 30, failback: false },
    brokers: brokers(3),
    gateways: [],
    agents: [],
    providers: [],
    ...site,
  };
  return { name: 'Planned', rasVersion: 21, rules: {}, suppressions: [], sites: [whole], ...farm };
}

/** A name that every format must take apart from its own mark-up. */
const hostileName = `=x|y\`<b>&amp;'[a](http://e.vil)@org,"::error::%0A{0}]]>`;

const even = farmOf({ brokers: brokers(4) });
const windows = `\uFEFF${printFarm(farmOf({ brokers: brokers(2) })).replaceAll('\n', '\r\n')}`;
const accepted = {
  rule: 'RAS104',
  target: 'Berlin',
  reason: 'The fourth comes next week',
  expires: '2026-12-31',
};

/** Each file by its path: its content, and the rules that find something in it, worst first; null where it is broken. */
export const repository: Readonly<
  Record<string, { content: string | Buffer; rules: string[] | null }>
> = {
  'sites/berlin/farm.json': { content: printFarm(farmOf()), rules: [] },
  'sites/berlin/even.farm.json': { content: printFarm(even), rules: ['RAS103', 'RAS104'] },
  'sites/berlin/suppressed.farm.json': {
    content: printFarm({ ...even, suppressions: [accepted] }),
    rules: ['RAS103', 'RAS104'],
  },
  'sites/berlin/off.farm.json': {
    content: printFarm({ ...even, rules: { RAS104: { off: true, reason: 'no providers here' } } }),
    rules: ['RAS103'],
  },
  'sites/muc/windows.farm.json': {
    content: windows,
    rules: ['RAS102', 'RAS104', 'RAS201'].toSorted(worst),
  },
  'sites/muc/one line.farm.json': {
    content: JSON.stringify(
      JSON.parse(printFarm(farmOf({ brokers: brokers(1, { ip: '10.9.0.1' }) }))),
    ),
    rules: ['RAS101', 'RAS102', 'RAS201', 'RAS501'].toSorted(worst),
  },
  'sites/muc/hostile.farm.json': {
    content: printFarm(farmOf({ name: hostileName, brokers: brokers(4) }, { name: '@all' })),
    rules: ['RAS103', 'RAS104'],
  },
  'sites/muc/unused.farm.json': {
    content: printFarm(farmOf({}, { suppressions: [{ ...accepted, rule: 'single-broker' }] })),
    rules: ['RAS902'],
  },
  'broken/shape.farm.json': {
    content: printFarm(farmOf())
      .replace('"brokers"', '"borkers"')
      .replace('10.1.0.11', '10.1.0.300'),
    rules: null,
  },
  'broken/syntax.farm.json': {
    content: '{\n  "formatVersion": 1,\n  "name": "x",\n}\n',
    rules: null,
  },
  'broken/newer.farm.json': { content: '{ "formatVersion": 99 }\n', rules: null },
  'broken/utf16.farm.json': { content: Buffer.from('\ufeff{}', 'utf16le'), rules: null },
};

/** RAS201 is the only error among the rules above. */
function worst(a: string, b: string): number {
  return Number(b === 'RAS201') - Number(a === 'RAS201') || (a < b ? -1 : 1);
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes files into a fresh folder, which is removed after the tests of the file. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'farm-gate-')));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The complete repository, and a package in it with another farm file. */
export function makeRepository(): string {
  return folderWith({
    ...Object.fromEntries(Object.entries(repository).map(([path, { content }]) => [path, content])),
    '.git/HEAD': 'ref: refs/heads/main\n',
    'node_modules/other/x.farm.json': '{}',
  });
}
