import { counted } from '../../domain/model/index.js';
import type { RunbookPart, RunbookStep } from '../../domain/runbook/index.js';
import { psComment } from '../powershell/quote.js';
import { commandLines } from './command-lines.js';
import { placeOf, sayConsoleBriefly } from './console-words.js';
import type { RunbookOrigin } from './origin.js';
import type { PlannedRunbook } from './plan-notes.js';
import { stepTitle } from './step-title.js';

/** The cmdlets of a plan alone, to type or paste; what no proven cmdlet does is a comment that says where it is done. */
export function renderRunbookCmdlets({ runbook }: PlannedRunbook, origin: RunbookOrigin): string {
  const { steps, rasVersion } = runbook;
  const byHand = steps.filter(({ parts }) =>
    parts.some(({ action }) => action.kind === 'console'),
  ).length;
  const without = byHand === 0 ? '' : `; ${byHand} need the RAS Console for all or a part`;
  const isTyped = steps.some(({ parts }) =>
    parts.some(({ action }) => action.kind === 'cmdlet' || action.kind === 'promote'),
  );
  const head = [
    `${runbook.from}, ${origin.from} to ${origin.to}: ${counted(steps.length, 'step')}${without}.`,
    ...(steps.length === 0 ? ['Nothing to do.'] : []),
    ...(isTyped
      ? ['Connect to the primary of the Licensing Site first: New-RASSession -Server NAME']
      : []),
  ];
  const body = steps.map((step) => stepLines(step, rasVersion).join('\n'));
  const foot =
    steps.length === 0
      ? []
      : [psComment('Nothing is checked here: --runbook powershell prints a script that does.')];
  return [head.map(psComment).join('\n'), ...body, ...foot].join('\n\n').concat('\n');
}

function stepLines(
  { number, edit, parts }: RunbookStep,
  version: PlannedRunbook['runbook']['rasVersion'],
): string[] {
  return [
    psComment(`${number}. ${stepTitle(edit)}`),
    ...parts.flatMap((part) => partLines(part, version)),
  ];
}

function partLines(
  { action, apply }: RunbookPart,
  version: PlannedRunbook['runbook']['rasVersion'],
): string[] {
  if (action.kind === 'model-only') return [psComment('Nothing to do in RAS.')];
  if (action.kind !== 'console') return commandLines(action, { apply, version });
  const place = placeOf(action);
  const said = `${place.charAt(0).toUpperCase()}${place.slice(1)}: ${sayConsoleBriefly(action)}`;
  return [psComment(apply ? `${said} Apply.` : said)];
}
