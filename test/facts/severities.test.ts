import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/domain/explain/explain.js';
import { allRules } from '../../src/domain/readiness/rules.table.js';
import { severities, severityMeanings } from '../../src/domain/readiness/rules/rule.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const rulesOf = (severity: string): string[] =>
  allRules
    .filter((rule) => rule.severity === severity)
    .map(({ id }) => id)
    .toSorted();

describe('a severity', () => {
  it('error is a setting that RAS ignores or that cannot do what it says, and nothing else', () => {
    expect(rulesOf('error')).toEqual([
      // A preference for a broker that takes no connections.
      'RAS108',
      // Auto-promotion that RAS ignores.
      'RAS201',
      // Failback with nothing to go back from.
      'RAS203',
      // Forwarding to nobody.
      'RAS503',
      // A preference that RAS ignores.
      'RAS504',
      // A file that is no farm.
      'RAS900',
    ]);
  });

  it('warning is what the vendor recommends against', () => {
    expect(rulesOf('warning')).toEqual([
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
    ]);
  });

  it('is defined once, and said by explain, docs/ci.md and the index of the rules', () => {
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
