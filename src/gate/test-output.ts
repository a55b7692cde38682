import { type Printed, FarmError } from '../domain/model/index.js';
import { type CommandContext, printCommands } from '../render/command-line.js';
import { resolve } from 'node:path';
import type { Theme } from '../render/theme.js';
import type { TestsResult } from '../render/test-result.js';
import { escapeAll } from '../render/text.js';
import { locateFarm } from '../store/farm/locate.js';
import { writeReport } from '../store/fs/report-file.js';
import { isTestFile } from '../store/test/test-file.js';
import { isInGithub } from './in-github.js';
import { type Input, refuseOutputs } from './outputs.js';
import type { TestsRun } from './test.js';

/** The output of `farm test`: text or JUnit on standard output, or JUnit to a file and text on standard output. */

interface OutputFlags {
  json?: boolean | undefined;
  format?: string | undefined;
  output?: string | undefined;
  file?: string | undefined;
}

/** The answer of a run. */
export async function testsAnswer(run: TestsRun, flags: OutputFlags, context: CommandContext) {
  const { status, failure } = run;
  const result = printCommands(run.result, context);
  const text = await textOf(result, run.files, flags);
  return { result, status, failure, json: flags.format === 'json', text: async () => text };
}

/** In GitHub Actions: annotates what failed, and adds it to the job summary. */
export async function reportTestsToGithub(
  { result }: TestsRun,
  context: CommandContext,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (!isInGithub(env)) return;
  const { annotateTests } = await import('./github-files.js');
  await annotateTests(result, context, env);
}

/** What is printed on standard output; the --output file is written first. */
async function textOf(
  result: Printed<TestsResult>,
  files: TestsRun['files'],
  { json, format, output, file }: OutputFlags,
): Promise<(result: unknown, theme: Theme) => string> {
  if (json === true && format !== undefined && format !== 'json' && (output ?? '-') === '-') {
    throw new FarmError({
      code: 'E_USAGE',
      message: `${format} and json can't both go to standard output.`,
      why: 'The reports would be mixed.',
      nextStep:
        format === 'junit' ? 'write JUnit to a file: --output FILE' : 'omit --format or --json',
    });
  }
  if (output !== undefined && format !== 'junit') {
    throw new FarmError({
      code: 'E_USAGE',
      message: `--output is for JUnit, not for ${format}.`,
      nextStep: 'add --format junit, or redirect the output: > FILE',
    });
  }
  if (format === 'junit') {
    const { renderJunitTests } = await import('../render/formats/junit-tests.js');
    const xml = renderJunitTests(result);
    if (output === undefined || output === '-') return () => xml;
    const path = resolve(output);
    refuseOutputs([{ flag: '--output', path }], inputsOf(files, file));
    await writeReport(path, xml, '--output FILE');
  }
  const { renderTests } = await import('../render/farm-test.js');
  return (_, theme) => renderTests(escapeAll(result), theme);
}

/** The files that the run read, and the farm that it would have read if no test file were broken. */
function inputsOf(files: readonly string[], file: string | undefined): Input[] {
  const read = files.map((path) => ({
    what: isTestFile(path) ? 'the test file' : 'the farm',
    path,
  }));
  return [...read, ...farmOf(file).map((path) => ({ what: 'the farm', path }))];
}

function farmOf(file: string | undefined): string[] {
  try {
    return [locateFarm({ file, env: process.env, cwd: process.cwd() }).path];
  } catch (error) {
    if (error instanceof FarmError) return [];
    throw error;
  }
}
