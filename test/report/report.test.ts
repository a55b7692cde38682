import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { marked, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { expandNames, type Farm, type Printed } from '../../src/domain/model/index.js';
import { reportOf } from '../../src/domain/report/index.js';
import { printCommands } from '../../src/render/command-line.js';
import type { ReportFormat } from '../../src/render/report/formats.js';
import { renderReport } from '../../src/render/report/report.js';
import { describeReport, type ReportResult } from '../../src/render/report/report-result.js';
import type { Block } from '../../src/render/report/blocks.js';
import { markdownOf } from '../../src/render/report/markdown.js';
import { processBlocks } from '../../src/render/report/role-blocks.js';
import { escapeAll, escapeText } from '../../src/render/text.js';
import { anyFarm } from '../properties/arbitrary.js';

/** The report as a document: complete, the same every time, and with nothing of the owner if pseudonyms are asked for. */

const today = '2026-11-20';
/** A plan between two farms of which none is like the other takes long. */
const small = { sites: 2, brokers: 3, agents: 6, providers: 2 };
const origin = {
  file: 'farm.json',
  against: null,
  sha256: null,
  captured: false,
  farmVersion: '1.0.0',
  pseudonyms: false,
  written: null,
};

async function documentOf(
  farm: Farm,
  old?: Farm,
  format: ReportFormat = 'markdown',
): Promise<string> {
  const report = reportOf(farm, { today, old });
  const context = { shell: 'posix', file: null } as const;
  const result: Printed<ReportResult> = printCommands(describeReport(report, origin), context);
  const findings = printCommands(report.findings, context);
  const found = { findings: escapeAll(findings), summary: report.summary };
  return renderReport(escapeAll(result), found, format);
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

/** The cells of every row of every table, as a reader sees them. */
function rowsOf(markdown: string): string[][] {
  return marked
    .lexer(markdown, { gfm: true })
    .filter((token): token is Tokens.Table => token.type === 'table')
    .flatMap(({ rows }) => rows.map((cells) => cells.map(({ text }) => seen(text).trim())));
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
        const rows = rowsOf(await documentOf(farm));
        for (const site of farm.sites) {
          for (const [at, { server }] of site.brokers.entries()) {
            const has = rows.some(
              ([place, name]) => place === `${at + 1}` && name === blanks(server),
            );
            expect(has).toBe(true);
          }
        }
        for (const { from, to, port, purpose, bothWays } of report.ports.rows) {
          const back = bothWays && from.component !== to.component ? ' (and back)' : '';
          const start = [`${from.component}${back}`, to.component];
          const has = rows.some(
            (cells) =>
              start.every((cell, at) => cells[at] === cell) &&
              cells[2]?.startsWith(`${port} `) === true &&
              cells[3] === purpose,
          );
          expect(has).toBe(true);
        }
        for (const { id, says } of report.assumptions) expect(text).toContain(`${id}: ${says}`);
      }),
      { numRuns: 20 },
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
      { numRuns: 20 },
    );
  });

  it('has each broker in one column of processes, with those that are alike', async () => {
    fc.assert(
      fc.property(anyFarm({ sites: 3 }), (any) => {
        const farm = { ...any, sites: any.sites.map((site, at) => ({ ...site, name: `S${at}` })) };
        const { roles } = reportOf(farm, { today });
        const blocks = processBlocks(roles);
        const columns = blocks.flatMap((block) => (block.kind === 'item' ? [block.text] : []));
        const table = blocks.find((block) => block.kind === 'table');
        expect(new Set(columns.map((text) => text.split(':')[0])).size).toBe(columns.length);
        for (const { site, brokers, processes } of roles.sites) {
          for (const [at, { server, role, state }] of brokers.entries()) {
            const own = columns.flatMap((text, column) =>
              holds(text, site, server) ? [column] : [],
            );
            expect(own).toHaveLength(1);
            expect(columns[own[0]!]).toContain(`${role}, ${state}`);
            const cells = table?.rows.map((row) => row[own[0]! + 1]);
            const runs = { yes: 'yes', no: 'no', optional: 'opt' };
            expect(cells).toEqual(processes.map((row) => runs[row.runs[at]!]));
          }
        }

        /** Whether a line such as "primary, active: CB1 (S0), CB[2-3] (S1)" has a broker. */
        function holds(text: string, site: string, server: string): boolean {
          const names = text.slice(text.indexOf(': ') + 2);
          if (roles.sites.length === 1) return expandNames(names).includes(server);
          const end = ` (${site})`;
          return names
            .split(/(?<=\(S\d\)), /u)
            .some(
              (part) =>
                part.endsWith(end) && expandNames(part.slice(0, -end.length)).includes(server),
            );
        }
      }),
      { numRuns: 60 },
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

  it('shows the numbers that the facts have, also where a list leaves some out', () => {
    const numbered = (number: number): Block => ({ kind: 'item', depth: 0, text: 'step', number });
    const commands: Block = { kind: 'commands', commands: ['farm'] };
    const below: Block = { kind: 'item', depth: 1, text: 'below' };
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }), (any) => {
        const numbers = any.toSorted((a, b) => a - b);
        const blocks = numbers.flatMap((number) => [numbered(number), below, commands]);
        const lists = marked
          .lexer(markdownOf('F', blocks), { gfm: true })
          .filter((token): token is Tokens.List => token.type === 'list');
        const shown = lists.flatMap(({ ordered, start, items }) =>
          items.map(({ text }, at) =>
            ordered ? Number(start) + at : Number(/^(\d+)\\\. step/u.exec(text)?.[1]),
          ),
        );
        expect(shown).toEqual(numbers);
      }),
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

/** The marks of Markdown. */
const marks = /[❌✅🔶🔹]/gu;

describe('a report in HTML', () => {
  const allowed =
    'html head meta title style body header main nav section article ul ol li a h1 h2 h3 h4 p span strong bdi wbr dl dt dd pre code div table thead tbody tr th td details summary svg desc defs g rect path text pattern marker'.split(
      ' ',
    );

  it('says the same as in Markdown, and has no element but its own, whatever the names are', async () => {
    const names = fc.constantFrom(
      '<script>x()</script>',
      ']]>',
      '"><img src=x>',
      '&lt;',
      "' onload='x",
      'אבג-12',
    );
    await fc.assert(
      fc.asyncProperty(anyFarm({ sites: 2 }), names, async (farm, bad) => {
        const sites = farm.sites.map((site, at) => ({ ...site, name: `${bad} ${at}` }));
        const hostile: Farm = { ...farm, name: bad, sites };
        const html = await documentOf(hostile, undefined, 'html');
        expect(XMLValidator.validate(html)).toBe(true);
        expect([...new Set(tagsOf(html))].filter((tag) => !allowed.includes(tag))).toEqual([]);
        const markdown = seen((await documentOf(hostile)).replaceAll(/^```mermaid.*?^```/gmsu, ''));
        const same = (text: string): string =>
          text.replaceAll(marks, '').replaceAll(/[\s:]+/gu, '');
        expect(same(textOf(html))).toBe(same(markdown));
      }),
      { numRuns: 30 },
    );
  });

  it('loads nothing and runs nothing', async () => {
    const [farm] = fc.sample(anyFarm(), 1);
    const html = await documentOf(farm!, undefined, 'html');
    expect(html).toContain('content="default-src &apos;none&apos;; style-src &apos;sha256-');
    expect(html).not.toContain('unsafe');
    expect(html).not.toMatch(/<script|\ssrc=|\son\w+=|\sstyle=|url\((?!#)|@import|<link/iu);
    const links = [...html.matchAll(/href="([^"]*)"/gu)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(html).toContain(`id="${link.slice(1)}"`);
    const ids = [...html.matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/** The names of the start tags, as an XML parser reads them. */
function tagsOf(html: string): string[] {
  const parser = new XMLParser({ preserveOrder: true, processEntities: false });
  const walk = (nodes: unknown): string[] =>
    Array.isArray(nodes)
      ? nodes.flatMap((node: Record<string, unknown>) =>
          Object.entries(node)
            .filter(([key]) => key !== '#text' && key !== ':@')
            .flatMap(([key, inside]) => [key, ...walk(inside)]),
        )
      : [];
  return walk(parser.parse(html.replace('<!DOCTYPE html>', '')));
}

/** The text of the body, without the list of contents. */
function textOf(html: string): string {
  return html
    .slice(html.indexOf('<body>'))
    .replace(/<nav.*?<\/nav>/su, '')
    .replaceAll(/<svg.*?<\/svg>/gsu, '')
    .replaceAll(/<p class="links">.*?<\/p>/gsu, '')
    .replaceAll(/<span class="mark"[^>]*>.<\/span>/gu, '')
    .replaceAll(/<\/?bdi>|<wbr\/>/gu, '')
    .replaceAll(/<summary>.*?<\/summary>/gsu, '')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
