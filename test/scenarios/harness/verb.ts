import type { Edit } from '../../../src/domain/edits/edit.js';
import type { Farm } from '../../../src/domain/model/farm.js';
import type { Line } from './line.js';

/**
 * What a verb of a scenario gives back, and so what the harness does with it:
 * - `setUp`: the farm is replaced, unchecked, so that odd and broken farms are possible; prints nothing;
 * - `edit`: an edit of the domain; its changes, consequences and notes are printed, and the silent checks run; `more`: lines
 *   to print after them;
 * - `output`: lines of an answer to a question; the farm is unchanged;
 * - `keep`: the farm is kept, to be compared with what becomes of it.
 */
export type Outcome =
  | { setUp: Farm }
  | { edit: Edit; before?: Farm; more?: readonly string[]; certainty?: 'files' }
  | { output: readonly string[] }
  | { keep: true };

/**
 * A verb reads its words from the line and asks the domain. What the domain refuses it may throw. `kept`: the farm at the
 * last `keep`.
 */
export type Verb = (line: Line, farm: Farm, kept: Farm) => Outcome | Promise<Outcome>;

/** The verbs of one concept: the word in the scenario → what it does. */
export type Verbs = Readonly<Record<string, Verb>>;
