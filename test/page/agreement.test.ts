import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { compressNames, expandNames, membersOf, readDomain } from '../../src/domain/model/index.js';
import {
  FarmError,
  printCommands,
  printFarm,
  simulate,
  type SimulateQuestion,
  type SimulationDocument,
} from '../../src/index.js';
import { describeInBrowser } from '../browser/chromium.js';
import { anyFailures, type Failure } from './any-failure.js';
import { openFarm } from './page-of.js';
import { clickFailure, shownAnswer, type ShownAnswer } from './shown-answer.js';
import '../seed.js';

/**
 * The page against the program: farms and failures by chance, chosen with the controls of the page. What it shows is compared
 * with the facts of the library, and for some with what the program prints for the command that the page gives.
 */

const root = join(import.meta.dirname, '../..');
const context = { shell: 'posix', file: null } as const;
const farms = 50;
const failuresOfEach = 4;
/** So many of them are asked of the program, which takes a while. */
const asked = 8;

describeInBrowser('a page', (openPage) => {
  it('answers as farm simulate does', { timeout: 180_000 }, async () => {
    const page = await openPage();
    const thrown: string[] = [];
    page.on('pageerror', ({ message }) => thrown.push(message));
    let [answered, refused] = [0, 0];
    const samples = fc
      .sample(anyFailures(failuresOfEach), farms)
      .flatMap((all) => [...all.entries()]);
    for (const [at, failure] of samples) {
      if (at === 0) await openFarm(page, failure.farm);
      await choose(page, failure);
      const shown = await shownAnswer(page);
      const expected = answerOf(failure);
      expect(thrown).toEqual([]);
      if (expected instanceof FarmError) {
        refused += 1;
        expect(shown.verdict.join(' ')).toContain(expected.message);
        expect(shown.command).toBeNull();
        continue;
      }
      answered += 1;
      agrees(shown, expected);
      if (answered <= asked) expect(asProgram(failure, shown.command!)).toEqual(asJson(expected));
    }
    expect(answered).toBeGreaterThan((farms * failuresOfEach) / 2);
    expect(refused).toBeGreaterThan(2);
  });
});

async function choose(page: Page, failure: Failure): Promise<void> {
  const { site, brokers, domains, sides, events } = failure;
  const places = domains.map(({ at }) => at);
  await clickFailure(page, { site: site.name, brokers, domains: places, sides, events });
}

/** The question that was clicked. */
function questionOf({ site, brokers, domains, sides, events }: Failure): SimulateQuestion {
  const inDomains = new Set(
    domains.flatMap(({ word }) => membersOf(site, readDomain(word)!).brokers),
  );
  const alone = brokers.map((at) => site.brokers[at]!).filter((one) => !inDomains.has(one));
  const enabled = site.brokers.filter((broker) => broker.enabled);
  const groups = [1, 2, 3].map((side) => enabled.filter((_, at) => sides[at] === side));
  const named = groups.filter((group) => group.length > 0);
  return {
    site: site.name,
    down: [...domains.map(({ word }) => word), ...alone.map(({ server }) => server)],
    partition: named.length < 2 ? [] : named.map((group) => group.map(({ server }) => server)),
    events: events === '' ? undefined : events,
  };
}

function answerOf(failure: Failure): SimulationDocument | FarmError {
  try {
    return simulate(failure.farm, questionOf(failure));
  } catch (error) {
    if (error instanceof FarmError) return error;
    throw error;
  }
}

