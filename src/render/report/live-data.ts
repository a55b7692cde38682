import type { CommandContext } from '../command-line.js';

/** What a report as a page gives to its program. */

/** The ids of the elements of a page that its program uses. */
export const liveIds = { section: 'try', data: 'farm-data' } as const;

/** The farm as in its file, and how commands are printed for it. */
export interface LiveData<Document = object> {
  farm: Document;
  context: CommandContext;
  /** The only site of the report; null for all. */
  site: string | null;
}
