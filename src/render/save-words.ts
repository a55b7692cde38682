import type { NotedSave } from '../domain/edits/index.js';
import { quoteWord } from './shell-words.js';

/** The words for saves of a farm file, wherever the history is shown. */

/** A time as a person reads it: in the time zone of the machine, to the minute. */
export function sayTime(time: string): string {
  const date = new Date(time);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A command line that was typed, without `farm`; null if none is known. */
export function sayTyped(command: readonly string[] | null): string | null {
  return command === null ? null : command.map((word) => quoteWord(word, 'posix')).join(' ');
}

/** A save in a sentence: `"broker disable CB3" (anna, 2026-11-22 04:10, reason: rack 1)`. */
export function saySave({ kind, time, user, command, reason }: NotedSave): string {
  const what =
    sayTyped(command) ??
    (kind === 'outside'
      ? 'a change outside farm'
      : kind === 'found'
        ? 'the first version of the history'
        : 'a save');
  const about = [user, sayTime(time), reason === null ? null : `reason: ${reason}`];
  return `${what} (${about.filter((one) => one !== null).join(', ')})`;
}
