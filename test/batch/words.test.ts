import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteWord } from '../../src/render/shell-words.js';
import { splitWords } from '../../src/store/batch/words.js';

/** The words of a batch line, compared with what a real shell makes of the same line. */

/** The words that sh gets from a line, or null where it can't read it. `#` and quotes as in a script. */
function wordsOfShell(lines: readonly string[]): (string[] | null)[] {
  return lines.map((line) => {
    const { status, stdout } = spawnSync('sh', ['-c', `set -f; printf '%s\\0' begin ${line}\n`]);
    if (status !== 0) return null;
    return stdout.toString().split('\0').slice(1, -1);
  });
}

/** Parts of lines that a shell doesn't expand: no dollar, backtick, tilde, or operators. */
const part = fc.constantFrom(
  'a',
  'CB-1',
  ' ',
  '  ',
  '\t',
  "'",
  '"',
  '\\',
  '#',
  'é',
  '=',
  '[1-3]',
  '*',
);
const line = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));

describe('the words of a batch line', () => {
  it.skipIf(process.platform === 'win32')('are those of sh', () => {
    const lines = fc.sample(line, 150);
    const shell = wordsOfShell(lines);
    let compared = 0;
    for (const [index, typed] of lines.entries()) {
      const words = shell[index];
      // A backslash at the end continues the line in a shell; in double quotes one at a time is left.
      if (words === null || words === undefined || typed.endsWith('\\')) continue;
      expect({ typed, split: splitWords(typed) }).toEqual({ typed, split: { words } });
      compared += 1;
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('are those that were quoted for a POSIX shell, whatever they contain', () => {
    const letter = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', '\u202e', "'", '\\', '$', '\u{e0041}'),
    );
    const word = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const typed = words.map((text) => quoteWord(text, 'posix')).join(' ');
        expect(splitWords(typed)).toEqual({ words });
      }),
    );
  });

  it('end with a quote that is never closed, whose column is given', () => {
    expect(splitWords(`a 'b" c`)).toEqual({ openQuote: 3 });
    expect(splitWords(`a b"c\\"`)).toEqual({ openQuote: 4 });
  });
});
