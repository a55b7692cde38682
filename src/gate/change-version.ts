import { keepDefaultSite } from '../cli/default-site.js';
import { withNoteWords } from '../cli/edit-answer.js';
import { describeEdit, isEqual } from '../domain/diff/index.js';
import type { EditNote } from '../domain/edits/index.js';
import {
  notedSave,
  redoMove,
  undoMove,
  undoStack,
  type VersionMove,
} from '../domain/history/index.js';
import type { Farm } from '../domain/model/index.js';
import type { EditResult } from '../render/edit.js';
import { changeVersion, type VersionChange } from '../store/farm/earlier-version.js';
import type { FarmSource } from '../store/farm/locate.js';
import { entryAt, type FarmHistory } from '../store/history/read-history.js';

/** What `farm undo`, `farm redo` and `farm restore` do: the file gets an earlier version, and the answer is that of an edit. */

/** Which version the file gets. */
export type VersionQuestion =
  | { kind: 'undo' | 'redo'; saves: number }
  /** Counted back from now. */
  | { kind: 'restore'; number: number };

/** @throws Refusal E_REFUSED if there is nothing to undo or redo; FarmError as `changeVersion` */
export async function answerVersionChange(
  source: FarmSource,
  question: VersionQuestion,
  { today, dryRun }: { today: string; dryRun: boolean },
): Promise<EditResult> {
  const choose = (history: FarmHistory): VersionMove => moveOf(history, question, source);
  const change = await changeVersion(source, choose, { dryRun });
  const { before, differs, saved } = change;
  const after = withSitesOf(before, change.after);
  const kept =
    saved && before !== null ? await keepDefaultSite(source.path, before, change.after) : [];
  const notes = [...notesOf(change, question), ...kept];
  const answer = describeEdit(before ?? after, after, notes, today, 'files');
  const onlyText = differs && before !== null && answer.changes.length === 0;
  return { ...(await withNoteWords(answer, dryRun)), dryRun, saved, onlyText };
}

/** The farm with the very sites of another one where they are equal: an answer is about the others. */
function withSitesOf(other: Farm | null, farm: Farm): Farm {
  if (other === null) return farm;
  const sites = farm.sites.map((site) => other.sites.find((one) => isEqual(one, site)) ?? site);
  return { ...farm, sites };
}

function moveOf(
  history: FarmHistory,
  question: VersionQuestion,
  { path }: FarmSource,
): VersionMove {
  const { entries } = history;
  if (question.kind === 'restore') {
    const entry = entryAt(history, question.number, path);
    return { kind: 'restored', version: entry.version, of: [entry] };
  }
  const stack = undoStack(entries, (version) => history.textOf(version) !== null);
  return question.kind === 'undo'
    ? undoMove(stack, question.saves)
    : redoMove(stack, question.saves);
}

function notesOf({ before, differs, move }: VersionChange, question: VersionQuestion): EditNote[] {
  if (!differs) return [];
  const saves = move.of.map(notedSave);
  const [save] = saves;
  const what: EditNote[] =
    question.kind !== 'restore'
      ? [{ kind: question.kind === 'undo' ? 'saves-undone' : 'saves-redone', saves }]
      : save === undefined
        ? []
        : [{ kind: 'version-restored', number: question.number, save }];
  return before === null ? [...what, { kind: 'file-was-invalid' }] : what;
}
