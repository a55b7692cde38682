import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSite } from '../../src/domain/model/find.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { parseFarm, printFarm } from '../../src/store/farm/document.js';
import { twoSites } from './farms.js';
import { folder, keys, Terminal } from './terminal.js';

/** All wizards in a pty of 60, 80 and 140 columns: going back, a review that fits the screen, and changes of the size. */

const long = 60_000;
const esc = '\u001b';

let place: ReturnType<typeof folder>;
let terminal: Terminal | undefined;

beforeEach(() => {
  place = folder();
  writeFileSync(join(place.path, 'farm.json'), printFarm(twoSites()));
});
afterEach(() => {
  terminal?.close();
  place.remove();
});

function run(args: readonly string[], columns = 80, rows = 24): Terminal {
  terminal = new Terminal(args, { cwd: place.path, columns, rows, env: { NO_COLOR: '1' } });
  return terminal;
}

const text = (): string => readFileSync(join(place.path, 'farm.json'), 'utf8');
const saved = (): Promise<Farm> => parseFarm(text(), 'farm.json');

/** The lines from the last review on, up to the end of its question, as they were drawn. */
function lastReview(raw: string): string[] {
  const shown = stripVTControlCharacters(raw).replaceAll('\r', '');
  return shown.slice(shown.lastIndexOf('Review for Farm')).split('\n');
}

/** How many lines of the screen they take. */
const height = (lines: readonly string[], columns: number): number =>
  lines.reduce((total, line) => total + Math.max(1, Math.ceil(line.length / columns)), 0);

const newBroker = [
  ['Site:', keys.down],
  ['Server', 'CB-FRA-3.corp.example.com'],
  ['IP (', '10.20.1.13'],
  ['Alternative IPs', '10.21.1.13;10.22.1.13'],
  ['Install a Secure Gateway', 'y'],
  ['Enable HTML5 Gateway?', 'y'],
  ['Add Firewall Rules?', 'y'],
  ['Description', 'third of three'],
  ['Start in standby', 'n'],
] as const;
const newSite = [
  ['Site name', 'Hamburg'],
  ['Primary Connection Broker', 'CB-HAM-1.corp.example.com'],
  ['IP (', '10.30.1.11'],
  ['Network of its brokers', '10.30.1.0/24'],
] as const;
const replacement = [
  ['Replace which broker?', keys.down],
  ['New server', 'CB-BER-22.corp.example.com'],
  ['IP (', '10.10.1.22'],
] as const;
const newFarm = [
  ['Farm name:', 'My Farm'],
  ['RAS version:', ''],
  ['Site:', 'Berlin'],
  ['Primary Connection Broker', 'cb1.example.com'],
  ['IP (', '10.1.0.11'],
  ['Network', '10.1.0.0/24'],
] as const;

const wizards = [
  ['broker add', newBroker],
  ['site add', newSite],
  ['broker replace', replacement],
  ['init --file new.json', newFarm],
] as const;
const widths = [60, 80, 140];
const cases = wizards.flatMap(([words, dialogue]) =>
  widths.map((columns) => [words, columns, dialogue] as const),
);

