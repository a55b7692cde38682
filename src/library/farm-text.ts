import type { Farm } from '../domain/model/index.js';
import { brokenFarm, parseValidFarm, printFarm as printDocument } from '../store/farm/document.js';
import { findProblems } from '../store/farm/problems.js';
import { withoutMark } from '../store/json/positions.js';

/** Between the text of a farm file and a farm, in one step: the program itself loads what finds problems only on use. */

/**
 * The farm that the text of a farm file describes.
 * @param options.file what errors call the text, `farm.json` unless given; no file is read
 * @throws FarmError E_SYNTAX or E_INVALID with every problem and its line and column; E_NEWER_FORMAT for a file that a
 *   newer version wrote; E_UNREADABLE for a text that is larger than any farm
 */
export function parseFarm(text: string, { file = 'farm.json' }: { file?: string } = {}): Farm {
  const farm = parseValidFarm(text, file);
  if (farm !== null) return farm;
  throw brokenFarm(file, findProblems(withoutMark(text), file));
}

/** The text of a farm file, as `farm fmt` formats it. `parseFarm` of it gives the same farm. */
export function printFarm(farm: Farm): string {
  return printDocument(farm);
}
