import type { Judging, Miss } from '../domain/expectations/index.js';
import { type Farm, FarmError } from '../domain/model/index.js';
import type { MissDocument } from '../render/expectation-words.js';
import type { TestComparison, TestFlip } from '../render/diff-result.js';
import type { FarmSource } from '../store/farm/locate.js';
import { shownPath } from '../store/fs/shown-path.js';
import type { FarmVersion } from '../store/farm/version.js';
import { type JudgedRow, judgeRow, missWords, rowsOf } from './test-rows.js';
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
  const compared: Compared[] = [];
  for (const file of files) compared.push(...(await bothOf(file, before, after, today)));
  const flips = compared.flatMap(({ file, name, was, now }): TestFlip[] =>
    was.outcome === now.outcome
      ? []
      : [{ file, name, before: was.outcome, after: now.outcome, misses: now.misses }],
  );
  return { files: files.map(({ name }) => name), tests: compared.length, flips };
}

interface Outcome {
  outcome: TestFlip['before'];
  misses: TestFlip['misses'];
}

interface Compared {
  file: string;
  name: string;
  was: Outcome;
  now: Outcome;
}

/** The tests of a file that are not skipped, on both versions. */
async function bothOf(
  file: TestFile,
  before: FarmVersion,
  after: FarmVersion,
  today: string,
): Promise<Compared[]> {
  const judging = { today, farmFile: after.file ?? '-', testFile: file.name };
  const [was, now] = await Promise.all(
    [before, after].map(({ farm }) => outcomesOf(file, farm, judging)),
  );
  const names = new Set([...(now?.keys() ?? []), ...(was?.keys() ?? [])]);
  return [...names].map((name) => ({
    file: file.name,
    name,
    was: was?.get(name) ?? cannotRun,
    now: now?.get(name) ?? cannotRun,
  }));
}

async function outcomesOf(
  { tests }: TestFile,
  farm: Farm,
  judging: Judging,
): Promise<Map<string, Outcome>> {
  const judged = rowsOf(tests, farm).map((row) => judgeRow(row, farm, judging));
  const describe = await missWords(judged);
  return new Map(
    judged
      .filter(({ found }) => !('skipped' in found))
      .map(({ name, found }) => [name, outcomeOf(found, describe)]),
  );
}

/** A test that names an object which the version lacks can't run on it: it is broken there. */
const cannotRun: Outcome = { outcome: 'broken', misses: [] };

function outcomeOf(found: JudgedRow['found'], describe: (miss: Miss) => MissDocument): Outcome {
  if (!('passed' in found)) return cannotRun;
  return { outcome: found.passed ? 'passed' : 'failed', misses: found.misses.map(describe) };
}

function noTests(farms: readonly string[]): FarmError {
  return new FarmError({
    code: 'E_NO_FARM',
    message: `no test file in this folder or below is about ${farms.join(' or ')}.`,
    why: 'A run without tests would always pass.',
    nextStep: 'name the farm file in a test file: farm: PATH',
  });
}
