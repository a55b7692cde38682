import type { HistoryEntry } from '../../domain/history/index.js';
import { readRegularFile } from '../farm/farm-names.js';
import { readHistory } from './read-history.js';

/** The newest versions of a farm file, newest first. @throws an error of the file system; FarmError E_UNREADABLE */
export function newestVersions(farm: string, most: number): HistoryEntry[] {
  const { entries } = readHistory(farm, readRegularFile(farm));
  return entries.slice(-most).toReversed();
}
