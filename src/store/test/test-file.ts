import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  counted,
  command,
  FarmError,
  type FarmErrorDetails,
  type Location,
  type LocatedProblem,
  type Path,
  type Problem,
} from '../../domain/model/index.js';
import { findFarmFiles } from '../farm/farm-files.js';
import { type FarmSource, locateFarm } from '../farm/locate.js';
import { Lines, mostShown } from '../json/positions.js';
import type { FileProblems, Wanted } from '../farm/problems.js';
import { shownPath } from '../fs/shown-path.js';
import { readTests, type WrittenTest } from './test-convert.js';
import { isTestFile } from './test-file-name.js';
import { readTestText } from './test-text.js';
import { explainIndentation } from './misplaced-keys.js';
import { testFormatVersion, testSchema } from './test-schema.js';
import { offsetsOf } from '../json/value-offsets.js';

export { isTestFile } from './test-file-name.js';

/** Finding and reading test files; all problems of a file are reported at once. */

/** A test file that was read. */
export interface TestFile {
  /** Absolute. */
  path: string;
  /** As it is shown. */
  name: string;
  /** Its "farm" key; null if absent. */
  farm: string | null;
  tests: WrittenTest[];
  text: string;
}

/**
 * The test files for names, patterns and folders, absolute; by default, all below the working directory.
 * @throws FarmError E_NO_FARM if there is none; E_UNREADABLE for a search that is too large; E_USAGE for standard input
 */
export async function findTestFiles(names: readonly string[], cwd: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of names.length === 0 ? ['.'] : names) {
    if (name === '-') throw notFromStdin();
    const path = resolve(cwd, name);
    const isFolder =
      name !== '' && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const sources = isFolder ? [] : await findFarmFiles([name], cwd);
    found.push(...(isFolder ? await inFolder(path) : sources.map((source) => source.path)));
  }
  return [...new Set(found)];
}

async function inFolder(folder: string): Promise<string[]> {
  const { filesBelow } = await import('../fs/files-below.js');
  const paths = await filesBelow(folder, isTestFile);
  if (paths.length > 0) return paths;
  throw new FarmError({
    code: 'E_NO_FARM',
    message: `there are no test files (*.farm-test.yaml, .yml or .json) in ${folder} or below.`,
    why: 'A run without tests would always pass.',
    nextStep: command`test --init`,
  });
}

/**
 * The tests of a file.
 * @throws FarmError E_NO_FARM, E_UNREADABLE, E_NEWER_FORMAT, E_SYNTAX, E_INVALID; the last two with every problem and its
 *   place
 */
export async function readTestFile(path: string): Promise<TestFile> {
  const name = shownPath(path);
  const text = await readTestText(path, name);
  const found = await problemsOf(text, path, name);
  const { document } = found;
  refuseNewerFormat(document, name);
  if (found.problems.length > 0) throw brokenTestFile(name, found);
  const { farm = null } = document as { farm?: string };
  return { path, name, farm, tests: readTests(document).tests, text };
}

const wanted: Wanted = {
  find: (document) => findContentProblems(document),
  what: 'tests, as farm test --init writes them',
  comment: {
    message: "a test file in JSON can't have comments.",
    expected: 'no comment, or a test file in YAML (.farm-test.yaml)',
  },
  yaml: {
    message: 'this is YAML, but the name of the file ends in .json.',
    expected: 'JSON, or a name that ends in .farm-test.yaml',
    nextStep: 'rename the file, or save it as JSON',
  },
};

async function problemsOf(text: string, path: string, name: string): Promise<FileProblems> {
  if (isJson(path)) return (await import('../farm/problems.js')).findProblems(text, name, wanted);
  const find: Wanted['find'] = (document) => findContentProblems(document, 'yaml');
  return (await import('./yaml-text.js')).findYamlProblems(text, name, { ...wanted, find });
}

function findContentProblems(
  document: unknown,
  syntax: 'json' | 'yaml' = 'json',
): ReturnType<Wanted['find']> {
  const { problems } = readTests(document);
  // Only in YAML does the indentation decide to which object a key belongs.
  return syntax === 'json' ? problems : explainIndentation(testSchema, document, problems);
}

/** The error for a valid test file that doesn't fit its farm, with the places of the problems. */
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
    why: 'A test can only use objects of its farm, and edits that farm accepts.',
    nextStep: 'correct the test file, or specify another farm: --file PATH',
  });
}

/** The places of paths in a test file. */
export async function placesIn(file: TestFile, paths: readonly Path[]): Promise<Location[]> {
  const { path, name, text } = file;
  const lines = new Lines(text);
  const offsets = isJson(path)
    ? offsetsOf(text, paths)
    : (await import('./yaml-text.js')).yamlOffsets(text, paths);
  return offsets.map((offset) => lines.locate(offset, name));
}

/**
 * The farm of a test file: from `--file`, from its "farm" key, or found from its folder.
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
    message: `${name} has format version ${found}; this version of farm supports ${testFormatVersion}.`,
    nextStep: 'install the newest version of farm, then try again',
  });
}

function brokenTestFile(name: string, found: FileProblems): FarmError {
  const { problems, omitted, hasSyntaxErrors: syntax, nextStep } = found;
  const kind = isJson(name) ? 'JSON' : 'YAML';
  return broken(problems, omitted, {
    code: syntax ? 'E_SYNTAX' : 'E_INVALID',
    message: `${name} is not ${syntax ? `valid ${kind}` : 'a valid test file'}`,
    why: "Invalid tests can't run.",
    nextStep: nextStep ?? 'correct the file at the lines shown',
  });
}

/** Adds the number of problems to the message. */
function broken(
  problems: readonly LocatedProblem[],
  omitted: number,
  details: FarmErrorDetails,
): FarmError {
  const [first] = problems;
  if (first === undefined) throw new Error(`${details.message}, but nothing wrong was found`);
  const total = problems.length + omitted;
  const message = `${details.message}: ${counted(total, 'problem')}.`;
  const { location } = first;
  return new FarmError({ ...details, message, location, problems, problemsOmitted: omitted });
}

function notFromStdin(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: "tests can't be read from standard input.",
    why: 'Only the farm can come from standard input, with --file -.',
    nextStep: 'specify a test file',
  });
}
