import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { isWorseThan } from '../../src/domain/readiness/baseline.js';
import { printFarm } from '../../src/store/farm/document.js';
import { brokers, farmOf, folderWith } from './repository.js';
import { checkJson, runCheck } from './run-check.js';

/** First adoption: existing findings are accepted, new ones count, and fixed ones leave the baseline. */

const strict = ['*.json', '--fail-on', 'info'];
const two = farmOf({ brokers: brokers(2) });

function adopted(farms: Record<string, Farm>): string {
  const folder = folderWith(
    Object.fromEntries(Object.entries(farms).map(([name, farm]) => [name, printFarm(farm)])),
  );
  mkdirSync(join(folder, 'ci'));
  const { exit, stdout } = runCheck(folder, [...strict, '--write-baseline', 'ci/accepted.json']);
  expect(exit, stdout).toBe(0);
  return folder;
}

const judged = [...strict, '--baseline', 'ci/accepted.json'];

describe('a baseline', () => {
  it('accepts what was there', () => {
    const folder = adopted({ 'a.json': two, 'b.json': farmOf() });
    const { exit, summary, findings, result } = checkJson(folder, judged);
    expect(exit).toBe(0);
    expect(summary).toMatchObject({ error: 0, warning: 0, info: 0 });
    expect(summary.suppressed).toBe(findings.length);
    expect(new Set(findings.map(({ suppressed }) => suppressed?.by))).toEqual(
      new Set(['baseline']),
    );
    expect(result?.baseline).toMatchObject({
      accepted: findings.length,
      unmatched: [],
      written: null,
    });
  });

  it('is sorted, one entry per line, without line numbers', () => {
    const folder = adopted({ 'b.json': two, 'a.json': two });
    const text = readFileSync(join(folder, 'ci/accepted.json'), 'utf8');
    const lines = text.split('\n').filter((line) => line.includes('"rule"'));
    expect(lines[0]).toBe(
      '    {"rule":"RAS102","file":"../a.json","target":"Berlin","observed":2},',
    );
    expect(lines.map((line) => line.replace(/,$/u, '')).toSorted(byFile)).toEqual(
      lines.map((line) => line.replace(/,$/u, '')),
    );
    expect(JSON.parse(text)).toMatchObject({ formatVersion: 1 });
    expect(text).not.toMatch(/"line"/u);
  });

  it('holds when lines move, brokers change places or farm starts elsewhere', () => {
    const folder = adopted({ 'a.json': farmOf({ brokers: brokers(4, { ip: null }) }) });
    const moved = farmOf({ brokers: brokers(4, { ip: null }).toReversed() });
    writeFileSync(join(folder, 'a.json'), `\n\n${printFarm(moved)}`);
    expect(runCheck(folder, judged).exit).toBe(0);
    const elsewhere = ['../a.json', '--fail-on', 'info', '--baseline', 'accepted.json'];
    expect(runCheck(join(folder, 'ci'), elsewhere).exit).toBe(0);
  });

  it('lets nothing new pass', () => {
    const folder = adopted({ 'a.json': two });
    writeFileSync(join(folder, 'a.json'), printFarm(farmOf({ brokers: brokers(2, { ip: null }) })));
    const { exit, findings } = checkJson(folder, judged);
    expect(exit).toBe(1);
    const counting = findings.filter(({ suppressed }) => suppressed === null);
    expect(counting.map(({ rule, target }) => `${rule} ${target.name}`)).toEqual([
      'RAS107 CB1',
      'RAS107 CB2',
    ]);
  });

  it.each([
    ['the same number', 4, 4, []],
    ['another number, where no number is required', 4, 8, ['RAS104']],
    ['a number nearer to what is required', 6, 4, ['RAS104']],
  ])('remembers numbers: %s', (_what, before, after, back) => {
    const folder = adopted({ 'a.json': farmOf({ brokers: brokers(before) }) });
    writeFileSync(join(folder, 'a.json'), printFarm(farmOf({ brokers: brokers(after) })));
    const { findings } = checkJson(folder, judged);
    const counting = findings.filter(({ suppressed }) => suppressed === null);
    // 6 brokers are farther from 3 than 4 are, so RAS103 is accepted; 8 are farther still.
    const worse = after > before ? [...back, 'RAS103'] : back;
    expect(counting.map(({ rule }) => rule).toSorted()).toEqual(worse.toSorted());
    expect(counting.map(({ rule, acceptedAt }) => `${rule} ${acceptedAt}`).join()).toBe(
      counting.map(({ rule }) => `${rule} ${rule === 'RAS103' ? before - 1 : before}`).join(),
    );
  });

  it('without numbers, as an older farm wrote it, still accepts', () => {
    const folder = adopted({ 'a.json': farmOf({ brokers: brokers(4) }) });
    const file = join(folder, 'ci/accepted.json');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/,"observed":[^}]*/gu, ''));
    writeFileSync(join(folder, 'a.json'), printFarm(farmOf({ brokers: brokers(8) })));
    expect(runCheck(folder, judged).exit).toBe(0);
  });

  it.each([
    // An address begins with a number, too, and so does a range: neither says how bad it is.
    ['10.2.0.14', '10.9.0.99', 'an address in 10.1.0.0/24', false],
    ['fd00::1', 'fd00::9', 'an address in fd01::/64', false],
    ['off', 'on', 'another', false],
    ['60%', '70%', '40% or less', true],
    ['70%', '60%', '40% or less', false],
    [1, 0, 2, true],
    [4, 5, 'an odd number', true],
  ])('of %s: %s, where %s is required, is worse: %s', (before, observed, required, isWorse) => {
    expect(isWorseThan({ observed, required }, before)).toBe(isWorse);
  });

  it('is updated when a number gets better, so that it cannot get worse again', () => {
    const folder = adopted({ 'a.json': farmOf({ brokers: brokers(8) }) });
    writeFileSync(join(folder, 'a.json'), printFarm(farmOf({ brokers: brokers(6) })));
    const { stdout } = runCheck(folder, [...strict, '--write-baseline', 'ci/accepted.json']);
    expect(stdout).toMatch(/0 added, 0 removed, \d updated/u);
    writeFileSync(join(folder, 'a.json'), printFarm(farmOf({ brokers: brokers(8) })));
    const worse = runCheck(folder, judged);
    expect(worse.exit).toBe(1);
    expect(worse.stdout).toContain('worse than in the baseline: 6 was accepted');
  });

  it('lists entries that no longer match, and removes them when it is written again', () => {
    const folder = adopted({ 'a.json': two, 'b.json': two });
    writeFileSync(join(folder, 'a.json'), printFarm(farmOf()));
    rmSync(join(folder, 'b.json'));
    const { stdout } = runCheck(folder, judged);
    expect(stdout).toContain('Note: 6 entries of the baseline');
    expect(stdout).toContain('  RAS104 on Berlin in ../a.json\n');
    const again = checkJson(folder, [...strict, '--write-baseline', 'ci/accepted.json']);
    expect(again.result?.baseline?.written).toEqual({
      entries: 0,
      added: 0,
      updated: 0,
      removed: 6,
      gone: 6,
      saved: true,
    });
    expect(readFileSync(join(folder, 'ci/accepted.json'), 'utf8')).toContain('"accepted": []');
  });

  it('keeps what a narrower run did not ask for', () => {
    const folder = adopted({ 'a.json': two, 'b.json': two });
    const narrow = ['a.json', '--rule', 'RAS104', '--write-baseline', 'ci/accepted.json'];
    const before = readFileSync(join(folder, 'ci/accepted.json'), 'utf8');
    expect(checkJson(folder, narrow).result?.baseline?.written).toMatchObject({
      added: 0,
      removed: 0,
      gone: 0,
    });
    expect(readFileSync(join(folder, 'ci/accepted.json'), 'utf8')).toBe(before);
    const { result } = checkJson(folder, [
      'a.json',
      '--rule',
      'RAS104',
      '--baseline',
      'ci/accepted.json',
    ]);
    expect(result?.baseline).toMatchObject({ accepted: 1, unmatched: [] });
  });

  it('keeps what a broken file had', () => {
    const folder = adopted({ 'a.json': two, 'b.json': two });
    writeFileSync(join(folder, 'b.json'), '{');
    const again = checkJson(folder, [...strict, '--write-baseline', 'ci/accepted.json']);
    expect(again.exit).toBe(3);
    expect(again.result?.baseline?.written).toMatchObject({ entries: 6, gone: 0 });
  });

  it('leaves to the farm file what the farm file suppresses', () => {
    const accepted = { rule: 'RAS104', target: 'Berlin', reason: 'soon', expires: null };
    const folder = adopted({ 'a.json': { ...two, suppressions: [accepted] } });
    const text = readFileSync(join(folder, 'ci/accepted.json'), 'utf8');
    expect(text).not.toContain('RAS104');
    const { findings } = checkJson(folder, judged);
    expect(findings.find(({ rule }) => rule === 'RAS104')?.suppressed).toEqual({
      by: 'farm file',
      reason: 'soon',
      expires: null,
    });
  });

  it.each([
    ['nothing.json', undefined, 2],
    ['other.json', '{"accepted":[]}', 2],
    ['text.json', 'RAS104', 2],
    ['newer.json', '{"formatVersion":2,"accepted":[]}', 3],
  ])('%s is none', (name, content, code) => {
    const folder = folderWith({
      'farm.json': printFarm(two),
      ...(content === undefined ? {} : { [name]: content }),
    });
    expect(runCheck(folder, ['--baseline', name]).exit).toBe(code);
    if (content === undefined) return;
    expect(runCheck(folder, ['--write-baseline', name]).exit).toBe(code);
    expect(readFileSync(join(folder, name), 'utf8')).toBe(content);
  });

  it.each(['-', ''])('is a file, not %j', (name) => {
    const folder = folderWith({ 'farm.json': printFarm(two) });
    expect(runCheck(folder, ['--baseline', name]).exit).toBe(2);
    expect(runCheck(folder, ['--write-baseline', name]).exit).toBe(2);
    expect(readdirSync(folder)).toEqual(['farm.json']);
  });
});

function byFile(a: string, b: string): number {
  const key = (line: string): string => {
    const { file, rule, target } = JSON.parse(line) as Record<'file' | 'rule' | 'target', string>;
    return [file, rule, target].join(' ');
  };
  return key(a) < key(b) ? -1 : 1;
}
