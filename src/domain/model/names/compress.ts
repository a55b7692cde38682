import type { SuggestedCommand } from '../suggested-command.js';
import { asTyped } from './literal.js';

/**
 * Lists of names in few letters: to be read, and to be typed.
 */

/** Names in their order, as short as possible, to be read: RDS1, RDS2, RDS3, PC1 → RDS[1-3], PC1. */
export function compressNames(names: readonly string[]): string {
  return compressed(names).join(', ');
}

function compressed(names: readonly string[]): string[] {
  const items: string[] = [];
  let run: Run | undefined;
  const endRun = (): void => {
    if (run !== undefined) items.push(sayRun(run));
    run = undefined;
  };
  for (const name of names) {
    const next = numbered(name);
    if (run !== undefined && next !== null && continues(run, next)) {
      run.last = next.digits;
      continue;
    }
    endRun();
    if (next === null) items.push(name);
    else run = { ...next, first: next.digits, last: next.digits };
  }
  endRun();
  return items;
}

/** So many names are easy to read one by one, and need no quotes in a shell. */
const mostWrittenOut = 4;

/** Names to be read, more than four of them with ranges. */
export function nameItems(names: readonly string[]): string[] {
  return names.length <= mostWrittenOut ? [...names] : compressed(names);
}

/** Names as one argument of a command: `CB1,CB2`, and more than four of them with ranges, `CB[1-30]`. */
export function nameList(names: readonly string[]): string {
  return nameItems(names.map(asTyped)).join(',');
}

/** The command that selects these names as a list with ranges; none where there are no names. */
export function bySelection(
  names: readonly string[],
  suggest: (selection: string) => SuggestedCommand,
): SuggestedCommand[] {
  return names.length === 0 ? [] : [suggest(compressed(names.map(asTyped)).join(','))];
}

interface Numbered {
  before: string;
  digits: string;
  after: string;
}

interface Run extends Numbered {
  first: string;
  last: string;
}

/** The name split at its last number, if a range can contain it. */
function numbered(name: string): Numbered | null {
  const parts = /^(.*?)(\d{1,9})(\D*)$/.exec(name);
  if (parts === null || /[[\],]/.test(name)) return null;
  const [, before = '', digits = '', after = ''] = parts;
  return { before, digits, after };
}

function continues(run: Run, next: Numbered): boolean {
  const padded = run.first.startsWith('0');
  return (
    run.before === next.before &&
    run.after === next.after &&
    Number(next.digits) === Number(run.last) + 1 &&
    next.digits === String(Number(next.digits)).padStart(padded ? run.first.length : 0, '0')
  );
}

function sayRun(run: Run): string {
  const inside = run.first === run.last ? run.first : `[${run.first}-${run.last}]`;
  return `${run.before}${inside}${run.after}`;
}
