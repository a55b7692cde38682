import type { Printed } from '../domain/command-line.js';
import { type CommandContext, printCommands } from '../render/command-line.js';
import { resolve } from 'node:path';
import { FarmError } from '../domain/errors.js';
import type { Look } from '../render/look.js';
import type { TestsResult } from '../render/test-result.js';
import { escapeAll } from '../render/text.js';
import { writeReport } from '../store/report-file.js';
import type { TestsRun } from './test.js';

/** Where the answer of `farm test` goes: text or JUnit to standard output, or JUnit to a file and text beside it. */

interface Asked {
  json?: boolean | undefined;
  format?: string | undefined;
  output?: string | undefined;
}

/** The answer of a run. */
export async function testsAnswer(run: TestsRun, asked: Asked, context: CommandContext) {
  const { status, failure } = run;
  const result = printCommands(run.result, context);
  const text = await textOf(result, asked);
  return { result, status, failure, json: asked.format === 'json', text: async () => text };
}

/** What is printed on standard output; a file that was asked for is written first. */
async function textOf(
  result: Printed<TestsResult>,
  { json, format, output }: Asked,
): Promise<(result: unknown, look: Look) => string> {
  if (json === true && format !== undefined && format !== 'json' && (output ?? '-') === '-') {
    throw new FarmError({
      code: 'E_USAGE',
      message: `${format} and json can't both go to standard output.`,
      why: 'Neither could be read then.',
      nextStep:
        format === 'junit' ? 'give JUnit a file: --output FILE' : 'leave out --format or --json',
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
    await writeReport(resolve(output), xml, '--output FILE');
  }
  const { renderTests } = await import('../render/farm-test.js');
  return (_, look) => renderTests(escapeAll(result), look);
}
