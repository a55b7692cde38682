import type { Plan, PlanStep, SitePlan } from '../../domain/plan/index.js';
import type { Runbook } from '../../domain/runbook/index.js';
import { belowMeanwhile, sayMeanwhile, sayNumbers, sayReason } from '../plan-words.js';
import { sayTolerance } from '../words.js';

/** A plan, and how it is carried out. */
export interface PlannedRunbook {
  plan: Readonly<Pick<Plan, 'verdict'>> & {
    readonly steps: readonly PlanStep[];
    readonly sites: readonly SitePlan[];
  };
  runbook: Runbook;
}

/** What a plan does to the tolerance of each site: before, at the weakest moment, after. */
export function summaryLines({ steps, sites, verdict }: PlannedRunbook['plan']): string[] {
  const changed = sites
    .filter(({ change }) => change === 'changed')
    .map(({ site, before, after, weakest }) => {
      const moment = weakest.step === null ? 'before the first step' : `after step ${weakest.step}`;
      return `Site ${site} before: ${sayTolerance(before)}; after: ${sayTolerance(after)}; weakest moment: ${moment}, ${sayTolerance(weakest.tolerance)}.`;
    });
  const warning =
    verdict === 'below-floor'
      ? ['No order of the steps keeps every Site above its floor; this is the best one.']
      : [];
  const less = belowMeanwhile(steps, sites);
  const meanwhile =
    less.length === 0
      ? []
      : [`While hosts are upgraded, a Site can lose fewer brokers: ${sayNumbers(less)}.`];
  return [...warning, ...changed, ...meanwhile];
}

/** Why a step is where it is, and what is lost while it is made. */
export function stepNotes({ why, meanwhile, edit }: PlanStep): string[] {
  const reasons = why.map(sayReason);
  const component = edit.kind === 'upgrade' ? edit.component : '';
  const lost = meanwhile === null ? '' : sayMeanwhile(meanwhile, component);
  return [
    ...(reasons.length === 0 ? [] : [`Why here: ${reasons.join('; ')}.`]),
    ...(lost === '' ? [] : [`Meanwhile: ${lost}.`]),
  ];
}
