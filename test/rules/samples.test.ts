import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import { explainRule } from '../../src/domain/explain/rule.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { allRules, readinessRules } from '../../src/domain/readiness/rules.table.js';
import { type Finding, summarise } from '../../src/domain/readiness/finding.js';
import { fixes, fixFarm } from '../../src/domain/readiness/fixes.js';
import { parseFarm } from '../../src/store/farm/document.js';

/**
 * Every rule has two small farms: one that it objects to, and the same as it should be. `farm explain` and the pages
 * below docs/rules show them, so they must be right.
 */

const folder = join(import.meta.dirname, 'samples');
/** The day on which suppressions are judged; scripts/generate-samples.mjs has the same. */
const today = '2027-01-15';

/** What can't be broken alone: the other rules that the bad sample breaks, too. */
const unavoidable: Readonly<Record<string, string[]>> = {
  // One broker is also fewer than three; two are also an even number.
  RAS101: ['RAS102'],
  RAS102: ['RAS104'],
  RAS105: ['RAS102'],
  RAS201: ['RAS102', 'RAS104'],
  RAS401: ['RAS102', 'RAS104'],
  // Four active brokers are one too many, where two would be too few.
  RAS104: ['RAS103'],
  // A suppression that is over has let its finding come back.
  RAS901: ['RAS202'],
};

describe.each(allRules)('$id $slug', (rule) => {
  const bad = pathOf(rule, 'bad');
  const good = pathOf(rule, 'good');

  it('has a sample of each', () => {
    for (const path of [bad, good]) expect(existsSync(path), `write ${path}`).toBe(true);
  });

  it('passes its good sample, and so does every other rule', async () => {
    expect(open(await read(good)).map(({ rule: id }) => id)).toEqual([]);
  });

  it('objects to its bad sample, and no other rule but those that cannot be helped', async () => {
    if (rule.id === 'RAS900') {
      await expect(read(bad)).rejects.toThrow(FarmError);
      return;
    }
    const fired = new Set(open(await read(bad)).map(({ rule: id }) => id));
    expect([...fired].toSorted()).toEqual([rule.id, ...(unavoidable[rule.id] ?? [])].toSorted());
  });
});

describe('the samples', () => {
  it('are of rules that there are', () => {
    const expected = allRules.map(({ id, slug }) => `${id}-${slug}`).toSorted();
    expect(readdirSync(folder).toSorted()).toEqual(expected);
  });

  it.each(fixes)('of $rule: the bad one is mended to the good one', async ({ rule: id }) => {
    const rule = allRules.find((one) => one.id === id);
    expect(rule).toBeDefined();
    const fixed = fixFarm(await read(pathOf(rule!, 'bad')), today).farm;
    expect(fixed).toEqual(await read(pathOf(rule!, 'good')));
  });
});

describe.each(readinessRules)('what the page of $id says to write', (rule) => {
  const { suppress, set } = explainRule(rule);

  it('accepts the finding of the bad sample', async () => {
    const before = findings(await read(pathOf(rule, 'bad')), rule.id);
    const after = findings(await readWith(rule, suppress ?? []), rule.id);
    expect(summarise(before).suppressed).toBe(0);
    expect(summarise(after).suppressed).toBe(before.length);
  });

  it('sets the rule, or turns it off', async () => {
    const [severity = '', off = ''] = set;
    const kept = findings(await readWith(rule, [severity]), rule.id);
    expect(kept.some((finding) => finding.severity === rule.severity)).toBe(false);
    expect(findings(await readWith(rule, [off]), rule.id)).toEqual([]);
  });
});

function pathOf({ id, slug }: { id: string; slug: string }, which: 'bad' | 'good'): string {
  return join(folder, `${id}-${slug}`, `${which}.farm.json`);
}

function read(path: string): Promise<Farm> {
  return parseFarm(readFileSync(path, 'utf8'), path);
}

/** The bad sample with some more lines in its farm file. */
function readWith(rule: { id: string; slug: string }, lines: readonly string[]): Promise<Farm> {
  const path = pathOf(rule, 'bad');
  const document: object = JSON.parse(readFileSync(path, 'utf8'));
  const more: object = JSON.parse(`{${lines.join('\n')}}`);
  return parseFarm(JSON.stringify({ ...document, ...more }), path);
}

function findings(farm: Farm, rule: string): Finding[] {
  return findingsOf(farm, { today }).filter((finding) => finding.rule === rule);
}

function open(farm: Farm): Finding[] {
  return findingsOf(farm, { today }).filter((finding) => finding.suppressed === null);
}
