import { counted, type Printed } from '../domain/model/index.js';
import { sayCaptureWarning, sayNotCovered, sayStates } from './capture-words.js';
import { renderDiff } from './diff.js';
import type { DriftResult } from './drift-result.js';
import { renderDiffMarkdown } from './formats/diff-markdown.js';
import { markdownText } from './formats/markdown-text.js';
import { section } from './import.js';
import type { Theme } from './theme.js';

/** The states of the live farm, what differs in the words of farm diff, and what contradicts itself in the capture. */
export function renderDrift(result: Printed<DriftResult>, theme: Theme): string {
  const { states, warnings, notCovered } = result;
  return [
    theme.wrap(sayDrift(result)),
    ...section('States', sayStates(states), theme),
    renderDiff(result, theme),
    ...section('Warnings', warnings.map(sayCaptureWarning), theme),
    ...section('Not in the capture, and not compared', sayNotCovered(notCovered), theme),
  ].join('\n\n');
}

/** The same as a comment for GitHub. */
export function renderDriftMarkdown(result: Printed<DriftResult>): string {
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : [`**${title}**`, lines.map((line) => `- ${markdownText(line)}`).join('\n')];
  return [
    `## ${markdownText(sayDrift(result))}`,
    ...list('States', sayStates(result.states)),
    renderDiffMarkdown(result).trimEnd(),
    ...list('Warnings', result.warnings.map(sayCaptureWarning)),
    ...list('Not in the capture, and not compared', sayNotCovered(result.notCovered)),
    '',
  ].join('\n\n');
}

/** "The live farm differs: 3 changes; 2 states to look at". */
function sayDrift({ verdict, changes, states, notCovered }: Printed<DriftResult>): string {
  const differs =
    verdict === 'same'
      ? `The live farm is as in the farm file${notCovered.length === 0 ? '' : ', as far as it was captured'}`
      : `The live farm differs from the farm file: ${counted(changes.length, 'change')}`;
  return states.length === 0
    ? differs
    : `${differs}; ${counted(states.length, 'state')} to look at`;
}
