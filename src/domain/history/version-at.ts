import { Refusal } from '../model/index.js';
import type { HistoryEntry } from './entry.js';

/**
 * The entry of the version that the file had at a time: the newest save by then.
 * @param time ISO 8601 in UTC
 * @throws Refusal E_NOT_FOUND if the history begins later
 */
export function versionAt(entries: readonly HistoryEntry[], time: string): HistoryEntry {
  const found = entries.findLast((entry) => entry.time <= time);
  if (found !== undefined) return found;
  const oldest = entries.length - 1;
  const begins = entries[0]?.time ?? null;
  throw new Refusal('E_NOT_FOUND', { kind: 'history-begins-later', time, begins, oldest });
}

/** The entries since a time, oldest first. */
export function entriesSince(entries: readonly HistoryEntry[], time: string): HistoryEntry[] {
  const at = entries.findLastIndex((entry) => entry.time <= time);
  return entries.slice(at + 1);
}
