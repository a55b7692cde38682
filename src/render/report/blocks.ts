import type { SiteGraph } from '../../domain/graph/index.js';
import type { Severity } from '../../domain/readiness/index.js';
import type { GraphDocument } from '../graph/graph-words.js';
import type { Theme } from '../theme.js';

/** The parts of a document, without a format: what `farm report` is made of. */

/** How good or bad something is; said by a mark, a word and a colour, never by colour alone. */
export type Tone = Severity | 'good';

export type Block =
  | {
      kind: 'heading';
      level: 2 | 3 | 4;
      text: string;
      /** Names it in a link, where a page can be entered there. Letters, digits and hyphens. */
      id?: string;
    }
  | { kind: 'text'; text: string }
  /**
   * Items that follow each other are one list, numbered ones a list of their own; `depth` 1 is below the item before. The
   * number is not in the text.
   */
  | { kind: 'item'; depth: 0 | 1; text: string; number?: number }
  /** Commands to copy; with an item before them they belong to it. */
  | { kind: 'commands'; commands: string[] }
  | {
      kind: 'table';
      head: readonly string[];
      rows: readonly (readonly string[])[];
      /** Columns that hold numbers, by their position from 0. */
      right: readonly number[];
    }
  /** Facts with their labels. */
  | { kind: 'facts'; facts: readonly (readonly [label: string, fact: string])[] }
  | { kind: 'verdict'; verdicts: readonly Verdict[] }
  /** One thing to know, with its parts. */
  | { kind: 'card'; tone: Severity; title: string; blocks: readonly Block[] }
  | { kind: 'picture'; graph: GraphDocument; site: SiteGraph; id: string }
  /** Parts that a page shows on request. */
  | { kind: 'fold'; title: string; blocks: readonly Block[] }
  /** Where a page answers questions of its reader; nothing anywhere else. */
  | { kind: 'live' };

/** A verdict on a site: a sentence that begins with its name, and more about it. */
export interface Verdict {
  tone: Tone;
  name: string;
  says: string;
  more: string;
  /** Where a page has more about the site. */
  links: readonly { to: string; text: string }[];
}

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
      collect(withoutEmptyColumns({ kind: 'table', head, rows, right: options?.right ?? [] })),
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

type Table = Extract<Block, { kind: 'table' }>;

/** A table without the columns in which no row has anything. */
function withoutEmptyColumns({ head, rows, right }: Table): Table {
  const kept = head
    .map((_, column) => column)
    .filter((column) => rows.length === 0 || rows.some((cells) => (cells[column] ?? '') !== ''));
  const pick = (cells: readonly string[]): string[] => kept.map((column) => cells[column] ?? '');
  return {
    kind: 'table',
    head: pick(head),
    rows: rows.map(pick),
    right: kept.flatMap((column, at) => (right.includes(column) ? [at] : [])),
  };
}

function lineBlock(line: string): Block {
  const text = line.trim();
  const indent = line.length - line.trimStart().length;
  if (indent === 0) return { kind: 'text', text };
  const depth = indent > 3 ? 1 : 0;
  const [, number, numbered] = /^([1-9]\d{0,5})\. (.*)$/u.exec(text) ?? [];
  if (number === undefined || numbered === undefined) return { kind: 'item', depth, text };
  return { kind: 'item', depth, text: numbered, number: Number(number) };
}
