import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { describeInBrowser, type OpenPage } from '../browser/chromium.js';
import { sample, writtenPage } from './written-page.js';

/** The report on paper: no row, picture or command is cut, and no page but the last is nearly empty. */

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;

/** The text of each A4 page of a report. */
async function pagesOf(farm: string | object, openPage: OpenPage): Promise<string[]> {
  const { file, url } = writtenPage(farm);
  const page = await openPage({});
  await page.goto(url);
  const pdf = join(dirname(file), 'report.pdf');
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  await page.context().close();
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  return text.split('\f').filter((one) => one.trim() !== '');
}

/** Words that fill several lines, each of which is in no other row. */
const wordsOf = (row: number): string[] => Array.from({ length: 36 }, (_, at) => `r${row}w${at}x`);

/** A farm whose table of brokers is longer than a page, with rows of several lines. */
const longRows = {
  formatVersion: 1,
  rasVersion: 21,
  name: 'Long',
  sites: [
    {
      name: 'Berlin',
      licensing: true,
      brokers: Array.from({ length: 30 }, (_, at) => ({
        server: `CB-${at}`,
        standby: at > 6,
        description: wordsOf(at).join(' '),
      })),
    },
  ],
};

describeInBrowser('a printed report', (openPage) => {
  it.skipIf(!hasPoppler)(
    'keeps each row on one page, under the heads of its columns',
    { timeout: 60_000 },
    async () => {
      const pages = await pagesOf(longRows, openPage);
      const tablePages = pages.filter((text) => /r\d+w\d+x/u.test(text));
      expect(tablePages.length).toBeGreaterThan(1);
      for (let row = 0; row < 30; row += 1) {
        const on = pages.filter((text) => wordsOf(row).some((word) => text.includes(word)));
        expect([row, on.length]).toEqual([row, 1]);
        for (const word of wordsOf(row)) expect(on[0]).toContain(word);
      }
      for (const text of tablePages) expect(text).toMatch(/#\s+broker\s+IP\s+role/u);
    },
  );

  it.skipIf(!hasPoppler)(
    'has all rows, commands and pages of the sample',
    { timeout: 60_000 },
    async () => {
      const text = readFileSync(sample, 'utf8');
      const pages = await pagesOf(text, openPage);
      const all = pages.join('\n');
      expect(all.match(/^.*\d+ \/ \d+\s*$/gmu)).toHaveLength(pages.length);
      for (const [at, page] of pages.entries())
        expect(page).toContain(`${at + 1} / ${pages.length}`);
      const { url } = writtenPage(text);
      const page = await openPage({});
      await page.goto(url);
      const rows = await page.evaluate<string[][]>(
        `[...document.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))`,
      );
      const commands = await page.evaluate<string[]>(
        `[...document.querySelectorAll('pre')].flatMap((pre) => pre.textContent.split('\\n'))`,
      );
      await page.context().close();
      expect(rows.length).toBeGreaterThan(60);
      const wordsIn = (cells: readonly string[]): string[] =>
        cells.flatMap((cell) => cell.split(/[\s-]+|(?<=\])/u));
      for (const row of rows) {
        const isWhole = pages.some((one) => wordsIn(row).every((word) => one.includes(word)));
        expect([row, isWhole]).toEqual([row, true]);
      }
      const squeezed = all.replaceAll(/\s+/gu, '');
      for (const command of commands) expect(squeezed).toContain(command.replaceAll(/\s+/gu, ''));
      // A block that doesn't fit leaves a gap, but no page is mostly empty.
      for (const one of pages.slice(0, -1))
        expect(one.split('\n').filter((line) => line.trim() !== '').length).toBeGreaterThan(12);
    },
  );
});
