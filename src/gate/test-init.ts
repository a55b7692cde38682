import { command, sentence, FarmError } from '../domain/model/index.js';
import { starterTests } from '../domain/expectations/index.js';
import { describeStarter } from '../render/starter-words.js';
import type { InitResult } from '../render/test-result.js';
import type { LoadedFarm } from '../store/farm/farm-file.js';
import { namedPath, shownPath } from '../store/farm/locate.js';
import { createTestFile, newTestPath } from '../store/test/test-print.js';

/** `farm test --init`: a first test file, of what is true of a farm as it stands. */

/**
 * Writes tests that pass for the farm as it stands to a new file.
 * @throws FarmError E_USAGE for several names or one that no test file has; E_EXISTS; E_CANNOT_WRITE
 */
export async function initAnswer(
  names: readonly string[],
  { farm, source }: LoadedFarm,
  { today, cwd }: { today: string; cwd: string },
) {
  const [named, another] = names;
  if (another !== undefined) {
    throw new FarmError({
      code: 'E_USAGE',
      message: `--init writes one file, and ${names.length} were named.`,
      nextStep: sentence`name one: ${command`test FILE --init`}`,
    });
  }
  const path = newTestPath(named, source, cwd);
  const tests = starterTests(farm, today).map(describeStarter);
  await createTestFile(path, source, tests);
  const result: InitResult = {
    file: shownPath(path),
    farm: shownPath(source.path),
    tests: tests.map(({ test }) => test.name),
    again: command`test ${namedPath(path)}`,
  };
  return { result, text: async () => (await import('../render/farm-test.js')).renderInit };
}
