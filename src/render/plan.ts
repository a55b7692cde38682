import { type Printed, counted } from '../domain/model/index.js';
import type { PlanStep, SitePlan } from '../domain/plan/index.js';
import { sayChange } from './edit.js';
import type { PlanResult } from './plan-result.js';
import {
  belowMeanwhile,
  sayActive,
  sayMeanwhile,
  sayMoving,
  sayNumbers,
  sayReason,
  sayStep,
  shortTolerance,
} from './plan-words.js';
import type { Theme } from './theme.js';
import { paragraph, sayAssumptions } from './words.js';

/** The verdict, a line for each site, the table of steps, why they are in this order, and what the steps leave out. */
export function renderPlan(result: Printed<PlanResult>, theme: Theme): string {
  const { from, to, steps, sites, modelOnly, renames, assumptions, loadRule } = result;
  const changed = sites.filter(({ change }) => change !== 'unchanged');
  const several = new Set(steps.map(({ site }) => site)).size > 1;
  const head = [
    theme.wrap(sayVerdict(result, theme), 2),
    theme.wrap(`${from} → ${to}`, 2),
    ...changed.map((site) => theme.wrap(saySite(site, theme), 2)),
  ];
  return [
    head.join('\n'),
    ...(steps.length === 0 ? [] : [table(steps, several, theme)]),
    ...(steps.some(({ after }) => after !== null && after.standby.length > 0) ? [key(theme)] : []),
    ...section('While hosts are upgraded', meanwhileLines(steps), theme),
    ...section('Why in this order', reasonLines(steps), theme),
    ...section(
      'Taken for the same object',
      renames.map(({ kind, from, to }) => `${kind} ${from} → ${to}`),
      theme,
    ),
    ...section(
      'Only in the model, so no step',
      modelOnly.map((change) => sayChange(change, theme, several ? change.site : null)),
      theme,
    ),
    ...section(
      'Load rule',
      loadRule === null ? [] : [`before: ${loadRule.before}`, `after: ${loadRule.after}`],
      theme,
    ),
    ...(assumptions.length === 0 ? [] : [theme.faint(sayAssumptions(assumptions))]),
  ].join('\n\n');
}

function sayVerdict({ verdict, steps, floor, sites }: Printed<PlanResult>, theme: Theme): string {
  const count = counted(steps.length, 'step');
  const kept =
    floor === null
      ? 'no Site tolerates fewer failures than at its worse end'
      : `every Site keeps a tolerance of ${floor} after each step`;
  switch (verdict) {
    case 'same':
      return 'nothing to do: RAS has no difference between the two farms';
    case 'interrupts': {
      const lost = steps.filter(
        ({ meanwhile }) =>
          meanwhile !== null && (!meanwhile.sessions || meanwhile.providersLost.length > 0),
      );
      const where = sayNumbers(lost.map(({ number }) => number));
      return theme.caution(`${count}; services are lost while hosts are upgraded, in ${where}`);
    }
    case 'safe': {
      const less = belowMeanwhile(steps, sites);
      const but =
        less.length === 0 ? '' : `; but less while hosts are upgraded, in ${sayNumbers(less)}`;
      return theme.good(`${count}; safe: ${kept}${but}`);
    }
    case 'below-floor': {
      const weak = sites.filter(({ holds }) => !holds).map(({ site }) => site);
      const what = floor === null ? 'the tolerance of its worse end' : `a tolerance of ${floor}`;
      return theme.bad(`${count}; below the floor: no order keeps ${what} in ${weak.join(', ')}`);
    }
  }
}

/** `Berlin: 4 steps; tolerance 1 → 1 (2), lowest 1 after step 3; the best of 24 orders`. */
function saySite(site: Printed<SitePlan>, theme: Theme): string {
  const { change, before, after, weakest, search, floor } = site;
  const name = theme.colour.bold(site.site);
  if (change === 'deleted') return `${name}: ${counted(site.steps, 'step')}; deleted`;
  const tolerance =
    change === 'new'
      ? `new; tolerance ${shortTolerance(after)}`
      : `tolerance ${shortTolerance(before)} → ${shortTolerance(after)}`;
  const where = weakest.step === null ? 'before the first step' : `after step ${weakest.step}`;
  const lowest = `${site.holds ? '' : theme.bad('below the floor')}${site.holds ? 'lowest' : ' at its lowest'} ${shortTolerance(weakest.tolerance)} ${where}`;
  const held =
    change === 'new' ? [] : [`${lowest}${site.holds ? '' : ` (floor ${shortTolerance(floor)})`}`];
  return [`${name}: ${counted(site.steps, 'step')}`, tolerance, ...held, saySearch(search)].join(
    '; ',
  );
}

function saySearch({ proved, orders, states }: SitePlan['search']): string {
  if (!proved) return 'a good order, not proved to be the best';
  return orders === 1
    ? 'the best order'
    : `the best of ${sayCount(orders)} orders (${counted(states, 'state')})`;
}

/** Large numbers are rounded. */
function sayCount(number: number): string {
  return number < 1e6 ? String(number) : number.toExponential(1);
}

function table(steps: readonly Printed<PlanStep>[], several: boolean, theme: Theme): string {
  const moves = steps.some((step) => sayMoving(step) !== '');
  const head = [
    'step',
    ...(several ? ['site'] : []),
    'change',
    'active',
    'tolerance',
    ...(moves ? ['moves'] : []),
  ];
  const rows = steps.map((step) => {
    const { number, site, edit, after, belowFloor } = step;
    const tolerance = after === null ? '' : shortTolerance(after.tolerance);
    return [
      String(number),
      ...(several ? [site ?? ''] : []),
      sayStep(edit),
      after === null ? '' : sayActive(after),
      belowFloor ? theme.bad(`${tolerance} below`) : tolerance,
      ...(moves ? [sayMoving(step)] : []),
    ];
  });
  return theme.table(head, rows, { right: [0] });
}

function key(theme: Theme): string {
  return theme.faint(
    theme.wrap(
      'active: active brokers + standbys; tolerance: how many brokers may fail, any of them (with standbys)',
    ),
  );
}

function meanwhileLines(steps: readonly Printed<PlanStep>[]): string[] {
  return steps.flatMap(({ number, edit, meanwhile }) =>
    meanwhile === null || edit.kind !== 'upgrade'
      ? []
      : [`${number}. ${sayMeanwhile(meanwhile, edit.component)}`],
  );
}

/** Steps one behind the other with the same reasons are one line. */
function reasonLines(steps: readonly Printed<PlanStep>[]): string[] {
  const groups: { first: number; last: number; words: string }[] = [];
  for (const { number, why } of steps) {
    const words = why.map(sayReason).join('; ');
    const last = groups.at(-1);
    if (last?.words === words) last.last = number;
    else groups.push({ first: number, last: number, words });
  }
  return groups.flatMap(({ first, last, words }) =>
    words === '' ? [] : [`${first === last ? first : `${first}-${last}`}. ${words}`],
  );
}

function section(title: string, lines: readonly string[], theme: Theme): string[] {
  if (lines.length === 0) return [];
  return [[theme.colour.bold(title), ...lines.map((line) => paragraph(line, 2, theme))].join('\n')];
}
