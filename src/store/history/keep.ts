import { realpathSync, statSync } from 'node:fs';
import type { HistoryEntry, VersionMove } from '../../domain/history/index.js';
import { shownPath } from '../fs/shown-path.js';
import { writeErrorReason } from '../fs/write-errors.js';
import { LogWriter, logPathOf } from './log-file.js';
import { digestOf, packed } from './log-lines.js';
import { currentRun, userName, warnOfHistory } from './run.js';

/** Keeps the versions of a farm file around a save. A save never fails because of it: what can't be kept is a warning. */

/** The real path of a farm file, with the letter case that the disk has: the name of its history. */
export function realFarmPath(path: string): string {
  return realpathSync.native(path);
}

/** How a save came to be. */
export type SaveKind = Pick<VersionMove, 'kind'>['kind'] | 'created' | 'saved';

/** What a save makes of an older version; left out for a new one. */
export interface KeptSave {
  kind: SaveKind;
  of?: readonly HistoryEntry[];
}

/**
 * Saves by `save`, and keeps the text before and after it. If the text before is not the last version of the history, it was
 * changed outside, and becomes an entry first. The caller holds the lock of the farm file.
 * @param before null if the save creates the file
 */
export async function keepingHistory(
  path: string,
  texts: { before: string | null; after: string },
  save: () => Promise<void>,
  how: KeptSave = { kind: 'saved' },
): Promise<void> {
  const { before, after } = texts;
  // The path of a file that is created is known afterwards.
  let writer = before === null ? null : openWriter(path);
  try {
    if (writer !== null && before !== null) {
      const open = writer;
      if (!attempt(path, () => keepFormer(open, path, before))) writer = null;
    }
    try {
      await save();
    } catch (error) {
      // Nothing was saved: the next save finds the same text again.
      writer?.undoAppends();
      throw error;
    }
    writer ??= before === null ? openWriter(path) : null;
    const open = writer;
    if (open !== null) attempt(path, () => keepSaved(open, before, after, how));
  } finally {
    if (writer !== null) writer.close();
  }
}

function keepFormer(writer: LogWriter, path: string, text: string): void {
  const version = digestOf(text);
  const { last } = writer;
  if (last?.version === version) return;
  writer.append({
    ...entryFor(last, version),
    kind: last === null ? 'found' : 'outside',
    time: changedAt(path),
    user: null,
    command: null,
    reason: null,
    text: packed(text),
  });
}

/** When a file was changed, ISO 8601. */
export function changedAt(path: string): string {
  return statSync(path).mtime.toISOString();
}

function keepSaved(writer: LogWriter, before: string | null, text: string, how: KeptSave): void {
  const version = digestOf(text);
  const { last } = writer;
  writer.append({
    ...entryFor(last, version),
    before: before === null ? null : digestOf(before),
    kind: how.kind,
    time: new Date().toISOString(),
    user: userName(process.env),
    ...currentRun(),
    of: (how.of ?? []).map(({ id }) => id),
    text: packed(text),
  });
}

function entryFor(last: HistoryEntry | null, version: string) {
  return { id: (last?.id ?? 0) + 1, before: last?.version ?? null, version, of: [] };
}

function openWriter(path: string): LogWriter | null {
  let writer: LogWriter | null = null;
  attempt(path, () => {
    writer = LogWriter.open(realFarmPath(path));
  });
  return writer;
}

function attempt(path: string, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    const log = shownPath(logPathOf(path));
    warnOfHistory(
      `the history of ${shownPath(path)} can't be written: ${writeErrorReason(error)} (${log}). The farm file is saved, but farm undo may not know this save.`,
    );
    return false;
  }
}
