import { readFileSync, writeFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, type OpenPage, type View } from '../browser/chromium.js';
import { hostileFarm, hostileNames, sample, writtenPage } from './written-page.js';

/** The report as a page in a real browser: for every reader, and harmless whatever the names are. */

/** Each pair of width, colours and JavaScript. */
const views: View[] = [
  { width: 360, dark: false, javaScript: false },
  { width: 360, dark: true, javaScript: true },
  { width: 1400, dark: false, javaScript: true },
  { width: 1400, dark: true, javaScript: false },
];

/** Tags of the rules of axe: WCAG 2.2 A and AA, and what else is good practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A page with everything that a page must not do, as it happens. */
async function watched(openPage: OpenPage, url: string, view: View): Promise<[Page, string[]]> {
  const page = await openPage(view);
  const happened: string[] = [];
  page.on('request', (request) => happened.push(`request ${request.url()}`));
  page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => happened.push(`error ${error.message}`));
  // Chromium writes each violation of the content security policy to the console.
  page.on('console', (message) => happened.push(`console ${message.text()}`));
  await page.goto(url);
  return [page, happened];
}

/** The page without the elements that run. */
function withoutProgram(html: string): string {
  return html.replaceAll(/<script>.*?<\/script>/gsu, '');
}

describeInBrowser('a report in a browser', (openPage) => {
  it.each(views)('is accessible: %o', { timeout: 60_000 }, async (view) => {
    const { file, url } = writtenPage(readFileSync(sample, 'utf8'));
    // axe needs JavaScript itself: without it the page is what it is without its program.
    if (view.javaScript === false) writeFileSync(file, withoutProgram(readFileSync(file, 'utf8')));
    const [page] = await watched(openPage, url, { ...view, javaScript: true });
    // The page's policy would refuse a script element; this is evaluated by the browser itself.
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate<axe.AxeResults>(
      `axe.run({ runOnly: { type: 'tag', values: ${JSON.stringify(rules)} } })`,
    );
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    expect(found).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
    await page.context().close();
  });

  it('says all without JavaScript that it says without its program', async () => {
    const { file, url } = writtenPage(readFileSync(sample, 'utf8'));
    const textIn = async (view: View): Promise<string> => {
      const [page] = await watched(openPage, url, view);
      const text = await page.evaluate<string>('document.body.innerText');
      await page.context().close();
      return text;
    };
    const without = await textIn({ javaScript: false });
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, withoutProgram(text));
    expect(without).toBe(await textIn({ javaScript: true }));
    expect(without).toContain('Restart order');
  });

  it('loads nothing but itself, and its policy has nothing to refuse', async () => {
    for (const farm of [readFileSync(sample, 'utf8'), hostileFarm()]) {
      const { url } = writtenPage(farm);
      const [page, happened] = await watched(openPage, url, { width: 800 });
      expect(happened).toEqual([`request ${url}`]);
      await page.context().close();
    }
  });

  it('has a policy that refuses what anyone could add to it', async () => {
    const { url } = writtenPage(readFileSync(sample, 'utf8'));
    const [page, happened] = await watched(openPage, url, { width: 800 });
    await page.evaluate(`{
      const add = (name, set) => {
        const element = document.createElement(name);
        set(element);
        document.body.append(element);
      };
      add('script', (one) => (one.textContent = 'alert(1)'));
      add('img', (one) => one.setAttribute('src', 'https://example.com/x.png'));
      add('style', (one) => (one.textContent = 'body { display: none }'));
      add('p', (one) => one.setAttribute('style', 'position: fixed'));
      add('iframe', (one) => one.setAttribute('src', 'https://example.com/'));
      add('button', (one) => one.setAttribute('onclick', 'alert(2)'));
    }`);
    await page.locator('button[onclick]').dispatchEvent('click');
    const refused = (): string[] => happened.filter((one) => one.includes('violates'));
    await expect.poll(() => refused().length).toBeGreaterThanOrEqual(6);
    const directives = refused().map((one) => /directive:? ["']([\w-]+)/u.exec(one)?.[1]);
    expect(
      directives.filter((name) => !/^(?:default|script|style)-src$/u.test(name ?? '')),
    ).toEqual([]);
    expect(happened.filter((one) => one.startsWith('dialog'))).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.body).display')).not.toBe('none');
    await page.context().close();
  });

  it.each([360, 800, 1400])(
    'shows hostile names as they are typed, and fits %i pixels',
    async (width) => {
      const { url } = writtenPage(hostileFarm());
      const [page, happened] = await watched(openPage, url, { width, height: 800 });
      const text = (await page.locator('body').textContent()) ?? '';
      for (const name of hostileNames) expect(text).toContain(name);
      const [needed, given] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      expect(needed).toBeLessThanOrEqual(given);
      // What a reader does: follow every link, open every part.
      for (const part of await page.locator('summary').all()) await part.click();
      expect(happened).toEqual([`request ${url}`]);
      expect(await page.locator('a:not([href^="#"]), img, iframe, object, embed').count()).toBe(0);
      await page.context().close();
    },
  );

  it('keeps the order of a sentence around a name from right to left', async () => {
    const { url } = writtenPage(hostileFarm());
    const [page] = await watched(openPage, url, { width: 1400 });
    // Where the letters of the name and the number after it are: "مزرعة الخوادم: 1 agent over 3 active brokers".
    const places = await page.evaluate<{ name: number; number: number }[]>(`
      [...document.querySelectorAll('h3[id^=load-]')]
        .filter(({ textContent }) => /[\\u0590-\\u06ff]/u.test(textContent))
        .map((heading) => {
          const nodes = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
          const letters = [];
          while (nodes.nextNode() !== null) {
            for (let at = 0; at < nodes.currentNode.length; at += 1) {
              const range = document.createRange();
              range.setStart(nodes.currentNode, at);
              range.setEnd(nodes.currentNode, at + 1);
              letters.push({ letter: String(range), ...range.getBoundingClientRect().toJSON() });
            }
          }
          const colon = letters.findIndex(({ letter }) => letter === ':');
          return {
            name: Math.max(...letters.slice(0, colon).map(({ right }) => right)),
            number: letters[colon + 2].left,
          };
        })`);
    expect(places).toHaveLength(2);
    for (const { name, number } of places) expect(number).toBeGreaterThan(name);
    await page.context().close();
  });

  it('leads from the contents and from each verdict to its part', async () => {
    const { url } = writtenPage(readFileSync(sample, 'utf8'));
    const [page] = await watched(openPage, url, { width: 800 });
    const links = await page.locator('a').all();
    expect(links.length).toBeGreaterThan(15);
    for (const link of links) {
      const target = (await link.getAttribute('href')) ?? '';
      await expect(page.locator(target).count()).resolves.toBe(1);
    }
    await page.context().close();
  });

  it('stays below 400 kB for the sample', () => {
    const { file } = writtenPage(readFileSync(sample, 'utf8'));
    expect(readFileSync(file).length).toBeLessThan(400_000);
  });
});
