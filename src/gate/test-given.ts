import { command, FarmError, type Farm, sameName } from '../domain/model/index.js';
import { farmAsGiven, type FarmTest } from '../domain/expectations/index.js';
import { printJson } from '../render/text.js';
import { printFarm } from '../store/farm/document.js';
import { readFarm } from '../store/farm/farm-file.js';
import { type FarmSource, shownPath } from '../store/farm/locate.js';
import type { WrittenTest } from '../store/test/test-convert.js';
import {
  farmOfTests,
  findTestFiles,
  readTestFile,
  type TestFile,
} from '../store/test/test-file.js';
import { inFile, rowsOf } from './test-rows.js';
import { type TestQuestion, unfit } from './test.js';

/** `farm test --given`: the farm that a test starts from, after the edits of the test, as input for other commands. */

/**
 * The farm as a farm file, always in JSON.
 * @throws FarmError as `farmOfTest`
 */
export async function givenAnswer(names: readonly string[], test: string, question: TestQuestion) {
  const paths = await findTestFiles(names, question.cwd);
  const result: unknown = JSON.parse(printFarm(await farmOfTest(paths, test, question)));
  // Not escaped like other texts: other commands read it.
  return { result, document: true, text: async () => () => printJson(result) };
}

/**
 * The farm of the test with this name, after the edits of the test.
 * @throws FarmError E_NOT_FOUND, E_INVALID, and those of the files
 */
async function farmOfTest(
  paths: readonly string[],
  name: string,
  question: TestQuestion,
): Promise<Farm> {
  const names: string[] = [];
  for (const path of paths) {
    const file = await readTestFile(path);
    const source = farmOfTests(file, question);
    // A test of several sites has a name for each of them, which only the farm tells.
    const isNamed = file.tests.some(({ test }) => sameName(test.name, name));
    const hasSites = file.tests.some(({ sites }) => sites !== null);
    if (!isNamed && !hasSites) {
      names.push(...file.tests.map(({ test }) => test.name));
      continue;
    }
    const { farm } = await readFarm(source);
    const rows = rowsOf(file.tests.map(unskipped), farm);
    const row = rows.find((one) => sameName(one.name, name) && 'test' in one);
    if (row !== undefined && 'test' in row) return given(farm, row, file, source);
    names.push(...rows.map((one) => one.name));
  }
  throw new FarmError({
    code: 'E_NOT_FOUND',
    message: `there is no test "${name}".`,
    typed: name,
    candidates: names,
    nextStep: command`test`,
  });
}

/** A test that is skipped has a farm to start from, too. */
function unskipped(written: WrittenTest): WrittenTest {
  return { ...written, skip: null };
}

async function given(
  farm: Farm,
  { test, written }: { test: FarmTest; written: WrittenTest },
  file: TestFile,
  source: FarmSource,
): Promise<Farm> {
  const edited = farmAsGiven(farm, test);
  if ('farm' in edited) return edited.farm;
  throw await unfit(file, shownPath(source.path), inFile(written, edited.misfits));
}
