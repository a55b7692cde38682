import type { Theme } from './theme.js';

/** How wide a bar may be, and on which terminals: the widest first. */
const bars = [
  { columns: 20, from: 100 },
  { columns: 10, from: 80 },
  { columns: 6, from: 0 },
];

/** Columns that a bar may have on a terminal of this width, the most first; none where the output is plain. */
export function barWidths({ plain, width }: Theme): number[] {
  return plain ? [] : bars.filter(({ from }) => width >= from).map(({ columns }) => columns);
}

/**
 * A share as a bar, whose full width is 100%: full up to the planned share, hatched beyond it, dots where it falls short. The
 * signs say it without colours.
 */
export function shareBar(share: number, planned: number, width: number, theme: Theme): string {
  const columns = (percent: number): number => Math.round((percent * width) / 100);
  const has = columns(share);
  const should = columns(planned);
  const within = Math.min(has, should);
  return [
    theme.good('█'.repeat(within)),
    theme.caution('▒'.repeat(has - within)),
    theme.faint('·'.repeat(should - within)),
  ].join('');
}

/** What the signs of a bar mean. */
export const barLegend = '█ share, ▒ above the nominal share, · below it';
