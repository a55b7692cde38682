import { type FarmTest, judgeTest } from '../domain/expectations/index.js';
import { type Farm, FarmError } from '../domain/model/index.js';
import { describeMiss } from '../render/expectation-words.js';
import type { TestComparison, TestFlip } from '../render/diff-result.js';
import type { FarmSource } from '../store/farm/locate.js';
import { shownPath } from '../store/fs/shown-path.js';
import type { FarmVersion } from '../store/farm/version.js';
import {
  farmOfTests,
  findTestFiles,
  readTestFile,
  type TestFile,
} from '../store/test/test-file.js';

/** The tests of `farm diff --tests`: those about the compared farm, on both of its versions. */

/**
 * Runs the test files below this folder that are about one of the two files (or, if neither is a file, about the farm file)
 * on both versions.
 * @throws FarmError E_NO_FARM if there is no such test file; those of a broken test file
 */
export async function compareTests(
  before: FarmVersion,
  after: FarmVersion,
  { today, locate }: { today: string; locate: () => FarmSource },
): Promise<TestComparison> {
  const cwd = process.cwd();
  const named = [after.path, before.path].filter((path) => path !== null);
  const about = new Set(named.length === 0 ? [locate().path] : named);
  const files: TestFile[] = [];
  for (const path of await findTestFiles([], cwd)) {
    const file = await readTestFile(path);
    const source = farmOfTests(file, { file: undefined, env: process.env, cwd });
    if (about.has(source.path)) files.push(file);
  }
  if (files.length === 0) throw noTests([...about].map((path) => shownPath(path)));
  const flips = files.flatMap((file) =>
    file.tests.flatMap((test): TestFlip[] => {
      const [was, now] = [before, after].map(({ farm }) =>
        judged(farm, test, file, { today, after }),
      );
      if (was === undefined || now === undefined || was.outcome === now.outcome) return [];
      const place = { file: file.name, name: test.name };
      return [{ ...place, before: was.outcome, after: now.outcome, misses: now.misses }];
    }),
  );
  const tests = files.reduce((sum, file) => sum + file.tests.length, 0);
  return { files: files.map(({ name }) => name), tests, flips };
}

/** One test on one version. A test that names an object which the version lacks can't run on it: it is broken there. */
function judged(
  farm: Farm,
  test: FarmTest,
  file: TestFile,
  { today, after }: { today: string; after: FarmVersion },
): { outcome: TestFlip['before']; misses: TestFlip['misses'] } {
  const found = judgeTest(farm, test, { today, farmFile: after.file ?? '-', testFile: file.name });
  if (Array.isArray(found)) return { outcome: 'broken', misses: [] };
  return { outcome: found.passed ? 'passed' : 'failed', misses: found.misses.map(describeMiss) };
}

function noTests(farms: readonly string[]): FarmError {
  return new FarmError({
    code: 'E_NO_FARM',
    message: `no test file in this folder or below is about ${farms.join(' or ')}.`,
    why: 'A run without tests would always pass.',
    nextStep: 'name the farm file in a test file: farm: PATH',
  });
}
