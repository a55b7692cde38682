import type { Printed } from '../domain/model/index.js';
import type { NewFarmAnswer } from '../domain/status/index.js';
import type { Look } from './theme.js';
import { renderStatus } from './status.js';

/** A new farm: where it is kept, how it looks at a glance, and what to do next. */
export function renderNewFarm(
  { file, dryRun, status, next }: Printed<NewFarmAnswer>,
  look: Look,
): string {
  const head = dryRun
    ? `${file} would be written (dry run: nothing is written).`
    : `${look.good('✔')} ${file} written.`;
  return [
    look.wrap(head),
    renderStatus(status, look),
    ...(next.length === 0
      ? []
      : [['Next:', ...next.map((command) => `  ${look.command(command)}`)].join('\n')]),
  ].join('\n\n');
}
