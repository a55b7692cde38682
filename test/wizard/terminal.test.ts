import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { findSite } from '../../src/domain/model/find.js';
import { parseFarm, printFarm } from '../../src/store/farm/document.js';
import { aBroker } from '../a-broker.js';
import { twoSites } from './farms.js';
import { folder, keys, Terminal, type TerminalOptions } from './terminal.js';

/**
 * The wizards as people meet them: the built program in a pty. What can go wrong only there is tested here: that prompts
 * are drawn at all, that they stay off standard output, that leaving at any point leaves nothing behind.
 */

const long = 60_000;

let place: ReturnType<typeof folder>;
let terminals: Terminal[];
let before: string;

beforeEach(() => {
  place = folder();
  terminals = [];
  before = printFarm(twoSites());
});

afterEach(() => {
  for (const terminal of terminals) terminal.close();
  place.remove();
});

function run(args: readonly string[], options: Partial<TerminalOptions> = {}): Terminal {
  const terminal = new Terminal(args, { cwd: place.path, ...options });
  terminals.push(terminal);
  return terminal;
}

function keepExample(): void {
  writeFileSync(join(place.path, 'farm.json'), before);
}

function text(): string {
  return readFileSync(join(place.path, 'farm.json'), 'utf8');
}

/** The command line that the review offers to copy, as a shell takes it apart, without `farm`. */
function copied(screen: string): string[] {
  // A terminal breaks a long line where it is full; the pty keeps it whole.
  const line = /The same in one command:\n(farm .*)\n/.exec(screen)?.[1] ?? '';
  const words = line.match(/'[^']*'|[^' ]+/g) ?? [];
  return words.slice(1).map((word) => word.replaceAll("'", ''));
}

const toFrankfurt = keys.down;
const untilReview = [
  ['Site:', toFrankfurt],
  ['Server', 'CB-FRA-3'],
  ['IP (', '10.20.1.13'],
  ['Alternative IPs', '10.21.1.13;10.22.1.13'],
  ['Install a Secure Gateway', 'y'],
  ['Enable HTML5 Gateway?', 'y'],
  ['Add Firewall Rules?', 'y'],
  ['Description', 'third of three'],
  ['Start in standby', ''],
] as const;

