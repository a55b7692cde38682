import type { HistoryShowResult } from '../render/history-result.js';
import { shownPath } from '../store/fs/shown-path.js';
import type { FarmSource } from '../store/farm/locate.js';
import { entryAt, textOfEntry } from '../store/history/read-history.js';
import { diffVersions } from './diff.js';
import { damageOf, farmReader, historyOf, rowOf } from './history.js';

/** What `farm history show` does: one save, and what it changed. */

/** Which version, and whether its text is asked for. */
export interface ShowQuestion {
  /** Counted back from now. */
  number: number;
  text: boolean;
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
}

/** @throws FarmError as `historyOf`; E_NOT_FOUND for a number that the history does not have */
export async function showVersion(
  source: FarmSource,
  { number, text, today }: ShowQuestion,
): Promise<{ result: HistoryShowResult; warnings: string[] }> {
  const history = await historyOf(source);
  const { entries } = history;
  const entry = entryAt(history, number, source.path);
  const row = await rowOf(entry, number, entries, farmReader(history));
  const previous = entries[entries.length - 2 - number];
  const isComparable = row.changes !== null && previous?.version === entry.before;
  const names = { old: `@${number + 1}`, new: `@${number}` };
  const question = { ...names, deny: [], exitCode: false, tests: false, today };
  const compared = isComparable ? await diffVersions(question, () => source) : null;
  const result = {
    file: shownPath(source.path),
    entry: row,
    diff: compared?.result ?? null,
    text: text ? textOfEntry(history, entry.version, source.path) : null,
  };
  return { result, warnings: damageOf(history) };
}
