import {
  counted,
  FarmError,
  type Farm,
  escapedCharacter,
  unsafeCharacters,
} from '../../domain/model/index.js';
import { checkFarm } from '../../domain/readiness/index.js';
import { type FarmDocument, toDocument, toFarm } from './convert.js';
import {
  countKeys,
  countWrittenKeys,
  inexactNumberAt,
  mostValues,
  tooManyValuesAt,
} from '../json/json-scan.js';
import { withoutMark } from '../json/positions.js';
import type { FileProblems } from './problems.js';
import { formatVersion } from './format.js';
import { hasFarmShape } from './farm-shape.js';

export { locatePaths } from '../json/positions.js';

/** Farm documents as text: parsing, which reports every problem at once, and printing in one canonical form. */

/** The `$schema` of a new farm file. */
export const newFileSchema = './farm.schema.json';

/**
 * The farm of a text; `file` names it in problems. The search for problems is loaded only for a text that has some.
 * @throws FarmError E_NEWER_FORMAT, E_SYNTAX or E_INVALID, the latter two with every problem and its place
 */
export async function parseFarm(text: string, file: string): Promise<Farm> {
  const farm = parseValidFarm(text, file);
  if (farm !== null) return farm;
  const { findProblems } = await import('./problems.js');
  throw brokenFarm(file, findProblems(withoutMark(text), file));
}

/**
 * The farm of a text; null if the text is invalid.
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
 * editor would interpret or hide, such as marks that change the writing direction, are written as escapes.
 */
export function printFarm(farm: Farm, options: { schema?: string | undefined } = {}): string {
  const json = JSON.stringify(toDocument(farm, options.schema), null, 2);
  // Line ends are those between the parts of the document.
  const escaped = json.replace(/[^\n -~]+/g, (run) =>
    run.replace(unsafeCharacters(), escapedCharacter),
  );
  return `${escaped}\n`;
}

/** The `$schema` of a valid farm file, to be kept when it is saved. */
export function schemaOf(text: string): string | undefined {
  return (JSON.parse(withoutMark(text)) as FarmDocument).$schema;
}

/** The parsed text, or undefined if it isn't JSON: the problems are found later. */
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
  if (countKeys(document) !== countWrittenKeys(json) || inexactNumberAt(json) !== null) return null;
  const farm = toFarm(document as FarmDocument);
  return checkFarm(farm).length === 0 ? farm : null;
}

function refuseTooManyValues(json: string, file: string): void {
  if (tooManyValuesAt(json) === null) return;
  throw new FarmError({
    code: 'E_UNREADABLE',
    message: `${file} has more than ${mostValues / 1_000_000} million keys and list entries, too many for a farm.`,
    nextStep: 'specify another file: --file PATH',
  });
}

function refuseNewerFormat(document: unknown, file: string): void {
  if (typeof document !== 'object' || document === null || !('formatVersion' in document)) return;
  const found = document.formatVersion;
  if (typeof found !== 'number' || found <= formatVersion) return;
  throw new FarmError({
    code: 'E_NEWER_FORMAT',
    message: `${file} was written by a newer version of farm: its format is ${found}, this version supports ${formatVersion}.`,
    why: 'Reading it as the older format could lose data. The file is unchanged.',
    nextStep: 'install the newest version of farm, then run it again',
  });
}

/**
 * The error for a text that is not a valid farm, with every problem found.
 * @throws FarmError E_NEWER_FORMAT for a text of a newer format
 */
export function brokenFarm(file: string, found: FileProblems): FarmError {
  refuseNewerFormat(found.document, file);
  const { problems, omitted, hasSyntaxErrors: syntax, nextStep } = found;
  const [first] = problems;
  if (first === undefined)
    throw new Error(`${file} was refused, but nothing wrong with it was found`);
  const total = problems.length + omitted;
  return new FarmError({
    code: syntax ? 'E_SYNTAX' : 'E_INVALID',
    message: `${file} ${syntax ? 'is not valid JSON' : 'is not a valid farm'}: ${counted(total, 'problem')}.`,
    why: 'farm answers only for a file without errors. The file is unchanged.',
    nextStep: nextStep ?? 'correct the file at these places',
    location: first.location,
    problems,
    problemsOmitted: omitted,
  });
}
