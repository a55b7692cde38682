import { consolePages } from '../domain/facts/index.js';
import { counted, listed, type Printed } from '../domain/model/index.js';
import { sayCaptureWarning, sayNotCovered, sayStates } from './capture-words.js';
import { renderEdit } from './edit.js';
import type { ImportResult } from './import-result.js';
import { sayQuestion } from './question-words.js';
import { renderStatus } from './status.js';
import type { Theme } from './theme.js';
import { paragraph } from './words.js';

/** More lines than this of one section are counted, not shown. */
const mostShown = 20;

/** The farm that was made or what changed in it, then what the capture left open. */
export function renderImport(result: Printed<ImportResult>, theme: Theme): string {
  const { questions, warnings, notCovered, unknown, skipped, states } = result;
  const unread = [
    ...unknown.map(({ kind, count }) => `${kind}: ${counted(count, 'property', 'properties')}`),
    ...skipped.map(({ source, objects }) => `${source}: ${counted(objects, 'object')}`),
  ];
  return [
    headOf(result, theme),
    ...(result.status === null ? [] : [renderStatus(result.status, theme)]),
    ...(result.edit === null ? [] : [renderEdit(result.edit, theme)]),
    ...section('States', sayStates(states), theme),
    ...section('Warnings', warnings.map(sayCaptureWarning), theme),
    ...(questions.length === 0 ? [] : [questionLines(questions, theme)]),
    ...section(
      `Not in the capture${result.created ? '' : ', and left as it was'}`,
      sayNotCovered(notCovered),
      theme,
    ),
    ...section('Left out, because farm does not know it', unread, theme),
  ].join('\n\n');
}

/** What happened, and how much is open: the rest may be below the screen. */
function headOf(result: Printed<ImportResult>, theme: Theme): string {
  const { file, created, dryRun, capture, questions, warnings } = result;
  const at = capture.capturedAt === null ? '' : `, captured ${capture.capturedAt}`;
  const from = `${capture.files.join(', ')}${at}`;
  const open = [
    ...(questions.length === 0 ? [] : [counted(questions.length, 'open question')]),
    ...(warnings.length === 0 ? [] : [`${counted(warnings.length, 'warning')} about the capture`]),
  ];
  const below = open.length === 0 ? '' : `${listed(open)}, listed below`;
  if (!created)
    return theme.wrap(`${from} → ${file}${below === '' ? '' : `: ${theme.caution(below)}`}`);
  const head = dryRun
    ? `${file} would be created from ${from} (dry run: nothing is saved).`
    : `${theme.good('✔')} ${file} created from ${from}.`;
  return theme.wrap(below === '' ? head : `${head} ${theme.caution(`${below}.`)}`);
}

/** A titled list; the lines beyond the limit are counted. */
export function section(title: string, lines: readonly string[], theme: Theme): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - mostShown;
  const shown = [
    ...lines.slice(0, mostShown),
    ...(rest > 0 ? [`and ${rest} more (--json shows all)`] : []),
  ];
  return [[theme.colour.bold(title), ...shown.map((line) => paragraph(line, 2, theme))].join('\n')];
}

function questionLines(questions: Printed<ImportResult>['questions'], theme: Theme): string {
  const lines = questions.flatMap((question) => {
    const { page, command } = question;
    const where = page === null ? '' : ` (RAS Console: ${consolePages[page].page})`;
    return [
      paragraph(`${sayQuestion(question)}${where}`, 2, theme),
      ...(command === null ? [] : [`    ${theme.command(command)}`]),
    ];
  });
  return [theme.colour.bold('What no capture says'), ...lines].join('\n');
}
