import { FarmError, type Problem } from './domain/errors.js';
import type { FarmTest, JudgedTest } from './domain/expectations.js';
import { farmAsGiven } from './domain/expectations/fitting.js';
import { judgeTest } from './domain/expectations/judge.js';
import { type Farm, sameName } from './domain/farm.js';
import { errorDocument } from './error-report.js';
import type { PlacedMiss, TestedFile, TestedTest, TestsResult } from './render/test-result.js';
import { type LoadedFarm, readFarm } from './store/farm-file.js';
import { type FarmSource, shownPath } from './store/locate.js';
import { farmOfTests, misfit, placesIn, readTestFile, type TestFile } from './store/test-file.js';

/** One run of `farm test`: every test of every file is judged, and a broken file stops none of the others. */

/** What a run needs beside the test files. */
export interface TestQuestion {
  /** The farm of all test files, whatever they say; undefined where each says. */
  file: string | undefined;
  /** Only tests whose name holds this, in any case. */
  grep: string | undefined;
  /** The day on which suppressions are judged, ISO date. */
  today: string;
  env: NodeJS.ProcessEnv;
  cwd: string;
}

/** What a run found. */
export interface TestsRun {
  result: TestsResult;
  status: 0 | 1;
  /** The error that broken files make together. */
  failure: FarmError | undefined;
  /** Every file that was read or looked for, absolute. */
  files: string[];
}

/** A test file with what was found in it. */
interface Tested {
  tested: TestedFile;
  skipped: number;
  errors: FarmError[];
}

/**
 * Runs the tests of files.
 * @throws FarmError E_NOT_FOUND when --grep leaves none; of anything but the files themselves, such as E_USAGE
 */
export async function runTests(
  paths: readonly string[],
  question: TestQuestion,
): Promise<TestsRun> {
  const farms = new Farms();
  const all: Tested[] = [];
  for (const path of paths) all.push(await testFile(path, farms, question));
  const failure = failureOf(all);
  const files = all.map(({ tested }) => tested);
  const result = { summary: summarise(files, all), files };
  const { tests, skipped, failed } = result.summary;
  if (tests === 0 && skipped > 0 && failure === undefined)
    throw noneNamed(question.grep ?? '', skipped);
  return { result, status: failed > 0 ? 1 : 0, failure, files: [...paths, ...farms.paths] };
}

async function testFile(path: string, farms: Farms, question: TestQuestion): Promise<Tested> {
  const file = shownPath(path);
  let farm: string | null = null;
  try {
    const read = await readTestFile(path);
    const source = farmOfTests(read, question);
    farm = source.kind === 'stdin' ? '-' : shownPath(source.path);
    const loaded = await farms.read(source);
    return await judgeFile(read, loaded, farm, question);
  } catch (error) {
    if (!(error instanceof FarmError) || error.exitCode !== brokenStatus) throw error;
    const tested = { file, farm, tests: [], error: errorDocument(error) };
    return { tested, skipped: 0, errors: [error] };
  }
}

/** The exit code of every error that says what is wrong with a file. */
const brokenStatus = new FarmError({ code: 'E_INVALID', message: '', nextStep: '' }).exitCode;

async function judgeFile(
  file: TestFile,
  { farm }: LoadedFarm,
  farmFile: string,
  { today, grep }: TestQuestion,
): Promise<Tested> {
  const tests: TestedTest[] = [];
  const problems: Problem[] = [];
  for (const [index, test] of file.tests.entries()) {
    if (!isMeant(test, grep)) continue;
    const judged = judgeTest(farm, test, { today, farmFile, testFile: file.name });
    tests.push(await placed(file, index, judged));
    if (Array.isArray(judged)) problems.push(...judged.map((one) => inTest(index, one)));
  }
  const error = problems.length === 0 ? null : await misfit(file, problems);
  return {
    tested: {
      file: file.name,
      farm: farmFile,
      tests,
      error: error === null ? null : errorDocument(error),
    },
    skipped: file.tests.length - tests.length,
    errors: error === null ? [] : [error],
  };
}

