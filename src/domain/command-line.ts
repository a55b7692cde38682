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