// There is no pty to speak of on Windows.
describe.skipIf(process.platform === 'win32')('a wizard', { timeout: long }, () => {
  it.each(cases)(
    'farm %s at %i columns reviews on one screen, and saves',
    async (words, columns, dialogue) => {
      const before = text();
      const wizard = run(words.split(' '), columns);
      await wizard.answer(dialogue);
      await wizard.see('Review for Farm');
      await wizard.see('The same in one command:');
      await wizard.see('What now?');
      await wizard.see('esc back');
      const review = lastReview(wizard.raw);
      expect(height(review, columns)).toBeLessThanOrEqual(24);
      for (const line of review) {
        if (!line.startsWith('farm ') && !line.startsWith('  farm ')) {
          expect(line.length, line).toBeLessThanOrEqual(columns);
        }
      }
      expect(text()).toBe(before);
      wizard.type(keys.enter);
      expect(await wizard.exit()).toBe(0);
      expect(wizard.text).toMatch(/saved\.|created/u);
    },
  );

  it('goes back a question on Esc, with the answer before as its preset, from the review too', async () => {
    const wizard = run(['broker', 'add']);
    await wizard.answer(newBroker.slice(0, 3));
    await wizard.see('Alternative IPs');
    wizard.type(esc);
    await wizard.see('IP ("none" to clear): (10.20.1.13)');
    wizard.type(esc);
    await wizard.see('(CB-FRA-3.corp.example.com)');
    wizard.type(`CB-FRA-4${keys.enter}`);
    await wizard.answer([['(10.20.1.13)', '']]);
    await wizard.answer(newBroker.slice(3));
    await wizard.see('What now?');
    wizard.type(esc);
    await wizard.answer([['Start in standby', 'y']]);
    await wizard.see('What now?');
    wizard.type(keys.enter);
    expect(await wizard.exit()).toBe(0);
    const { brokers } = findSite(await saved(), 'Frankfurt');
    expect(brokers.at(-1)).toMatchObject({ server: 'CB-FRA-4', ip: '10.20.1.13', standby: true });
  });

  it('stays at the first question on Esc, and asks no further', async () => {
    const wizard = run(['site', 'add']);
    await wizard.see('Site name');
    wizard.type(esc);
    await wizard.answer(newSite);
    await wizard.answer([['What now?', '']]);
    expect(await wizard.exit()).toBe(0);
  });

  it('says what it left at the default and what it did not ask', async () => {
    const wizard = run(['broker', 'add'], 80, 40);
    await wizard.answer([
      ['Site:', ''],
      ['Server', 'CB-BER-9'],
      ['IP (', '10.10.1.19'],
      ['Alternative IPs', ''],
      ['Install a Secure Gateway', ''],
      ['Add Firewall Rules?', ''],
      ['Description', ''],
      ['Start in standby', ''],
    ]);
    await wizard.see('What now?');
    const review = lastReview(wizard.raw).join(' ').replaceAll(/\s+/gu, ' ');
    expect(review).toContain(
      'Left at the default: Alternative IPs, Gateway, Firewall rules, Description. Not asked: HTML5.',
    );
  });

  it('wraps a given answer between words', async () => {
    const wizard = run(['site', 'add'], 60);
    await wizard.answer(newSite.slice(0, 2));
    await wizard.see('IP (');
    expect(wizard.text).toContain(
      '✔ Primary Connection Broker (FQDN, NetBIOS name or IP):\n  CB-HAM-1.corp.example.com\n',
    );
  });

  it('is drawn again for another size of the terminal, every line wrapped to it', async () => {
    const wizard = run(['broker', 'add'], 140, 24);
    await wizard.answer(newBroker.slice(0, 3));
    await wizard.see('Alternative IPs');
    const before = wizard.raw.length;
    wizard.resize(60, 24);
    await wizard.see('✔ Server (FQDN');
    await wizard.see('? Alternative IPs, separated by ; (Enter to skip):');
    const drawn = stripVTControlCharacters(wizard.raw.slice(before)).replaceAll('\r', '');
    for (const line of drawn.split('\n')) expect(line.length, line).toBeLessThanOrEqual(60);
    expect(drawn).toContain('✔ Site: Frankfurt');
    wizard.type(`10.21.1.13;10.22.1.13${keys.enter}`);
    await wizard.answer(newBroker.slice(4));
    await wizard.see('What now?');
    await wizard.see('esc back');
    wizard.resize(100, 24);
    await wizard.see('Review for Farm');
    await wizard.see('esc back');
    wizard.type(keys.enter);
    expect(await wizard.exit()).toBe(0);
    expect(findSite(await saved(), 'Frankfurt').brokers).toHaveLength(3);
  });

  it('replaces a broker: everything but the server stays, and the file is saved once', async () => {
    const wizard = run(['broker', 'replace'], 80, 50);
    await wizard.answer(replacement);
    await wizard.see('farm broker replace CB-BER-2 CB-BER-22.corp.example.com --ip 10.10.1.22');
    await wizard.answer([['What now?', '']]);
    expect(await wizard.exit()).toBe(0);
    expect(wizard.text).toContain('farm plan BEFORE AFTER');
    const before = findSite(twoSites(), 'Berlin').brokers;
    const after = findSite(await saved(), 'Berlin').brokers;
    const by = { server: 'CB-BER-22.corp.example.com', ip: '10.10.1.22', alternativeIps: [] };
    expect(after).toEqual(before.with(1, { ...before[1]!, ...by }));
  });

  it('asks until there is an address for a server that replaces another', async () => {
    const wizard = run(['broker', 'replace', 'CB-BER-3', '--site', 'Berlin']);
    await wizard.answer([
      ['Replace which broker?', ''],
      ['New server', 'no-such-server.invalid'],
      ['IP (Enter to look it up)', ''],
      ['Resolve no-such-server.invalid', 'n'],
      ['IP (Enter to look it up)', '10.10.1.13'],
    ]);
    await wizard.see('has the IP address of CB-BER-3, 10.10.1.13');
    wizard.type(keys.ctrlC);
    expect(await wizard.exit()).toBe(130);
    expect(text()).toBe(printFarm(twoSites()));
  });

  it('names the findings of a new farm, with the commands that fix them', async () => {
    const wizard = run(['init', '--file', 'new.json'], 80, 50);
    await wizard.answer(newFarm);
    await wizard.answer([['What now?', '']]);
    expect(await wizard.exit()).toBe(0);
    const answer = wizard.text.slice(wizard.text.indexOf('new.json created'));
    expect(answer).toContain('farm check says:');
    expect(answer).toMatch(/warning RAS101: .*\n(?: {2}.*\n)* {4}farm broker add/u);
    expect(answer).toContain('Next:');
  });

  it('is no wizard without a terminal: the error names what is missing', async () => {
    for (const words of [
      ['site', 'add', 'Hamburg'],
      ['broker', 'replace', 'CB-BER-2'],
    ]) {
      const refused = run([...words, '--no-input']);
      expect(await refused.exit()).toBe(2);
      expect(refused.text).toContain('E_INPUT_REQUIRED');
    }
  });
});
