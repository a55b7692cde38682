import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/domain/explain/explain.js';
import { allRules, readinessRules } from '../../src/domain/readiness/rules.table.js';
import { severities } from '../../src/domain/model/fields/site-fields.js';
import { severityMeanings } from '../../src/domain/readiness/rules/rule.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What each severity was decided for, and why; a severity that changes here is news for every gate. */
const decided = {
  error: [
    // A preference for a broker that takes no connections.
    'RAS108',
    // Auto-promotion that RAS ignores.
    'RAS201',
    // Failback with nothing to go back from.
    'RAS203',
    // Forwarding without another gateway.
    'RAS503',
    // A preference that RAS ignores.
    'RAS504',
    // A file that is no farm.
    'RAS900',
  ],
  warning: [
    'RAS101',
    'RAS102',
    'RAS103',
    'RAS104',
    'RAS105',
    'RAS204',
    'RAS401',
    'RAS501',
    'RAS502',
    'RAS601',
    'RAS602',
    'RAS901',
  ],
  info: ['RAS106', 'RAS107', 'RAS202', 'RAS301', 'RAS402', 'RAS902', 'RAS903', 'RAS904'],
};

describe('a severity', () => {
  it.each(severities)('%s is of the rules that it was decided for', (severity) => {
    const now = allRules.filter(({ id }) => decided[severity].includes(id));
    expect(now.map(({ id }) => id).toSorted()).toEqual(decided[severity]);
    expect(now.filter((rule) => rule.severity !== severity).map(({ id }) => id)).toEqual([]);
  });

  it('above info rests on a statement of the vendor', () => {
    const serious = readinessRules.filter(({ severity }) => severity !== 'info');
    const ours = serious.filter((rule) => rule.statements.length === 0);
    expect(ours.map(({ id }) => id)).toEqual([]);
  });

  it('is defined once, and shown by explain, docs/ci.md and the index of the rules', () => {
    const page = JSON.stringify(explain('severities'));
    for (const severity of severities) {
      expect(page).toContain(severityMeanings[severity]);
      expect(read('docs/ci.md')).toContain(severityMeanings[severity]);
      expect(read('docs/rules/README.md')).toContain(severityMeanings[severity]);
    }
  });
});

describe('a gate in the documents', () => {
  it('asks for warnings too', () => {
    const gates = read('docs/ci.md')
      .split('\n')
      .filter((line) => /^\s*(?:- )?(?:run: )?farm check /u.test(line))
      .filter((line) => !line.includes('--write-baseline'));
    expect(gates.length).toBeGreaterThan(0);
    for (const gate of gates) expect(gate).toContain('--fail-on warning');
  });
});
