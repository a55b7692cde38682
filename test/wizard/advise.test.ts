import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setBroker } from '../../src/domain/edits/brokers.js';
import { addProvider } from '../../src/domain/edits/providers.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findSite } from '../../src/domain/model/find.js';
import { parseFarm, printFarm } from '../../src/store/farm/document.js';
import { twoSites } from './farms.js';
import { folder, keys, Terminal, type TerminalOptions } from './terminal.js';

/** "Make a site ready", as people meet it: the built program in a pty. */

const long = 90_000;
const farmProgram = join(import.meta.dirname, '../../bin/run.js');

let place: ReturnType<typeof folder>;
let terminals: Terminal[];

beforeEach(() => {
  place = folder();
  terminals = [];
  keep(twoSites());
});

afterEach(() => {
  for (const terminal of terminals) terminal.close();
  place.remove();
});

function keep(farm: Farm): void {
  writeFileSync(join(place.path, 'farm.json'), printFarm(farm));
}

function text(): string {
  return readFileSync(join(place.path, 'farm.json'), 'utf8');
}

function run(args: readonly string[], options: Partial<TerminalOptions> = {}): Terminal {
  const terminal = new Terminal(args, { cwd: place.path, ...options });
  terminals.push(terminal);
  return terminal;
}

/** Frankfurt has two brokers: only a new one makes it ready. */
const newBroker = [
  ['Site:', keys.down],
  ['Goal:', ''],
  ['Proposal:', ''],
  ['New broker (FQDN', 'CB-FRA-3'],
  ['IP of CB-FRA-3', '10.20.1.13'],
] as const;

describe('farm advise --interactive', () => {
  it.each([60, 80, 140])(
    'makes a site ready with a new broker, as one edit, at %i columns',
    async (columns) => {
      const terminal = run(['advise', '--interactive', '--no-color'], { columns });
      await terminal.answer(newBroker);
      await terminal.see('Review for Farm Example, farm.json');
      await terminal.see('farm broker add CB-FRA-3 --ip 10.20.1.13 --site Frankfurt');
      await terminal.see('What now?');
      expect(text()).toBe(printFarm(twoSites()));
      terminal.type(keys.enter);
      expect(await terminal.exit()).toBe(0);
      expect(terminal.text).toContain('1 change saved.');
      const site = findSite(await parseFarm(text(), 'farm.json'), 'Frankfurt');
      expect(site.brokers.at(-1)).toMatchObject({
        server: 'CB-FRA-3',
        ip: '10.20.1.13',
        standby: false,
      });
      const answer = spawnSync(process.execPath, [farmProgram, 'advise', '--site', 'Frankfurt'], {
        cwd: place.path,
        env: { PATH: process.env['PATH'], HOME: place.path },
        encoding: 'utf8',
      });
      expect(answer.stdout).toContain('Frankfurt: the goal is met');
      // The pages fit; a prompt is drawn again while it is answered, and a command is never broken.
      const pages = terminal.text
        .split('\n')
        .filter((line) => !/[?✔❯]/u.test(line) && !line.trimStart().startsWith('farm '));
      expect(pages.filter((line) => line.length > columns)).toEqual([]);
    },
    long,
  );

  it(
    'asks for a rack that the site does not have, and refuses one with which the goal is missed',
    async () => {
      const farm = twoSites();
      const placed = ['CB-BER-1', 'CB-BER-2', 'CB-BER-3', 'CB-BER-4'].reduce(
        (now, server) =>
          setBroker(now, findSite(now, 'Berlin'), server, { failureDomains: { rack: 'r1' } }).farm,
        farm,
      );
      const given = { name: 'vc1', type: 'HyperV', preferredBroker: null };
      keep(addProvider(placed, findSite(placed, 'Berlin'), given).farm);
      const terminal = run(['advise', '--interactive', '--site', 'Berlin']);
      // The first goal is "ready", the fourth any one rack.
      await terminal.answer([['Goal:', keys.down.repeat(3)]]);
      await terminal.see('Proposal:');
      terminal.type(keys.enter);
      await terminal.see('Another rack for');
      terminal.type(`r1${keys.enter}`);
      await terminal.see('the goal is not reached');
      terminal.type(`${keys.clear}r9${keys.enter}`);
      await terminal.see('What now?');
      terminal.type(keys.enter);
      expect(await terminal.exit()).toBe(0);
      expect(text()).toContain('"r9"');
    },
    long,
  );

  it(
    'asks again for what follows when an answer is changed',
    async () => {
      const terminal = run(['advise', '--interactive']);
      await terminal.answer([...newBroker, ['What now?', keys.down]]);
      // Which answer: the goal is the second. It is asked again, and then proposal and names.
      await terminal.answer([
        ['Which answer?', keys.down],
        ['? Goal:', keys.down.repeat(2)],
        ['? Proposal:', ''],
        ['? New broker (FQDN', 'CB-FRA-9'],
        ['? IP of CB-FRA-9', ''],
      ]);
      await terminal.see('What now?');
      terminal.type(keys.enter);
      expect(await terminal.exit()).toBe(0);
      expect(text()).toContain('CB-FRA-9');
      expect(text()).not.toContain('CB-FRA-3');
    },
    long,
  );

  it(
    'has nothing to do for a goal that is met, and asks for another one',
    async () => {
      const terminal = run(['advise', '--interactive', '--site', 'Berlin']);
      await terminal.see('no warnings (met)');
      const up = '\u001b[A';
      terminal.type(`${up.repeat(6)}${keys.enter}`);
      await terminal.see('there is nothing to change');
      await terminal.see('? Goal:');
      terminal.type(keys.ctrlC);
      expect(await terminal.exit()).toBe(130);
      expect(text()).toBe(printFarm(twoSites()));
    },
    long,
  );

  it(
    'leaves nothing behind when it is left',
    async () => {
      const terminal = run(['advise', '--interactive']);
      await terminal.answer(newBroker.slice(0, 3));
      await terminal.see('New broker');
      terminal.type(keys.ctrlC);
      expect(await terminal.exit()).toBe(130);
      expect(text()).toBe(printFarm(twoSites()));
      expect(place.files()).toEqual(['farm.json']);
    },
    long,
  );

  it(
    'without a terminal says what to do instead',
    () => {
      const result = spawnSync(process.execPath, [farmProgram, 'advise', '--interactive'], {
        cwd: place.path,
        env: { PATH: process.env['PATH'], HOME: place.path },
        input: '\n',
        encoding: 'utf8',
      });
      expect(result.status).toBe(2);
      expect(result.stderr).toContain('farm advise --interactive needs a terminal');
    },
    long,
  );
});
