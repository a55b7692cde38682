import type { Edit } from '../../../src/domain/edits/edit.js';
import type { Farm } from '../../../src/domain/model/farm.js';
import type { Line } from './line.js';

/**
 * What a verb of a scenario gives back, and so what the harness does with it:
 * - `setUp`: the farm is replaced, unchecked, so that odd and broken farms are possible; prints nothing;
 * - `edit`: an edit of the domain; its changes, consequences and notes are printed, and the silent checks run;
 * - `output`: lines of an answer to a question; the farm is unchanged.
 */
export type Outcome =
  | { setUp: Farm }
  | { edit: Edit; before?: Farm }
  | { output: readonly string[] };

/** A verb reads its words from the line and asks the domain. What the domain refuses it may throw. */
export type Verb = (line: Line, farm: Farm) => Outcome | Promise<Outcome>;

/** The verbs of one concept: the word in the scenario → what it does. */
export type Verbs = Readonly<Record<string, Verb>>;
