import { combinedError } from './combined-error.js';
import { command, FarmError } from '../domain/model/index.js';
import type { Misfit } from '../domain/expectations/index.js';
import type { ProblemDocument } from '../render/envelope.js';
import { errorDocument } from '../render/error-document.js';
import type { Progress } from '../cli/progress.js';
import { inWords } from '../cli/refusals.js';
import type { TestedFile, TestedTest, TestsResult } from '../render/test-result.js';
import { type LoadedFarm, readFarm } from '../store/farm/farm-file.js';
import { type FarmSource, namedPath, shownPath } from '../store/farm/locate.js';
import {
  farmOfTests,
  misfit,
  placesIn,
  readTestFile,
  type TestFile,
} from '../store/test/test-file.js';
import { isOfFile, sayBriefly } from './many-files.js';
import { inFile, judgeRow, type JudgedRow, missWords, rowsOf } from './test-rows.js';

/** One run of `farm test`: every test of every file is run, even if other files are broken. */

/** The options of a run. */
export interface TestQuestion {
  /** The farm for all test files, overriding theirs; undefined to use theirs. */
  file: string | undefined;
  /** Run only tests whose name contains this; case-insensitive. */
  grep: string | undefined;
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
  env: NodeJS.ProcessEnv;
  cwd: string;
}

/** The result of a run. */
export interface TestsRun {
  result: TestsResult;
  status: 0 | 1;
  /** The combined error of broken files. */
  failure: FarmError | undefined;
  /** Every file that was read, or tried to be read, absolute. */
  files: string[];
}

/** A test file with its results. */
interface Tested {
  tested: TestedFile;
  skipped: number;
  errors: FarmError[];
}

/**
 * Runs the tests of files.
 * @throws FarmError E_NOT_FOUND if --grep matches no test; of anything but a broken file, such as E_USAGE
 */
export async function runTests(
  paths: readonly string[],
  question: TestQuestion,
  progress?: Pick<Progress, 'show'>,
): Promise<TestsRun> {
  const farms = new Farms();
  const all: Tested[] = [];
  for (const path of paths) {
    progress?.show('Testing file', all.length + 1, paths.length);
    all.push(await testFile(path, farms, question));
  }
  const failure = failureOf(all);
  // A file without tests that match --grep is not reported.
  const files = all
    .map(({ tested }) => tested)
    .filter(({ tests, error }) => tests.length > 0 || error !== null);
  const result = { summary: summarise(files, all), files };
  const { tests, skipped, failed } = result.summary;
  if (tests === 0 && skipped > 0 && failure === undefined)
    throw noMatchingTest(question.grep ?? '', skipped);
  const watched = [...paths, ...farms.paths];
  return { result, status: failed > 0 ? 1 : 0, failure, files: watched };
}

async function testFile(path: string, farms: Farms, question: TestQuestion): Promise<Tested> {
  const file = shownPath(path);
  let farm: string | null = null;
  try {
    const read = await readTestFile(path);
    const source = farmOfTests(read, question);
    farm = namedPath(source.path);
    const loaded = await farms.read(source);
    return await judgeFile(read, loaded, farm, question);
  } catch (error) {
    if (!isOfFile(error)) throw error;
    const worded = await inWords(error);
    const tested = { file, farm, tests: [], error: errorDocument(worded) };
    return { tested, skipped: 0, errors: [worded] };
  }
}

async function judgeFile(
  file: TestFile,
  { farm }: LoadedFarm,
  farmFile: string,
  { today, grep }: TestQuestion,
): Promise<Tested> {
  const rows = rowsOf(file.tests, farm);
  const judged = rows
    .filter(({ name }) => matchesGrep(name, grep))
    .map((row) => judgeRow(row, farm, { today, farmFile, testFile: file.name }));
  const misfits = judged.flatMap(({ written, found }) =>
    'misfits' in found ? inFile(written, found.misfits) : [],
  );
  const error = misfits.length === 0 ? undefined : await unfit(file, farmFile, misfits);
  const document = error === undefined ? null : errorDocument(error);
  const tests = await placed(file, judged, document?.problems ?? []);
  return {
    tested: { file: file.name, farm: farmFile, tests, error: document },
    skipped: rows.length - tests.length,
    errors: error === undefined ? [] : [error],
  };
}

