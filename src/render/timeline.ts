import { printDuration, compressNames, counted, listed } from '../domain/model/index.js';
import type { Interval, Timeline, Totals } from '../domain/simulate/index.js';
import type { Theme } from './theme.js';
import { paragraph } from './words.js';

/** What was not running and when, and for how long in total. */
export function renderTimeline({ minutes, intervals, totals }: Timeline, theme: Theme): string {
  const heading = theme.heading('Not running, by time');
  if (intervals.length === 0) return `${heading}\n  no time passed`;
  return [
    heading,
    theme.table(
      ['from', 'to', 'offline', 'primary', 'not running'],
      intervals.map((one) => [
        printDuration(one.from),
        printDuration(one.to),
        compressNames(one.down) || '-',
        sayPrimary(one, theme),
        sayMissing(one, theme),
      ]),
      { indent: 2 },
    ),
    '',
    theme.heading(`Total outages in ${printDuration(minutes)}`),
    ...sayTotals(totals, theme),
  ].join('\n');
}

/** The broker that acts as the primary; if none does, the broker with that role. */
function sayPrimary({ primary, primaries }: Interval, theme: Theme): string {
  if (primaries.length > 1) return theme.bad(primaries.join(', '));
  return primaries[0] ?? primary;
}

function sayMissing(interval: Interval, theme: Theme): string {
  const { sessions, abandoned, stopped, primaries } = interval;
  const missing = [
    ...(sessions ? [] : ['sessions']),
    ...(abandoned.length === 0 ? [] : [`providers ${compressNames(abandoned)}`]),
    ...(stopped.length === 0 ? [] : [counted(stopped.length, 'process', 'processes')]),
    ...(primaries.length > 1
      ? [`hazard: ${primaries.length === 2 ? 'two' : primaries.length} primaries`]
      : []),
  ];
  return missing.length === 0 ? theme.good('nothing') : missing.join('; ');
}

/** Outages of the same length are one line; the longest first. */
function sayTotals(totals: Totals, theme: Theme): string[] {
  const lines = new Map<number, string[]>();
  const add = (minutes: number, what: string): void => {
    if (minutes > 0) lines.set(minutes, [...(lines.get(minutes) ?? []), what]);
  };
  add(totals.sessions, 'sessions');
  for (const { provider, minutes } of totals.providers) add(minutes, `provider ${provider}`);
  for (const { name, stopped } of totals.processes) add(stopped, name);
  const out = [...lines]
    .toSorted(([a], [b]) => b - a)
    .map(([minutes, what]) =>
      theme.wrap(`  ${printDuration(minutes).padEnd(6)} ${what.join(', ')}`, 9),
    );
  const optional = totals.processes.filter((process) => process.optional > 0);
  const reduced =
    optional.length === 0
      ? []
      : [
          paragraph(
            `only if configured on a secondary: ${listed(optional.map(({ name, optional: minutes }) => `${name} for ${printDuration(minutes)}`))}`,
            2,
            theme,
          ),
        ];
  const hazard =
    totals.twoPrimaries > 0
      ? [`  ${theme.bad(`two primaries for ${printDuration(totals.twoPrimaries)}`)}`]
      : [];
  const all = [...out, ...reduced, ...hazard];
  return all.length === 0 ? ['  none'] : all;
}
