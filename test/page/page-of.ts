import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll } from 'vitest';
import type { Farm } from '../../src/domain/model/index.js';
import { livePage } from '../../src/gate/live-page.js';
import { htmlOf } from '../../src/render/report/html.js';

/** Pages that answer, without the rest of a report. */

const root = join(import.meta.dirname, '../..');
const context = { shell: 'posix', file: null } as const;

const folder = mkdtempSync(join(tmpdir(), 'farm-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let pages = 0;

/** Writes the page of a farm, and returns its path. @param site the only site of the report */
export function writePage(farm: Farm, site: string | null = null): string {
  pages += 1;
  const path = join(folder, `${pages}.html`);
  const blocks = [
    { kind: 'heading', level: 2, text: 'Verdict' } as const,
    { kind: 'live' } as const,
  ];
  writeFileSync(
    path,
    htmlOf(`RAS farm ${farm.name}`, blocks, livePage(farm, { site, context, root })),
  );
  return path;
}

/** Opens the page of a farm in a browser, as a file. */
export async function openFarm(page: Page, farm: Farm, link = ''): Promise<void> {
  await page.goto(`file://${writePage(farm)}${link}`);
}
