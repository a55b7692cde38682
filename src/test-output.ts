import { resolve } from 'node:path';
import { FarmError } from './domain/errors.js';
import type { Look } from './render/look.js';
import type { TestsResult } from './render/test-result.js';
import { writeReport } from './store/report-file.js';

/** Where the answer of `farm test` goes: text or JUnit to standard output, or JUnit to a file and text beside it. */

/** How a result is printed on standard output; a file that was asked for is written first. */
export async function textOf(
  result: TestsResult,
  { format, output }: { format?: string | undefined; output?: string | undefined },
): Promise<(result: TestsResult, look: Look) => string> {
  if (output !== undefined && format !== 'junit') {
    throw new FarmError({
      code: 'E_USAGE',
      message: `--output is for JUnit, not for ${format}.`,
      nextStep: 'add --format junit, or redirect the output: > FILE',
    });
  }
  const { renderTests } = await import('./render/farm-test.js');
  if (format !== 'junit') return renderTests;
  const { renderJunitTests } = await import('./render/formats/junit-tests.js');
  if (output === undefined || output === '-') return renderJunitTests;
  await writeReport(resolve(output), renderJunitTests(result), '--output FILE');
  return renderTests;
}
