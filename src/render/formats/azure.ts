import { counted, listed } from '../../domain/model/index.js';
import type { Report } from '../check-result.js';
import { escapeText } from '../text.js';
import { severityWord } from '../words.js';
import { annotationsOf, chooseAnnotations, type ShownAnnotation } from './annotations.js';

/**
 * Logging commands of Azure Pipelines: `##vso[task.logissue …]` on standard output puts errors and warnings on the page of
 * the run. Azure has no third type, so that notes are plain lines of the log. The agent keeps ten errors and ten warnings
 * of a step, so the worst come first, many of one rule in one file become one, and the last line counts those omitted.
 *
 * Microsoft, "Logging commands" (Azure Pipelines; 12 October 2023, read 21 November 2026), for the syntax; its agent
 * and task library (azure-pipelines-agent, azure-pipelines-task-lib; same day) for the escapes and the ten.
 */

const most = 10;

/** One line per issue. Empty without findings. */
export function renderAzure(report: Report): string {
  const { shown, omitted } = chooseAnnotations(annotationsOf(report), most);
  const lines = shown.map((one) => (one.at.severity === 'info' ? sayNote(one) : sayIssue(one)));
  if (omitted.length > 0) {
    const left = omitted.map(({ count, severity }) => counted(count, severityWord(severity)));
    lines.push(
      `${listed(left)} omitted: Azure Pipelines shows ${most} issues of each type per step.`,
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

function sayIssue({ at, lines }: ShownAnnotation): string {
  const properties = {
    type: at.severity,
    sourcepath: at.path,
    linenumber: at.line,
    columnnumber: at.column,
    code: at.code,
  };
  const pairs = Object.entries(properties).map(
    ([key, value]) => `${key}=${property(String(value))};`,
  );
  return `##vso[task.logissue ${pairs.join('')}]${data(escapeText(lines.join(' ')))}`;
}

function sayNote({ at, lines }: ShownAnnotation): string {
  const place = `${at.path}:${at.line}:${at.column}`;
  return escapeText(`${severityWord(at.severity)} ${at.title} ${place} ${lines.join(' ')}`);
}

/** The message of a command. The agent decodes `%AZP25` last, as a percent sign. */
function data(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property, which a semicolon or a bracket would end. */
function property(text: string): string {
  return data(escapeText(text)).replaceAll(';', '%3B').replaceAll(']', '%5D');
}
