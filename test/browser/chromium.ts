import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, describe } from 'vitest';

/**
 * A real browser for tests: the Chromium of the machine, such as Debian's package `chromium`. Where there is none, the tests
 * that use it are skipped.
 */
const names = ['chromium', 'chromium-browser', 'google-chrome'];

const executablePath = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find(isExecutable);

/** How a page is opened: the size in CSS pixels, and what the reader prefers. */
export interface View {
  width?: number;
  height?: number;
  dark?: boolean;
  /** Left out: true. */
  javaScript?: boolean;
}

/** What a test does with a browser: opens pages, each in a context of its own without a network. */
export type OpenPage = (view?: View) => Promise<Page>;

/** Tests in a real browser, which is started once for all of them; skipped where there is no Chromium. */
export function describeInBrowser(title: string, tests: (openPage: OpenPage) => void): void {
  // oxlint-disable-next-line valid-title -- the tests that call this name themselves
  describe.skipIf(executablePath === undefined)(title, () => {
    let started: Promise<Browser> | undefined;
    afterAll(async () => (await started)?.close());
    tests(async ({ width = 800, height = 600, dark = false, javaScript = true } = {}) => {
      started ??= chromium.launch({
        executablePath: executablePath!,
        // A container runs as root, where Chromium's own sandbox doesn't work; the pages are our own. Fonts are drawn the
        // same on every machine that has the same fonts.
        args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text'],
      });
      const browser = await started;
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        javaScriptEnabled: javaScript,
        offline: true,
      });
      return context.newPage();
    });
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
