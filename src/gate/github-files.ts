import { command, forFarmFile } from '../domain/model/index.js';
import { type CommandContext, printCommand, printCommands } from '../render/command-line.js';
import { type FormatResult, renderFormat } from '../render/format.js';
import { brokenAnnotations, formatAnnotations } from '../render/formats/file-annotations.js';
import { renderTestsVerdict } from '../render/farm-test.js';
import { testAnnotations } from '../render/formats/test-annotations.js';
import type { TestsResult } from '../render/test-result.js';
import { createTheme } from '../render/theme.js';
import { renderValidate, type ValidateResult } from '../render/validate.js';
import { reportAnnotations, repositoryNames } from './github.js';

/** What `validate`, `fmt --check` and `test` report to GitHub Actions. Loaded only there. */

const plain = { stream: {}, env: {}, noColour: true };

/** Annotates the problems of broken farm files. */
export async function annotateValidation(
  result: ValidateResult,
  context: CommandContext,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { files } = printCommands(result, context);
  const annotations = brokenAnnotations(files, repositoryNames(env));
  const verdict = renderValidate(result, await createTheme(plain));
  await reportAnnotations({ command: 'farm validate', verdict, annotations }, env);
}

/** Annotates the files that are broken or not formatted. */
export async function annotateFormat(
  result: FormatResult,
  context: CommandContext,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { files } = printCommands(result, context);
  const fixOf = (file: string): string => printCommand(forFarmFile(command`fmt`, file), context);
  const annotations = formatAnnotations(files, fixOf, repositoryNames(env));
  // The annotations list the files.
  const [verdict = ''] = renderFormat(result, await createTheme(plain)).split('\n');
  await reportAnnotations({ command: 'farm fmt --check', verdict, annotations }, env);
}

/** Annotates expectations that aren't met, and the problems of broken files. */
export async function annotateTests(
  result: TestsResult,
  context: CommandContext,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const annotations = testAnnotations(printCommands(result, context), repositoryNames(env));
  const verdict = renderTestsVerdict(result.summary, await createTheme(plain));
  await reportAnnotations({ command: 'farm test', verdict, annotations }, env);
}