describe('farm broker add without SERVER', () => {
  it(
    'asks what the console asks, shows the consequences, and saves',
    async () => {
      keepExample();
      const terminal = run(['broker', 'add']);
      await terminal.answer(untilReview);
      await terminal.see('Review for Farm Example, farm.json');
      await terminal.see('active brokers: 2 → 3');
      await terminal.see('load split after');
      await terminal.see('resolved warning');
      await terminal.see('The same in one command:');
      await terminal.see('What now?');
      // Nothing is saved before the user confirms.
      expect(text()).toBe(before);
      terminal.type(keys.enter);
      expect(await terminal.exit()).toBe(0);
      expect(terminal.text).toContain('saved.');

      const site = findSite(await parseFarm(text(), 'farm.json'), 'Frankfurt');
      expect(site.brokers.at(-1)).toEqual({
        ...aBroker('CB-FRA-3'),
        ip: '10.20.1.13',
        alternativeIps: ['10.21.1.13', '10.22.1.13'],
        description: 'third of three',
        enabled: true,
        standby: false,
        installGateway: true,
        enableHtml5: true,
        addFirewallRules: true,
        failureDomains: {},
      });
      expect(place.files()).toEqual(['farm.json']);
    },
    long,
  );

  it(
    'offers a command line that does the very same',
    async () => {
      keepExample();
      const terminal = run(['broker', 'add']);
      await terminal.answer([...untilReview, ['What now?', '']]);
      expect(await terminal.exit()).toBe(0);
      const byWizard = text();

      keepExample();
      const words = copied(terminal.text);
      expect(words.slice(0, 3)).toEqual(['broker', 'add', 'CB-FRA-3']);
      const again = run(words);
      expect(await again.exit()).toBe(0);
      expect(text()).toBe(byWizard);
    },
    long,
  );

  it(
    'lets an answer be changed, with the other answers kept',
    async () => {
      keepExample();
      const terminal = run(['broker', 'add']);
      await terminal.answer([...untilReview, ['What now?', keys.down]]);
      // The second answer in the list is the server; its preset is what was answered before.
      await terminal.answer([['Which answer?', keys.down]]);
      await terminal.see('(CB-FRA-3)');
      terminal.type(`CB-FRA-9${keys.enter}`);
      await terminal.see('Review');
      await terminal.see('CB-FRA-9');
      await terminal.answer([['What now?', '']]);
      expect(await terminal.exit()).toBe(0);
      const site = findSite(await parseFarm(text(), 'farm.json'), 'Frankfurt');
      expect(site.brokers.at(-1)).toMatchObject({ server: 'CB-FRA-9', ip: '10.20.1.13' });
    },
    long,
  );

  it(
    'saves nothing when it is cancelled, and exits accordingly',
    async () => {
      keepExample();
      const terminal = run(['broker', 'add']);
      await terminal.answer([...untilReview, ['What now?', keys.down + keys.down]]);
      expect(await terminal.exit()).toBe(130);
      expect(terminal.text).toContain('cancelled; nothing was saved.');
      expect(text()).toBe(before);
    },
    long,
  );

  it(
    'saves nothing in a dry run',
    async () => {
      keepExample();
      const terminal = run(['broker', 'add', '--dry-run']);
      await terminal.answer([...untilReview, ['Finish (dry run', '']]);
      expect(await terminal.exit()).toBe(0);
      expect(terminal.text).toContain('dry run: nothing is saved');
      expect(text()).toBe(before);
    },
    long,
  );

  it(
    'is refused when the file has changed under it',
    async () => {
      keepExample();
      const terminal = run(['broker', 'add']);
      await terminal.answer(untilReview);
      await terminal.see('What now?');
      const changed = printFarm({ ...twoSites(), name: 'Renamed' });
      writeFileSync(join(place.path, 'farm.json'), changed);
      terminal.type(keys.enter);
      expect(await terminal.exit()).toBe(6);
      expect(terminal.text).toContain('E_CHANGED');
      expect(text()).toBe(changed);
      expect(place.files()).toEqual(['farm.json']);
    },
    long,
  );

  it(
    'takes flags as preset answers with --interactive, and keeps standard output for JSON',
    async () => {
      keepExample();
      // The pty is standard input and error; standard output is a file.
      const shell = [
        `exec '${process.execPath}' '${join(import.meta.dirname, '../../bin/run.js')}'`,
        'broker add CB-BER-9 --ip 10.10.1.19 --site Berlin --interactive --json > out.json',
      ].join(' ');
      const terminal = run([], { shell });
      await terminal.answer([
        ['Site:', ''],
        ['(CB-BER-9)', ''],
        ['(10.10.1.19)', ''],
        ['Alternative IPs', ''],
        ['Install a Secure Gateway', ''],
        ['Add Firewall Rules?', ''],
        ['Description', ''],
        // Berlin has four brokers, so standby is the preset.
        ['The RAS default is yes', ''],
        ['What now?', ''],
      ]);
      expect(await terminal.exit()).toBe(0);
      const document = JSON.parse(readFileSync(join(place.path, 'out.json'), 'utf8'));
      expect(document).toMatchObject({
        status: 0,
        error: null,
        result: { saved: true, dryRun: false },
      });
      const site = findSite(await parseFarm(text(), 'farm.json'), 'Berlin');
      expect(site.brokers.at(-1)).toMatchObject({ server: 'CB-BER-9', standby: true });
    },
    long,
  );

  it(
    'draws no colour with NO_COLOR and none with --no-color, and fits 80 columns',
    async () => {
      keepExample();
      const plain = run(['broker', 'add'], { env: { NO_COLOR: '1' } });
      const flagged = run(['broker', 'add', '--no-color']);
      for (const terminal of [plain, flagged]) {
        await terminal.answer([...untilReview]);
        await terminal.see('What now?');
        terminal.type(keys.ctrlC);
        expect(await terminal.exit()).toBe(130);
        expect(terminal.raw).not.toMatch(colour);
        const lines = terminal.text.split('\n').filter((line) => !line.startsWith('farm '));
        // What is typed is drawn again letter by letter on one line; the pages are laid out once.
        const pages = lines.filter((line) => !line.includes('?') && !line.includes('✔'));
        expect(pages.filter((line) => line.length > 80)).toEqual([]);
      }
      const coloured = run(['broker', 'add']);
      await coloured.see('Site:');
      expect(coloured.raw).toMatch(colour);
    },
    long,
  );
});

