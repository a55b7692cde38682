import { Refusal } from '../model/index.js';
import type { HistoryEntry } from './entry.js';

/** Undo and redo, as in an editor: a line of saves, and a place on it. The entries alone decide what comes next. */

/** What can be undone and redone; the last one is the next. */
export interface UndoStack {
  done: HistoryEntry[];
  undone: HistoryEntry[];
}

/** An earlier version that the file gets, and the saves that this takes back or makes again. */
export interface VersionMove {
  kind: 'undone' | 'redone' | 'restored';
  /** The digest of the text that the file gets. */
  version: string;
  /** In the order in which they are undone or redone; of a restore, the one that made the version. */
  of: readonly HistoryEntry[];
}

/**
 * The saves that can be undone and redone. A save after an undo drops what could be redone; those versions stay in the
 * history. A save whose version before is no longer kept can't be undone, and neither can those before it.
 */
export function undoStack(
  entries: readonly HistoryEntry[],
  isKept: (version: string) => boolean,
): UndoStack {
  const stack: UndoStack = { done: [], undone: [] };
  for (const entry of entries) {
    if (entry.kind === 'undone') move(stack.done, stack.undone, entry.of);
    else if (entry.kind === 'redone') move(stack.undone, stack.done, entry.of);
    else {
      stack.undone = [];
      if (entry.before === null || !isKept(entry.before)) stack.done = [];
      else stack.done.push(entry);
    }
  }
  return stack;
}

function move(from: HistoryEntry[], to: HistoryEntry[], ids: readonly number[]): void {
  for (const id of ids) {
    const at = from.findLastIndex((entry) => entry.id === id);
    if (at !== -1) to.push(...from.splice(at, 1));
  }
}

/**
 * The version before the last saves that are not undone yet.
 * @throws Refusal E_REFUSED if there are not as many
 */
export function undoMove({ done }: UndoStack, saves: number): VersionMove {
  const of = done.slice(-saves).toReversed();
  const version = of.at(-1)?.before ?? null;
  if (of.length < saves || version === null)
    throw new Refusal('E_REFUSED', { kind: 'nothing-to-undo', asked: saves, left: done.length });
  return { kind: 'undone', version, of };
}

/**
 * The version after the saves that were undone last.
 * @throws Refusal E_REFUSED if there are not as many
 */
export function redoMove({ undone }: UndoStack, saves: number): VersionMove {
  const of = undone.slice(-saves).toReversed();
  const version = of.at(-1)?.version;
  if (of.length < saves || version === undefined)
    throw new Refusal('E_REFUSED', { kind: 'nothing-to-redo', asked: saves, left: undone.length });
  return { kind: 'redone', version, of };
}
