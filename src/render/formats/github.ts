import { counted, listed } from '../../domain/model/index.js';
import type { Severity } from '../../domain/readiness/index.js';
import type { Report } from '../check-result.js';
import { escapeText } from '../text.js';
import {
  type Annotation,
  annotationsOf,
  chooseAnnotations,
  type ShownAnnotation,
} from './annotations.js';

/**
 * GitHub's workflow commands, which become annotations of a pull request. GitHub shows ten of each kind per step, so the
 * worst come first, many of one rule in one file become one, and the last line counts those omitted.
 */

const most = 10;
const kinds = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

/** The findings of a report as workflow commands. Empty without findings. */
export function renderGithub(report: Report): string {
  return renderGithubAnnotations(annotationsOf(report));
}

/** One line per annotation; if there are more than GitHub shows, a last line says so. Empty for none. */
export function renderGithubAnnotations(annotations: readonly Annotation[]): string {
  const { shown, omitted } = chooseAnnotations(annotations, most);
  const lines = shown.map(sayAnnotation);
  if (omitted.length > 0) {
    const left = omitted.map(({ count, severity }) => counted(count, severity));
    lines.push(`${listed(left)} omitted: GitHub shows ${most} annotations of each kind per step.`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function sayAnnotation({ at, lines }: ShownAnnotation): string {
  const properties = { file: at.path, line: at.line, col: at.column, title: at.title };
  const pairs = Object.entries(properties).map(
    ([key, value]) => `${key}=${property(String(value))}`,
  );
  // Names come from files: a line break in one must not begin a workflow command.
  return `::${kinds[at.severity]} ${pairs.join(',')}::${data(lines.map(escapeText).join('\n'))}`;
}

/** The text of a command, escaped as GitHub's toolkit does. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property, which colons and commas would end. */
function property(text: string): string {
  return data(escapeText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
