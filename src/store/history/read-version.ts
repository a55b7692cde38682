import { readText } from '../fs/read-text.js';
import type { VersionSource } from '../farm/locate.js';
import { entryAt, readHistory, textOfEntry } from './read-history.js';

/**
 * The text of a version in the history of a farm file.
 * @throws FarmError of reading the farm file; E_NOT_FOUND for a version that the history does not have; E_UNREADABLE
 */
export async function readVersionText({ of, number }: VersionSource): Promise<string> {
  const text = await readText(of);
  const history = readHistory(of.path, text);
  return textOfEntry(history, entryAt(history, number, of.path).version, of.path);
}