// eslint-disable-next-line no-control-regex -- the escape is what is looked for
const colour = /\u001b\[\d*;?(?:1|[39]\d)m/;

describe('leaving a wizard', () => {
  it.each([0, 1, 3, 7, untilReview.length])(
    'with Ctrl-C after %i answers leaves nothing behind',
    async (count) => {
      keepExample();
      const terminal = run(['broker', 'add']);
      await terminal.answer(untilReview.slice(0, count));
      await terminal.see(untilReview[count]?.[0] ?? 'What now?');
      terminal.type(keys.ctrlC);
      expect(await terminal.exit()).toBe(130);
      expect(text()).toBe(before);
      expect(place.files()).toEqual(['farm.json']);
    },
    long,
  );

  it(
    'with Ctrl-C while the resolver is asked leaves nothing behind',
    async () => {
      keepExample();
      const terminal = run(['broker', 'add']);
      await terminal.answer(untilReview.slice(0, 2));
      await terminal.answer([['IP (', '']]);
      await terminal.see('Resolve CB-FRA-3');
      // The resolver may have failed by then, so that a prompt gets the key: either way it is the same end.
      terminal.type(`y${keys.enter}`);
      await terminal.see('Yes');
      terminal.type(keys.ctrlC);
      expect(await terminal.exit()).toBe(130);
      expect(text()).toBe(before);
      expect(place.files()).toEqual(['farm.json']);
    },
    long,
  );

  it(
    'by the end of the input (Ctrl-D) is the same',
    async () => {
      keepExample();
      const terminal = run(['broker', 'add']);
      await terminal.answer(untilReview.slice(0, 1));
      await terminal.see('Server');
      terminal.type(keys.ctrlD);
      expect(await terminal.exit()).toBe(130);
      expect(text()).toBe(before);
    },
    long,
  );
});

describe('farm init without arguments', () => {
  const dialogue = [
    ['Farm name:', 'My Farm'],
    // The newest version is the preset, the one before it the next in the list.
    ['RAS version:', keys.down],
    ['Site:', 'Berlin'],
    ['Primary Connection Broker', 'cb1.example.com'],
    ['IP (', '10.1.0.11'],
    ['Network', '10.1.0.0/24'],
  ] as const;

  it(
    'asks for the farm, its first site and the primary, and writes farm.json',
    async () => {
      const terminal = run(['init']);
      await terminal.answer(dialogue);
      await terminal.see('Review for Farm My Farm, farm.json');
      await terminal.see(
        "farm init 'My Farm' --site Berlin --broker cb1.example.com --ip 10.1.0.11 --network 10.1.0.0/24 --ras 20",
      );
      await terminal.see('What now?');
      expect(place.files()).toEqual([]);
      terminal.type(keys.enter);
      expect(await terminal.exit()).toBe(0);
      expect(terminal.text).toContain('farm.json created');
      expect(place.files()).toEqual(['farm.json']);
      const byWizard = text();
      expect(await parseFarm(byWizard, 'farm.json')).toMatchObject({
        name: 'My Farm',
        rasVersion: 20,
        sites: [{ name: 'Berlin', licensing: true, network: '10.1.0.0/24' }],
      });

      const again = run([...copied(terminal.text), '--file', 'again.json']);
      expect(await again.exit()).toBe(0);
      expect(readFileSync(join(place.path, 'again.json'), 'utf8')).toBe(byWizard);
    },
    long,
  );

  it.each([0, 3, dialogue.length])(
    'writes nothing when it is left after %i answers',
    async (count) => {
      const terminal = run(['init']);
      await terminal.answer(dialogue.slice(0, count));
      await terminal.see(dialogue[count]?.[0] ?? 'What now?');
      terminal.type(keys.ctrlC);
      expect(await terminal.exit()).toBe(130);
      expect(place.files()).toEqual([]);
    },
    long,
  );

  it(
    'refuses a file that exists before it asks anything',
    async () => {
      keepExample();
      const terminal = run(['init']);
      expect(await terminal.exit()).toBe(5);
      expect(terminal.text).toContain('--file OTHER');
      expect(terminal.text).not.toContain('Farm name');
      expect(text()).toBe(before);
    },
    long,
  );
});

describe('without a terminal', () => {
  const farm = join(import.meta.dirname, '../../bin/run.js');
  const cases: [args: string[], names: string][] = [
    [['broker', 'add'], 'SERVER and --site NAME'],
    [['broker', 'add', '--site', 'Berlin'], 'SERVER.'],
    [['broker', 'add', 'CB-BER-9', '--site', 'Berlin', '--interactive'], 'a terminal'],
    [['init', '--file', 'other.json'], '--broker SERVER'],
  ];

  it.each(cases)(
    '%j ends at once and names what is missing',
    (args, names) => {
      keepExample();
      const result = spawnSync(process.execPath, [farm, ...args], {
        cwd: place.path,
        env: { PATH: process.env['PATH'], HOME: place.path },
        input: '\n'.repeat(20),
        encoding: 'utf8',
        timeout: 30_000,
      });
      expect(result.status).toBe(2);
      expect(result.stdout).toBe('');
      expect(result.stderr).toContain(names);
      expect(result.stderr).toContain('E_INPUT_REQUIRED');
      expect(text()).toBe(before);
      expect(place.files()).toEqual(['farm.json']);
    },
    long,
  );

  it.each([
    ['--no-input', { args: ['broker', 'add', '--site', 'Berlin', '--no-input'], env: {} }],
    ['CI', { args: ['broker', 'add', '--site', 'Berlin'], env: { CI: 'true' } }],
    ['--json', { args: ['broker', 'add', '--site', 'Berlin', '--json'], env: {} }],
  ])(
    'on a terminal %s counts like none',
    async (_, { args, env }) => {
      keepExample();
      const terminal = run(args, { env });
      expect(await terminal.exit()).toBe(2);
      expect(terminal.text).toContain('farm broker add needs SERVER.');
    },
    long,
  );
});
