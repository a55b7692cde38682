import { describe, expect, it } from 'vitest';
import { judgeOwnRules } from '../../src/domain/expectations/own-rules.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { parsePolicy } from '../../src/store/policy/policy-file.js';
import { aBroker } from '../a-broker.js';
import { brokers, farmOf } from '../gate/repository.js';

/** Rules that a policy defines: which sites they are about, and failures that a site can't have. */

const agents: Site['agents'] = [
  { name: 'RDS1', kind: 'rds-host', failureDomains: {}, preferredBroker: null },
];
const standby = aBroker('CB9', { ip: '10.1.0.19', standby: true });

/** The site with one active broker, two, and three; the last has agents and a standby. */
const farm: Farm = farmOf(
  {},
  {
    sites: [
      ...farmOf({ name: 'prod-one', brokers: brokers(1), agents }).sites,
      ...farmOf({ name: 'prod-two', licensing: false, brokers: brokers(2) }).sites,
      ...farmOf({ name: 'lab', licensing: false, brokers: [...brokers(3), standby], agents }).sites,
    ],
  },
);

async function judge(rule: object, site: string | null = null) {
  const row = { id: 'ORG001', message: 'x', ...rule };
  const text = JSON.stringify({ 'own-rules': [row] });
  const { ownRules } = await parsePolicy(text, 'farm.policy.json');
  return judgeOwnRules(farm, ownRules, { today: '2026-11-20', farmFile: 'farm.json', site });
}

/** The sites that violate a rule. */
async function violating(rule: object, site: string | null = null): Promise<string[]> {
  const judged = await judge(rule, site);
  if ('misfits' in judged) throw new Error(JSON.stringify(judged.misfits));
  return judged.violations.map((one) => one.site.name);
}

const impossible = { require: { serving: 99 } };

describe('an own rule', () => {
  it('is about every site, or those that "sites" and all of "sites-with" select', async () => {
    expect(await violating(impossible)).toEqual(['prod-one', 'prod-two', 'lab']);
    expect(await violating({ ...impossible, sites: 'prod-*' })).toEqual(['prod-one', 'prod-two']);
    expect(await violating({ ...impossible, sites: ['lab', 'Prod-Two'] })).toEqual([
      'prod-two',
      'lab',
    ]);
    expect(await violating({ ...impossible, 'sites-with': 'agents' })).toEqual(['prod-one', 'lab']);
    const both = { ...impossible, 'sites-with': ['agents', 'standbys'] };
    expect(await violating(both)).toEqual(['lab']);
    expect(await violating({ ...both, sites: 'prod-*' })).toEqual([]);
  });

  it('is judged in the site that was asked for only', async () => {
    expect(await violating(impossible, 'LAB')).toEqual(['lab']);
    expect(await violating({ ...impossible, sites: 'prod-*' }, 'lab')).toEqual([]);
  });

  it('takes down no more brokers than a site has', async () => {
    const survives = (down: number) => ({
      when: { 'any-down': down },
      require: { sessions: true },
    });
    expect(await violating(survives(1))).toEqual(['prod-one']);
    expect(await violating(survives(2))).toEqual(['prod-one', 'prod-two']);
    // The standby of the lab replaces one of three.
    expect(await violating(survives(3))).toEqual(['prod-one', 'prod-two']);
    expect(await violating(survives(50))).toEqual(['prod-one', 'prod-two']);
  });

  it('holds in a site with one broker, which no network split divides', async () => {
    const split = { when: { 'any-split': true }, require: { serving: 99 } };
    expect(await violating(split)).toEqual(['prod-two', 'lab']);
  });

  it('that names what a site lacks is reported at its place in the policy', async () => {
    const judged = await judge({ when: { down: ['CB1', 'CB3'] }, require: { sessions: true } });
    if (!('misfits' in judged)) throw new Error('was judged');
    expect(judged.misfits.map(({ path }) => path.slice(0, 4))).toEqual([
      ['own-rules', 0, 'when', 'down'],
      ['own-rules', 0, 'when', 'down'],
    ]);
    const required = await judge({ sites: 'lab', require: { primary: 'CB7' } });
    if (!('misfits' in required)) throw new Error('was judged');
    expect(required.misfits[0]?.path).toEqual(['own-rules', 0, 'require', 'primary']);
  });
});
