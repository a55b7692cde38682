/**
 * A session as text: comments, a command after `$ ` (its further lines after `> `), what it prints, and its exit code.
 * Lines of standard error begin with `! `. An output line that looks like one of those has a backslash before it.
 */

/** One command of a session with the comment above it and what it printed. */
export interface Stanza {
  /** Lines with their `# `, and blank ones between two comments. */
  comment: string[];
  /** What the shell gets; several lines for a here-document. */
  command: string;
  /** Line of the command in the file, from 1. */
  line: number;
  stdout: string;
  stderr: string;
  exit: number;
}

/** The end of an output that doesn't end its last line. */
const unended = '[no line end]';

/** @throws Error with file and line for text that is no session */
export function parseSession(text: string, file: string): Stanza[] {
  const stanzas: Stanza[] = [];
  let comment: string[] = [];
  let continues = false;
  for (const [index, line] of text.split('\n').entries()) {
    const stanza = stanzas.at(-1);
    if (line.startsWith('$ ')) {
      stanzas.push({
        comment: withoutOuterBlanks(comment),
        command: line.slice(2),
        line: index + 1,
        stdout: '',
        stderr: '',
        exit: 0,
      });
      comment = [];
      continues = true;
    } else if (continues && stanza !== undefined && /^>( |$)/.test(line)) {
      stanza.command += `\n${line.slice(2)}`;
    } else if (line.startsWith('#')) {
      comment.push(line);
      continues = false;
    } else if (comment.length > 0 && line === '') {
      comment.push(line);
    } else if (comment.length > 0 || (stanza === undefined && line !== '')) {
      throw new Error(`${file}:${index + 1}: only comments and commands may stand here`);
    } else {
      continues = false;
    }
    // What is printed is not read back: it is compared as text, after printing the stanza again.
  }
  if (comment.length > 0) throw new Error(`${file}: a comment at the end belongs to no command`);
  return stanzas;
}

function withoutOuterBlanks(lines: readonly string[]): string[] {
  const text = lines.join('\n').replace(/^\n+|\n+$/g, '');
  return text === '' ? [] : text.split('\n');
}

/** The session as its file should say it. */
export function printSession(stanzas: readonly Stanza[]): string {
  return `${stanzas.map(printStanza).join('\n\n')}\n`;
}

function printStanza(stanza: Stanza): string {
  const [first = '', ...further] = stanza.command.split('\n');
  return [
    ...stanza.comment,
    `$ ${first}`,
    ...further.map((line) => (line === '' ? '>' : `> ${line}`)),
    ...outputLines(stanza.stdout).map(escaped),
    ...outputLines(stanza.stderr).map((line) => (line === '' ? '!' : `! ${line}`)),
    ...(stanza.exit === 0 ? [] : [`[exit ${stanza.exit}]`]),
  ].join('\n');
}

function outputLines(text: string): string[] {
  if (text === '') return [];
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : [...text.split('\n'), unended];
}

function escaped(line: string): string {
  return /^([$>] |>$|#|!|\\|\[exit |\[no line end)/.test(line) ? `\\${line}` : line;
}
