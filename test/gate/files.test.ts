import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import { printFarm } from '../../src/store/farm/document.js';
import { findFarmFiles } from '../../src/store/farm/farm-files.js';
import { brokers, farmOf, folderWith, makeRepository } from './repository.js';
import { type CheckDocument, checkJson, runCheck } from './run-check.js';

/** The farm files selected by FILES. */

const even = printFarm(farmOf({ brokers: brokers(4) }));

describe('names and patterns', () => {
  const folder = folderWith({
    'b.json': even,
    'a.json': even,
    'deep/er/c.json': even,
    'node_modules/x/d.json': even,
    '[e].json': even,
    'farms/farm.json': even,
    'farms/a/B.FARM.json': even,
    'farms/a/windfarm.json': even,
    'farms/a/farm.schema.json': even,
  });
  const found = async (...names: string[]): Promise<string[]> => {
    const sources = await findFarmFiles(names, folder);
    return sources.map(({ path }) =>
      path === '-' ? path : relative(folder, path).replaceAll('\\', '/'),
    );
  };

  it.each([
    [
      ['b.json', 'a.json'],
      ['b.json', 'a.json'],
    ],
    [['*.json'], ['[e].json', 'a.json', 'b.json']],
    [
      ['b.json', '*.json'],
      ['b.json', '[e].json', 'a.json'],
    ],
    [
      ['**/c.json', '-', '-'],
      ['deep/er/c.json', '-'],
    ],
    [['**/{c,d}.json'], ['deep/er/c.json']],
    [['[e].json'], ['[e].json']],
    [['./deep/../a.json', 'a.json'], ['a.json']],
    [['nothing.json'], ['nothing.json']],
    [['farms'], ['farms/a/B.FARM.json', 'farms/farm.json']],
    [
      ['farms/farm.json', './farms/'],
      ['farms/farm.json', 'farms/a/B.FARM.json'],
    ],
  ])('%j: %j', async (names, expected) => {
    expect(await found(...names)).toEqual(expected);
  });

  it('that match nothing are refused: such a gate would always pass', async () => {
    await expect(found('a.json', '*.farm')).rejects.toThrow(FarmError);
    await expect(found('a.json', 'deep')).rejects.toThrow('there are no farm files');
    expect(runCheck(folder, ['*.farm']).exit).toBe(3);
  });
});

describe('farm files that are named', () => {
  it('are named in the commands that fix them, so that these can be run unchanged', () => {
    const folder = folderWith({ 'the farm.json': even, 'farm.json': even });
    const remedy = (args: string[], env: Record<string, string> = {}): string[] => {
      const { stdout } = runCheck(folder, [...args, '--rule', 'RAS104', '--json'], { env });
      return (JSON.parse(stdout) as CheckDocument).findings.flatMap((finding) => finding.remedy);
    };
    const named = "farm broker standby CB4 --file 'the farm.json'";
    expect(remedy(['the farm.json'])).toEqual([named]);
    expect(remedy(['--file', 'the farm.json'])).toEqual([named]);
    expect(remedy([])).toEqual(['farm broker standby CB4']);
    // It may be set for this one command line only.
    expect(remedy([], { FARM_FILE: 'the farm.json' })).toEqual([named]);
  });

  it('can be asked by no rule only by mistake', () => {
    const folder = folderWith({ 'farm.json': even });
    const { exit, stderr } = runCheck(
      folder,
      '--rule RAS104 --skip even-active-brokers'.split(' '),
    );
    expect(exit).toBe(2);
    expect(stderr).toContain('no rule is left to run');
  });

  it('come instead of FARM_FILE and of what lies here', () => {
    const folder = folderWith({ 'farm.json': '{', 'a.json': even });
    expect(runCheck(folder, ['a.json'], { env: { FARM_FILE: 'farm.json' } }).exit).toBe(0);
  });

  it('and --file together are refused', () => {
    const folder = folderWith({ 'a.json': even });
    expect(runCheck(folder, ['a.json', '--file', 'a.json']).exit).toBe(2);
  });

  it('may be standard input, alone and among others', () => {
    const folder = folderWith({ 'a.json': even });
    const { stdout, exit } = runCheck(folder, ['-', 'a.json', '--format', 'csv'], { input: even });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^<stdin>,6,5,/mu);
    expect(stdout).toMatch(/^a\.json,6,5,/mu);
  });

  it('are checked for a site where they have it; one that none has is not found', () => {
    const munich = printFarm(farmOf({ name: 'Munich', brokers: brokers(4) }));
    const folder = folderWith({ 'a.json': even, 'b.json': munich });
    const { findings, exit } = checkJson(folder, ['*.json', '--site', 'munich']);
    expect(exit).toBe(0);
    expect(new Set(findings.map(({ location }) => location.file))).toEqual(new Set(['b.json']));
    expect(runCheck(folder, ['*.json', '--site', 'Paris']).exit).toBe(4);
  });

  it('have no result when all of them are broken', () => {
    const folder = folderWith({ 'a.json': '{', 'b.json': '[]' });
    const document = checkJson(folder, ['*.json']);
    expect(document).toMatchObject({ exit: 3, status: 3, result: null, findings: [] });
    expect(document.error?.problems).toHaveLength(2);
    expect(runCheck(folder, ['*.json']).stdout).toBe('');
  });
});

