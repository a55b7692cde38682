/** Text for man pages: escapes, and the macros of man(7) that both groff and mandoc know. */

/** Text in which roff finds no command: backslashes, leading dots and quotes, and dashes that are to be copied. */
export function roffText(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replaceAll('\\', '\\e')
        .replaceAll('-', '\\-')
        .replaceAll("'", '\\(aq')
        .replaceAll('`', '\\(ga')
        .replaceAll('^', '\\(ha')
        .replaceAll('~', '\\(ti')
        .replaceAll(/[^ -~]/gu, unicode)
        .replace(/^\./u, '\\&.'),
    )
    .join('\n');
}

/** An argument of a macro. */
export function roffWord(text: string): string {
  return `"${roffText(text).replaceAll('"', '\\(dq')}"`;
}

/** A heading with what belongs to it. */
export function roffSection(title: string, lines: readonly string[]): string[] {
  return [`.SH ${roffWord(title)}`, ...lines];
}

/** A term, and what is said of it. */
export function roffTerm(term: string, says: string): string[] {
  return ['.TP', `.B ${roffWord(term)}`, ...paragraphOf(says)];
}

/** Lines to copy, as they are. */
export function roffExample(lines: readonly string[]): string[] {
  return ['.PP', '.RS 4', '.nf', ...lines.map(roffText), '.fi', '.RE'];
}

/** Text of one or more paragraphs, without a macro before the first. */
export function paragraphOf(text: string): string[] {
  return text
    .split(/\n+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line, at) => (at === 0 ? [roffText(line)] : ['.PP', roffText(line)]));
}

/** Readers of pages differ in the encoding that they expect, so letters beyond ASCII are written as numbers. */
function unicode(letter: string): string {
  const number = letter.codePointAt(0)?.toString(16).toUpperCase() ?? '';
  return `\\[u${number.padStart(4, '0')}]`;
}
