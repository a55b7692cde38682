import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  command,
  type NextStep,
  sentence,
  suggestedCommand,
  FarmError,
  type FarmErrorDetails,
  type Location,
  type LocatedProblem,
  type Path,
  type Problem,
} from '../../domain/model/index.js';
import type { FarmTest } from '../../domain/expectations/index.js';
import { findFarmFiles } from '../farm/farm-files.js';
import { type FarmSource, locateFarm } from '../farm/locate.js';
import { type FirstProblems, Lines, mostShown, withoutMark } from '../json/positions.js';
import type { FileProblems, Wanted } from '../farm/problems.js';
import { readText } from '../fs/read-text.js';
import { shownPath } from '../fs/shown-path.js';
import { type TestDocument, toTests } from './test-convert.js';
import { testFormatVersion } from './test-schema.js';
import { findTestShapeProblems } from './test-shape.js';
import { offsetsOf } from '../json/value-offsets.js';

/** Test files: which are meant, and what stands in them, with every problem told at once. */

/** A test file as it was read. */
export interface TestFile {
  /** Absolute. */
  path: string;
  /** As it is shown. */
  name: string;
  /** What it says of its farm file; null where it says nothing. */
  farm: string | null;
  tests: FarmTest[];
  text: string;
}

/** How test files end. */
export const testFileEndings = ['.farm-test.yaml', '.farm-test.yml', '.farm-test.json'] as const;

const everyTestFile = '**/*.farm-test.{json,yaml,yml}';

/** Whether a file has the name of a test file. */
export function isTestFile(path: string): boolean {
  return testFileEndings.some((ending) => path.toLowerCase().endsWith(ending));
}

/**
 * The test files of names, patterns and folders, absolute; without any, all below the working directory. node_modules
 * and hidden folders are left out of patterns and folders.
 * @throws FarmError E_NO_FARM where there is none; E_USAGE for standard input
 */
export async function findTestFiles(names: readonly string[], cwd: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of names.length === 0 ? ['.'] : names) {
    if (name === '-') throw notFromStdin();
    const path = resolve(cwd, name);
    const isFolder =
      name !== '' && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const sources = isFolder ? await inFolder(path) : await findFarmFiles([name], cwd);
    found.push(...sources.map((source) => source.path));
  }
  return [...new Set(found)];
}

async function inFolder(folder: string): Promise<FarmSource[]> {
  try {
    return await findFarmFiles([everyTestFile], folder);
  } catch (error) {
    if (!(error instanceof FarmError) || error.code !== 'E_NO_FARM') throw error;
    throw new FarmError({
      code: 'E_NO_FARM',
      message: `there is no test file in ${folder} or below: no *.farm-test.yaml, .yml or .json.`,
      why: 'A gate that looks at nothing would always pass.',
      nextStep: command`test --init`,
      cause: error,
    });
  }
}

/**
 * The tests of a file.
 * @throws FarmError E_NO_FARM, E_UNREADABLE, E_NEWER_FORMAT, E_SYNTAX, E_INVALID, the latter two with every problem and
 *   its place
 */
export async function readTestFile(path: string): Promise<TestFile> {
  const name = shownPath(path);
  const text = withoutMark(await readTestText(path, name));
  if (text.length > mostLetters) throw tooLarge(name);
  const { document, problems, omitted, hasSyntaxErrors } = await problemsOf(text, path, name);
  refuseNewerFormat(document, name);
  if (problems.length > 0) throw brokenTestFile(name, { problems, omitted }, hasSyntaxErrors);
  const written = document as TestDocument;
  return { path, name, farm: written.farm ?? null, tests: toTests(written).tests, text };
}

async function readTestText(path: string, name: string): Promise<string> {
  try {
    return await readText({ kind: 'file', path, foundBy: 'FILES' });
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    const missing = error.code === 'E_NO_FARM';
    throw new FarmError({
      code: error.code,
      message: missing ? `the test file ${name} does not exist.` : error.message,
      nextStep: missing ? wayToTests(name) : 'name another test file',
      cause: error,
    });
  }
}

/** Far beyond any test file; the YAML parser needs about 500 bytes of memory for each. */
const mostLetters = 1_000_000;

function tooLarge(name: string): FarmError {
  return new FarmError({
    code: 'E_UNREADABLE',
    message: `${name} has more than ${mostLetters / 1_000_000} million characters: no test file has.`,
    nextStep: 'split it into several test files, or name another',
  });
}

