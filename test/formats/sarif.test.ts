import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { explain } from '../../src/domain/explain/explain.js';
import { allRules } from '../../src/domain/readiness/rules.table.js';
import { renderExplanationAsMarkdown } from '../../src/render/explain-markdown.js';
import { renderSarif } from '../../src/render/formats/sarif.js';
import { printFarm } from '../../src/store/farm/document.js';
import { brokers, farmOf } from '../gate/repository.js';
import { anyFarm } from '../properties/arbitrary.js';
import { aFinding, brokenFile, hostileFinding, reportOf, reportOn } from './a-report.js';
import { requiredOfSarif } from './sarif-required.js';

/** SARIF 2.1.0, by its published types, by what it requires, and by what GitHub's code scanning asks beside that. */

const isSarif = new Ajv({ strict: true, allErrors: true, strictRequired: false }).compile(
  requiredOfSarif,
);

describe('SARIF', () => {
  it('has what the standard and GitHub require, for any farm', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(), async (farm) => {
        const report = await reportOn({ 'a b.json': farm, 'c.json': brokenFile('c.json') });
        const log: unknown = JSON.parse(renderSarif(report));
        expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
        expect(results(log)).toHaveLength(report.findings.length + 1);
      }),
      { numRuns: 30 },
    );
  });

  it('holds any text of a farm unchanged, and every result leads to its rule', () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 4 }), (findings) => {
        const log: unknown = JSON.parse(renderSarif(reportOf(findings)));
        expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
        const rules = runOf(log).tool.driver.rules ?? [];
        for (const result of results(log))
          expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
        const output = results(log).map(
          ({ message }) => (message.text ?? '').split('\nObserved: ')[0] ?? '',
        );
        expect(output.toSorted()).toEqual(findings.map(({ message }) => `${message}.`).toSorted());
      }),
    );
  });

  it('has an empty list of results where nothing is found', async () => {
    const log: unknown = JSON.parse(renderSarif(await reportOn({ 'farm.json': farmOf() })));
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    expect(results(log)).toEqual([]);
    expect(runOf(log).invocations?.[0]?.executionSuccessful).toBe(true);
  });

  it('describes every rule', () => {
    const log: unknown = JSON.parse(renderSarif(reportOf([])));
    expect(runOf(log).tool.driver.rules?.map(({ id }) => id)).toEqual(allRules.map(({ id }) => id));
  });

  it('carries the whole page of each rule, and names no address but that of the schema', () => {
    const text = renderSarif(reportOf([]));
    for (const { id, help } of runOf(JSON.parse(text)).tool.driver.rules ?? []) {
      expect(help?.markdown).toBe(renderExplanationAsMarkdown(explain(id)));
      expect(help?.markdown).toMatch(/^# RAS[\s\S]*^## Why\n/mu);
    }
    expect([...text.matchAll(/https?:\/\/[^"\\ ]+/gu)].map(([address]) => address)).toEqual([
      'https://json.schemastore.org/sarif-2.1.0.json',
    ]);
  });

  it('keeps what is suppressed, with its reason', () => {
    const suppressed = { reason: 'soon', expires: '2027-01-31', by: 'farm file' } as const;
    const baseline = { reason: 'baseline', expires: null, by: 'baseline' } as const;
    const log: unknown = JSON.parse(
      renderSarif(
        reportOf([aFinding({ suppressed }), aFinding({ suppressed: baseline }), aFinding()]),
      ),
    );
    expect(results(log).map(({ suppressions }) => suppressions)).toEqual([
      [
        {
          kind: 'inSource',
          status: 'accepted',
          justification: 'soon',
          properties: { expires: '2027-01-31' },
        },
      ],
      [{ kind: 'external', status: 'accepted', justification: 'baseline' }],
      [],
    ]);
  });

  it('reports a broken file as a result of RAS900, at its place', async () => {
    const report = await reportOn({ 'a.json': farmOf(), 'c.json': brokenFile('c.json') });
    const [result, ...more] = results(JSON.parse(renderSarif(report)));
    expect(more).toEqual([]);
    expect(result?.ruleId).toBe('RAS900');
    expect(result?.locations?.[0]?.physicalLocation?.region).toEqual({
      startLine: 4,
      startColumn: 2,
    });
  });
});

describe('fingerprints', () => {
  const farm = farmOf({
    brokers: [...brokers(4, { ip: null }), ...brokers(1, { server: 'CB9', enabled: false })],
  });

  it('stay the same when lines move, keys and brokers change places', async () => {
    const prints = await fingerprints(farm);
    expect(await fingerprints(farm, (one) => `\n\n\n${printFarm(one)}`)).toEqual(prints);
    expect(await fingerprints(farm, (one) => JSON.stringify(JSON.parse(printFarm(one))))).toEqual(
      prints,
    );
    const site = { ...farm.sites[0]!, brokers: farm.sites[0]!.brokers.toReversed() };
    expect(await fingerprints({ ...farm, sites: [site] })).toEqual(prints);
  });

  it('are each its own, for any farm', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(), async (farm) => {
        const log: unknown = JSON.parse(
          renderSarif(await reportOn({ 'a.json': farm, 'b.json': farm })),
        );
        const prints = results(log).map(
          (one) => one.partialFingerprints?.['primaryLocationLineHash'],
        );
        expect(new Set(prints).size).toBe(prints.length);
      }),
      { numRuns: 30 },
    );
  });

  it('differ by rule, object, part and file', () => {
    const findings = [
      aFinding(),
      aFinding({ rule: 'RAS107' }),
      aFinding({ target: { kind: 'broker', name: 'CB2' } }),
      aFinding({ target: { kind: 'agent', name: 'CB1' } }),
      aFinding({ site: 'Munich' }),
      aFinding({ path: ['sites', 0, 'brokers', 0, 'failureDomains', 'rack'] }),
      aFinding({ location: { file: 'other.json', line: 3, column: 7 } }),
    ];
    const prints = results(JSON.parse(renderSarif(reportOf(findings)))).map(
      (one) => one.partialFingerprints?.['farmObject/v1'],
    );
    expect(new Set(prints).size).toBe(findings.length);
  });

  async function fingerprints(farm: Farm, text?: (farm: Farm) => string) {
    const report = await reportOn({ 'farm.json': farm }, text === undefined ? {} : { text });
    const log: unknown = JSON.parse(renderSarif(report));
    const prints = results(log).map((one) =>
      [one.ruleId, one.partialFingerprints?.['primaryLocationLineHash']].join(' '),
    );
    expect(prints.length).toBeGreaterThan(4);
    return prints.toSorted();
  }
});

function runOf(log: unknown): Run {
  return (log as Log).runs[0]!;
}

function results(log: unknown): Result[] {
  return runOf(log).results ?? [];
}
