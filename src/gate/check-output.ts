import { type CommandContext, printCommands } from '../render/command-line.js';
import type { Printed } from '../domain/model/index.js';
import { envelope } from '../render/envelope.js';
import { errorDocument } from '../render/error-document.js';
import type { Report } from '../render/check-result.js';
import { createTheme, type Theme } from '../render/theme.js';
import { escapeAll, printJson } from '../render/text.js';
import { shownPath } from '../store/farm/locate.js';
import { writeReport } from '../store/fs/report-file.js';
import type { Run } from './check.js';
import { reportFormats } from '../render/formats/formats.js';
import { isInGithub } from './in-github.js';
import type { Format, Sink } from './sinks.js';

/** Writes the reports of `farm check`; each format is loaded on demand. The command itself prints standard output. */

/** The result of a run, and what only the command knows. */
export type Outcome = Printed<Run> &
  Pick<Report, 'tool' | 'showSuppressed' | 'sarifSuppressed'> & {
    context: CommandContext;
    /** Whether text shows everything about each finding. */
    verbose: boolean;
  };

/** Writes the reports that go to files. @throws FarmError E_CANNOT_WRITE, E_LOCKED */
export async function writeFiles(outcome: Outcome, sinks: readonly Sink[]): Promise<void> {
  for (const { format, path } of sinks) {
    if (path === null) continue;
    await writeReport(path, await inFormat(format, outcome), '--output FILE');
  }
}

/** The report in a format, as written to a file: no colours, eighty columns. */
async function inFormat(format: Format, outcome: Outcome): Promise<string> {
  if (format === 'text') {
    const theme = await createTheme({ stream: {}, env: {}, noColour: true });
    const { renderReadiness } = await import('../render/readiness.js');
    const text = renderReadiness(escapeAll(textPart(outcome)), theme, await fixRenderer(outcome));
    return `${text}\n`;
  }
  if (format === 'json') {
    return printJson(printCommands(envelope(jsonPart(outcome)), outcome.context));
  }
  const render = await reportFormats[format]();
  return render(await reportOf(outcome));
}

/** The outcome for formats that need file names relative to the repository. */
async function reportOf(outcome: Outcome): Promise<Report> {
  const { outsideName, repositoryRoot } = await import('../store/fs/repository.js');
  const root = repositoryRoot(process.cwd(), process.env);
  const files = [...outcome.origins].map(
    ([name, { source, asked }]) => [name, { asked, ...outsideName(root, source.path) }] as const,
  );
  return { ...outcome, files: new Map(files) };
}

/** The text for standard output: the report, or, if all reports go to files, one line that lists them. */
export async function textOf(
  outcome: Outcome,
  sinks: readonly Sink[],
): Promise<(result: unknown, theme: Theme) => string> {
  const here = sinks.find(({ path }) => path === null);
  if (here !== undefined && here.format !== 'text') {
    const text = await inFormat(here.format, outcome);
    return () => text;
  }
  // The error about the broken files says everything.
  if (validPart(outcome.result) === null) return () => '';
  const { renderReadiness, renderWritten } = await import('../render/readiness.js');
  const part = escapeAll(textPart(outcome));
  const renderFix = await fixRenderer(outcome);
  if (here !== undefined) return (_, theme) => renderReadiness(part, theme, renderFix);
  const files = escapeAll(sinks.flatMap(({ path }) => (path === null ? [] : [shownPath(path)])));
  return (_, theme) => renderWritten(part, files, theme);
}

async function fixRenderer({ result }: Outcome) {
  if (result.files.every(({ fix }) => fix === null)) return undefined;
  return (await import('../render/edit.js')).renderEdit;
}

/** What the text is made of; the JSON contains all of it too. */
function textPart({ result, findings, summary, showSuppressed, verbose, origins }: Outcome) {
  const namesFiles = [...origins.values()].some(({ source }) => source.isSearchResult === true);
  return { result, findings, summary, showSuppressed, verbose, namesFiles };
}

function jsonPart({ result, findings, summary, status, failure }: Outcome) {
  const error = failure === undefined ? null : errorDocument(failure);
  return { command: 'check', status, result: validPart(result), findings, summary, error };
}

/** A run in which every file is broken has no result. */
export function validPart(result: Report['result']): Report['result'] | null {
  return result.files.some(({ error }) => error === null) ? result : null;
}

/** In GitHub Actions: reports annotations, unless a sink has them already, and adds the full table to the job summary. */
export async function reportCheckToGithub(
  outcome: Outcome,
  sinks: readonly Sink[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (!isInGithub(env)) return;
  const { reportToGithub } = await import('./github.js');
  const { renderMarkdown } = await import('../render/formats/markdown.js');
  const report = await reportOf(outcome);
  const commands = sinks.some(({ format }) => format === 'github')
    ? ''
    : await inFormat('github', outcome);
  const summary = (mostBytes: number): string => renderMarkdown(report, { mostBytes });
  await reportToGithub({ commands, summary }, env);
}
