import type { EditAnswer } from '../domain/diff/index.js';
import type { EditResult } from '../render/edit.js';

/** The answer to an edit, made or to be made, with the words of its notes, which are loaded only where there are notes. */
export async function withNoteWords(
  { notes: noteFacts, ...answer }: EditAnswer,
  dryRun: boolean,
): Promise<Omit<EditResult, 'dryRun' | 'saved'>> {
  const notes =
    noteFacts.length === 0
      ? []
      : (await import('../render/note-words.js')).sayEditNotes(noteFacts, dryRun);
  return { ...answer, notes, noteFacts };
}
