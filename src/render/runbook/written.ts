import { counted, type Printed } from '../../domain/model/index.js';
import type { RunbookStep } from '../../domain/runbook/index.js';
import type { PlanResult } from '../plan-result.js';
import type { Theme } from '../theme.js';
import { sayAssumptions } from '../words.js';

/** That a runbook was written: where, who does its steps, and what to do next. */
export function renderWritten(result: Printed<PlanResult>, theme: Theme): string {
  const { runbook } = result;
  if (runbook === null || runbook.file === null) return '';
  const { file, rollbackFile, format, steps, assumptions } = runbook;
  const [written, notDone] =
    rollbackFile === null
      ? [`${file} written, with the rollback at its end`, 'No step was taken']
      : [`${file} and ${rollbackFile}, which undoes it, written`, 'Neither was run'];
  return [
    theme.wrap(
      `${theme.good('✔')} ${written}: ${sayParts(steps)}. ${notDone}, because farm never connects to a farm.`,
      2,
    ),
    ...(format === 'powershell'
      ? [
          theme.wrap(
            'Next: take both to where the RAS PowerShell module is installed, read them, and run the first with -WhatIf.',
            2,
          ),
        ]
      : []),
    ...(assumptions.length === 0 ? [] : [theme.faint(sayAssumptions(assumptions))]),
  ].join('\n');
}

/** "5 steps; 3 actions by cmdlet, 2 by hand". */
function sayParts(steps: Printed<readonly RunbookStep[]>): string {
  const kinds = steps.flatMap(({ parts }) => parts.map(({ action }) => action.kind));
  const byCmdlet = kinds.filter((kind) => kind === 'cmdlet' || kind === 'promote').length;
  const byHand = kinds.filter((kind) => kind === 'console').length;
  return `${counted(steps.length, 'step')}; ${counted(byCmdlet, 'action')} by cmdlet, ${byHand} in the RAS Console`;
}
