import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  argvOf,
  check,
  diff,
  type Farm,
  FarmError,
  parseFarm,
  printCommand,
  printCommands,
  printFarm,
  prove,
  simulate,
  splitLoad,
} from '../../src/index.js';
import { anyFarm } from '../properties/arbitrary.js';
import { frozen } from '../scenarios/harness/checks.js';

const root = join(import.meta.dirname, '../..');
const example = 'examples/two-sites.farm.json';
const farm = parseFarm(readFileSync(join(root, example), 'utf8'));
const today = '2026-11-20';
/** For whom the program prints its commands below. */
const context = { shell: 'posix', file: example } as const;

describe('the library answers as the program does', () => {
  it('splitLoad: farm load', () => {
    expect(printCommands(splitLoad(farm, { site: 'Berlin' }), context)).toEqual(
      json('load', '--site', 'Berlin', '--file', example).result,
    );
  });

  it('simulate: farm simulate', () => {
    const events = 'after 1h; up CB-FRA-1';
    const require = ['sessions', 'providers'] as const;
    const question = { site: 'Frankfurt', down: ['CB-FRA-1'], events, require };
    const words = ['--site', 'Frankfurt', '--down', 'CB-FRA-1', '--events', events];
    expect(printCommands(simulate(farm, question), context)).toEqual(
      json('simulate', ...words, '--require', 'sessions,providers', '--file', example).result,
    );
  });

  it('simulate with a network split: farm simulate --partition', () => {
    const partition = [['CB-BER-1'], ['CB-BER-2', 'CB-BER-3']];
    const words = ['--site', 'Berlin', '--partition', 'CB-BER-1/CB-BER-2,CB-BER-3'];
    expect(printCommands(simulate(farm, { site: 'Berlin', partition }), context)).toEqual(
      json('simulate', ...words, '--file', example).result,
    );
  });

  it('prove: farm prove', () => {
    expect(printCommands(prove(farm), context)).toEqual(json('prove', '--file', example).result);
    const question = { failures: 'all', splits: false, require: 2, withStandbys: true } as const;
    const words = ['--failures', 'all', '--no-splits', '--require', '2', '--with-standbys'];
    expect(printCommands(prove(farm, question), context)).toEqual(
      json('prove', ...words, '--file', example).result,
    );
  });

  it('check: farm check', () => {
    const { findings, summary } = check(farm, { today });
    const printed = json('check', '--today', today, '--file', example);
    expect(summary).toEqual(printed.summary);
    const placed = printed.findings.map(({ location: _location, ...finding }) => finding);
    expect(printCommands(findings, context)).toEqual(placed);
    expect(findings.length).toBeGreaterThan(3);
  });

  it('check of single rules and sites: farm check --rules, --skip and --site', () => {
    const asked = check(farm, { today, rules: ['RAS301', 'RAS501'], skip: ['RAS501'] });
    expect(asked.asked).toEqual(['RAS301']);
    expect(new Set(asked.findings.map(({ rule }) => rule))).toEqual(new Set(['RAS301']));
    expect(check(farm, { today, site: 'frankfurt' }).sites).toEqual(['Frankfurt']);
  });

  it('printFarm: farm fmt', () => {
    const text = readFileSync(join(root, example), 'utf8');
    const { $schema: _schema, ...rest } = JSON.parse(text) as Record<string, unknown>;
    expect(printFarm(farm)).toBe(`${JSON.stringify(rest, null, 2)}\n`);
  });
});

