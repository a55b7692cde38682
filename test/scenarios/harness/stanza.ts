/**
 * The text form of a scenario: stanzas of comment, commands, `----`, expected output, and a blank line.
 */

export interface Stanza {
  /** Lines that start with `#`, as written. */
  comment: string[];
  /** Command lines, each with the number of its line in the file. */
  commands: { text: string; line: number }[];
  /** The text below `----`. */
  expected: string[];
}

/** What divides the commands of a stanza from their output. */
const divider = '----';

/** A scenario that can't be read or run: its author's mistake, reported with the place. */
export class ScenarioMistake extends Error {
  override readonly name = 'ScenarioMistake';
}

/**
 * The stanzas of a scenario file.
 * @throws ScenarioMistake for a stanza without `----` or without a command
 */
export function parseStanzas(text: string, file: string): Stanza[] {
  const stanzas: Stanza[] = [];
  let stanza: Stanza = { comment: [], commands: [], expected: [] };
  let below = false;
  const end = (line: number): void => {
    const empty = stanza.comment.length === 0 && stanza.commands.length === 0;
    if (!empty && !below && stanza.commands.length > 0) {
      throw new ScenarioMistake(
        `${file}:${line}: this stanza has no "${divider}" below its commands`,
      );
    }
    if (below && stanza.commands.length === 0) {
      throw new ScenarioMistake(
        `${file}:${line}: this stanza has no command above its "${divider}"`,
      );
    }
    if (!empty) stanzas.push(stanza);
    stanza = { comment: [], commands: [], expected: [] };
    below = false;
  };
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (line === '') end(index + 1);
    else if (below) stanza.expected.push(line);
    else if (line === divider) below = true;
    else if (line.startsWith('#')) stanza.comment.push(line);
    else stanza.commands.push({ text: line, line: index + 1 });
  });
  end(lines.length);
  return stanzas;
}

/** The stanzas as text again, in the one form that `parseStanzas` reads. */
export function printStanzas(stanzas: readonly Stanza[]): string {
  const blocks = stanzas.map(({ comment, commands, expected }) => {
    const above = [...comment, ...commands.map((command) => command.text)];
    // A comment alone is a heading: it has no output.
    return (commands.length === 0 ? above : [...above, divider, ...expected]).join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}
