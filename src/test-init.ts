import { FarmError } from './domain/errors.js';
import { starterTests } from './domain/expectations/starter.js';
import type { Farm } from './domain/farm.js';
import type { InitResult } from './render/test-result.js';
import { printJson } from './render/text.js';
import { printFarm } from './store/document.js';
import type { LoadedFarm } from './store/farm-file.js';
import { shownPath } from './store/locate.js';
import { createTestFile, newTestPath } from './store/test-print.js';

/** `farm test --init` and `--given`: the farm as tests, and a test's farm. */

/**
 * Writes tests that pass for the farm as it stands to a new file.
 * @throws FarmError E_USAGE for several names or one that no test file has; E_EXISTS; E_CANNOT_WRITE
 */
export async function initTests(
  names: readonly string[],
  { farm, source }: LoadedFarm,
  { today, cwd }: { today: string; cwd: string },
): Promise<InitResult> {
  const [named, another] = names;
  if (another !== undefined) {
    throw new FarmError({
      code: 'E_USAGE',
      message: `--init writes one file, and ${names.length} were named.`,
      nextStep: 'name one: farm test --init FILE',
    });
  }
  const path = newTestPath(named, source, cwd);
  const tests = starterTests(farm, today);
  await createTestFile(path, source, tests);
  return {
    file: shownPath(path),
    farm: shownPath(source.path),
    tests: tests.map(({ test }) => test.name),
  };
}

/** A farm as a document and as the text of a farm file. */
export function printGiven(farm: Farm): { result: unknown; text: string } {
  const result: unknown = JSON.parse(printFarm(farm));
  return { result, text: printJson(result) };
}