/** A first test file is written only under a name that `farm test` would find again. */
function wayToTests(name: string): NextStep {
  return isTestFile(name)
    ? suggestedCommand('test', { args: [name], options: [['--init', null]] })
    : sentence`name a file that ends in .farm-test.yaml, or write one: ${command`test --init`}`;
}

const wanted: Wanted = {
  find: findContentProblems,
  what: 'tests, as farm test --init writes them',
};

async function problemsOf(text: string, path: string, name: string): Promise<FileProblems> {
  if (isJson(path)) return (await import('../farm/problems.js')).findProblems(text, name, wanted);
  return (await import('./yaml-text.js')).findYamlProblems(text, name, wanted);
}

function findContentProblems(document: unknown): ReturnType<Wanted['find']> {
  const shape = findTestShapeProblems(document);
  if (shape.length > 0) return shape;
  const { problems } = toTests(document as TestDocument);
  return problems.map((problem) => ({ of: 'value', problem }));
}

/** The problems of a sound test file that only its farm shows, as an error with their places. */
export async function misfit(
  file: TestFile,
  farm: string,
  problems: readonly Problem[],
): Promise<FarmError> {
  const places = await placesIn(
    file,
    problems.map(({ path }) => path),
  );
  const located = problems.flatMap((problem, index): LocatedProblem[] => {
    const location = places[index];
    return location === undefined ? [] : [{ ...problem, location }];
  });
  const shown = located.slice(0, mostShown);
  return broken(shown, located.length - shown.length, {
    code: 'E_INVALID',
    message: `${file.name} does not fit the farm ${farm}`,
    why: 'What is not in a farm, or refused there, can not be tested.',
    nextStep: 'correct the test file, or name another farm: --file PATH',
  });
}

/** Where things stand in a test file. */
export async function placesIn(file: TestFile, paths: readonly Path[]): Promise<Location[]> {
  const { path, name, text } = file;
  const lines = new Lines(text);
  const offsets = isJson(path)
    ? offsetsOf(text, paths)
    : (await import('./yaml-text.js')).yamlOffsets(text, paths);
  return offsets.map((offset) => lines.locate(offset, name));
}

/**
 * The farm that a test file is about: the one of `--file`, the one it names, or the one that farm finds from its folder.
 * @throws FarmError E_NO_FARM, E_USAGE, E_PREFERENCES
 */
export function farmOfTests(
  { path, farm }: Pick<TestFile, 'path' | 'farm'>,
  { file, env, cwd }: { file: string | undefined; env: NodeJS.ProcessEnv; cwd: string },
): FarmSource {
  if (file !== undefined) return locateFarm({ file, env, cwd });
  const folder = dirname(path);
  if (farm === null) return locateFarm({ env, cwd: folder });
  return { kind: 'file', path: resolve(folder, farm), foundBy: 'FILES' };
}

function isJson(path: string): boolean {
  return path.toLowerCase().endsWith('.json');
}

function refuseNewerFormat(document: unknown, name: string): void {
  if (typeof document !== 'object' || document === null || !('formatVersion' in document)) return;
  const found = document.formatVersion;
  if (typeof found !== 'number' || found <= testFormatVersion) return;
  throw new FarmError({
    code: 'E_NEWER_FORMAT',
    message: `${name} was made for a newer farm: its format is ${found}, this build knows ${testFormatVersion}.`,
    nextStep: 'install the newest farm, then try again',
  });
}

function brokenTestFile(
  name: string,
  { problems, omitted }: FirstProblems,
  syntax: boolean,
): FarmError {
  const kind = isJson(name) ? 'JSON' : 'YAML';
  return broken(problems, omitted, {
    code: syntax ? 'E_SYNTAX' : 'E_INVALID',
    message: `${name} is not ${syntax ? `valid ${kind}` : 'a sound test file'}`,
    why: 'A test that says what it can not mean tests nothing.',
    nextStep: 'correct the file at the places named',
  });
}

/** The message is completed with how many problems there are. */
function broken(
  problems: readonly LocatedProblem[],
  omitted: number,
  details: FarmErrorDetails,
): FarmError {
  const [first] = problems;
  if (first === undefined) throw new Error(`${details.message}, but nothing wrong was found`);
  const total = problems.length + omitted;
  const message = `${details.message}: ${total === 1 ? 'one problem' : `${total} problems`}.`;
  const { location } = first;
  return new FarmError({ ...details, message, location, problems, problemsOmitted: omitted });
}

function notFromStdin(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: "tests can't be read from standard input.",
    why: 'Their file says where their farm is; only the farm can come from there, with --file -.',
    nextStep: 'name a test file',
  });
}
