import { markdownText } from '../formats/markdown-text.js';
import { mermaidGraph } from '../graph/mermaid.js';
import { severityWord } from '../words.js';
import type { Block, Tone, Verdict } from './blocks.js';

/** Each differs in its shape, too. Each is one character, because a report on a terminal has no invisible ones. */
const toneMarks = { error: '❌', warning: '🔶', info: '🔹', good: '✅' } as const satisfies Record<
  Tone,
  string
>;

/** A document as Markdown that GitHub, GitLab and others show the same: names in it are never markup. */
export function markdownOf(title: string, blocks: readonly Block[]): string {
  let text = `# ${headingText(title)}\n`;
  // What is below an item is indented by as much as its marker takes; null outside of a list.
  let indent: string | null = null;
  for (const block of countable(blocks.flatMap(flat))) {
    const isItem = block.kind === 'item';
    const inList = indent !== null;
    text += isItem && inList ? '' : '\n';
    if (isItem && (block.depth === 0 || indent === null)) {
      indent = ' '.repeat(markerOf(block).length);
      text += `${itemLine(block)}\n`;
    } else {
      if (!isItem && block.kind !== 'commands') indent = null;
      text += `${printBlock(block, indent ?? '')}\n`;
    }
  }
  return text;
}

/** A mark is Markdown already. */
interface Marked {
  mark?: string;
}
type Item = Extract<Block, { kind: 'item' }> & Marked;
type Heading = Extract<Block, { kind: 'heading' }> & Marked;
type Flat = Item | Heading | Extract<Block, { kind: 'text' | 'commands' | 'table' | 'picture' }>;

/** What Markdown has no form of, as headings and items. */
function flat(block: Block): Flat[] {
  switch (block.kind) {
    case 'live':
      return [];
    case 'fold':
      return block.blocks.flatMap(flat);
    case 'card':
      return [
        {
          kind: 'heading',
          level: 3,
          text: block.title,
          mark: `${toneMarks[block.tone]} ${severityWord(block.tone)}`,
        },
        ...block.blocks.flatMap(flat),
      ];
    case 'facts':
      return block.facts.map(([label, fact]) => item(`${label}: ${fact}`));
    case 'verdict':
      return block.verdicts.map((verdict) => itemOf(verdict));
    case 'heading':
    case 'text':
    case 'item':
    case 'commands':
    case 'table':
    case 'picture':
      return [block];
  }
}

/** Markdown counts the items of a list itself: a number that it would show as another one is part of the text. */
function countable(blocks: readonly Flat[]): Flat[] {
  let before: number | null = null;
  return blocks.map((block): Flat => {
    if (block.kind === 'commands' || (block.kind === 'item' && block.depth === 1)) return block;
    const number = block.kind === 'item' ? block.number : undefined;
    const isNext = number !== undefined && (before === null || number === before + 1);
    before = isNext ? number : null;
    if (block.kind !== 'item' || number === undefined || isNext) return block;
    return item(`${number}. ${block.text}`);
  });
}

function item(text: string): Item {
  return { kind: 'item', depth: 0, text };
}

function itemOf({ tone, name, says, more }: Verdict): Item {
  return { ...item(`${name} ${says} ${more}`), mark: toneMarks[tone] };
}

function marked(mark: string | undefined, text: string): string {
  return mark === undefined ? text : `${mark} ${text}`;
}

function markerOf({ number }: Item): string {
  return number === undefined ? '- ' : `${number}. `;
}

function itemLine(block: Item): string {
  return markerOf(block) + marked(block.mark, plainStart(markdownText(block.text)));
}

/** @param indent of what belongs to an item */
function printBlock(block: Flat, indent: string): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${marked(block.mark, headingText(block.text))}`;
    case 'text':
      return plainStart(markdownText(block.text));
    case 'item':
      return indent + itemLine(block);
    case 'commands':
      return fenced('sh', block.commands, indent);
    case 'picture':
      return fenced(
        'mermaid',
        mermaidGraph({ ...block.graph, sites: [block.site] })
          .trimEnd()
          .split('\n'),
        '',
      );
    case 'table':
      return [
        row(block.head.map(markdownText)),
        row(block.head.map((_, column) => (block.right.includes(column) ? '--:' : '---'))),
        ...block.rows.map((cells) => row(cells.map(markdownText))),
      ].join('\n');
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Number signs at the end of a heading are not shown, so they are escaped. */
function headingText(text: string): string {
  return markdownText(text).replace(/#+$/u, (signs) => signs.replaceAll('#', '\\#'));
}

/** A text that begins like a heading, a list or a line begins so as text. */
function plainStart(text: string): string {
  return text.replace(/^[#+=-]/u, '\\$&').replace(/^(\d+)([.)])/u, '$1\\$2');
}

/** Code that no backtick in it can end. */
function fenced(language: string, lines: readonly string[], indent: string): string {
  const runs = lines.join('\n').match(/`+/gu) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [`${fence}${language}`, ...lines, fence].map((line) => indent + line).join('\n');
}
