import { describeEdit } from '../domain/diff/index.js';
import type { Edit } from '../domain/edits/index.js';
import type { Farm, SuggestedCommand } from '../domain/model/index.js';
import { type CommandContext, printCommands } from '../render/command-line.js';
import { sayEditNotes } from '../render/note-words.js';
import { renderEditReview } from '../render/review.js';
import { escapeAll } from '../render/text.js';
import type { Theme } from '../render/theme.js';
import { openPrompts } from './prompts.js';
import { sayAnswers, type Step, walk } from './walk.js';

/** What every wizard that edits a farm begins with. */
export interface EditWizard {
  farm: Farm;
  /** Where the farm is kept, as people read it. */
  file: string;
  dryRun: boolean;
  /** The day of asking, YYYY-MM-DD. */
  today: string;
  theme: Theme;
  /** For whom commands are printed. */
  context: CommandContext;
}

/** The questions of an edit, and what their answers come to. */
export interface EditQuestions<A> {
  steps: readonly Step<A>[];
  /** The preset answers. */
  start: A;
  /** The edit that the answers ask for. @throws Refusal when they don't go together */
  edit: (answers: A) => Edit;
  /** What does the same without a question; several commands where it takes as many. */
  command: (answers: A) => SuggestedCommand | readonly SuggestedCommand[];
}

/**
 * Asks the questions; the review shows what the edit would do.
 * @throws FarmError E_INTERRUPTED when the user leaves
 */
export async function askForEdit<A>(
  { farm, file, dryRun, today, theme, context }: EditWizard,
  { steps, start, edit, command }: EditQuestions<A>,
): Promise<A> {
  const review = (answers: A): string => {
    const { farm: after, notes } = edit(answers);
    const effects = describeEdit(farm, after, notes, today);
    const page = {
      ...effects,
      notes: sayEditNotes(effects.notes),
      farm: farm.name,
      file,
      ...sayAnswers(steps, answers),
      command: command(answers),
    };
    return renderEditReview(escapeAll(printCommands(page, context)), theme);
  };
  return walk({ steps, start, review, dryRun }, await openPrompts(theme), theme);
}
