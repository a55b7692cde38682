import { resolve } from 'node:path';
import type { Annotation } from '../render/formats/annotations.js';
import { escapeText } from '../render/text.js';
import { outsideName, repositoryRoot } from '../store/fs/repository.js';
import { appendReport, reportSize } from '../store/fs/report-file.js';
import { shownPath } from '../store/fs/shown-path.js';
import { write } from '../cli/streams.js';

/** What commands report to GitHub Actions by themselves: annotations, and a part of the job summary. */

/** What a command reports. */
export interface GithubReport {
  /** The annotations as workflow commands; empty if a report on standard output has them. */
  commands: string;
  /** The part of the job summary, in at most so many bytes; empty if not even its head fits. */
  summary: (mostBytes: number) => string;
}

/** GitHub drops the summary of a step that is larger. */
const largestSummary = 1024 * 1024;

/**
 * Prints annotations on standard error, and adds a part to the job summary, after what the step has written there. If that
 * is impossible, it is only a warning: the report itself is elsewhere.
 */
export async function reportToGithub(
  { commands, summary }: GithubReport,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await write(process.stderr, commands);
  const path = env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '') return;
  try {
    const written = reportSize(path);
    // An empty line ends whatever Markdown is there.
    const before = written === 0 ? '' : '\n\n';
    const text = summary(largestSummary - written - before.length - 1);
    if (text === '') await warn('it would be larger than GitHub allows (1 MiB for each step).');
    else await appendReport(path, `${before}${text}\n`);
  } catch (error) {
    await warn(error instanceof Error ? error.message : String(error));
  }
}

async function warn(reason: string): Promise<void> {
  await write(
    process.stderr,
    `Warning: the result could not be added to the job summary: ${escapeText(reason)}\n`,
  );
}

/** Reports annotations, all of them in the job summary. `verdict` is a sentence without a period. */
export async function reportAnnotations(
  report: { command: string; verdict: string; annotations: readonly Annotation[] },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { renderGithubAnnotations } = await import('../render/formats/github.js');
  const { renderSummary } = await import('../render/formats/summary.js');
  const commands = renderGithubAnnotations(report.annotations);
  await reportToGithub({ commands, summary: (most) => renderSummary(report, most) }, env);
}

/** Names files, given as they are shown, relative to the root of the repository, with forward slashes. */
export function repositoryNames(env: NodeJS.ProcessEnv): (shown: string) => string {
  const cwd = process.cwd();
  const root = repositoryRoot(cwd, env);
  const stdin = shownPath('-');
  return (shown) => outsideName(root, shown === stdin ? '-' : resolve(cwd, shown)).path;
}
