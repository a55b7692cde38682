import {
  FarmError,
  type Farm,
  escapedCharacter,
  unsafeCharacters,
} from '../../domain/model/index.js';
import { checkFarm } from '../../domain/readiness/index.js';
import { type FarmDocument, toDocument, toFarm } from './convert.js';
import { countKeys, countWrittenKeys, mostValues, tooManyValuesAt } from '../json/json-scan.js';
import { withoutMark } from '../json/positions.js';
import type { FileProblems } from './problems.js';
import { formatVersion } from './format.js';
import { hasFarmShape } from './farm-shape.js';

export { locatePaths } from '../json/positions.js';

/** Farm documents as text: parsing with every problem told at once, and printing in one canonical form. */

/** What `$schema` says in a new farm file. */
export const newFileSchema = './farm.schema.json';

/**
 * The farm of a text; `file` names it in problems. What finds the problems is loaded only for a text that has some.
 * @throws FarmError E_NEWER_FORMAT, E_SYNTAX or E_INVALID, the latter two with every problem and its place
 */
export async function parseFarm(text: string, file: string): Promise<Farm> {
  const farm = parseValidFarm(text, file);
  if (farm !== null) return farm;
  const { findProblems } = await import('./problems.js');
  throw brokenFarm(file, findProblems(withoutMark(text), file));
}

/**
 * The farm of a text; null where anything is wrong with the text.
 * @throws FarmError E_NEWER_FORMAT
 */
export function parseValidFarm(text: string, file: string): Farm | null {
  const json = withoutMark(text);
  refuseTooManyValues(json, file);
  const document = parseQuickly(json);
  refuseNewerFormat(document, file);
  return farmIfValid(document, json);
}

/**
 * The farm as text: two-space indent, fixed order of keys, LF, a newline at the end. Characters that a terminal or an
 * editor would obey or hide instead of showing them, such as marks that turn the writing direction, are written as escapes.
 */
export function printFarm(farm: Farm, options: { schema?: string | undefined } = {}): string {
  const json = JSON.stringify(toDocument(farm, options.schema), null, 2);
  // Line ends are those between the parts of the document.
  const escaped = json.replace(/[^\n -~]+/g, (run) =>
    run.replace(unsafeCharacters, escapedCharacter),
  );
  return `${escaped}\n`;
}

/** What a sound farm file says as `$schema`, to be kept when it is saved. */
export function schemaOf(text: string): string | undefined {
  return (JSON.parse(withoutMark(text)) as FarmDocument).$schema;
}

/** The parsed text, or undefined where it isn't JSON: what is wrong is found out later. */
function parseQuickly(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function farmIfValid(document: unknown, json: string): Farm | null {
  if (!hasFarmShape(document)) return null;
  // NaN, for a document that nests too deep, is unequal too.
  if (countKeys(document) !== countWrittenKeys(json)) return null;
  const farm = toFarm(document as FarmDocument);
  return checkFarm(farm).length === 0 ? farm : null;
}

function refuseTooManyValues(json: string, file: string): void {
  if (tooManyValuesAt(json) === null) return;
  throw new FarmError({
    code: 'E_UNREADABLE',
    message: `${file} has more than ${mostValues / 1_000_000} million keys and list entries: no farm has.`,
    nextStep: 'name another file: --file PATH',
  });
}

function refuseNewerFormat(document: unknown, file: string): void {
  if (typeof document !== 'object' || document === null || !('formatVersion' in document)) return;
  const found = document.formatVersion;
  if (typeof found !== 'number' || found <= formatVersion) return;
  throw new FarmError({
    code: 'E_NEWER_FORMAT',
    message: `${file} was made by a newer farm: its format is ${found}, this build knows ${formatVersion}.`,
    why: 'Reading it as the older format could lose what the newer one holds; the file was not touched.',
    nextStep: 'install the newest farm, then try again',
  });
}

/**
 * The error for a text that is no farm, with all that was found to be wrong.
 * @throws FarmError E_NEWER_FORMAT where the text is of a newer format
 */
export function brokenFarm(file: string, found: FileProblems): FarmError {
  refuseNewerFormat(found.document, file);
  const { problems, omitted, hasSyntaxErrors: syntax } = found;
  const [first] = problems;
  if (first === undefined)
    throw new Error(`${file} was refused, but nothing wrong with it was found`);
  const total = problems.length + omitted;
  const count = total === 1 ? 'one problem' : `${total} problems`;
  return new FarmError({
    code: syntax ? 'E_SYNTAX' : 'E_INVALID',
    message: `${file} is not ${syntax ? 'valid JSON' : 'a sound farm'}: ${count}.`,
    why: "A farm that can't be read as a whole gives no answer; the file was not touched.",
    nextStep: 'correct the file at the places named',
    location: first.location,
    problems,
    problemsOmitted: omitted,
  });
}
