import { quoteWord } from '../../render/shell-words.js';
import { quoteForBash, splitBashLine } from './bash-line.js';
import type { Candidate, Completion } from './candidate.js';

/** What each shell passes at Tab, and the lines that its script expects. */

/** The shells that farm prints a completion script for. */
export const completionShells = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** A shell that farm prints a completion script for. */
export type CompletionShell = (typeof completionShells)[number];

/** The words of a command line, and how the answer is printed for its shell. */
export interface Request {
  /** Words before the current one, without the program. */
  before: readonly string[];
  current: string;
  print: (completion: Completion) => string;
}

/** The longest description: one line of a terminal has to hold it and the word. */
const longestAbout = 60;

// Control characters, and invisible or direction-changing ones: no shell can show them, and few can type them.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/u;

/**
 * Reads what a script passes: for bash the line up to the cursor and COMP_WORDBREAKS, for the others the words with the
 * current one last. PowerShell passes them in a variable: Windows PowerShell 5.1 breaks quotes in arguments.
 */
export function requestOf(
  shell: CompletionShell,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Request {
  switch (shell) {
    case 'bash': {
      const { words, current } = splitBashLine(args[0] ?? '');
      const breaks = args[1] ?? '';
      return {
        before: words.slice(1),
        current: current.text,
        print: (completion) =>
          linesOf(completion, ({ word }) => quoteForBash(word, current, breaks)),
      };
    }
    case 'zsh':
    case 'fish':
      return {
        before: args.slice(0, -1),
        current: args.at(-1) ?? '',
        print: (completion) => linesOf(completion, ({ word, about }) => `${word}\t${about}`),
      };
    case 'powershell': {
      const words = (env['FARM_COMPLETE_WORDS'] ?? '').split('\n');
      return {
        before: words.slice(0, -1),
        current: words.at(-1) ?? '',
        print: (completion) =>
          linesOf(completion, ({ word, about }) =>
            [quoteWord(word, 'powershell'), word, about || word].map(asAscii).join('\t'),
          ),
      };
    }
  }
}

/** The first line says whether file names belong here, and after which part of the current word. */
function linesOf(
  { candidates, fileAfter }: Completion,
  print: (candidate: Candidate) => string,
): string {
  const first = fileAfter === null ? 'words' : `files ${fileAfter}`.trimEnd();
  const shown = candidates
    .filter(({ word }) => !unsafe.test(word))
    .map(({ word, about }) => print({ word, about: inOneLine(about) }));
  return [first, ...shown, ''].join('\n');
}

function inOneLine(text: string): string {
  const line = text.replaceAll(new RegExp(`${unsafe.source}+`, 'gu'), ' ').trim();
  const letters = Array.from(line);
  return letters.length <= longestAbout
    ? line
    : `${letters
        .slice(0, longestAbout - 1)
        .join('')
        .trimEnd()}…`;
}

/** Every other character as an escape of regular expressions: the console of Windows may use any code page. */
function asAscii(text: string): string {
  return text.replaceAll(
    /[^ -[\]-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
