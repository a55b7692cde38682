import type { EditCommands } from '../../domain/plan/index.js';
import { argvOf } from '../command-line.js';
import { describeWord, quoteWord } from '../shell-words.js';
import { escapeText } from '../text.js';
import type { Theme } from '../theme.js';
import { sayChange } from '../edit.js';

/** Edit commands as a file for `farm batch`: one command a line, quoted for a POSIX shell, whatever shell farm runs in. */

/** The two farms by the names that the user gave. */
export interface BatchEnds {
  from: string;
  to: string;
}

/** The text of the file. What no command changes is in comments at the end. */
export function printBatch(
  { commands, left }: EditCommands,
  { from, to }: BatchEnds,
  theme: Theme,
): string {
  const context = { shell: 'posix', file: null } as const;
  const lines = commands.map((command) => {
    const words = argvOf(command, context);
    // A file of a batch can hold every text but half a character: it is read by farm, not by a shell.
    return words.some((word) => /\p{Cs}/u.test(word))
      ? `# cannot be written: ${words.map(describeWord).join(' ')}`
      : words.map((word) => quoteWord(word, 'posix')).join(' ');
  });
  return [
    `# The edits from ${escapeText(from)} to ${escapeText(to)}.`,
    ...(lines.length === 0 ? ['# There are none.'] : lines),
    ...(left.length === 0
      ? []
      : [
          '# Not changed by any command:',
          ...left.map((change) => `#   ${escapeText(sayChange(change, theme, change.site))}`),
        ]),
    '',
  ].join('\n');
}
