/**
 * Quoting a word for a shell, so that the program gets exactly that word.
 *
 * - POSIX shells, zsh and fish share one form: single quotes, with quotes and backslashes outside of them. It works in all
 *   of them, so the user needn't specify the shell.
 * - PowerShell (7.3 and later, which passes quotes on): single quotes; typographic quotes count as quotes there.
 * - cmd.exe: double quotes as the C runtime reads them, percent signs outside of them behind a caret.
 * - On Windows, where the two can't be distinguished, double quotes if both read them alike, else as in PowerShell.
 */

/** A shell that words are quoted for; `windows` is either PowerShell or cmd.exe. */
export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd' | 'windows';

/** Display names of the shells. */
export const shellNames: Readonly<Record<Shell, string>> = {
  posix: 'a shell',
  fish: 'fish',
  powershell: 'PowerShell',
  cmd: 'cmd.exe',
  windows: 'PowerShell',
};

// Control characters, and invisible or direction-changing ones: a terminal must not get them unescaped.
function isHidden(text: string): boolean {
  if (isAscii(text)) return false;
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]/u.test(text);
}

function hasLoneSurrogate(text: string): boolean {
  return !isAscii(text) && /\p{Cs}/u.test(text);
}

/** Nearly every word is; a regular expression with classes of Unicode takes long to make. */
function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Whether a word can be typed at all: lone surrogates can't be passed to a program, and some shells have no escapes. */
export function canBeTyped(word: string, shell: Shell): boolean {
  if (hasLoneSurrogate(word) || word.includes('\u0000')) return false;
  // PowerShell never passes this word to a program, however it is quoted.
  if (word === '--%' && (shell === 'powershell' || shell === 'windows')) return false;
  return shell !== 'cmd' || !isHidden(word);
}

/** A readable form of a word that can't be typed: hidden characters as escapes. */
export function describeWord(word: string): string {
  return Array.from(word)
    .map((letter) =>
      isHidden(letter) || hasLoneSurrogate(letter)
        ? `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`
        : letter,
    )
    .join('');
}

/** The word as it is typed. @param word one that can be typed */
export function quoteWord(word: string, shell: Shell): string {
  switch (shell) {
    case 'posix':
      return isPlain(word) ? word : isHidden(word) ? ansiQuoted(word) : singleQuoted(word);
    case 'fish':
      return isPlain(word) ? word : isHidden(word) ? fishEscaped(word) : singleQuoted(word);
    case 'powershell':
      return isPlainOnWindows(word) ? word : powershellQuoted(word);
    case 'cmd':
      return isPlainOnWindows(word) ? word : cmdQuoted(word);
    case 'windows':
      if (isPlainOnWindows(word)) return word;
      return isAlikeOnWindows(word) ? `"${word}"` : powershellQuoted(word);
  }
}

/** zsh expands a leading `=`, fish `%self`; `~` and everything else that a shell could expand is excluded. */
function isPlain(word: string): boolean {
  return /^[A-Za-z0-9_./:@+,-][A-Za-z0-9_.:/=@%+,-]*$/.test(word) && !word.includes('==');
}

/** Quotes and backslashes are outside of the quotes: fish treats a backslash inside of them differently. */
function singleQuoted(word: string): string {
  return word === ''
    ? "''"
    : word
        .split(/(['\\])/)
        .filter((part) => part !== '')
        .map((part) => (part === "'" || part === '\\' ? `\\${part}` : `'${part}'`))
        .join('');
}

/** `$'…'` of bash, zsh and POSIX.1-2024; hidden characters as UTF-8 bytes, which works in every locale. */
function ansiQuoted(word: string): string {
  const letters = Array.from(word).map((letter) => {
    if (letter === "'" || letter === '\\') return `\\${letter}`;
    // Octal always ends after three digits.
    return isHidden(letter)
      ? bytesOf(letter)
          .map((byte) => `\\${octal(byte)}`)
          .join('')
      : letter;
  });
  return `$'${letters.join('')}'`;
}

function octal(byte: number): string {
  return byte.toString(8).padStart(3, '0');
}

function fishEscaped(word: string): string {
  let escaped = '';
  let shown = '';
  for (const letter of word) {
    if (!isHidden(letter)) {
      shown += letter;
      continue;
    }
    if (shown !== '') escaped += singleQuoted(shown);
    shown = '';
    for (const byte of bytesOf(letter)) escaped += `\\X${byte.toString(16).padStart(2, '0')}`;
  }
  return shown === '' ? escaped : escaped + singleQuoted(shown);
}

/** The UTF-8 bytes of a hidden character. Uses the language only; TextEncoder is not part of it. */
function bytesOf(letter: string): number[] {
  return [...encodeURIComponent(letter).matchAll(/%(..)/g)].map(([, hex = '']) =>
    parseInt(hex, 16),
  );
}

/**
 * No number that PowerShell would rewrite (`007`, `1kb`), nothing that it splits (`-a.b`, `a,b`), and not `--`, which
 * it doesn't pass to scripts; nothing that cmd.exe expands.
 */
function isPlainOnWindows(word: string): boolean {
  return (
    /^[A-Za-z_][A-Za-z0-9_./\\:-]*$/.test(word) ||
    /^(?:0|[1-9]\d{0,8})$/.test(word) ||
    /^\d+(?:\.\d+){3}(?:\/\d+)?$/.test(word) ||
    /^--[a-z][a-z-]*$/.test(word) ||
    word === '-'
  );
}

/** Nothing that either shell expands in double quotes, or that ends them. */
function isAlikeOnWindows(word: string): boolean {
  return word !== '' && !isHidden(word) && !/["“”„$`%]|\\$/.test(word);
}

function powershellQuoted(word: string): string {
  if (!isHidden(word)) return `'${word.replaceAll(/['‘’‚‛]/g, '$&$&')}'`;
  const letters = Array.from(word).map((letter) => {
    if (isHidden(letter)) return `\`u{${(letter.codePointAt(0) ?? 0).toString(16)}}`;
    return /["“”„$`]/.test(letter) ? `\`${letter}` : letter;
  });
  return `"${letters.join('')}"`;
}

/**
 * In double quotes, where cmd.exe leaves everything but quotes and percent signs unchanged. A quote is doubled, which both
 * cmd.exe and the C runtime read as one quote, and backslashes before any quote are doubled for the latter. A percent
 * sign is outside of the quotes: a caret before it forms the name of a variable that doesn't exist, and is then removed.
 */
function cmdQuoted(word: string): string {
  if (word === '') return '""';
  return word
    .split(/(%)/)
    .filter((part) => part !== '')
    .map((part) =>
      part === '%' ? '^%' : `"${part.replaceAll(/(\\*)"/g, '$1$1""').replace(/(\\+)$/, '$1$1')}"`,
    )
    .join('');
}
