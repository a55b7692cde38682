import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { explain } from '../../src/domain/explain/explain.js';
import { allRules } from '../../src/domain/readiness/rules.table.js';
import { renderExplanationAsMarkdown } from '../../src/render/explain-markdown.js';
import type { PrintedFinding } from '../../src/render/check-result.js';
import { brokenFindings } from '../../src/render/formats/broken.js';
import { renderSarif } from '../../src/render/formats/sarif.js';
import { printFarm } from '../../src/store/farm/document.js';
import { brokers, farmOf } from '../gate/repository.js';
import { anyFarm } from '../properties/arbitrary.js';
import { aFinding, brokenFile, hostileFinding, reportOf, reportOn } from './a-report.js';
import { requiredOfSarif } from './sarif-required.js';

/** SARIF 2.1.0, by its published types and schema (OASIS, errata 01), and by what GitHub's code scanning asks beside that. */

const meetsGithub = new Ajv({ strict: true, allErrors: true, strictRequired: false }).compile(
  requiredOfSarif,
);

/** The published schema is written for an older draft, in which its name has another keyword. */
function publishedSchema(): object {
  const path = join(import.meta.dirname, 'schemas/sarif-2.1.0.json');
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return schema;
}

const meetsStandard = new Ajv({
  strict: false,
  allErrors: true,
  formats: { uri: true, 'uri-reference': true, 'date-time': true },
}).compile(publishedSchema());

