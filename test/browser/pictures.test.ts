import { expect, it } from 'vitest';
import { describeInBrowser } from './chromium.js';

describeInBrowser('a browser', (openPage) => {
  it('opens a page', async () => {
    const page = await openPage({ dark: true });
    await page.setContent('<title>farm</title>');
    expect(await page.title()).toBe('farm');
    await page.context().close();
  });
});
