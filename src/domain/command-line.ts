/**
 * farm's own commands as text to copy: for remedies, ways out and replays.
 */

/** One word as a shell takes it: quoted where it has to be. Single quotes hold in POSIX shells and PowerShell. */
export function quoteWord(word: string): string {
  if (/^[A-Za-z0-9_.:/=@%+,-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * A farm command line; words are quoted where needed, and the site is named only where the farm has several.
 * Words in capitals stand for what the user must fill in.
 */
export function farmCommand(
  words: readonly string[],
  site?: { name: string; onlyOne: boolean },
): string {
  const all =
    site === undefined || site.onlyOne ? words : [...words, ...flagWords('--site', site.name)];
  return ['farm', ...all.map(quoteWord)].join(' ');
}

/** A flag with its value, as words; a value that begins with a dash would be taken for a flag of its own. */
export function flagWords(flag: string, value: string): string[] {
  return value.startsWith('-') ? [`${flag}=${value}`] : [flag, value];
}

/**
 * A remedy, for the farm of a file that was named: without the name it would be another farm's. What is no command of
 * farm stays as it is, and so does `farm explain`, which needs no farm.
 */
export function forFile(remedy: string, file: string): string {
  if (!remedy.startsWith('farm ') || remedy.startsWith('farm explain ')) return remedy;
  return [remedy, ...flagWords('--file', file).map(quoteWord)].join(' ');
}

/** What a result calls the commands that it holds. */
const commandKeys: readonly string[] = ['command', 'replay', 'wayOut'];

/** A result whose commands can be run as they stand: the farm's file, which was named for this run, is named in them. */
export function commandsForFile<R>(result: R, file: string): R {
  return named(result, file, false) as R;
}

function named(value: unknown, file: string, isCommand: boolean): unknown {
  if (typeof value === 'string') return isCommand ? forFile(value, file) : value;
  if (Array.isArray(value)) return value.map((one) => named(one, file, isCommand));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      named(one, file, isCommand || commandKeys.includes(key)),
    ]),
  );
}
