import { assumptions, type RasVersion } from '../../domain/facts/index.js';
import { counted } from '../../domain/model/index.js';
import type {
  ConsoleAction,
  ExpectedSite,
  RunbookPart,
  RunbookStep,
} from '../../domain/runbook/index.js';
import { markdownText } from '../formats/markdown-text.js';
import { sayTolerance } from '../words.js';
import { isByHand, placeOf, sayConsole } from './console-words.js';
import { commandLines } from './command-lines.js';
import { sayExpected } from './expected-words.js';
import { type PlannedRunbook, stepNotes, summaryLines } from './plan-notes.js';
import { sayOrigin, type RunbookOrigin } from './origin.js';
import { stepTitle } from './step-title.js';

/** A plan with its runbook and rollback, as one checklist in Markdown for a change ticket. */
export function renderRunbookMarkdown(
  { there, back }: { there: PlannedRunbook; back: PlannedRunbook },
  origin: RunbookOrigin,
): string {
  const { runbook } = there;
  const used = [...new Set([...runbook.assumptions, ...back.runbook.assumptions])];
  return `${[
    `# ${text(`Change of the RAS farm ${runbook.from}: ${origin.from} to ${origin.to}`)}`,
    `${text(sayOrigin(origin))} It is for RAS ${runbook.rasVersion} and has ${counted(runbook.steps.length, 'step')}.`,
    ...(runbook.steps.length === 0
      ? ['The plan has no steps: nothing to do.']
      : [
          'Skip what the farm already has: a part is done if its check holds.',
          ...summary(there),
          ...table(there),
          ...checklists(there, 'Step'),
        ]),
    ...rollbackSection(back),
    ...assumptionSection(used),
  ].join('\n\n')}\n`;
}

function summary({ plan }: PlannedRunbook): string[] {
  const lines = summaryLines(plan).map((line) => `- ${text(line)}`);
  return lines.length === 0 ? [] : ['## Summary', lines.join('\n')];
}

function table({ plan: { steps }, runbook }: PlannedRunbook): string[] {
  const head = ['step', 'action', 'done with', 'active after it', 'standby', 'tolerance'];
  const rows = steps.map(({ number, edit, after }, at) => [
    String(number),
    stepTitle(edit),
    sayMeans(runbook.steps[at]?.parts ?? []),
    after === null ? '' : after.active.join(', '),
    after === null ? '' : after.standby.join(', '),
    after === null ? '' : sayTolerance(after.tolerance),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.map(text).join(' | ')} |`;
  const rule = `|${head.map(() => ' --- ').join('|')}|`;
  return ['## Steps', [line(head), rule, ...rows.map(line)].join('\n')];
}

function sayMeans(parts: readonly RunbookPart[]): string {
  const kinds = new Set(
    parts.map(({ action }) => {
      if (action.kind === 'model-only') return 'nothing to do';
      return action.kind === 'console' ? consoleName(action) : 'PowerShell';
    }),
  );
  return [...kinds].join(', ');
}

function consoleName({ step }: ConsoleAction): string {
  return isByHand(step) ? 'installer' : 'RAS Console';
}

function checklists({ plan, runbook }: PlannedRunbook, word: string): string[] {
  return runbook.steps.flatMap((step, at) => {
    const planned = plan.steps[at];
    const notes = planned === undefined ? [] : stepNotes(planned);
    return checklist(step, { word, notes, version: runbook.rasVersion });
  });
}

function checklist(
  step: RunbookStep,
  { word, notes, version }: { word: string; notes: readonly string[]; version: RasVersion },
): string[] {
  const several = step.parts.length > 1;
  const blocks = step.parts.flatMap((part, index) => [
    ...(several ? [`**Part ${index + 1} of ${step.parts.length}**`] : []),
    ...partBlocks(part, version),
  ]);
  const assumed = step.assumptions.length === 0 ? [] : [`Assumes ${step.assumptions.join(', ')}.`];
  return [
    `### ${text(`${word} ${step.number}: ${stepTitle(step.edit)}`)}`,
    ...(notes.length === 0 ? [] : [lines(notes)]),
    ...blocks,
    ...assumed,
  ];
}

function partBlocks(
  { before, action, after, apply, check }: RunbookPart,
  version: RasVersion,
): string[] {
  if (action.kind === 'model-only') return ['- [ ] Nothing to do in RAS: only the model has this.'];
  const checked =
    check === 'administrator'
      ? '- [ ] Check it yourself: no cmdlet reports it.'
      : `- [ ] Check: ${items(after)}`;
  return [`- [ ] Before: ${items(before)}`, ...act(action, { apply, version }), checked];
}

function act(
  action: Exclude<RunbookPart['action'], { kind: 'model-only' }>,
  how: { apply: boolean; version: RasVersion },
): string[] {
  const commands = commandLines(action, how);
  if (commands.length > 0) {
    const console = action.kind === 'console' ? [] : sayConsole(action.console);
    const where = action.kind === 'console' ? '' : placeOf(action.console);
    return [
      `- [ ] Run in a RAS PowerShell session:`,
      fenced(commands),
      ...(console.length === 0 ? [] : [`If the module lacks this, ${where}: ${lines(console)}`]),
    ];
  }
  const said = action.kind === 'console' ? sayConsole(action) : [];
  const applied = how.apply ? ['Apply.'] : [];
  return [`- [ ] Do: ${lines([...said, ...applied])}`];
}

function lines(said: readonly string[]): string {
  return said.map(text).join('<br>');
}

function items(expected: ExpectedSite): string {
  return sayExpected(expected).map(text).join('; ');
}

/** Code that no backtick in it can end. */
function fenced(lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [`${fence}powershell`, ...lines, fence].join('\n');
}

function rollbackSection(back: PlannedRunbook): string[] {
  if (back.runbook.steps.length === 0) return [];
  return [
    '## Rollback',
    'From the farm as it is after the last step. After a failed step, undo only the steps that were done, in this order.',
    ...summaryLines(back.plan).map((line) => text(line)),
    ...checklists(back, 'Rollback step'),
  ];
}

function assumptionSection(used: readonly (keyof typeof assumptions)[]): string[] {
  if (used.length === 0) return [];
  return ['## Assumptions', used.map((id) => `- ${id}: ${text(assumptions[id])}`).join('\n')];
}

function text(value: string): string {
  return markdownText(value);
}