/** Whether the test's name contains the text of --grep. */
function matchesGrep(name: string, grep: string | undefined): boolean {
  return grep === undefined || name.toLowerCase().includes(grep.toLowerCase());
}

/** The results, with places in the file. `problems`: those of all misfits, in their order. */
async function placed(
  file: TestFile,
  judged: readonly JudgedRow[],
  problems: readonly ProblemDocument[],
): Promise<TestedTest[]> {
  const paths = judged.flatMap(({ written, found }) => [
    written.at,
    ...('misses' in found ? found.misses.map(({ path }) => written.sourceOf(path)) : []),
  ]);
  const places = await placesIn(file, paths);
  let placesUsed = 0;
  const nextPlace = (): { line: number; column: number } => {
    const { line = 1, column = 1 } = places[placesUsed] ?? {};
    placesUsed += 1;
    return { line, column };
  };
  const describe = await missWords(judged);
  let problemsUsed = 0;
  return judged.map(({ name, found }): TestedTest => {
    const at = nextPlace();
    const nothing = { site: null, scenarios: 0, expectations: 0, misses: [], problems: [] };
    if ('skipped' in found)
      return { name, outcome: 'skipped', skipReason: found.skipped, ...at, ...nothing };
    if ('misfits' in found) {
      const own = problems.slice(problemsUsed, problemsUsed + found.misfits.length);
      problemsUsed += found.misfits.length;
      return { name, outcome: 'broken', skipReason: null, ...at, ...nothing, problems: own };
    }
    const { site, passed, scenarios, expectations } = found;
    const misses = found.misses.map((miss) => ({ ...describe(miss), ...nextPlace() }));
    const outcome = passed ? 'passed' : 'failed';
    const counts = { scenarios, expectations };
    return { name, site, outcome, skipReason: null, ...counts, ...at, misses, problems: [] };
  });
}

/** The farms of a run, each read once: several test files may use one farm, and standard input can't be read twice. */
class Farms {
  readonly #read = new Map<string, Promise<LoadedFarm>>();

  get paths(): string[] {
    return [...this.#read.keys()].filter((path) => path !== '-');
  }

  read(source: FarmSource): Promise<LoadedFarm> {
    const read = this.#read.get(source.path) ?? readFarm(source);
    this.#read.set(source.path, read);
    return read;
  }
}

function summarise(files: readonly TestedFile[], all: readonly Tested[]): TestsResult['summary'] {
  const tests = files.flatMap((file) => file.tests);
  const count = (outcome: TestedTest['outcome']): number =>
    tests.filter((test) => test.outcome === outcome).length;
  return {
    files: files.length,
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    broken: count('broken'),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
    skippedWithReason: count('skipped'),
    brokenFiles: files.filter((file) => file.error !== null && file.tests.length === 0).length,
  };
}

/** The error of a test file that does not fit its farm; the words are loaded only then. */
export async function unfit(
  file: TestFile,
  farm: string,
  misfits: readonly Misfit[],
): Promise<FarmError> {
  const { describeMisfit } = await import('../render/misfit-words.js');
  return misfit(file, farm, misfits.map(describeMisfit));
}

/** One error for everything that is broken: a single error unchanged, or one with all problems. */
function failureOf(all: readonly Tested[]): FarmError | undefined {
  const errors = [...new Set(all.flatMap((one) => one.errors))];
  return combinedError(errors, {
    message: `${errors.length} files are broken: ${errors.map(sayBriefly).join('; ')}.`,
    why: 'Broken files are not tested. No file was changed.',
  });
}

function noMatchingTest(grep: string, skipped: number): FarmError {
  return new FarmError({
    code: 'E_NOT_FOUND',
    message: `no test has "${grep}" in its name (${skipped === 1 ? '1 test' : `${skipped} tests`} in all).`,
    why: 'A run without tests would always pass.',
    nextStep: command`test`,
  });
}
