import { command, FarmError, forFarmFile } from '../../domain/model/index.js';
import type { HistoryEntry } from '../../domain/history/index.js';
import { namedPath, shownPath } from '../fs/shown-path.js';
import { changedAt, realFarmPath } from './keep.js';
import { logPathOf, readLogText } from './log-file.js';
import { digestOf, type LogLine, parseLog, unpacked } from './log-lines.js';

/** The history of a farm file, as it is now: with an entry of its own for a change that was made outside since the last save. */

/** The versions of a farm file. */
export interface FarmHistory {
  /** Oldest first; the last is the file as it is. */
  entries: readonly HistoryEntry[];
  /** Lines of the history file that can't be read. */
  damaged: number;
  /** The history file, absolute. */
  path: string;
  /** The text of a version; null if it is not kept, or damaged. */
  textOf(version: string): string | null;
}

/**
 * Reads the history of a farm file that has a text.
 * @throws FarmError E_UNREADABLE
 */
export function readHistory(farm: string, text: string): FarmHistory {
  const real = realFarmPath(farm);
  const path = logPathOf(real);
  const { lines, damaged } = linesOf(farm, path);
  const entries = lines.map(({ text: _text, ...entry }): HistoryEntry => entry);
  const kept = new Map(lines.flatMap(({ version, text: one }) => (one ? [[version, one]] : [])));
  const now = digestOf(text);
  const last = entries.at(-1);
  if (last?.version !== now) entries.push(outsideEntry(last, now, real));
  const textOf = (version: string): string | null => {
    if (version === now) return text;
    const one = kept.get(version);
    return one === undefined ? null : unpacked(one, version);
  };
  return { entries, damaged, path, textOf };
}

function linesOf(farm: string, path: string): { lines: LogLine[]; damaged: number } {
  try {
    return parseLog(readLogText(path));
  } catch (error) {
    throw new FarmError({
      code: 'E_UNREADABLE',
      message: `the history of ${shownPath(farm)} can't be read: ${(error as Error).message}.`,
      why: `It is in ${shownPath(path)}. Commands that don't need the history still work.`,
      nextStep: 'get read permission for that file, or move it away to begin a new history',
      cause: error,
    });
  }
}

/** A change that no save of farm made; the next save makes it an entry of the file. */
function outsideEntry(last: HistoryEntry | undefined, version: string, farm: string): HistoryEntry {
  return {
    id: (last?.id ?? 0) + 1,
    kind: last === undefined ? 'found' : 'outside',
    before: last?.version ?? null,
    version,
    time: changedAt(farm),
    user: null,
    command: null,
    reason: null,
    of: [],
  };
}

/**
 * The entry with a number, counted back from now: 0 is the file as it is.
 * @throws FarmError E_NOT_FOUND for a number that the history does not have
 */
export function entryAt(
  { entries }: Pick<FarmHistory, 'entries'>,
  number: number,
  farm: string,
): HistoryEntry {
  const entry = entries[entries.length - 1 - number];
  if (entry !== undefined) return entry;
  const oldest = entries.length - 1;
  throw new FarmError({
    code: 'E_NOT_FOUND',
    message: `${shownPath(farm)} has no version @${number}.`,
    why:
      oldest === 0
        ? 'Its history is empty: it begins with the next save.'
        : `The oldest version that is kept is @${oldest}; @0 is the file as it is.`,
    nextStep: forFarmFile(command`history`, namedPath(farm)),
  });
}

/**
 * The text of an entry.
 * @throws FarmError E_UNREADABLE if the history lost it
 */
export function textOfEntry(history: FarmHistory, version: string, farm: string): string {
  const text = history.textOf(version);
  if (text !== null) return text;
  throw new FarmError({
    code: 'E_UNREADABLE',
    message: `the history of ${shownPath(farm)} no longer has the text of that version.`,
    why: `${shownPath(history.path)} is damaged, or was shortened.`,
    nextStep: forFarmFile(command`history`, namedPath(farm)),
  });
}