/** Whether a test is among those asked for by a part of its name. */
export function isMeant({ name }: FarmTest, grep: string | undefined): boolean {
  return grep === undefined || name.toLowerCase().includes(grep.toLowerCase());
}

async function placed(
  file: TestFile,
  index: number,
  judged: JudgedTest | Problem[],
): Promise<TestedTest> {
  const here = ['tests', index];
  const misses = Array.isArray(judged) ? [] : judged.misses;
  const [own, ...places] = await placesIn(file, [
    here,
    ...misses.map(({ path }) => [...here, ...path]),
  ]);
  const at = { line: own?.line ?? 1, column: own?.column ?? 1 };
  if (Array.isArray(judged)) {
    const name = file.tests[index]?.name ?? '';
    return {
      name,
      site: null,
      outcome: 'broken',
      scenarios: 0,
      expectations: 0,
      ...at,
      misses: [],
    };
  }
  const { name, site, passed, scenarios, expectations } = judged;
  const placedMisses = misses.map((miss, nth): PlacedMiss => {
    const { line, column } = places[nth] ?? at;
    return { ...miss, line, column };
  });
  return {
    name,
    site,
    outcome: passed ? 'passed' : 'failed',
    scenarios,
    expectations,
    ...at,
    misses: placedMisses,
  };
}

/** The farms of a run, each read once: several test files may be about one, and standard input ends. */
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
    brokenFiles: files.filter((file) => file.error !== null && file.tests.length === 0).length,
  };
}

/**
 * The farm of the test with a name, with the edits of the test made.
 * @throws FarmError E_NOT_FOUND, E_INVALID, and those of the files
 */
export async function farmOfTest(
  paths: readonly string[],
  name: string,
  question: TestQuestion,
): Promise<Farm> {
  const files: TestFile[] = [];
  for (const path of paths) files.push(await readTestFile(path));
  const file = files.find(({ tests }) => tests.some((test) => sameName(test.name, name)));
  const index = file?.tests.findIndex((test) => sameName(test.name, name)) ?? -1;
  const test = file?.tests[index];
  if (file === undefined || test === undefined) {
    throw new FarmError({
      code: 'E_NOT_FOUND',
      message: `there is no test "${name}".`,
      typed: name,
      candidates: files.flatMap(({ tests }) => tests.map((one) => one.name)),
      nextStep: 'farm test',
    });
  }
  const { farm } = await readFarm(farmOfTests(file, question));
  const given = farmAsGiven(farm, test);
  if ('farm' in given) return given.farm;
  throw await misfit(
    file,
    given.problems.map((one) => inTest(index, one)),
  );
}

/** A problem of a test, its path seen from the file. */
function inTest(index: number, problem: Problem): Problem {
  return { ...problem, path: ['tests', index, ...problem.path] };
}

/** One error for all that is broken: the only one, or one that tells every problem of each. */
function failureOf(all: readonly Tested[]): FarmError | undefined {
  const errors = [...new Set(all.flatMap((one) => one.errors))];
  const [first] = errors;
  if (first === undefined || errors.length === 1) return first;
  return new FarmError({
    code: errors.every(({ code }) => code === first.code) ? first.code : 'E_INVALID',
    message: [
      `${errors.length} files are broken:`,
      ...errors.map((error) => `- ${error.message}`),
    ].join('\n'),
    why: 'What is broken can not be tested; the files were not touched.',
    nextStep: 'correct the files at the places named',
    problems: errors.flatMap((error) => error.problems),
  });
}

function noneNamed(grep: string, skipped: number): FarmError {
  return new FarmError({
    code: 'E_NOT_FOUND',
    message: `no test has "${grep}" in its name; there ${skipped === 1 ? 'is one' : `are ${skipped}`}.`,
    why: 'A gate that looks at nothing would always pass.',
    nextStep: 'farm test',
  });
}
