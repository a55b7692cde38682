import type { Theme } from '../theme.js';

/** The parts of a document, without a format: what `farm report` is made of. */

export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; text: string }
  | { kind: 'text'; text: string }
  /** Items that follow each other are one list; `depth` 1 is below the item before. */
  | { kind: 'item'; depth: 0 | 1; text: string }
  /** Commands to copy; with an item before them they belong to it. */
  | { kind: 'commands'; commands: string[] }
  | {
      kind: 'table';
      head: readonly string[];
      rows: readonly (readonly string[])[];
      /** Columns that hold numbers, by their position from 0. */
      right: readonly number[];
    }
  /** Where a page answers questions of its reader; nothing anywhere else. */
  | { kind: 'live' };

/** Around the number of a collected part. No text has this character: control characters are escaped before. */
const mark = '\u0000';
const marked = /^(.*?)\u0000(\d+)\u0000$/u;

/**
 * The answer of a command as blocks: its own renderer, with a theme that collects tables and commands instead of laying
 * them out. So a document says the same as the command, in the same words. Indented lines are items of a list.
 * @param plain a theme without colours
 */
export function blocksOf(render: (theme: Theme) => string, plain: Theme): Block[] {
  const collected: Block[] = [];
  const collect = (block: Block): string => `${mark}${collected.push(block) - 1}${mark}`;
  const theme: Theme = {
    ...plain,
    plain: true,
    width: Number.POSITIVE_INFINITY,
    heading: (text) => collect({ kind: 'heading', level: 4, text }),
    command: (text) => collect({ kind: 'commands', commands: [text] }),
    table: (head, rows, options) =>
      collect({ kind: 'table', head, rows, right: options?.right ?? [] }),
    wrap: (text) => text,
  };
  const blocks: Block[] = [];
  for (const rendered of render(theme).split('\n')) {
    const line = withTitles(rendered, collected);
    const [, before = line, number] = marked.exec(line) ?? [];
    if (before.trim() !== '') blocks.push(lineBlock(before));
    const part = number === undefined ? undefined : collected[Number(number)];
    if (part === undefined) continue;
    const last = blocks.at(-1);
    if (part.kind === 'commands' && last?.kind === 'commands') {
      last.commands.push(...part.commands);
    } else blocks.push(part);
  }
  return blocks;
}

/** A title that shares its line with other words is part of them, and no heading. */
function withTitles(line: string, collected: readonly Block[]): string {
  return line.replace(/\u0000(\d+)\u0000/gu, (part, number: string) => {
    const block = collected[Number(number)];
    return block?.kind === 'heading' && part !== line ? block.text : part;
  });
}

function lineBlock(line: string): Block {
  const text = line.trim();
  const indent = line.length - line.trimStart().length;
  if (indent === 0) return { kind: 'text', text };
  return { kind: 'item', depth: indent > 3 ? 1 : 0, text };
}
