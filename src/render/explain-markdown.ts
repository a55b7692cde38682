import type { Explanation } from '../domain/explain/index.js';
import { type Block, type Page, pageOf } from './explain-blocks.js';

/** An explanation as a Markdown page: the same blocks as on a terminal. */
export function renderExplanationAsMarkdown(explanation: Explanation): string {
  return renderPageAsMarkdown(pageOf(explanation));
}

/** The same of any page. */
export function renderPageAsMarkdown({ title, blocks }: Page): string {
  return `${[`# ${quoted(title)}`, ...blocks.map(renderBlock)].join('\n\n')}\n`;
}

function renderBlock(block: Block): string {
  const body = bodyOf(block);
  return 'head' in block ? `## ${quoted(block.head)}\n\n${body}` : body;
}

function bodyOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return quoted(block.text);
    case 'list':
      return block.items.map(({ id, says }) => `- **${quoted(id)}** ${quoted(says)}`).join('\n');
    case 'bullets':
      return block.items.map((item) => `- ${quoted(item)}`).join('\n');
    case 'commands':
      return fenced('sh', block.commands);
    case 'excerpt':
      return fenced('json', block.lines);
    case 'table':
      return [
        row(block.table.head),
        row(block.table.head.map(() => '---')),
        ...block.table.rows.map(row),
      ].join('\n');
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === '---' ? cell : quoted(cell))).join(' | ')} |`;
}

function fenced(language: string, lines: readonly string[]): string {
  return `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;
}

/** Text with Markdown's special characters escaped. */
function quoted(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]|]/g, '\\$&');
}
