import type { Change } from '../domain/diff/index.js';
import type { DiffResult } from './diff-result.js';
import type { NotedSave } from '../domain/edits/index.js';
import type { Condition, Period } from '../domain/history/index.js';

/** The result of `farm history`, as `--json` prints it. */
export interface HistoryResult {
  file: string;
  /** The file that keeps the history. */
  kept: string;
  /** How many versions the history has, of which `entries` are the newest. */
  total: number;
  entries: HistoryRow[];
  /** With --since: the time that was asked for, ISO 8601 in UTC, and how many versions are from then on. */
  since?: string;
  found?: number;
}

/** A version, and the save that made it. */
export interface HistoryRow extends NotedSave {
  /** Counted back from now: 0 is the file as it is. */
  number: number;
  /** The numbers of the saves that it undid or redid, or of the version that it restored, if they are still kept. */
  of: number[];
  /** Whether the version is a valid farm. */
  valid: boolean;
  /** What the save changed; null if either version is not kept or no valid farm. */
  changes: Change[] | null;
}

/** The result of `farm history show`. */
export interface HistoryShowResult {
  file: string;
  entry: HistoryRow;
  /** What the save changed; null if either version is not kept or no valid farm. */
  diff: DiffResult | null;
  /** The text of the version; null without --text. */
  text: string | null;
}

/** The result of `farm history --when`. */
export interface HistoryWhenResult {
  file: string;
  /** How many versions the history has. */
  total: number;
  condition: Condition;
  /** Null: all sites were asked for. */
  site: string | null;
  /** When the condition held, latest first. */
  periods: PeriodRow[];
  /** How many versions were no valid farm, and so neither began nor ended anything. */
  skipped: number;
}

/** A time in which the condition held. */
export interface PeriodRow extends Pick<Period, 'site' | 'before' | 'value'> {
  /** The first version in which it held. */
  began: HistoryRow;
  /** The number of the first version after that in which it didn't; null if it holds now. */
  ended: number | null;
}
