import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCodequality } from '../../src/render/formats/codequality.js';
import { escapeText } from '../../src/render/text.js';
import { printFarm } from '../../src/store/farm/document.js';
import { brokers, farmOf } from '../gate/repository.js';
import { anyFarm } from '../properties/arbitrary.js';
import { aFinding, brokenFile, hostileFinding, reportOf, reportOn } from './a-report.js';

/** GitLab's code quality report, by a schema of what its documentation requires (stricter than its own codeclimate.json). */

const isReport = new Ajv({ strict: true, allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    // GitLab ignores further properties: there is no reason to write one.
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string', minLength: 1, pattern: '^(?!\\./)' },
          lines: {
            type: 'object',
            required: ['begin'],
            additionalProperties: false,
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
});

interface Entry {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number } };
}

/** The entries, as GitLab reads them: one array without a byte order mark. */
function entriesOf(text: string): Entry[] {
  expect(text.startsWith('[')).toBe(true);
  const entries: unknown = JSON.parse(text);
  expect(isReport(entries), JSON.stringify(isReport.errors)).toBe(true);
  return entries as Entry[];
}

describe('code quality', () => {
  it('is what GitLab takes, for any farm; each finding has its own fingerprint', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(), async (farm) => {
        const report = await reportOn({ 'a b.json': farm, 'c.json': brokenFile('c.json') });
        const entries = entriesOf(renderCodequality(report));
        const open = report.findings.filter(({ suppressed }) => suppressed === null);
        expect(entries).toHaveLength(open.length + 1);
        expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
      }),
      { numRuns: 30 },
    );
  });

  it('shows any text of a farm, and no half characters, which GitLab could not keep', () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 4 }), (findings) => {
        const open = findings.map((one) => ({ ...one, suppressed: null }));
        const entries = entriesOf(renderCodequality(reportOf(open)));
        expect(entries.map(({ description }) => description.split('. Observed: ')[0])).toEqual(
          inFileOrder(open).map(({ message }) => escapeText(message).split('. Observed: ')[0]),
        );
        for (const { description, location } of entries)
          expect(description + location.path).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  it('is an empty array without findings, and omits suppressed ones', async () => {
    expect(renderCodequality(reportOf([]))).toBe('[]\n');
    expect(renderCodequality(await reportOn({ 'farm.json': farmOf() }))).toBe('[]\n');
    const suppressed = { reason: 'soon', expires: null, by: 'baseline' } as const;
    expect(renderCodequality(reportOf([aFinding({ suppressed })]))).toBe('[]\n');
  });

  it('maps each severity, and has the highest for a broken file', async () => {
    const findings = (['error', 'warning', 'info'] as const).map((severity) =>
      aFinding({ severity }),
    );
    expect(entriesOf(renderCodequality(reportOf(findings))).map((one) => one.severity)).toEqual([
      'critical',
      'major',
      'info',
    ]);
    const broken = await reportOn({ 'c.json': brokenFile('c.json') });
    expect(entriesOf(renderCodequality(broken))).toEqual([
      {
        description:
          'a site has no "oops". Observed: E_INVALID; required: one of name, brokers. Fix: correct the file at the lines shown',
        check_name: 'RAS900 invalid-farm-file',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/u) as string,
        severity: 'blocker',
        location: { path: 'c.json', lines: { begin: 4 } },
      },
    ]);
  });

  it('has the same fingerprints when lines move and brokers change places', async () => {
    const farm = farmOf({ brokers: brokers(4, { ip: null }) });
    const prints = await fingerprints(farm);
    expect(prints.length).toBeGreaterThan(4);
    expect(await fingerprints(farm, (one) => `\n\n${printFarm(one)}`)).toEqual(prints);
    const site = { ...farm.sites[0]!, brokers: farm.sites[0]!.brokers.toReversed() };
    expect(await fingerprints({ ...farm, sites: [site] })).toEqual(prints);
  });

  it('takes more findings than any tool shows', () => {
    const findings = Array.from({ length: 30_000 }, () => aFinding());
    const entries = JSON.parse(renderCodequality(reportOf(findings))) as Entry[];
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(30_000);
  });
});

async function fingerprints(
  farm: ReturnType<typeof farmOf>,
  text?: (farm: ReturnType<typeof farmOf>) => string,
): Promise<string[]> {
  const report = await reportOn({ 'farm.json': farm }, text === undefined ? {} : { text });
  return entriesOf(renderCodequality(report))
    .map(({ check_name: rule, fingerprint }) => `${rule} ${fingerprint}`)
    .toSorted();
}

function inFileOrder<T extends { location: { file: string } }>(findings: readonly T[]): T[] {
  const files = [...new Set(findings.map(({ location }) => location.file))];
  return files.flatMap((file) => findings.filter(({ location }) => location.file === file));
}
