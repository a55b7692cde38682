import { shellOf } from './shell.js';

/**
 * Single quotes that cmd.exe passes on: `farm broker show 'CB1'` gives the program `'CB1'`, and `'second floor'` gives it two
 * words. Examples in documents are quoted for other shells, so people type them.
 */

/** The words as they were meant, and those that lost their quotes, as they were typed. */
export interface Unquoted {
  argv: string[];
  typed: string[];
}

/** The words without the quotes that cmd.exe passed on. In other shells all words are unchanged. */
export function withoutLiteralQuotes(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Unquoted {
  const shell = shellOf(env, platform);
  // On Windows, PowerShell and cmd.exe look alike; in PowerShell, literal quotes around a word are rare.
  if (shell !== 'cmd' && shell !== 'windows') return { argv: [...argv], typed: [] };
  const unquoted: Unquoted = { argv: [], typed: [] };
  for (let at = 0; at < argv.length;) {
    const [word, end] = joined(argv, at);
    const meant = withoutQuotes(word);
    if (meant === null) unquoted.argv.push(argv[at] ?? '');
    else {
      unquoted.argv.push(meant);
      unquoted.typed.push(word);
    }
    at = meant === null ? at + 1 : end;
  }
  return unquoted;
}

/** The word of several that were one in quotes, and the index behind it. How many spaces there were is not known: one is taken. */
function joined(argv: readonly string[], start: number): [word: string, end: number] {
  const first = argv[start] ?? '';
  if (!opens.test(first)) return [first, start + 1];
  const last = argv.findIndex((word, at) => at > start && word.includes("'"));
  if (last === -1 || !/^[^']*'$/.test(argv[last] ?? '')) return [first, start + 1];
  return [argv.slice(start, last + 1).join(' '), last + 1];
}

/** A quote at the beginning of a word, or of the value of a flag, that isn't closed in it. */
const opens = /^(?:--?[\w-]+=)?'[^']*$/;

/** A word, or the value of a flag, that is a list of quoted and bare parts; an apostrophe within a name is no quote. */
const quoted = /^(--?[\w-]+=)?((?:'[^']*'|[^',]+)(?:,(?:'[^']*'|[^',]+))*)$/;

/** The word without its quotes; null if it has none. */
function withoutQuotes(word: string): string | null {
  const [, flag = '', value = ''] = quoted.exec(word) ?? [];
  return value.includes("'") ? flag + value.replaceAll("'", '') : null;
}

/** The note about it, in two lines. */
export function quotesNote(typed: readonly string[]): string {
  return [
    `Note: cmd.exe keeps single quotes; farm removed them from ${typed.join(', ')}.`,
    'Use double quotes. To keep the quotes, set FARM_SHELL=powershell.',
  ].join('\n');
}
