import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** Fonts for pictures of pages: the same on every machine, where the reader's own differ. */

const require = createRequire(import.meta.url);
const fonts = [
  ['Inter', '400', require.resolve('@fontsource/inter/files/inter-latin-400-normal.woff2')],
  ['Inter', '600', require.resolve('@fontsource/inter/files/inter-latin-600-normal.woff2')],
  ['Inter', '700', require.resolve('@fontsource/inter/files/inter-latin-700-normal.woff2')],
  [
    'DejaVu Mono',
    '400',
    require.resolve('@fontsource/dejavu-mono/files/dejavu-mono-latin-400-normal.woff2'),
  ],
].map(([name = '', weight = '', file = '']) => ({
  name,
  weight,
  data: readFileSync(file).toString('base64'),
}));

/** Everything in the system's fonts, in fixed ones. */
const rules = `
body, .mark, .farm-picture .title, .farm-picture .label { font-family: Inter !important }
pre, textarea, .farm-picture text { font-family: 'DejaVu Mono' !important }
.farm-picture .title, .farm-picture .label { font-family: Inter !important }`;

/** Draws an open page in fixed fonts. They come as data of the test, which the policy of the page allows. */
export async function useFixedFonts(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (const { name, weight, data } of ${JSON.stringify(fonts)}) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      document.fonts.add(await new FontFace(name, bytes, { weight }).load());
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(rules)});
    document.adoptedStyleSheets = [sheet];
    await document.fonts.ready;
  })()`);
}
