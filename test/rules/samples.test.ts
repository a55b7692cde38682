import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import { explainRule } from '../../src/domain/explain/rule.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { allRules, readinessRules } from '../../src/domain/readiness/rules.table.js';
import {
  type Rule,
  type SampleFarms,
  sampleDay as today,
} from '../../src/domain/readiness/rules/rule.js';
import { sampleFarms } from '../../src/domain/readiness/rules/rules.generated.js';
import { type Finding, summarise } from '../../src/domain/readiness/finding.js';
import { fixableRules, fixFarm } from '../../src/domain/readiness/fixes.js';
import { parseFarm } from '../../src/store/farm/document.js';
import { underPolicy } from '../../src/store/farm/farm-file.js';
import { appliedTo } from '../../src/store/policy/applied.js';
import { parsePolicy } from '../../src/store/policy/policy-file.js';

/**
 * Every rule has two small farms: one that it objects to, and the same as it should be. `farm explain` and the pages
 * below docs/rules show them, so they must be right.
 */

const root = join(import.meta.dirname, '../..');

describe.each(allRules)('$id $slug', (rule) => {
  const { bad, good, policy, alsoFires = [] } = sampleOf(rule);

  it('passes its good sample, and so does every other rule', async () => {
    expect(open(await read(good, policy)).map(({ rule: id }) => id)).toEqual([]);
  });

  it('objects to its bad sample, and no other rule but those that it says', async () => {
    if (rule.id === 'RAS900') {
      await expect(read(bad)).rejects.toThrow(FarmError);
      return;
    }
    const fired = new Set(open(await read(bad, policy)).map(({ rule: id }) => id));
    expect([...fired].toSorted()).toEqual([rule.id, ...alsoFires].toSorted());
  });
});

describe('the files of the rules', () => {
  it('are one for each rule, named after its id and slug', () => {
    const files = readdirSync(join(root, 'src/domain/readiness/rules'));
    const expected = allRules.map(({ id, slug }) => `${id}-${slug}.ts`).toSorted();
    expect(files.filter((file) => file.startsWith('RAS')).toSorted()).toEqual(expected);
  });
});

describe('the samples', () => {
  it('are of rules that there are', () => {
    expect(Object.keys(sampleFarms)).toEqual(allRules.map(({ id }) => id).toSorted());
  });

  it.each(fixableRules)('of $id: the bad one is fixed to the good one', async (rule) => {
    const { bad, good } = sampleOf(rule);
    expect(fixFarm(await read(bad), today).farm).toEqual(await read(good));
  });

  it('are not in the program: no command loads them', () => {
    const dist = join(root, 'dist');
    const loaded = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => ({ file, code: readFileSync(join(dist, file), 'utf8') }));
    expect(loaded.some(({ code }) => code.includes('id: "RAS104"'))).toBe(true);
    const holding = loaded.filter(({ code }) => /\bname: ["']Sample["']/u.test(code));
    expect(holding.map(({ file }) => file)).toEqual([]);
  });
});

describe.each(readinessRules)('what the page of $id says to write', (rule) => {
  const { suppress, set } = explainRule(rule);

  it('accepts the finding of the bad sample', async () => {
    const before = findings(await read(sampleOf(rule).bad), rule.id);
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

function sampleOf({ id }: Pick<Rule, 'id'>): SampleFarms {
  return sampleFarms[id]!;
}

/** As `farm check` reads it from a file. */
async function read(document: object, policy?: object): Promise<Farm> {
  const farm = await parseFarm(JSON.stringify(document), 'farm.json');
  if (policy === undefined) return farm;
  const name = 'farm.policy.json';
  const read = await parsePolicy(JSON.stringify(policy), name);
  return underPolicy(farm, await appliedTo(read, 'farm.json', name));
}

/** The bad sample with some more lines in its farm file. */
function readWith(rule: Rule, lines: readonly string[]): Promise<Farm> {
  const more: object = JSON.parse(`{${lines.join('\n')}}`);
  return read({ ...sampleOf(rule).bad, ...more });
}

function findings(farm: Farm, rule: string): Finding[] {
  return findingsOf(farm, { today }).filter((finding) => finding.rule === rule);
}

function open(farm: Farm): Finding[] {
  return findingsOf(farm, { today }).filter((finding) => finding.suppressed === null);
}
