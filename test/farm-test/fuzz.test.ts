import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeRow, rowsOf } from '../../src/gate/test-rows.js';
import { describeMiss } from '../../src/render/expectation-words.js';
import { describeMisfit } from '../../src/render/misfit-words.js';
import { parseFarm } from '../../src/store/farm/document.js';
import { explainIndentation } from '../../src/store/test/misplaced-keys.js';
import { readTests } from '../../src/store/test/test-convert.js';
import { testNode, testSchema, type TestSchemaNode } from '../../src/store/test/test-schema.js';

/** Tests of any content: farm reads and judges them, or says what is wrong and where; nothing is thrown. */

const words = [
  'CB-BER-1',
  'cb-ber-2',
  'CB-BER-[2-4]',
  'CB-*',
  'rack',
  'r1',
  'every',
  'Berlin',
  'Frank*',
  '[',
  '30m',
  '1h',
  'off',
  'served',
  'abandoned',
  'none',
  'stopped',
  'schedulers',
  'TOTP registration',
  'RAS104',
  'even-active-brokers',
  'down CB-BER-1',
  'after 10m',
  'heal',
  'promote CB-BER-2',
  'vcenter-ber',
  'RDS-*',
  'automatic',
  '<a>',
  '<b>',
  '',
  '__proto__',
  'constructor',
  'toString',
];
const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...words) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(0, 1, 2, 3, 40, true) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, false, -1, 1.5, 1e300, [], {}, [null]) },
);

const brokers = ['CB-BER-1', 'cb-ber-2', 'CB-BER-3', 'CB-BER-4'];
const rules = ['RAS104', 'even-active-brokers', 'RAS601', 'single-broker'];
/** Texts that fit a key, so that many tests can be judged; keys of objects with names of the user's own, too. */
const fittingWords: Readonly<Record<string, readonly string[]>> = {
  site: ['Berlin'],
  sites: ['Berlin', 'every', 'B*'],
  ...Object.fromEntries(
    'standby activate enable disable promote move-up move-down delete down primary broker load-share failure-domains processes'
      .split(' ')
      .map((key) => [key, brokers]),
  ),
  events: ['down CB-BER-1', 'after 30m', 'heal', 'partition CB-BER-1/CB-BER-2', 'up CB-BER-1'],
  partition: ['CB-BER-1/CB-BER-2', 'CB-BER-[1-2]/CB-BER-[3-4]'],
  providers: ['vcenter-ber', 'azure-we'],
  agents: ['RDS-*', 'RDS-BER-01'],
  'processes.*': ['schedulers', 'TOTP registration'],
  'at.*': ['0m', '30m'],
  'stopped-for-at-most': ['30m'],
  'auto-promotion': ['off', '1h'],
  'findings-absent': rules,
  'findings-present': rules,
  'no-majority-in': ['rack', 'hypervisor'],
};
const keysOf: Readonly<Record<string, readonly string[]>> = {
  ...fittingWords,
  down: ['rack', 'hypervisor'],
  processes: ['schedulers', 'TOTP registration'],
  at: ['0m', '30m'],
};

/** Mostly what the schema allows, now and then something else; a few keys of each object. */
function anyValue(node: TestSchemaNode, key = ''): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: fitting(node, key) }, { weight: 1, arbitrary: scalar });
}

function fitting(node: TestSchemaNode, key: string): fc.Arbitrary<unknown> {
  const {
    anyOf,
    enum: choices,
    type,
    items,
    properties,
    additionalProperties,
    required = [],
  } = node;
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((one) => anyValue(one, key)));
  if (choices !== undefined) return fc.constantFrom<unknown>(...choices);
  if (type === 'array' && items !== undefined)
    return fc.array(anyValue(items, key), { minLength: 1, maxLength: 2 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return fc.constantFrom(0, 1, 2, 3, 40);
  if (type !== 'object') return fittingText(key);
  if (properties === undefined) {
    const each = additionalProperties ? anyValue(additionalProperties, key) : scalar;
    const own = fc.constantFrom(...(keysOf[key] ?? words));
    return fc.dictionary(own, each, { minKeys: 1, maxKeys: 2 });
  }
  const optional = Object.keys(properties).filter((key) => !required.includes(key));
  return fc
    .subarray(optional, {
      minLength: node.minProperties ?? 0,
      maxLength: Math.min(optional.length, node.maxProperties ?? 3),
    })
    .chain((keys) => {
      const wanted = [...required, ...keys].flatMap((name) => {
        const child = properties[name];
        return child === undefined ? [] : [[name, anyValue(child, name)] as const];
      });
      return fc.record(Object.fromEntries(wanted));
    });
}

function fittingText(key: string): fc.Arbitrary<unknown> {
  const known = fittingWords[key];
  if (known === undefined) return scalar;
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: scalar },
  );
}

describe('a test file of any content', () => {
  it('is judged, or refused with a problem that has words and a place', async () => {
    const example = new URL('../../examples/two-sites.farm.json', import.meta.url);
    const farm = await parseFarm(readFileSync(example, 'utf8'), 'two-sites.farm.json');
    const judging = { today: '2026-11-20', farmFile: 'f.json', testFile: 't.yaml' };
    const seen = { wrong: 0, misfit: 0, judged: 0, missed: 0 };
    const anyTests = fc.array(anyValue({ ...testNode, required: ['name', 'site', 'then'] }), {
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(anyTests, (list) => {
        const document: unknown = JSON.parse(JSON.stringify({ tests: list }));
        const { tests: read, problems } = readTests(document);
        const explained = explainIndentation(testSchema, document, problems);
        expect(explained.length === 0).toBe(problems.length === 0);
        for (const { problem } of explained) {
          seen.wrong += 1;
          expect(problem.path[0]).toBe('tests');
          expect(`${problem.message} ${problem.expected ?? ''}`).not.toMatch(/undefined|\[object/);
        }
        if (problems.length > 0) return;
        for (const row of rowsOf(read, farm)) {
          const { found } = judgeRow(row, farm, judging);
          if ('misfits' in found) {
            seen.misfit += 1;
            for (const { message } of found.misfits.map(describeMisfit))
              expect(message).not.toMatch(/undefined|\[object/);
          } else if ('misses' in found) {
            seen.judged += 1;
            for (const { expected, got, why } of found.misses.map((miss) => describeMiss(miss))) {
              seen.missed += 1;
              expect([expected, got, why].join(' ')).not.toMatch(/undefined|\[object/);
            }
          }
        }
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(30);
  });
});