describe('diff', () => {
  const small = (...sites: { name: string; brokers: string[] }[]): Farm =>
    parseFarm(
      JSON.stringify({
        formatVersion: 1,
        name: 'Small',
        sites: sites.map(({ name, brokers }, index) => ({
          name,
          licensing: index === 0,
          brokers: brokers.map((server) => ({ server })),
        })),
      }),
    );

  it('returns the changes, their consequences, and the findings added and resolved', () => {
    const before = small({ name: 'Berlin', brokers: ['CB1', 'CB2', 'CB3'] });
    const after = small({ name: 'Berlin', brokers: ['CB1', 'CB2'] });
    const { changes, sites, findings } = diff(before, after, { today });
    expect(changes).toMatchObject([{ kind: 'removed', object: 'broker', name: 'CB3' }]);
    expect(sites).toMatchObject([{ site: 'Berlin', active: { before: 3, after: 2 } }]);
    expect(findings.gained.map(({ rule }) => rule)).toContain('RAS102');
    expect(diff(after, before, { today }).findings.resolved.map(({ rule }) => rule)).toContain(
      'RAS102',
    );
  });

  it('never confuses two sites: each is compared with the site of the same name', () => {
    const berlin = { name: 'Berlin', brokers: ['CB1'] };
    const paris = { name: 'Paris', brokers: ['CB2', 'CB3'] };
    const rome = { name: 'Rome', brokers: ['CB4', 'CB5', 'CB6'] };
    const { sites } = diff(small(berlin, paris), small(paris, rome), { today });
    // One site went and one came, which is what a rename looks like.
    expect(sites.map(({ site, active }) => [site, active])).toContainEqual([
      'Rome',
      { before: 1, after: 3 },
    ]);
  });

  it('never takes a broker that stays for one with a new name', () => {
    const before = small({ name: 'Berlin', brokers: ['CB1', 'CB2'] });
    const after = small({ name: 'Berlin', brokers: ['CB3', 'CB1'] });
    // Each broker has one finding: it has no IP address. CB2 is CB3 now, so its finding is the same.
    const { findings } = diff(before, after, { today });
    const of = (one: Farm): string[] =>
      check(one, { today, rules: ['broker-without-ip'] }).findings.map(({ target }) => target.name);
    expect([of(before), of(after)]).toEqual([
      ['CB1', 'CB2'],
      ['CB3', 'CB1'],
    ]);
    const rules = [...findings.gained, ...findings.resolved].map(({ slug }) => slug);
    expect(rules).not.toContain('broker-without-ip');
  });

  it('between RAS versions shows the different load split of unchanged sites', () => {
    const older = diff({ ...farm, rasVersion: 20 }, farm, { today });
    expect(older.changes).toMatchObject([{ object: 'farm', property: 'rasVersion' }]);
    expect(older.sites.map(({ site }) => site)).toEqual(['Berlin', 'Frankfurt']);
    const [berlin] = older.sites;
    expect(berlin?.load.before.brokers[0]?.nominalShare).toBe(33.33);
    expect(berlin?.load.after.brokers[0]?.nominalShare).toBe(20);
  });

  it('of any two farms: the findings gained and resolved lead from one check to the other', () => {
    fc.assert(
      fc.property(anyFarm(), anyFarm(), (before, after) => {
        const { findings } = diff(frozen(before), frozen(after), { today });
        const open = (one: Farm): number =>
          check(one, { today }).findings.filter(({ suppressed }) => suppressed === null).length;
        expect(open(before) - findings.resolved.length + findings.gained.length).toBe(open(after));
      }),
    );
  });

  it('of a farm and itself is empty', () => {
    const findings = { gained: [], resolved: [], changed: [] };
    expect(diff(farm, parseFarm(printFarm(farm)), { today })).toEqual({
      verdict: 'same',
      counts: { added: 0, removed: 0, changed: 0, unchanged: 2 },
      changes: [],
      renames: [],
      sites: [],
      findings,
      hidden: [],
      revealed: [],
      rules: [],
      suppressions: [],
      regressions: [],
      assumptions: [],
    });
  });
});