function agrees(shown: ShownAnswer, expected: SimulationDocument): void {
  const { site, asked: asks, verdict, now, after, happenings, reconnect } = expected;
  const printed = printCommands(expected, context);
  expect(shown.verdict).toEqual([
    `${site}: if ${asks}`,
    verdict.says,
    `Majority: ${verdict.votes}.`,
  ]);
  expect(shown.command).toBe(printed.replay);
  // Brokers: who serves, and who is connected to whom.
  const [brokers, providers] = shown.tables.filter(({ under }) => under === 'After');
  const [head = [], ...rows] = brokers!.cells;
  const column = (title: string): string[] => rows.map((row) => row[head.indexOf(title)] ?? '');
  expect(column('broker')).toEqual(after.brokers.map(({ server }) => server));
  expect(column('state').map((state) => /^(?:serves|for )/u.test(state))).toEqual(
    after.brokers.map(({ serves }) => serves),
  );
  expect(column('state').map((state) => state === 'offline')).toEqual(
    after.brokers.map(({ up }) => !up),
  );
  const placed = new Map(after.placement.map((one) => [one.server, one]));
  expect(column('agents')).toEqual(
    after.brokers.map(({ server }) => String(placed.get(server)?.agents ?? '-')),
  );
  expect(column('which')).toEqual(
    after.brokers.map(({ server }) => compressNames(placed.get(server)?.names ?? []) || '-'),
  );
  const offline = shown.offline.map((title) => title.split('\n')[0]!.replace(/^✖ \d+ /u, ''));
  expect(offline.toSorted()).toEqual(
    after.brokers
      .filter(({ up }) => !up)
      .map(({ server }) => server)
      .toSorted(),
  );
  // Providers: who serves each, and why.
  const rowsOf = new Map(
    (providers?.cells.slice(1) ?? []).flatMap(([names = '', ...cells]) =>
      expandNames(names.replaceAll(', ', ',')).map((name) => [name, cells] as const),
    ),
  );
  expect(rowsOf.size).toBe(after.providers.length);
  after.providers.forEach(({ provider, servedBy, why }, at) => {
    const before = now.providers[at]?.servedBy ?? '-';
    expect(rowsOf.get(provider)).toEqual([before, servedBy ?? 'abandoned', why]);
  });
  // Services that stop, and agents that reconnect.
  const items = shown.items.filter(({ under }) => under === 'After').map(({ lines }) => lines);
  const stopped = after.processes.filter(({ state }) => state === 'stopped');
  const named = items.find(([first = '']) => first.endsWith('stopped:')) ?? [];
  expect(named.slice(1)).toEqual(stopped.map(({ name }) => name));
  const reconnects = items.flat().find((line) => line.includes('must reconnect: '));
  if (after.withoutBroker.length === 0 && reconnect.length > 0) {
    expect(reconnects?.split('must reconnect: ')[1]).toBe(compressNames(reconnect));
  } else expect(reconnects).toBeUndefined();
  // What happens, in the words of the program.
  const told = shown.items.filter(({ under }) => under === 'What happens');
  expect(told.map(({ lines: [first] }) => first?.replace(/^\S+ +/u, ''))).toEqual(
    happenings.map(({ what }) => what),
  );
  expect(told.map(({ lines }) => lines.slice(1))).toEqual(
    happenings.map(({ effects }) => (effects.length === 0 ? ['nothing changes'] : effects)),
  );
  const basis = shown.texts.join(' ');
  expect(expected.source.filter((one) => !basis.includes(one))).toEqual([]);
  expect(expected.assumptions.filter((id) => !basis.includes(id))).toEqual([]);
  expect(shown.steps.length > 0).toBe(expected.timeline !== null);
}

/** What the built program prints for the command of the page, on the file of the farm. */
function asProgram({ farm }: Failure, command: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'farm-page-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'farm.json'), printFarm(farm));
  const script = `farm() { "$NODE" "$PROGRAM" "$@"; }\n${command} --json`;
  const { stdout, stderr } = spawnSync('sh', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_STATE_HOME: folder,
      NODE: process.execPath,
      PROGRAM: join(root, 'bin/run.js'),
    },
  });
  expect(stderr).toBe('');
  const { result, error } = JSON.parse(stdout);
  expect([command, error]).toEqual([command, null]);
  return result;
}

function asJson(expected: SimulationDocument): unknown {
  return JSON.parse(JSON.stringify(printCommands(expected, context)));
}
