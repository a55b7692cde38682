/** A format of a report. */
export type ReportFormat = 'markdown' | 'html';

/** The format that is asked for by a flag, else by the ending of the file; Markdown for any other. */
export function reportFormatOf({
  html,
  markdown,
  output = '',
}: {
  html: boolean;
  markdown: boolean;
  output?: string | undefined;
}): ReportFormat {
  if (html || markdown) return html ? 'html' : 'markdown';
  return /\.html?$/iu.test(output) ? 'html' : 'markdown';
}
