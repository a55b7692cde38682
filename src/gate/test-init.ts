import { command, sentence, FarmError } from '../domain/model/index.js';
import { starterTests } from '../domain/expectations/index.js';
import { describeStarter } from '../render/starter-words.js';
import type { InitResult } from '../render/test-result.js';
import type { LoadedFarm } from '../store/farm/farm-file.js';
import { namedPath, shownPath } from '../store/farm/locate.js';
import { createTestFile, newTestPath } from '../store/test/test-print.js';

/** `farm test --init`: a first test file, with tests that pass for the current farm. */

/**
 * Writes tests that pass for the current farm to a new file, and the schema for editors beside it if there is none.
 * @throws FarmError E_USAGE for several names or an invalid one; E_EXISTS; E_CANNOT_WRITE
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
      message: `--init writes one file, but ${names.length} were given.`,
      nextStep: sentence`specify one: ${command`test FILE --init`}`,
    });
  }
  const path = newTestPath(named, source, cwd);
  const tests = starterTests(farm, today).map(describeStarter);
  const schema = await createTestFile(path, source, tests);
  const result: InitResult = {
    file: shownPath(path),
    schema: schema === null ? null : shownPath(schema),
    farm: shownPath(source.path),
    tests: tests.map(({ test }) => test.name),
    again: command`test ${namedPath(path)}`,
  };
  return { result, text: async () => (await import('../render/farm-test.js')).renderInit };
}
