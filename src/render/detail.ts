import type { Theme } from './theme.js';

/** How much of an answer the text shows. `--json` always has all of it. */
export interface Detail {
  /** Everything, not only the verdict and what leads to it. */
  verbose: boolean;
}

/** The last line of a short answer: what `-v` adds, and the assumptions of the answer. */
export function sayMore(adds: string, assumed: string, theme: Theme): string {
  return theme.wrap(`-v shows ${adds}${assumed === '' ? '' : `; ${assumed}`}`);
}
