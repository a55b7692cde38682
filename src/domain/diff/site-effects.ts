import { groupedBy } from '../model/index.js';
import type { Finding } from '../readiness/index.js';
import type { BeforeAfter, SiteConsequences } from './changes.js';
import type { SiteFigures } from './figures.js';
import type { Regression } from './regressions.js';

/** A figure of a site that can be better or worse than before; other figures are only different. */
export type JudgedFigure = 'tolerance' | 'tolerance-with-standbys' | 'vdi' | 'findings';

/** What a change does to a site. */
export interface SiteEffects {
  /** `neutral`: neither its tolerance nor an error or warning of it is better or worse. */
  verdict: 'neutral' | 'better' | 'worse' | 'mixed';
  better: JudgedFigure[];
  /** `findings` can be both: some are new, and others are resolved. */
  worse: JudgedFigure[];
}

/**
 * Judges each site by what the whole farm is judged by. `hidden`: findings that are not resolved, because only a setting or
 * suppression hides them.
 */
export function siteEffects(
  regressions: readonly Regression[],
  hidden: readonly Finding[],
): (site: SiteConsequences & { figures: BeforeAfter<SiteFigures | null> }) => SiteEffects {
  const found = regressions.flatMap((one) => ('finding' in one ? [one.finding] : []));
  const worseIn = groupedBy(found, ({ site }) => site);
  const notResolved = new Set(hidden);
  return ({ site, isNew, tolerance: { before, after }, findings, figures }) => {
    const worse: JudgedFigure[] = [];
    const better: JudgedFigure[] = [];
    const judge = (figure: JudgedFigure, was: number, is: number): void => {
      if (is !== was) (is < was ? worse : better).push(figure);
    };
    if (!isNew) {
      judge('tolerance', before.withoutStandbys, after.withoutStandbys);
      judge('tolerance-with-standbys', before.withStandbys, after.withStandbys);
      const [was, is] = [figures.before?.vdiArmed ?? null, figures.after?.vdiArmed ?? null];
      if (was !== null && is !== null) judge('vdi', Number(was), Number(is));
    }
    if (worseIn.has(site)) worse.push('findings');
    const resolved = (one: Finding): boolean => one.severity !== 'info' && !notResolved.has(one);
    if (findings.lost.some(resolved)) better.push('findings');
    return { verdict: verdictOf(worse.length > 0, better.length > 0), better, worse };
  };
}

/** The verdict of what is worse in one respect and better in another. */
export function verdictOf(worse: boolean, better: boolean): SiteEffects['verdict'] {
  if (worse) return better ? 'mixed' : 'worse';
  return better ? 'better' : 'neutral';
}
