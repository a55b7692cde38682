/**
 * Texts in a PowerShell script. A name may hold anything, and no character of it may leave its string.
 *
 * PowerShell takes ‘ ’ ‚ ‛ for single quotes, and Windows PowerShell 5.1 reads a file without a byte order mark in the
 * code page of the machine. So a script is printable ASCII alone, and all else is written by its code.
 */

/** What may stand in a single-quoted string as it is; `##[` and ` ::` would be commands for a CI server that prints the script. */
const plainRun = /(?:[ !"$-9;-~]|#(?!#)|:(?!:))+/y;

/** A PowerShell expression in printable ASCII that evaluates to exactly this text, in Windows PowerShell 5.1 and in 7. */
export function psString(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    plainRun.lastIndex = at;
    const [run] = plainRun.exec(text) ?? [];
    parts.push(run === undefined ? characterCode(text, at) : `'${run.replaceAll("'", "''")}'`);
    at += run?.length ?? 1;
  }
  const [only = "''"] = parts;
  if (parts.length <= 1 && only.startsWith("'")) return only;
  // A list, because a long chain of additions is a deep tree, which PowerShell's compiler can fail on.
  return `(-join (${parts.length === 1 ? `'', ${only}` : parts.join(', ')}))`;
}

function characterCode(text: string, at: number): string {
  return `[char]0x${text.charCodeAt(at).toString(16)}`;
}

/** A PowerShell array of these texts; also with one or none it is an array. */
export function psStrings(texts: readonly string[]): string {
  return `@(${texts.map(psString).join(', ')})`;
}

/**
 * A comment of one line in printable ASCII: everything else, and the number sign, is shown by its code. So it can't be the
 * start of a signature, which PowerShell obeys also in a comment, and it can't end a comment around it.
 */
export function psComment(text: string): string {
  const shown = text.replace(
    /[^ -"$-~]|:(?=:)/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `# ${shown}`;
}
