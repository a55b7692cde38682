import type { Printed } from '../domain/model/index.js';
import type { NewFarmAnswer } from '../domain/status/index.js';
import type { Theme } from './theme.js';
import { renderStatus } from './status.js';

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
    ...(next.length === 0
      ? []
      : [['Next:', ...next.map((command) => `  ${theme.command(command)}`)].join('\n')]),
  ].join('\n\n');
}