describe('every answer', () => {
  it('is plain data: JSON keeps all of it; and no question changes its farm', () => {
    fc.assert(
      fc.property(anyFarm(), (any) => {
        const [{ name, brokers } = { name: '', brokers: [] }] = frozen(any).sites;
        const down = [brokers[0]?.server ?? ''];
        const answers = [
          splitLoad(any),
          check(any, { today }),
          prove(any, { failures: 1 }),
          diff(any, { ...any, name: 'another' }, { today }),
          ...(isPlain(down[0]) ? [simulate(any, { site: name, down })] : []),
        ];
        for (const answer of answers)
          expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
      }),
    );
  });

  it('is an error that JSON keeps, where the question is wrong', () => {
    const [missing] = [errorOf(() => splitLoad(farm, { site: 'Berlim' }))];
    const { message, reason, typed, candidates } = JSON.parse(JSON.stringify(missing)) as FarmError;
    expect(reason).toEqual({ kind: 'site-not-found', name: 'Berlim', farm: 'Example' });
    expect(message).toBe('site "Berlim" is not in farm "Example".');
    expect({ typed, candidates }).toEqual({ typed: 'Berlim', candidates: ['Berlin', 'Frankfurt'] });
    const codes = [
      () => check(farm, { today, site: 'Berlim' }),
      () => check(farm, { today, rules: ['RAS999'] }),
      () => check(farm, { today: 'tomorrow' }),
      () => diff(farm, farm, { today: '2026-13-01' }),
      () => simulate(farm, { down: ['CB-BER-1'] }),
      () => simulate(farm, { site: 'Berlin' }),
      () => simulate(farm, { site: 'Berlin', events: 'explode CB-BER-1' }),
      () => prove(farm, { failures: -1 }),
    ].map((ask) => errorOf(ask).code);
    expect(codes).toEqual([
      'E_NOT_FOUND',
      'E_NOT_FOUND',
      'E_USAGE',
      'E_USAGE',
      'E_AMBIGUOUS',
      'E_USAGE',
      'E_USAGE',
      'E_USAGE',
    ]);
  });
});

describe('parseFarm', () => {
  it('gives every problem of a text with its place', () => {
    const text = [
      '{',
      '  "formatVersion": 1,',
      '  "name": 7,',
      '  "sites": [{ "name": "Berlin", "brokers": [{ "server": "CB1" }, { "server": "cb1" }] }]',
      '}',
    ].join('\n');
    const error = errorOf(() => parseFarm(text, { file: 'berlin.json' }));
    expect(error).toMatchObject({ code: 'E_INVALID', exitCode: 3 });
    const places = error.problems.map(({ path, location }) => [
      path.join('.'),
      location.file,
      location.line,
    ]);
    expect(places).toEqual([
      ['name', 'berlin.json', 3],
      ['sites.0.brokers.1.server', 'berlin.json', 4],
    ]);
    expect(JSON.parse(JSON.stringify(error)).problems).toHaveLength(2);
  });

  it('distinguishes a text that is not JSON from one of a newer format', () => {
    expect(errorOf(() => parseFarm('{,}')).code).toBe('E_SYNTAX');
    expect(errorOf(() => parseFarm('{ "formatVersion": 99 }')).code).toBe('E_NEWER_FORMAT');
    expect(errorOf(() => parseFarm('{ "formatVersion": 99, }')).code).toBe('E_NEWER_FORMAT');
  });

  it('reads any farm as it was printed', () => {
    fc.assert(
      fc.property(anyFarm(), (any) => {
        expect(parseFarm(printFarm(any))).toEqual(any);
      }),
    );
  });
});

it('a suggested command is printed for a shell, or given as words', () => {
  const [finding] = check(farm, { today, rules: ['RAS501'] }).findings;
  const [remedy] = finding?.remedy ?? [];
  if (typeof remedy !== 'object' || remedy.kind !== 'suggested command')
    throw new Error('RAS501 suggests no command');
  const forThis = { shell: 'powershell', file: 'our farm.json' } as const;
  expect(printCommand(remedy, forThis)).toBe(
    "farm broker set CB-BER-4 --ip IP --site Berlin --file 'our farm.json'",
  );
  expect(argvOf(remedy, forThis).slice(-2)).toEqual(['--file', 'our farm.json']);
});

/** Whether a name is not a selection of several, such as a range. */
function isPlain(name: string | undefined): name is string {
  return /^[a-z0-9.-]+$/iu.test(name ?? '');
}

function errorOf(ask: () => unknown): FarmError {
  try {
    ask();
  } catch (error) {
    if (error instanceof FarmError) return error;
    throw error;
  }
  throw new Error('a FarmError was expected');
}

interface Document {
  result: unknown;
  findings: { location: unknown }[];
  summary: unknown;
}

/** What the program prints with --json. */
function json(...words: string[]): Document {
  const run = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...words, '--json'], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: join(root, 'test'), APPDATA: join(root, 'test') },
  });
  return JSON.parse(run.stdout) as Document;
}
