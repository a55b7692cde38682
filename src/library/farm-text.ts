import type { Farm } from '../domain/model/index.js';
import { brokenFarm, parseValidFarm, printFarm as printDocument } from '../store/farm/document.js';
import { findProblems } from '../store/farm/problems.js';
import { withoutMark } from '../store/json/positions.js';

/** Conversion between the text of a farm file and a farm, in one step. (The program loads the problem finder on demand.) */

/**
 * The farm that the text of a farm file describes.
 * @param options.file file name to use in errors (default: `farm.json`); no file is read
 * @throws FarmError E_SYNTAX or E_INVALID with every problem and its line and column; E_NEWER_FORMAT for a file written by
 *   a newer version; E_UNREADABLE for a text that is too large
 */
export function parseFarm(text: string, { file = 'farm.json' }: { file?: string } = {}): Farm {
  const farm = parseValidFarm(text, file);
  if (farm !== null) return farm;
  throw brokenFarm(file, findProblems(withoutMark(text), file));
}

/** The text of a farm file, formatted as by `farm fmt`. `parseFarm` returns the same farm. */
export function printFarm(farm: Farm): string {
  return printDocument(farm);
}
