import {
  command,
  FarmError,
  type NextStep,
  sentence,
  suggestedCommand,
} from '../../domain/model/index.js';
import { danglingTarget, readText } from '../fs/read-text.js';
import { withoutMark } from '../json/positions.js';
import { isTestFile } from './test-file-name.js';

/** The text of a test file. */

/**
 * The text of a test file, without a byte order mark.
 * @throws FarmError E_NO_FARM, E_UNREADABLE
 */
export async function readTestText(path: string, name: string): Promise<string> {
  const text = withoutMark(await read(path, name));
  if (text.length > mostLetters) throw tooLarge(name);
  return text;
}

async function read(path: string, name: string): Promise<string> {
  try {
    return await readText({ kind: 'file', path, foundBy: 'FILES' });
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    const isLink = danglingTarget(path) !== null;
    const missing = error.code === 'E_NO_FARM' && !isLink;
    const step = isLink ? error.nextStep : 'specify another test file';
    throw new FarmError({
      code: error.code,
      message: missing ? `the test file ${name} does not exist.` : error.message,
      nextStep: missing ? stepToTests(name) : step,
      cause: error,
    });
  }
}

/** Far more than any test file has; the YAML parser needs about 500 bytes of memory for each character. */
const mostLetters = 1_000_000;

function tooLarge(name: string): FarmError {
  return new FarmError({
    code: 'E_UNREADABLE',
    message: `${name} has more than ${mostLetters / 1_000_000} million characters.`,
    nextStep: 'split it into several test files, or specify another',
  });
}

/** `--init` is suggested only for a name that `farm test` would find. */
function stepToTests(name: string): NextStep {
  return isTestFile(name)
    ? suggestedCommand('test', { args: [name], options: [['--init', null]] })
    : sentence`specify a file that ends in .farm-test.yaml, or write one: ${command`test --init`}`;
}
