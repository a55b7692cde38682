import { counted, type Printed } from '../domain/model/index.js';
import { sayChange } from './edit.js';
import type { HistoryResult, HistoryRow } from './history-result.js';
import { sayTime, sayTyped } from './save-words.js';
import type { Theme } from './theme.js';
import { paragraph } from './words.js';

/** The versions, newest first: number, time, user, what changed in few words; below, the command and the reason. */
export function renderHistory(result: Printed<HistoryResult>, theme: Theme): string {
  const { file, total, entries, since, found = total } = result;
  const width = Math.max(0, ...entries.map(({ user }) => (user ?? unknown).length));
  const older = found - entries.length;
  return [
    theme.wrap(
      since === undefined
        ? `${file}: ${counted(total, 'version')}, newest first; @0 is the file as it is`
        : `${file}: ${found} of ${counted(total, 'version')} since ${sayTime(since)}, newest first`,
    ),
    ...entries.map((row) => rowLines(row, width, theme)),
    ...(older > 0 ? [theme.faint(`${counted(older, 'older version')}: add --all`)] : []),
    ...(total === 1 && since === undefined
      ? [theme.wrap('The history begins with the next save, which keeps the version before it.')]
      : []),
  ].join('\n');
}

const unknown = '-';

/** A version in two lines. */
export function rowLines(row: Printed<HistoryRow>, width: number, theme: Theme): string {
  const { number, time, user } = row;
  const head = `${`@${number}`.padEnd(4)}  ${sayTime(time)}  ${(user ?? unknown).padEnd(width)}`;
  const about = aboutSave(row);
  return [
    theme.wrap(`${head}  ${sayInFewWords(row, theme)}`, 6),
    ...(about === '' ? [] : [theme.faint(paragraph(about, 6, theme))]),
  ].join('\n');
}

/** The command and the reason of a save. */
function aboutSave({ kind, command, reason }: Printed<HistoryRow>): string {
  const typed = kind === 'outside' ? 'changed outside farm' : sayTyped(command);
  return [typed, reason === null ? null : `reason: ${reason}`]
    .filter((part) => part !== null)
    .join('; ');
}

/** What a save changed: the first change, and how many more there are. */
export function sayInFewWords(row: Printed<HistoryRow>, theme: Theme): string {
  const { kind, valid, changes, of } = row;
  if (!valid) return 'not a valid farm';
  if (kind === 'found') return 'first version of the history';
  if (kind === 'created') return 'created';
  const numbers = of.map((number) => `@${number}`).join(', ');
  const verb = { undone: 'undo', redone: 'redo', restored: 'restore', saved: '', outside: '' }[
    kind
  ];
  const about = verb === '' ? '' : ` (${numbers === '' ? verb : `${verb} of ${numbers}`})`;
  if (changes === null) return `the version before is not a valid farm, or not kept${about}`;
  const [first, ...others] = changes;
  if (first === undefined) return `format only${about}`;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return sayChange(first, theme, first.site) + more + about;
}
