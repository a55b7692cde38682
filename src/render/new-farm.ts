import type { Printed } from '../domain/model/index.js';
import type { NewFarmAnswer } from '../domain/status/index.js';
import type { Finding } from '../domain/readiness/index.js';
import type { Theme } from './theme.js';
import { renderStatus } from './status.js';
import { paragraph, severityWord } from './words.js';

/** A new farm: its file, its status, and what to do next. */
export function renderNewFarm(
  { file, dryRun, status, next }: Printed<NewFarmAnswer>,
  theme: Theme,
): string {
  const head = dryRun
    ? `${file} would be created (dry run: nothing is saved).`
    : `${theme.good('✔')} ${file} created.`;
  return [
    theme.wrap(head),
    renderStatus(status, theme),
    ...(next.length === 0 ? [] : [sayNext(next, theme)]),
  ].join('\n\n');
}

/** The same, with what farm check says about the farm: one line for each finding, and the command that fixes it. */
export function renderNewFarmWithFindings(
  answer: Printed<NewFarmAnswer>,
  theme: Theme,
  findings: Printed<readonly Finding[]>,
): string {
  if (findings.length === 0) return renderNewFarm(answer, theme);
  const { next, ...created } = answer;
  const lines = findings.flatMap(({ severity, rule, message, remedy }) => [
    paragraph(`${severityWord(severity)} ${rule}: ${message}`, 2, theme),
    ...(answer.dryRun ? [] : remedy.slice(0, 1).map((fix) => `    ${theme.command(fix)}`)),
  ]);
  const head = answer.dryRun ? 'farm check would say:' : 'farm check says:';
  return [
    renderNewFarm({ ...created, next: [] }, theme),
    [head, ...lines].join('\n'),
    ...(next.length === 0 ? [] : [sayNext(next, theme)]),
  ].join('\n\n');
}

function sayNext(next: readonly string[], theme: Theme): string {
  return ['Next:', ...next.map((command) => `  ${theme.command(command)}`)].join('\n');
}
