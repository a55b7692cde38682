import { type Printed, counted } from '../domain/model/index.js';
import type { ErrorDocument, LocationDocument, ProblemDocument } from './envelope.js';
import type { Theme } from './theme.js';
import { displayWidth, escapeText } from './text.js';
import { sayWithCommand } from './words.js';

/** An error as text: what happened, why it matters, a suggestion, the next step, the code. */
export function renderError(error: Printed<ErrorDocument>, exitCode: number, theme: Theme): string {
  return [
    theme.wrap(`${theme.bad('Error:')} ${escapeText(error.message)}`),
    ...(error.why === undefined ? [] : [theme.wrap(escapeText(error.why))]),
    // Each problem has its place; the place of the error itself is that of the first.
    ...(error.location === undefined || error.problems !== undefined
      ? []
      : [renderPlace(error.location, theme)]),
    ...(error.problems ?? []).map((problem) => `\n${renderProblem(problem, theme)}`),
    ...(error.problemsOmitted === undefined
      ? []
      : [`\n${counted(error.problemsOmitted, 'more problem')} not shown.`]),
    ...(error.problems === undefined ? [] : ['']),
    renderWayOut(error, theme),
    theme.faint(`(${error.code}, exit ${exitCode})`),
    '',
  ].join('\n');
}

function renderWayOut(error: Printed<ErrorDocument>, theme: Theme): string {
  const suggestion =
    error.didYouMean === undefined ? '' : `Did you mean "${escapeText(error.didYouMean)}"?  `;
  const nextStep = escapeText(error.nextStep);
  // A command stays on one line, to be copied.
  if (nextStep.startsWith('farm ') && !nextStep.includes(', then farm '))
    return `${suggestion}Try: ${theme.command(nextStep)}`;
  return sayWithCommand(`${suggestion}Try: ${nextStep}`, theme);
}

function renderProblem(problem: ProblemDocument, theme: Theme): string {
  const lines = [
    renderPlace(problem.location, theme),
    theme.wrap(`  ${escapeText(problem.message)}`, 2),
  ];
  if (problem.expected !== undefined) {
    lines.push(theme.wrap(`  Expected: ${escapeText(problem.expected)}`, 4));
  }
  if (problem.didYouMean !== undefined)
    lines.push(`  Did you mean "${escapeText(problem.didYouMean)}"?`);
  return lines.join('\n');
}

/** `file:line:column`, the line, and a caret under the column. */
function renderPlace({ file, line, column, excerpt }: LocationDocument, theme: Theme): string {
  const number = String(line);
  const before = displayWidth(visible(excerpt.text.slice(0, excerpt.caret)));
  return [
    theme.heading(`${escapeText(file)}:${line}:${column}`),
    `  ${theme.faint(`${number} |`)} ${visible(excerpt.text)}`.trimEnd(),
    `  ${theme.faint(`${' '.repeat(number.length)} |`)} ${' '.repeat(before)}${theme.bad('^')}`,
  ].join('\n');
}

/** A piece of a file on one line; a tab takes one column, so that the caret is in the right place. */
function visible(text: string): string {
  return escapeText(text.replaceAll('\t', ' '));
}
