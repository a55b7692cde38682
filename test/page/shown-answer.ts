import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** The answer of a page, as a reader finds it there. */
export interface ShownAnswer {
  verdict: string[];
  command: string | null;
  /** The tables, each under its heading: the head, then the rows. */
  tables: { under: string; cells: string[][] }[];
  /** The items of the lists, each under its heading, with what belongs to it. */
  items: { under: string; lines: string[] }[];
  texts: string[];
  /** The states of the timeline. */
  steps: string[];
  offline: string[];
  title: string;
}

/** A function of a file, as a text that a page runs. */
function inPage(file: string): string {
  return readFileSync(join(import.meta.dirname, file), 'utf8').replace('export ', '');
}

const reading = inPage('read-answer.js');
const clicking = inPage('click-failure.js');

/** Reads what the page shows. */
export function shownAnswer(page: Page): Promise<ShownAnswer> {
  return page.evaluate<ShownAnswer>(`(() => { ${reading}; return readAnswer(); })()`);
}

/** What to click, by the place of each button and list among its like. */
export interface Clicks {
  site: string;
  brokers: readonly number[];
  domains: readonly number[];
  sides: readonly number[];
  events: string;
}

/** Chooses a failure with the controls of the page. */
export async function clickFailure(page: Page, clicks: Clicks): Promise<void> {
  await page.evaluate(`(() => { ${clicking}; clickFailure(${JSON.stringify(clicks)}); })()`);
}
