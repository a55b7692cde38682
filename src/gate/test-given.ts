import { command, FarmError, type Farm, sameName } from '../domain/model/index.js';
import { farmAsGiven } from '../domain/expectations/index.js';
import { printJson } from '../render/text.js';
import { printFarm } from '../store/farm/document.js';
import { readFarm } from '../store/farm/farm-file.js';
import { shownPath } from '../store/farm/locate.js';
import {
  farmOfTests,
  findTestFiles,
  readTestFile,
  type TestFile,
} from '../store/test/test-file.js';
import { inTest, type TestQuestion, unfit } from './test.js';

/** `farm test --given`: the farm that a test starts from, after the edits of the test, as input for other commands. */

/**
 * The farm as a farm file, always in JSON.
 * @throws FarmError as `farmOfTest`
 */
export async function givenAnswer(names: readonly string[], test: string, question: TestQuestion) {
  const paths = await findTestFiles(names, question.cwd);
  const result: unknown = JSON.parse(printFarm(await farmOfTest(paths, test, question)));
  // Not escaped like other texts: other commands read it.
  return { result, text: async () => () => printJson(result) };
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
      nextStep: command`test`,
    });
  }
  const source = farmOfTests(file, question);
  const { farm } = await readFarm(source);
  const given = farmAsGiven(farm, test);
  if ('farm' in given) return given.farm;
  throw await unfit(
    file,
    shownPath(source.path),
    given.misfits.map((one) => inTest(index, one)),
  );
}
