import { heightOf } from '../render/text.js';

/** What kind of place the program runs in: whether a person is there, and how much fits their screen. */

type Environment = Readonly<Record<string, string | undefined>>;

/** What is known of an output stream. */
interface Screen {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  rows?: number | undefined;
}

/** Whether a CI server runs the program: by CI, which all of them set. */
export function inCi(env: Environment): boolean {
  const ci = env['CI'] ?? '';
  return ci !== '' && ci !== '0' && ci !== 'false';
}

/** Whether a person reads the stream on a terminal that can move its cursor. */
export function isInteractive(stream: Screen, env: Environment): boolean {
  return stream.isTTY === true && env['TERM'] !== 'dumb' && !inCi(env);
}

/**
 * The user's pager, as git and gh choose it: FARM_PAGER, then PAGER, then less. Null if there is nobody to page for, or the
 * pager is empty or `cat`.
 */
export function pagerOf(stream: Screen, env: Environment): string | null {
  if (!isInteractive(stream, env)) return null;
  const pager = (env['FARM_PAGER'] ?? env['PAGER'] ?? 'less').trim();
  return pager === '' || pager === 'cat' ? null : pager;
}

/** Whether a text needs more lines than the screen has, with one left for the prompt of the shell. */
export function isLongerThan({ columns = 80, rows = 0 }: Screen, text: string): boolean {
  return rows > 0 && heightOf(text, columns) >= rows;
}
