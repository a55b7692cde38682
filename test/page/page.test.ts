import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/index.js';
import { parseFarm, printFarm } from '../../src/index.js';
import { describeInBrowser } from '../browser/chromium.js';
import { writtenPage } from '../report/written-page.js';
import { openFarm, writePage } from './page-of.js';
import { shownAnswer } from './shown-answer.js';

/** What a reader does with a page: with a mouse, a keyboard, a link, and without JavaScript. */

const root = join(import.meta.dirname, '../..');
const example = parseFarm(readFileSync(join(root, 'examples/two-sites.farm.json'), 'utf8'));
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

const answerOf = async (page: Page): Promise<string> =>
  (await shownAnswer(page)).verdict.join('\n');
/** For what a page does later; a busy machine takes its time. */
const later = { timeout: 15_000 };
const pressed = (page: Page): Promise<string[]> =>
  page.locator('.try button[aria-pressed="true"]').allTextContents();

describeInBrowser('a page', (openPage) => {
  it('answers a click on a broker and on the box of a failure domain in the picture', async () => {
    const page = await openPage({ width: 1400, height: 3000 });
    await openFarm(page, example);
    await page.locator('.try [data-kind="broker"]').first().click();
    expect(await answerOf(page)).toMatch(/^Berlin: if down CB-BER-1\n/u);
    expect(await pressed(page)).toEqual(['CB-BER-1 primary']);
    await page.locator('.try [data-kind="broker"].lost').click();
    expect(await answerOf(page)).toContain('Nothing has failed');
    await page.locator('.try [data-box]', { hasText: 'rack r1' }).locator('text').click();
    expect(await answerOf(page)).toMatch(/^Berlin: if down CB-BER-1,CB-BER-2\n/u);
    expect(await pressed(page)).toEqual(['CB-BER-1 primary', 'CB-BER-2 secondary', 'rack r1']);
    // A broker comes back with its failure domain.
    await page.getByRole('button', { name: 'CB-BER-2' }).click();
    expect(await pressed(page)).toEqual([]);
    // Agents, providers and gateways are no buttons.
    await page.locator('.try [data-kind="provider"]').first().click();
    expect(await answerOf(page)).toContain('Nothing has failed');
    await page.context().close();
  });

  it('fits a phone with every part open and the longest name of a broker', async () => {
    const page = await openPage({ width: 360, height: 740 });
    const server = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.corp.local`;
    const long = structuredClone(example);
    long.sites.find(({ name }) => name === 'Berlin')!.brokers[3]!.server = server;
    await openFarm(page, long);
    for (const part of await page.locator('.try summary').all()) await part.click();
    await page.getByRole('button', { name: 'aaaa' }).first().click();
    expect(await answerOf(page)).toContain(server);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.context().close();
  });

  it('can be used with the keyboard alone, and keeps the focus where it is', async () => {
    const page = await openPage();
    await openFarm(page, example);
    const second = page.getByRole('button', { name: 'CB-BER-2' });
    await second.focus();
    await page.keyboard.press('Space');
    expect(await answerOf(page)).toMatch(/if down CB-BER-2\n/u);
    expect(await second.evaluate((one) => one.matches(':focus'))).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await answerOf(page)).toMatch(/if down CB-BER-2,CB-BER-3\n/u);
    await page.getByText('Network split:').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('CB-BER-4').focus();
    await page.keyboard.press('ArrowDown');
    expect(await answerOf(page)).toContain('partition CB-BER-1,CB-BER-2,CB-BER-3/CB-BER-4');
    await page.getByLabel('Site').selectOption('Frankfurt');
    expect(await answerOf(page)).toContain('Nothing has failed');
    expect((await shownAnswer(page)).title).toBe('Frankfurt');
    await page.context().close();
  });

  it('checks events as they are typed, with the error and the place that the program gives', async () => {
    const page = await openPage();
    await openFarm(page, example);
    await page.getByText('Timeline:').click();
    const field = page.getByLabel('Events, separated');
    await field.pressSequentially('down CB-BER-1; upp CB-BER-1');
    await expect.poll(() => answerOf(page), later).toContain('--events:1:16');
    const refused = await answerOf(page);
    expect(refused).toContain('"upp"');
    expect(refused).toContain('Did you mean "up"?');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.evaluate((one) => one.matches(':focus'))).toBe(true);
    await field.fill('down CB-BER-1; up CB-BER-1');
    await expect.poll(() => answerOf(page), later).toContain('if down CB-BER-1; up CB-BER-1');
    expect(await field.getAttribute('aria-invalid')).toBe('false');
    await page.context().close();
  });

  it('plays a timeline forwards and backwards, and stops at its end', async () => {
    const page = await openPage();
    await page.clock.install();
    await openFarm(page, example);
    await page.getByText('Timeline:').click();
    await page.getByRole('button', { name: 'Primary stays away' }).click();
    const { steps } = await shownAnswer(page);
    expect(steps).toEqual([
      '1 of 5, 0m: before anything fails',
      '2 of 5, 0m: down CB-BER-1',
      '3 of 5, 30m: RAS promotes CB-BER-2: CB-BER-1 has been away for 30m',
      expect.stringMatching(/^4 of 5, 30m: up CB-BER-1/u),
      '5 of 5, 40m: after 10m more',
    ]);
    const state = page.getByLabel('State of the timeline');
    const at = (): Promise<string> => state.inputValue();
    const press = (name: string): Promise<void> =>
      page.getByRole('button', { name, exact: true }).click();
    expect(await at()).toBe('4');
    await press('First');
    expect(await answerOf(page)).toBe('Nothing has failed yet.');
    await page.getByRole('button', { name: 'Back' }).click({ force: true });
    expect(await at()).toBe('0');
    await press('Forward');
    expect(await answerOf(page)).toMatch(/^Berlin: if down CB-BER-1\n/u);
    await press('Last');
    expect(await at()).toBe('4');
    await press('Play');
    expect(await at()).toBe('0');
    await page.clock.runFor(2100);
    expect(await at()).toBe('1');
    await press('Pause');
    await page.clock.runFor(10_000);
    expect(await at()).toBe('1');
    await press('Play');
    await page.clock.runFor(20_000);
    expect(await at()).toBe('4');
    expect(await page.getByRole('button', { name: 'Play', exact: true }).count()).toBe(1);
    await state.selectOption('2');
    expect(await answerOf(page)).toContain('CB-BER-2');
    await page.getByRole('button', { name: 'CB-BER-3' }).click();
    expect(await answerOf(page)).toContain('if down CB-BER-3; down CB-BER-1; after 30m');
    await page.context().close();
  });

  it('gives a link to each answer, and the browser goes back and forward between them', async () => {
    const page = await openPage();
    await openFarm(page, example);
    const before = await answerOf(page);
    await page.getByRole('button', { name: 'CB-BER-1' }).click();
    const one = await answerOf(page);
    await page.getByRole('button', { name: 'rack r2' }).click();
    const both = await answerOf(page);
    const link = page.url();
    await page.goBack();
    expect(await answerOf(page)).toBe(one);
    await page.goBack();
    expect(await answerOf(page)).toBe(before);
    expect(await pressed(page)).toEqual([]);
    await page.goForward();
    await page.goForward();
    expect(await answerOf(page)).toBe(both);
    // A heading of the report is no other answer.
    await page.evaluate("location.hash = '#part-1'");
    expect(await answerOf(page)).toBe(both);
    const other = await openPage();
    await other.goto(link);
    expect(await answerOf(other)).toBe(both);
    expect(await pressed(other)).toEqual(await pressed(page));
    await other.goto(`${link}&down=CB-NO`);
    await other.reload();
    expect(await answerOf(other)).toContain('broker "CB-NO" is not in site "Berlin"');
    await other.getByRole('button', { name: 'Reset' }).click();
    expect(await answerOf(other)).toBe(before);
    await other.context().close();
    await page.context().close();
  });

  it('copies the command, or selects it where the browser refuses', async () => {
    const page = await openPage();
    await openFarm(page, example);
    await page.getByRole('button', { name: 'CB-BER-1' }).click();
    const { command } = await shownAnswer(page);
    expect(command).toBe('farm simulate --down CB-BER-1 --site Berlin');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => page.locator('.command span').textContent(), later).toBe('Copied.');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(command);
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect
      .poll(() => page.locator('.command span').textContent(), later)
      .toContain('Selected');
    expect(await page.evaluate('String(getSelection())')).toBe(command);
    await page.context().close();
  });

  it('asks nothing of a network, and breaks no rule of its policy', async () => {
    const page = await openPage();
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('request', (request) => heard.push(request.url()));
    await openFarm(page, example, '#failure?site=Berlin&down=CB-BER-1&events=after+1h');
    expect(await answerOf(page)).toContain('if down CB-BER-1; after 1h');
    expect(heard).toEqual([expect.stringMatching(/^file:/u)]);
    await page.context().close();
  });

  it('shows nothing of itself without JavaScript', async () => {
    const page = await openPage({ javaScript: false });
    await openFarm(page, example);
    expect(await page.locator('#try').isVisible()).toBe(false);
    expect(await page.locator('a[href="#try"]').count()).toBe(0);
    expect(await page.locator('h2').first().isVisible()).toBe(true);
    await page.context().close();
  });

  it.each([
    ['nothing', ''],
    ['a failure', '#failure?site=Berlin&down=rack%3Dr1&partition=CB-BER-1/CB-BER-3'],
    ['a timeline', '#failure?site=Berlin&events=down+CB-BER-1%3B+after+2h&step=1'],
    ['an error', '#failure?site=Berlin&events=down+CB-NO'],
  ])(
    'has nothing that axe-core objects to, with %s shown',
    { timeout: 60_000 },
    async (_, link) => {
      for (const dark of [false, true]) {
        const page = await openPage({ dark });
        await openFarm(page, example, link);
        await page.evaluate(axe);
        const { violations } = await page.evaluate<{
          violations: { id: string; nodes: object[] }[];
        }>('axe.run()');
        expect(violations.map(({ id, nodes }) => [id, nodes])).toEqual([]);
        await page.context().close();
      }
    },
  );
});

const hostile = [
  '<script>document.title="bad"</script>',
  ']]>',
  '"><img src=x onerror=alert(1)>',
  '\'"`$(reboot)\\',
  'שלום <b>',
  '</script><!--',
  'x'.repeat(200),
];

/** The example with names that mean something to a page or a shell. */
function withHostileNames(farm: Farm): Farm {
  const name = (at: number): string => `${hostile[at % hostile.length]}${at}`;
  return {
    ...farm,
    name: name(0),
    sites: farm.sites.map((site, at) => ({
      ...site,
      name: name(at + 1),
      brokers: site.brokers.map((one, place) => ({
        ...one,
        failureDomains: { rack: name(place % 3) },
      })),
      agents: site.agents.map((one, place) => ({ ...one, name: name(place) })),
      providers: site.providers.map((one, place) => ({
        ...one,
        name: name(place + 100),
        failureDomains: { rack: name(1) },
      })),
    })),
  };
}

describeInBrowser('hostile names', (openPage) => {
  it('are text everywhere', { timeout: 60_000 }, async () => {
    const page = await openPage({ width: 1400, height: 3000 });
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', ({ message }) => heard.push(message));
    const farm = withHostileNames(example);
    await openFarm(page, farm);
    const [site] = farm.sites;
    const buttons = page.locator('.try fieldset').nth(1).locator('button');
    expect(await buttons.count()).toBe(3);
    for (const place of [0, 1, 2]) {
      await buttons.nth(place).click();
      const shown = await shownAnswer(page);
      expect(shown.verdict[0]).toMatch(/^.*: if down /u);
      expect(shown.title).toContain(site!.name);
      expect(shown.command).toContain('--down ');
    }
    const { items } = await shownAnswer(page);
    expect(JSON.stringify(items)).toContain('onerror');
    await page.getByText('Timeline:').click();
    await page.getByLabel('Events, separated').fill(`down ${hostile.join(' ')}`);
    await page.getByLabel('Events, separated').blur();
    expect(await answerOf(page)).toContain('E_');
    expect(await answerOf(page)).toContain(hostile[0]);
    expect(await page.title()).toBe(`RAS farm ${farm.name}`);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('img, b, main script').count()).toBe(0);
    expect(heard).toEqual([]);
    await page.context().close();
  });
});

describeInBrowser('a report of the program', (openPage) => {
  const text = printFarm(example);

  it('gives commands for the file of the farm', async () => {
    const page = await openPage();
    await page.goto(writtenPage(text).url);
    await page.getByRole('button', { name: 'CB-BER-1' }).click();
    const { command } = await shownAnswer(page);
    expect(command).toBe('farm simulate --down CB-BER-1 --site Berlin --file two-sites.farm.json');
    await page.getByRole('link', { name: 'Try a failure' }).click();
    expect(await answerOf(page)).toMatch(/if down CB-BER-1\n/u);
    await page.context().close();
  });

  it('answers with pseudonyms where the report has them', async () => {
    const page = await openPage();
    const { file, url } = writtenPage(text, '--pseudonyms');
    await page.goto(url);
    await page.getByRole('button', { name: 'CB-1 primary' }).click();
    expect((await shownAnswer(page)).command).toBe('farm simulate --down CB-1 --site Site-1');
    // The program of the page is the same for all farms.
    const html = readFileSync(file, 'utf8').replace(/<script>.*<\/script>/su, '');
    expect(/-BER-|Berlin/u.exec(html)?.index).toBeUndefined();
    await page.context().close();
  });
});

it('a page has no letters that are not shown, or change the direction of writing', () => {
  const farm = withHostileNames(example);
  const html = readFileSync(writePage({ ...farm, name: 'a\u202eb\u200bc' }), 'utf8');
  expect(html).toContain('\\u202eb\\u200bc');
  expect(/[\u202e\u200b]/u.exec(html)?.index).toBeUndefined();
});

it('a page of one site has nothing of the others', () => {
  const html = readFileSync(writePage(example, 'Berlin'), 'utf8');
  expect(html).toContain('CB-BER-1');
  expect(/Frankfurt|FRA/u.exec(html)?.index).toBeUndefined();
});

it('a page has no address, description or key of the user', () => {
  const [first, ...others] = example.sites;
  const [broker, ...brokers] = first!.brokers;
  const own = { custom: { 'x-owner': 'SECRET' }, description: 'SECRET', ip: '10.99.99.99' };
  const sites = [{ ...first!, brokers: [{ ...broker!, ...own }, ...brokers] }, ...others];
  const html = readFileSync(writePage({ ...example, sites, suppressions: [] }), 'utf8');
  expect(/SECRET|10\.99\.99\.99/u.exec(html)?.index).toBeUndefined();
});