/** What is wrong with a document by the published schema, or by GitHub's documentation. */
function wrongIn(log: unknown): unknown[] {
  const standard = meetsStandard(log) ? [] : (meetsStandard.errors ?? []);
  const github = meetsGithub(log) ? [] : (meetsGithub.errors ?? []);
  return [...standard, ...github].map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('SARIF', () => {
  it('is refused by the checks of this test if it is wrong', () => {
    const log = JSON.parse(renderSarif(reportOf([aFinding()]))) as { version: string };
    expect(wrongIn(log)).toEqual([]);
    expect(wrongIn({ ...log, version: '2.0.0' })).not.toEqual([]);
    const [run] = (log as unknown as Log).runs;
    expect(wrongIn({ ...log, runs: [{ ...run, results: [{ ruleId: 'RAS104' }] }] })).not.toEqual(
      [],
    );
  });

  it('has what the standard and GitHub require, for any farm', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(), async (farm) => {
        const report = await reportOn({ 'a b.json': farm, 'c.json': brokenFile('c.json') });
        const log: unknown = JSON.parse(renderSarif(report));
        expect(wrongIn(log)).toEqual([]);
        expect(results(log)).toHaveLength(report.findings.length + 1);
      }),
      { numRuns: 30 },
    );
  });

  it('holds any text of a farm unchanged, and every result leads to its rule', () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 4 }), (findings) => {
        const log: unknown = JSON.parse(renderSarif(reportOf(findings)));
        expect(wrongIn(log)).toEqual([]);
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
    expect(wrongIn(log)).toEqual([]);
    expect(results(log)).toEqual([]);
    expect(runOf(log).invocations?.[0]?.executionSuccessful).toBe(true);
  });

  it('describes every rule', () => {
    const log: unknown = JSON.parse(renderSarif(reportOf([])));
    expect(runOf(log).tool.driver.rules?.map(({ id }) => id)).toEqual(allRules.map(({ id }) => id));
  });

  it('describes the rules of a policy, within the limits, after those of farm', () => {
    const own = aFinding({ rule: 'ORG007', slug: 's'.repeat(300), why: '🙂'.repeat(600) });
    const log: unknown = JSON.parse(renderSarif(reportOf([aFinding(), own, own])));
    expect(wrongIn(log)).toEqual([]);
    const rules = runOf(log).tool.driver.rules ?? [];
    expect(rules.slice(allRules.length).map(({ id }) => id)).toEqual(['ORG007']);
    expect(results(log).map(({ ruleIndex }) => rules[ruleIndex!]?.id)).toEqual([
      'RAS104',
      'ORG007',
      'ORG007',
    ]);
    expect(rules.at(-1)?.fullDescription?.text).not.toMatch(/\p{Surrogate}/u);
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
      endLine: 4,
      endColumn: 3,
    });
  });

  it('marks the string or word at a problem of a broken file', () => {
    const regionAt = (text: string, caret: number): string => {
      const location = { file: 'a.json', line: 1, column: caret + 1, excerpt: { text, caret } };
      const problems = [{ location, path: [], message: 'x' }];
      const error = { code: 'E_INVALID', message: 'x', nextStep: 'y', problems };
      const [{ location: place } = { location: null }] = brokenFindings({ file: 'a.json', error });
      return text.slice((place?.column ?? 1) - 1, (place?.endColumn ?? 1) - 1);
    };
    expect(regionAt('{ "a\\"b": 1 }', 2)).toBe('"a\\"b"');
    expect(regionAt('{ "a": -1.5e3, ', 7)).toBe('-1.5e3');
    expect(regionAt('{ "a": }', 7)).toBe('}');
    expect(regionAt('{', 1)).toBe('');
  });

  it('has the region of each value: of one over several lines its bracket, with the whole as context', async () => {
    const farm = farmOf({ brokers: brokers(4, { ip: null }) });
    const text = printFarm(farm);
    const log: unknown = JSON.parse(renderSarif(await reportOn({ 'farm.json': farm })));
    const lines = text.split('\n');
    const places = results(log).map((one) => one.locations?.[0]?.physicalLocation);
    const seen = places.map((place) => {
      const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = place?.region ?? {};
      expect(endLine).toBe(startLine);
      if (place?.contextRegion !== undefined) {
        const whole = place.contextRegion;
        expect([whole.startLine, whole.startColumn]).toEqual([startLine, startColumn]);
        const part = lines.slice(startLine - 1, whole.endLine).join('\n');
        const cut = part.length - (lines[whole.endLine! - 1]!.length - whole.endColumn! + 1);
        expect(() => JSON.parse(part.slice(startColumn - 1, cut)) as unknown).not.toThrow();
      }
      return lines[startLine - 1]?.slice(startColumn - 1, endColumn - 1);
    });
    expect(new Set(seen)).toEqual(new Set(['{']));
    expect(places.some((place) => place?.contextRegion !== undefined)).toBe(true);
  });

  it('can omit what is suppressed, by whatever, and counts it', () => {
    const by = (word: string) =>
      aFinding({ suppressed: { reason: 'known', expires: null, by: word as 'baseline' } });
    const findings = [by('farm file'), aFinding(), by('baseline'), by('against')];
    const log: unknown = JSON.parse(renderSarif(reportOf(findings, { sarifSuppressed: 'omit' })));
    expect(wrongIn(log)).toEqual([]);
    expect(results(log).map(({ suppressions }) => suppressions)).toEqual([[]]);
    expect(notificationsOf(log)).toEqual(['note: 3 suppressed findings omitted.']);
    const marked: unknown = JSON.parse(renderSarif(reportOf(findings)));
    expect(results(marked)).toHaveLength(4);
    expect(notificationsOf(marked)).toEqual([]);
  });

  it('is below the size that GitHub takes, 10 MB compressed, with every result it may have', () => {
    const findings = Array.from({ length: 25_000 }, (_, at) => {
      const name = `connection-broker-${(at * 7919) % 99_991}.site-${at}.example.com`;
      const location = {
        file: 'farm.json',
        line: at + 1,
        column: 9,
        endLine: at + 9,
        endColumn: 10,
      };
      return aFinding({
        target: { kind: 'broker', name },
        message: `${name} is one of four`,
        location,
      });
    });
    const log = renderSarif(reportOf(findings));
    expect(gzipSync(log, { level: 6 }).length).toBeLessThan(10_000_000);
  });

  it('has as many results as GitHub takes: the least severe are omitted, and counted', () => {
    const many = (count: number, changes: Partial<PrintedFinding>) =>
      Array.from({ length: count }, () => aFinding(changes));
    const suppressed = { reason: 'known', expires: null, by: 'baseline' } as const;
    const findings = [
      ...many(10, { suppressed, severity: 'error' }),
      ...many(4_000, { severity: 'info' }),
      ...many(15_000, { severity: 'warning' }),
      ...many(7_000, { severity: 'error' }),
    ];
    const log: unknown = JSON.parse(renderSarif(reportOf(findings)));
    const levels = results(log).map(({ level }) => level);
    expect(levels).toHaveLength(25_000);
    const count = (wanted: string): number => levels.filter((level) => level === wanted).length;
    expect([count('error'), count('warning'), count('note')]).toEqual([7_000, 15_000, 3_000]);
    expect(levels[0]).toBe('note');
    expect(notificationsOf(log)).toEqual([
      'warning: 1010 findings omitted: code scanning accepts 25,000 results per run.',
    ]);
    const prints = results(log).map((one) => one.partialFingerprints?.['farmObject/v1']);
    expect(new Set(prints).size).toBe(25_000);
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
      aFinding({ location: { file: 'other.json', line: 3, column: 7, endLine: 3, endColumn: 9 } }),
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

function notificationsOf(log: unknown): string[] {
  const said = runOf(log).invocations?.[0]?.toolExecutionNotifications ?? [];
  return said.map(({ level, message }) => `${level}: ${message.text}`);
}

function runOf(log: unknown): Run {
  return (log as Log).runs[0]!;
}

function results(log: unknown): Result[] {
  return runOf(log).results ?? [];
}
