import * as fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { targetOf } from '../../src/domain/readiness/suppressions.js';
import { renderMarkdown } from '../../src/render/formats/markdown.js';
import { markdownText } from '../../src/render/formats/markdown-text.js';
import { escapeText } from '../../src/render/text.js';
import {
  aFinding,
  brokenFile,
  hostileFinding,
  hostileText,
  reportOf,
  reportOn,
} from './a-report.js';

/** Markdown, read back by a parser of GitHub's dialect. */

function tableOf(markdown: string): Tokens.Table {
  const tables = marked.lexer(markdown, { gfm: true }).filter((token) => token.type === 'table');
  expect(tables).toHaveLength(1);
  return tables[0] as Tokens.Table;
}

/** Every token of a cell. */
function tokensOf({ tokens }: { tokens: Token[] }): Token[] {
  const all: Token[] = [];
  void marked.walkTokens(tokens, (token) => void all.push(token));
  return all;
}

/** The text that a reader sees. */
function seen({ tokens }: { tokens: Token[] }): string {
  return marked.Parser.parseInline(tokens)
    .replaceAll('<br>', '\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('\u200b', '')
    .replaceAll(/&nbsp;|\u00a0/gu, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe('Markdown', () => {
  it('shows any text of a farm unchanged, as plain text', () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { minLength: 1, maxLength: 3 }), (findings) => {
        const { rows, header } = tableOf(renderMarkdown(reportOf(findings)));
        expect(header).toHaveLength(6);
        expect(rows).toHaveLength(findings.length);
        const files = [...new Set(findings.map(({ location }) => location.file))];
        const inOrder = files.flatMap((file) =>
          findings.filter(({ location }) => location.file === file),
        );
        for (const [at, finding] of inOrder.entries()) {
          const [, , place = '', about = '', reported = ''] = rows[at]?.map(seen) ?? [];
          const { file, line, column } = finding.location;
          expect([place, about, reported.split('\n')[0] ?? ''].map(blanks)).toEqual(
            [`${file}:${line}:${column}`, targetOf(finding), `${finding.message}.`].map(blanks),
          );
        }
        const kinds = rows
          .flatMap((row) => row.slice(2).flatMap(tokensOf))
          .filter(({ type }) => !['text', 'escape', 'br'].includes(type));
        expect(kinds.filter(({ type, raw }) => !(type === 'html' && raw === '<br>'))).toEqual([]);
      }),
    );
  });

  it('contains no link and no mention', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const html = marked.parseInline(`x ${markdownText(text)}`, { gfm: true, async: false });
        expect(html).not.toMatch(/<[a-z]/iu);
        expect(html).not.toMatch(/@(?!\u200b)./u);
      }),
    );
  });

  it('names each rule, and links to no page', () => {
    const { rows } = tableOf(renderMarkdown(reportOf([aFinding()])));
    expect(rows[0]![1]!.text).toBe('RAS104 even-active-brokers');
    expect(tokensOf(rows[0]![1]!).map(({ type }) => type)).toEqual(['text']);
  });

  it('has a sentence instead of a table without findings', () => {
    const markdown = renderMarkdown(reportOf([]));
    expect(markdown).toMatch(/^## farm check\n\nNo findings in 0 farm files\.\n$/u);
  });

  it('shows suppressed findings and reasons on request', () => {
    const suppressed = { reason: 'a|b', expires: '2027-01-31', by: 'farm file' } as const;
    const report = reportOf([aFinding({ suppressed })]);
    const { rows } = tableOf(renderMarkdown(report));
    expect(seen(rows[0]![4]!)).toMatch(/\nSuppressed until 2027-01-31: a\|b$/u);
    expect(renderMarkdown({ ...report, showSuppressed: false })).not.toContain('| --- |');
  });

  it('reports broken files', async () => {
    const { rows } = tableOf(renderMarkdown(await reportOn({ 'c.json': brokenFile('c.json') })));
    expect(rows[0]?.map(seen).slice(0, 3)).toEqual([
      '❌ error',
      'RAS900 invalid-farm-file',
      'c.json:4:2',
    ]);
  });

  it('stays below a size, and counts omitted rows', () => {
    const findings = Array.from({ length: 200 }, () => aFinding());
    const markdown = renderMarkdown(reportOf(findings), { mostBytes: 20_000 });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(20_000);
    const { rows } = tableOf(markdown);
    expect(rows.length).toBeGreaterThan(100);
    expect(markdown).toContain(`${200 - rows.length} rows omitted: the table would be too long.`);
  });

  it('of any limit is as long as it may be, and empty if its first sentences do not fit', () => {
    const report = reportOf(Array.from({ length: 30 }, (_, at) => aFinding({ message: `é${at}` })));
    const whole = renderMarkdown(report);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Buffer.byteLength(whole) + 10 }), (mostBytes) => {
        const markdown = renderMarkdown(report, { mostBytes });
        const size = Buffer.byteLength(markdown);
        expect(size).toBeLessThanOrEqual(mostBytes);
        if (size === 0) {
          expect(mostBytes).toBeLessThan(300);
          return;
        }
        const shown = markdown.match(/^\| ⚠️/gmu)?.length ?? 0;
        const [, left = '0'] = /^(\d+) rows? omitted/mu.exec(markdown) ?? [];
        expect(shown + Number(left)).toBe(30);
        // The table's head and one row more would not have fitted.
        if (shown < 30) expect(size + 300).toBeGreaterThan(mostBytes);
      }),
    );
  });
});

/** Markdown trims cells; inside, blanks stay as many as they are. The mark that keeps links apart is not seen. */
function blanks(text: string): string {
  return escapeText(text).replaceAll('\u200b', '').replaceAll('\u00a0', ' ').trim();
}
