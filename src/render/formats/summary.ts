import { type Annotation } from './annotations.js';
import { markdownText, markedSeverity } from './markdown-text.js';
import { printPage } from './markdown-page.js';

/** The annotations of a command as a page of Markdown, for the job summary: all of them, as annotations are limited. */
export function renderSummary(
  {
    command,
    verdict,
    annotations,
  }: { command: string; verdict: string; annotations: readonly Annotation[] },
  mostBytes?: number,
): string {
  const page = {
    head: [`## ${command}`, `${markdownText(verdict)}.`],
    columns: ['severity', 'about', 'place', 'problem'],
    rows: annotations.map(({ severity, title, path, line, column, message, details }) => [
      markedSeverity(severity),
      markdownText(title),
      markdownText(`${path}:${line}:${column}`),
      [`${message}.`, ...details].map(markdownText).join('<br>'),
    ]),
    note: '',
  };
  return printPage(page, mostBytes);
}
