import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { describeInBrowser, type OpenPage, type View } from '../browser/chromium.js';
import { useFixedFonts } from './fixed-fonts.js';
import { sample, writtenPage } from './written-page.js';

/**
 * What a reader sees first, as pictures to look at: on a phone, a small and a large screen, in light and dark, and on paper.
 * GOLDEN=update takes them again. Another version of the browser may draw edges of letters otherwise, so few pixels may
 * differ.
 */

const goldens = join(import.meta.dirname, 'goldens');
/** Those of a large screen are in README. */
const images = join(import.meta.dirname, '../../docs/images');
const reprint = process.env['GOLDEN'] === 'update';
/** The part of the pixels that may differ. */
const mostDiffering = 0.02;

const views: Required<Pick<View, 'width' | 'height' | 'dark'>>[] = [
  { width: 360, height: 740, dark: false },
  { width: 360, height: 740, dark: true },
  { width: 800, height: 900, dark: false },
  { width: 800, height: 900, dark: true },
  { width: 1400, height: 900, dark: false },
  { width: 1400, height: 900, dark: true },
];

const hasPoppler = spawnSync('pdftoppm', ['-v']).error === undefined;

describeInBrowser('the looks of a report', (openPage) => {
  it.each(views)('on a screen: %o', async ({ width, height, dark }) => {
    const page = await openPage({ width, height, dark });
    await page.goto(writtenPage(readFileSync(sample, 'utf8')).url);
    await useFixedFonts(page);
    const look = dark ? 'dark' : 'light';
    const path =
      width === 1400
        ? join(images, `report-${look}.png`)
        : join(goldens, `report-${width}-${look}.png`);
    await expectSame(path, await page.screenshot({ animations: 'disabled' }), openPage);
    await page.context().close();
  });

  it.skipIf(!hasPoppler)('on paper', async () => {
    // What the reader prefers on a screen is not for paper.
    const page = await openPage({ dark: true });
    const { file, url } = writtenPage(readFileSync(sample, 'utf8'));
    await page.goto(url);
    await useFixedFonts(page);
    const folder = dirname(file);
    await page.pdf({ path: join(folder, 'report.pdf'), preferCSSPageSize: true });
    await page.context().close();
    const first = ['-png', '-r', '72', '-f', '1', '-l', '1', '-singlefile'];
    execFileSync('pdftoppm', [...first, 'report.pdf', 'page'], { cwd: folder });
    await expectSame(
      join(goldens, 'report-paper.png'),
      readFileSync(join(folder, 'page.png')),
      openPage,
    );
  });
});

async function expectSame(path: string, png: Buffer, openPage: OpenPage): Promise<void> {
  const differing = existsSync(path) ? await difference(readFileSync(path), png, openPage) : 1;
  if (reprint && differing > 0) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, png);
    return;
  }
  expect(differing, `if ${path} should look so, take it again: npm run golden`).toBeLessThan(
    mostDiffering,
  );
}

/** The part of the pixels in which two pictures differ visibly; 1 for pictures of other sizes. */
async function difference(one: Buffer, other: Buffer, openPage: OpenPage): Promise<number> {
  const page = await openPage({});
  const part = await page.evaluate<number>(`(async () => {
    const pixels = async (base64) => {
      const image = new Image();
      image.src = 'data:image/png;base64,' + base64;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    };
    const [a, b] = [await pixels('${one.toString('base64')}'), await pixels('${other.toString('base64')}')];
    if (a.width !== b.width || a.height !== b.height) return 1;
    let differing = 0;
    for (let at = 0; at < a.data.length; at += 4) {
      const most = Math.max(...[0, 1, 2].map((channel) => Math.abs(a.data[at + channel] - b.data[at + channel])));
      if (most > 48) differing += 1;
    }
    return differing / (a.data.length / 4);
  })()`);
  await page.context().close();
  return part;
}
