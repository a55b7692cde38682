import { asCompletion, type Completion, nothing } from './candidate.js';
import { findCommand, wordsAfter } from './command-tree.js';
import type { Lists } from './lists.js';
import { argAt, flagsLeft, parse } from './typed-line.js';
import { argument, valueOfFlag } from './values.js';

/** What can be typed next on a command line. Pure: the farm and all else that is listed is passed in. */

/**
 * What completes a command line.
 * @param before the words before the current one, without the program
 * @param current the word at the cursor, unquoted; empty for a new one
 */
export async function complete(
  before: readonly string[],
  current: string,
  lists: Lists,
): Promise<Completion> {
  const { command, path } = findCommand(lists.tree, before);
  const inTree = path.length === before.length;
  const next = inTree ? wordsAfter(lists.tree, path) : [];
  if (command === undefined) {
    const words = inTree ? next : [];
    const flags = current.startsWith('-') ? [{ word: '--help', about: 'Show help' }] : [];
    return asCompletion([...words, ...flags], current);
  }
  const typed = parse(command, before.slice(path.length));
  const { pending, isPastFlags } = typed;
  if (pending !== undefined) return valueOfFlag(pending, typed, current, '', lists);
  const assigned = isPastFlags ? null : /^(--[\w-]+)=(.*)$/su.exec(current);
  if (assigned !== null) {
    const [, name = '', value = ''] = assigned;
    const flag = command.flags[name.slice(2)];
    return flag?.type === 'option' ? valueOfFlag(flag, typed, value, `${name}=`, lists) : nothing;
  }
  if (current.startsWith('-') && !isPastFlags) return asCompletion(flagsLeft(typed), current);
  const completed = await argument(typed, current, lists);
  if (next.length > 0)
    return {
      ...completed,
      candidates: [...asCompletion(next, current).candidates, ...completed.candidates],
    };
  const isDone = completed.candidates.length === 0 && completed.fileAfter === null;
  return isDone && current === '' && !isPastFlags && argAt(typed) === undefined
    ? asCompletion(flagsLeft(typed), current)
    : completed;
}
