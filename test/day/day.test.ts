import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answersTo } from '../../src/cli/help/answers.js';
import type { CommandTree } from '../../src/cli/completion/command-tree.js';
import { helpPages } from '../../src/render/help/pages.js';
import { displayWidth } from '../../src/render/text.js';
import { Terminal } from '../wizard/terminal.js';
import { week } from './questions.js';

/** A farm of eight brokers in few words, and fourteen questions of a working week, each answered by the first screen of one command. */

const here = import.meta.dirname;
const root = join(here, '../..');
const script = readFileSync(join(here, 'eight-brokers.sh'), 'utf8');
const commands = script.split('\n').filter((line) => line.trim() !== '');
const manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8')) as {
  commands: CommandTree['commands'];
};
const tree: CommandTree = { commands: manifest.commands, topics: {} };

let top: string;
let farm: string;

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'farm-day-'));
  mkdirSync(join(top, 'bin'));
  const program = join(top, 'bin/farm');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${root}/bin/run.js' "$@"\n`);
  chmodSync(program, 0o755);
  farm = join(top, 'farm');
  mkdirSync(farm);
  sh(farm, script);
}, 60_000);

afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

/** What finds the program, and keeps the history and the preferences in the folder. */
function environment(folder: string): Record<string, string> {
  return {
    PATH: [join(top, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    USER: 'anna',
  };
}

function sh(folder: string, text: string): string {
  const options = { cwd: folder, env: environment(folder), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-e', '-c', text], options);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** Drops what a farm file leaves to its defaults either way: only what is said counts. */
function read(path: string): unknown {
  const { $schema: _, ...said } = JSON.parse(readFileSync(path, 'utf8')) as object & {
    $schema?: string;
  };
  return said;
}

describe.skipIf(process.platform === 'win32')('the farm of eight brokers', () => {
  it('takes at most 8 commands and 500 characters', () => {
    expect(commands.every((line) => line.startsWith('farm '))).toBe(true);
    // No command hides others.
    expect(commands.filter((line) => /[;&|<>`$]|\bbatch\b/u.test(line))).toEqual([]);
    expect(commands.length).toBeLessThanOrEqual(8);
    expect(script.length).toBeLessThanOrEqual(500);
  });

  it('is the farm of the description', () => {
    expect(read(join(farm, 'farm.json'))).toEqual(read(join(here, 'eight-brokers.farm.json')));
  });

  it('is one that an administrator would have: nothing to warn about', () => {
    expect(sh(farm, 'farm check --fail-on warning --quiet')).toBe('');
  });
});

/** Fills a folder with the farm, its history, a plan, a grown farm and a capture. */
function fill(folder: string): void {
  mkdirSync(folder);
  sh(folder, script);
  const plan = "farm broker activate 'CB[4-5]' -f planned.json; farm provider set vc1";
  sh(folder, `cp farm.json planned.json; ${plan} --preferred-broker CB3 -f planned.json`);
  sh(folder, 'cp farm.json grown.json; farm broker add CB9 -s Berlin -f grown.json --no-standby');
  sh(folder, 'farm broker promote CB2 -f grown.json');
  cpSync(join(root, 'examples/two-sites.ras-capture.json'), join(folder, 'live.json'));
  makeOlder(folder);
}

/** The first saves of farm.json are two months old, and so are those of agents in Bonn; the gateways are of today. */
function makeOlder(folder: string): void {
  const histories = join(folder, 'state/ras-farm/history');
  const log = readdirSync(histories).find((name) => name.startsWith('farm.json-')) ?? '';
  const lines = readFileSync(join(histories, log), 'utf8').trimEnd().split('\n');
  const old = new Date(Date.now() - 60 * 86_400_000).toISOString();
  const aged = lines.map((line, at) =>
    at < lines.length - 2 ? line.replace(/"time":"[^"]+"/u, `"time":"${old}"`) : line,
  );
  writeFileSync(join(histories, log), `${aged.join('\n')}\n`);
}

/** What the first screen shows under the prompt: 23 rows of 80 columns. */
function firstScreen(text: string): string {
  const shown: string[] = [];
  let rows = 0;
  for (const line of text.split('\n')) {
    rows += Math.max(1, Math.ceil(displayWidth(line) / 80));
    if (rows > 23) break;
    shown.push(line);
  }
  return shown.join('\n');
}

describe.skipIf(process.platform === 'win32')('the first screen of one command answers', () => {
  let folder: string;

  beforeAll(() => {
    // Always the same path: a history belongs to the path of its file.
    folder = join(top, 'week');
    fill(folder);
    cpSync(folder, join(top, 'as-filled'), { recursive: true });
  }, 60_000);

  afterEach(() => {
    rmSync(folder, { recursive: true });
    cpSync(join(top, 'as-filled'), folder, { recursive: true });
  });

  const isBuilt = ({ needs }: (typeof week)[number]): boolean =>
    needs === undefined || Object.hasOwn(manifest.commands, needs);

  it('fourteen questions', () => {
    expect(week.length).toBe(14);
  });

  it.each(week.map((one) => [one.asks, one] as const))(
    '%s',
    { timeout: 60_000 },
    async (asks, question) => {
      if (!isBuilt(question)) return;
      const { command, help, shows } = question;
      const env = { ...environment(folder), PAGER: 'cat', FARM_PAGER: 'cat' };
      const terminal = new Terminal([], {
        cwd: folder,
        env,
        shell: command,
        columns: 80,
        rows: 24,
      });
      expect(await terminal.exit()).toBeLessThanOrEqual(1);
      const screen = firstScreen(terminal.text);
      for (const one of shows) expect(screen).toMatch(one);
      // The question in plain words leads to the command.
      const found = answersTo(asks, tree, helpPages).answers.map((answer) => answer.command);
      expect(
        found.some((one) => one.startsWith(help)),
        found.join('\n'),
      ).toBe(true);
    },
  );
});
