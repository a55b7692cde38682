import { type Printed, counted } from '../domain/model/index.js';
import type { ErrorDocument, LocationDocument, ProblemDocument } from './envelope.js';
import type { Look } from './theme.js';
import { displayWidth, escapeText } from './text.js';
import { sayWithCommand } from './words.js';

/** An error as text: what happened, why it matters, what was perhaps meant, what to run next, the code. */
export function renderError(error: Printed<ErrorDocument>, exitCode: number, look: Look): string {
  return [
    look.wrap(`${look.bad('Error:')} ${escapeText(error.message)}`),
    ...(error.why === undefined ? [] : [look.wrap(escapeText(error.why))]),
    // Where problems are told, each has its place; the error's own is that of the first.
    ...(error.location === undefined || error.problems !== undefined
      ? []
      : [renderPlace(error.location, look)]),
    ...(error.problems ?? []).map((problem) => `\n${renderProblem(problem, look)}`),
    ...(error.problemsOmitted === undefined
      ? []
      : [`\n${counted(error.problemsOmitted, 'more problem')} not shown.`]),
    ...(error.problems === undefined ? [] : ['']),
    renderWayOut(error, look),
    look.faint(`(${error.code}, exit ${exitCode})`),
    '',
  ].join('\n');
}

function renderWayOut(error: Printed<ErrorDocument>, look: Look): string {
  const meant =
    error.didYouMean === undefined ? '' : `Did you mean "${escapeText(error.didYouMean)}"?  `;
  const nextStep = escapeText(error.nextStep);
  // A command stays on one line, to be copied.
  if (nextStep.startsWith('farm ') && !nextStep.includes(', then farm '))
    return `${meant}Try: ${look.command(nextStep)}`;
  return sayWithCommand(`${meant}Try: ${nextStep}`, look);
}

function renderProblem(problem: ProblemDocument, look: Look): string {
  const lines = [
    renderPlace(problem.location, look),
    look.wrap(`  ${escapeText(problem.message)}`, 2),
  ];
  if (problem.expected !== undefined) {
    lines.push(look.wrap(`  Expected: ${escapeText(problem.expected)}`, 4));
  }
  if (problem.didYouMean !== undefined)
    lines.push(`  Did you mean "${escapeText(problem.didYouMean)}"?`);
  return lines.join('\n');
}

/** `file:line:column`, the line, and a caret under the column. */
function renderPlace({ file, line, column, excerpt }: LocationDocument, look: Look): string {
  const number = String(line);
  const before = displayWidth(visible(excerpt.text.slice(0, excerpt.caret)));
  return [
    look.heading(`${escapeText(file)}:${line}:${column}`),
    `  ${look.faint(`${number} |`)} ${visible(excerpt.text)}`.trimEnd(),
    `  ${look.faint(`${' '.repeat(number.length)} |`)} ${' '.repeat(before)}${look.bad('^')}`,
  ].join('\n');
}

/** A piece of a file in one line; a tab takes one column, so that the caret stands where it should. */
function visible(text: string): string {
  return escapeText(text.replaceAll('\t', ' '));
}
