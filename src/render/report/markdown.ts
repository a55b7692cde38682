import { markdownText } from '../formats/markdown-text.js';
import type { Block } from './blocks.js';

/** A document as Markdown that GitHub, GitLab and others show the same: names in it are never markup. */
export function markdownOf(title: string, blocks: readonly Block[]): string {
  let text = `# ${headingText(title)}\n`;
  let inList = false;
  for (const block of blocks) {
    if (block.kind === 'live') continue;
    const isItem = block.kind === 'item';
    text += isItem && inList ? '' : '\n';
    text += `${printBlock(block, inList)}\n`;
    inList = isItem || (inList && block.kind === 'commands');
  }
  return text;
}

function printBlock(block: Exclude<Block, { kind: 'live' }>, inList: boolean): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${headingText(block.text)}`;
    case 'text':
      return plainStart(markdownText(block.text));
    case 'item':
      return `${'  '.repeat(block.depth)}- ${plainStart(markdownText(block.text))}`;
    case 'commands':
      return fenced(block.commands, inList ? '  ' : '');
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
function fenced(lines: readonly string[], indent: string): string {
  const runs = lines.join('\n').match(/`+/gu) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [`${fence}sh`, ...lines, fence].map((line) => indent + line).join('\n');
}
