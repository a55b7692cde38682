import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { expandNames } from '../../src/domain/model/names.js';
import type { Report } from '../../src/render/check-result.js';
import { createTheme } from '../../src/render/theme.js';
import { renderReadiness, renderWritten } from '../../src/render/readiness.js';
import { escapeAll } from '../../src/render/text.js';
import { brokers, farmOf } from '../gate/repository.js';
import { anyFarm } from '../properties/arbitrary.js';
import { aFinding, brokenFile, reportOf, reportOn } from './a-report.js';

/** Text contains nothing that the JSON lacks: except these words, each of its words is in the document. */
const ownWords = new Set(
  `findings no errors? warnings note notes? suppressed by the rules? sites? files? off broken in observed required why fix
   source assumption assumptions Farm file until Baseline written added removed updated worse than was accepted Note entry entries of baseline no longer
   match matches a --write-baseline removes on in finding
   → -v shows and place of each finding more Only only is are active disabled standby so for others
   as beside what shares with other commands …`.split(/\s+/u),
);

const theme = createTheme({ stream: {}, env: {}, noColour: true });

describe('text', () => {
  it('contains only what the JSON contains, for any farms', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(), fc.option(anyFarm()), async (one, other) => {
        const broken = { 'c.json': brokenFile('c.json') };
        const farms =
          other === null
            ? { 'a.json': accepted(one) }
            : { 'a.json': accepted(one), 'b.json': other, ...broken };
        const report = await reportOn(farms);
        holdJson(report, await text(report, true));
        holdJson(report, await text(report));
      }),
      { numRuns: 60 },
    );
  });

  it('contains only what the JSON contains about a baseline', async () => {
    const entry = { rule: 'RAS104', file: '../a.json', target: 'Berlin' };
    const suppressed = { reason: 'baseline', expires: null, by: 'baseline' } as const;
    const report = reportOf([aFinding({ suppressed })]);
    const written = { entries: 3, added: 1, removed: 2, updated: 0, gone: 2, saved: true };
    report.result.baseline = { file: 'ci/accepted.json', accepted: 1, unmatched: [entry], written };
    const output = await text(report, true);
    holdJson(report, await text(report));
    expect(output).toContain('Baseline ci/accepted.json written: 3 findings, 1 added, 2 removed.');
    expect(output).toContain('  RAS104 on Berlin in ../a.json');
    holdJson(report, output);
  });

  it('shows suppressed findings only on request', async () => {
    const suppressed = { reason: 'soon', expires: '2027-01-31', by: 'farm file' } as const;
    const report = reportOf([aFinding({ suppressed })]);
    expect(await text(report)).toContain('    suppressed until 2027-01-31: soon\n');
    const hidden = await text({ ...report, showSuppressed: false });
    expect(hidden).toMatch(/^1 suppressed /u);
    expect(hidden).not.toContain('RAS104');
  });

  it('shows findings about the farm file under a separate heading', async () => {
    const report = await reportOn({ 'farm.json': accepted(farmOf()) });
    expect(await text(report)).toMatch(
      /^Farm file\n {2}note {4}RAS902 {2}The suppression of RAS102 on Berlin suppresses nothing; and 2\n {4}more: RAS104 on Berlin and RAS107 on Berlin\n {4}→ farm check --fix/mu,
    );
    expect(await text(report, true)).toMatch(
      /^Farm file\n {2}note RAS902 suppression-unused\n {4}in farm\.json:\d+:5$/mu,
    );
  });

  it('shows for several files which are clean, which are broken, and the sites with findings', async () => {
    const farms = {
      'a.json': farmOf(),
      'b.json': farmOf({ brokers: brokers(4) }),
      'c.json': brokenFile('c.json'),
    };
    const output = await text(await reportOn(farms));
    expect(output).toMatch(/^2 warnings \(3 files, 1 broken\)$/mu);
    expect(output).toMatch(
      /^a\.json: no findings \(\d+ rules, 1 site\)\n\nb\.json: 2 warnings \(\d+ rules, 1 site\)\n\nBerlin: 2 warnings$/mu,
    );
    expect(output).toMatch(/^c\.json: broken$/mu);
  });

  it('is one line where the answer went to files', async () => {
    const report = await reportOn({ 'a.json': farmOf() });
    expect(renderWritten(report, ['a.sarif'], await theme)).toBe(
      'no findings (1 file); written: a.sarif',
    );
  });
});

function accepted(farm: Farm): Farm {
  const site = farm.sites[0]?.name ?? '';
  const some = ['RAS102', 'RAS104', 'RAS107'].map((rule) => ({
    rule,
    target: site,
    reason: 'known',
    expires: '2027-01-31',
  }));
  return { ...farm, suppressions: some };
}

async function text(
  { result, findings, summary, showSuppressed }: Report,
  verbose = false,
): Promise<string> {
  const content = { result, findings, summary, showSuppressed, verbose };
  return renderReadiness(escapeAll(content), await theme);
}

function holdJson({ result, findings, summary }: Report, output: string): void {
  const document = JSON.stringify(escapeAll({ result, findings, summary }));
  const words = new Set(wordsOf(leaves(JSON.parse(document)).join(' ')));
  const isRange = (word: string): boolean =>
    /\[\d+-\d+\]/u.test(word) && expandNames(word).every((name) => words.has(name));
  // How many findings or names are shown as one.
  const isCount = (word: string): boolean => /^\d+$/u.test(word) && Number(word) <= findings.length;
  const missing = wordsOf(output).filter(
    (word) => !words.has(word) && !isOwn(word) && !isRange(word) && !isCount(word),
  );
  expect(missing).toEqual([]);
}

function wordsOf(output: string): string[] {
  return output.split(/[\s():;,.]+/u).filter((word) => word !== '');
}

function isOwn(word: string): boolean {
  return ownWords.has(word) || ownWords.has(`${word}?`) || ownWords.has(word.replace(/s$/u, 's?'));
}

function leaves(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, item]) => [key, ...leaves(item)]);
}
