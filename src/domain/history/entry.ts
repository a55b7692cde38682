import type { NotedSave } from '../edits/index.js';

/** What the history of a farm file holds: one entry for each version of its text, oldest first. */

/**
 * How a version came to be. `found`: it was there when the history began. `outside`: another program wrote it, such as an editor.
 */
export type EntryKind = NotedSave['kind'];

/** A version of a farm file, and the save that made it. */
export interface HistoryEntry {
  /** Counts up, and is never used again; the user sees the number counted back from now. */
  id: number;
  kind: EntryKind;
  /** The digest of the text before it; null if there was no file, or nobody saw it. */
  before: string | null;
  /** The digest of the text. */
  version: string;
  /** ISO 8601 in UTC. Of a change made outside: when the file was changed. */
  time: string;
  /** Null if unknown. */
  user: string | null;
  /** The words of the command line, without `farm`; null if unknown. */
  command: readonly string[] | null;
  reason: string | null;
  /** The entries that were undone or redone, in the order in which that was done, or the one that was restored. */
  of: readonly number[];
}

/** The parts of an entry that tell the user which save it was. */
export function notedSave({ kind, time, user, command, reason }: HistoryEntry): NotedSave {
  return { kind, time, user, command, reason };
}