describe('--fix', () => {
  const accepted = { rule: 'RAS104', target: 'Berlin', reason: 'soon', expires: null };
  const unused = printFarm(
    farmOf({ brokers: brokers(2) }, { suppressions: [{ ...accepted, rule: 'RAS101' }, accepted] }),
  );

  it('applies the safe fixes in each file, and lists what remains, with its places', () => {
    const folder = folderWith({ 'a.json': unused, 'b.json': printFarm(farmOf()), 'c.json': '{' });
    const { exit, result, findings } = checkJson(folder, ['*.json', '--fix']);
    expect(exit).toBe(3);
    expect(result?.files.map(({ fix }) => fix?.changes.length ?? null)).toEqual([1, 0, null]);
    expect(result?.files[0]?.fix).toMatchObject({ dryRun: false, saved: true });
    expect(findings.map(({ rule }) => rule)).not.toContain('RAS902');
    expect(checkJson(folder, ['a.json', 'b.json']).findings).toEqual(findings);
  });

  it('reports the same in a dry run and leaves the files unchanged', () => {
    const folder = folderWith({ 'a.json': unused });
    const before = checkJson(folder, ['a.json']);
    const tried = checkJson(folder, ['a.json', '--fix', '--dry-run']);
    expect(tried.result?.files[0]?.fix).toMatchObject({ dryRun: true, saved: false });
    expect(tried.findings).toEqual(before.findings.filter(({ rule }) => rule !== 'RAS902'));
    expect(checkJson(folder, ['a.json']).findings).toEqual(before.findings);
    const { stdout } = runCheck(folder, ['a.json', '--fix', '-n']);
    expect(stdout).toContain('1 change (dry run: nothing is saved)');
  });

  it('has no file to save what came on standard input', () => {
    const folder = folderWith({});
    expect(runCheck(folder, ['-', '--fix'], { input: unused }).exit).toBe(2);
    expect(runCheck(folder, ['-', '--fix', '-n'], { input: unused }).exit).toBe(1);
  });
});

describe('the day', () => {
  const until = { rule: 'RAS104', target: 'Berlin', reason: 'soon', expires: '2026-12-31' };
  const folder = folderWith({
    'farm.json': printFarm(farmOf({ brokers: brokers(4) }, { suppressions: [until] })),
  });

  it('lets a suppression end, by --today', () => {
    const last = checkJson(folder, ['--today', '2026-12-31']);
    expect(last.summary).toEqual({ error: 0, warning: 1, info: 0, suppressed: 1 });
    const after = checkJson(folder, ['--today', '2027-01-01']);
    expect(after.summary).toEqual({ error: 0, warning: 3, info: 0, suppressed: 0 });
    expect(after.findings.map(({ rule }) => rule)).toContain('RAS901');
  });

  it.each(['2026-02-30', 'tomorrow', '', '20261231'])('"%s" is none', (day) => {
    expect(runCheck(folder, ['--today', day]).exit).toBe(2);
  });
});

describe('the working directory', () => {
  it('is where files are named from', () => {
    const folder = makeRepository();
    const { findings } = checkJson(join(folder, 'sites/muc'), [
      'windows.farm.json',
      '../berlin/even.farm.json',
    ]);
    const files = new Set(findings.map(({ location }) => location.file));
    expect(files).toEqual(
      new Set(['windows.farm.json', join(folder, 'sites/berlin/even.farm.json')]),
    );
  });
});
