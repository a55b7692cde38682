import type { Theme } from './theme.js';

/** Columns of a bar on a terminal of this width; 0 where there is no room for one. */
export function barWidth({ plain, width }: Theme): number {
  if (plain || width < 80) return 0;
  return width < 100 ? 10 : 20;
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
