import * as fc from 'fast-check';
import { marked, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Farm, Printed } from '../../src/domain/model/index.js';
import { reportOf } from '../../src/domain/report/index.js';
import { printCommands } from '../../src/render/command-line.js';
import { renderReportMarkdown } from '../../src/render/report/report.js';
import { describeReport, type ReportResult } from '../../src/render/report/report-result.js';
import { escapeAll, escapeText } from '../../src/render/text.js';
import { anyFarm } from '../properties/arbitrary.js';

/** The report as a document: complete, the same every time, and with nothing of the owner if pseudonyms are asked for. */

const today = '2026-11-20';
/** A plan between two farms of which none is like the other takes long. */
const small = { sites: 2, brokers: 3, agents: 6, providers: 2 };
const origin = {
  file: 'farm.json',
  against: null,
  farmVersion: '1.0.0',
  pseudonyms: false,
  written: null,
};

async function documentOf(farm: Farm, old?: Farm): Promise<string> {
  const report = reportOf(farm, { today, old });
  const context = { shell: 'posix', file: null } as const;
  const result: Printed<ReportResult> = printCommands(describeReport(report, origin), context);
  const findings = printCommands(report.findings, context);
  const found = { findings: escapeAll(findings), summary: report.summary };
  return renderReportMarkdown(escapeAll(result), found);
}

/** The text that a reader of the Markdown sees, a line for each block and row. */
function seen(markdown: string): string {
  return marked
    .parse(markdown, { gfm: true, async: false })
    .replaceAll(/<\/t[dh]>/gu, ' ')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('\u200b', '')
    .replaceAll('&#8203;', '')
    .replaceAll(/&nbsp;|\u00a0/gu, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/ {2,}/gu, ' ');
}

const blanks = (text: string): string => escapeText(text).replaceAll(/\s+/gu, ' ').trim();

describe('a report', () => {
  it('has every finding, every broker and every row of the ports, as their commands have them', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(), async (farm) => {
        const text = seen(await documentOf(farm));
        const report = reportOf(farm, { today });
        for (const { rule, slug, message } of report.findings) {
          expect(text).toContain(`${rule} ${slug}`);
          expect(text).toContain(blanks(message));
        }
        const lines = text.split('\n').map((line) => line.trim());
        for (const site of farm.sites) {
          for (const [at, { server }] of site.brokers.entries()) {
            expect(lines.some((line) => line.startsWith(`${at + 1} ${server}:`))).toBe(true);
          }
        }
        for (const { from, to, port, purpose, bothWays } of report.ports.rows) {
          const back = bothWays && from.component !== to.component ? ' (and back)' : '';
          const row = new RegExp(
            `^${escaped(`${from.component}${back}`)}\\s*${escaped(to.component)}\\s*${port} \\S+\\s*${escaped(purpose)}`,
            'mu',
          );
          expect(text).toMatch(row);
        }
        for (const { id, says } of report.assumptions) expect(text).toContain(`${id}: ${says}`);
      }),
      { numRuns: 40 },
    );
  });

  it('has as many rows and headings as the facts say, whatever the names are', async () => {
    const names = fc.constantFrom(
      'a|b',
      '`x`',
      '<script>',
      '[l](http://x)',
      '# h',
      '- i',
      '1. n',
      '**b**',
      '@team',
      'F #',
    );
    await fc.assert(
      fc.asyncProperty(
        anyFarm({ sites: 2 }),
        fc.array(names, { minLength: 2, maxLength: 2 }),
        async (farm, bad) => {
          const named = (name: string, site: string): Farm => ({
            ...farm,
            name,
            sites: farm.sites.map((one, at) => ({ ...one, name: `${site} ${at}` })),
          });
          const hostile = named(bad[0] ?? '', bad[1] ?? '');
          const tokens = marked.lexer(await documentOf(hostile), { gfm: true });
          const plain = marked.lexer(await documentOf(named('F', 'Berlin')), { gfm: true });
          const shape = (list: typeof tokens) =>
            list.map((token) => {
              if (token.type === 'table') return `table ${(token as Tokens.Table).rows.length}`;
              return token.type === 'heading'
                ? `heading ${(token as Tokens.Heading).depth}`
                : token.type;
            });
          expect(shape(tokens).filter((type) => /table|heading/u.test(type))).toEqual(
            shape(plain).filter((type) => /table|heading/u.test(type)),
          );
          expect(tokens.some(({ type }) => type === 'html')).toBe(false);
          expect(marked.parser(tokens)).not.toMatch(/<(?:script|a|h[1-6]><(?!\/)|strong|em)\b/u);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the same for the same farm', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(small), anyFarm(small), async (farm, old) => {
        const copy = structuredClone(farm);
        expect(await documentOf(copy, old)).toBe(await documentOf(farm, structuredClone(old)));
      }),
      { numRuns: 15 },
    );
  });

  it('covers a site with more brokers than can be tried', async () => {
    const [farm] = fc.sample(anyFarm({ sites: 1 }), 1);
    const [site] = farm?.sites ?? [];
    if (farm === undefined || site === undefined) throw new Error('no farm');
    const [primary] = site.brokers;
    const more = Array.from({ length: 40 }, (_, at) => ({
      ...primary!,
      server: `X${at}`,
      ip: null,
    }));
    const large = { ...farm, sites: [{ ...site, brokers: [primary!, ...more] }] };
    expect(reportOf(large, { today }).survival[0]?.proof).toBeNull();
    expect(seen(await documentOf(large))).toContain('Too many brokers to try every failure');
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
