import type { Explanation, TopicLine, TopicTable } from '../domain/explain/index.js';
import { type Block, type Page, pageOf } from './explain-blocks.js';
import type { Theme } from './theme.js';
import { displayWidth, padded } from './text.js';

/** An explanation for a terminal: its title, then one block after the other. */
export function renderExplanation(explanation: Explanation, theme: Theme): string {
  return renderPage(pageOf(explanation), theme);
}

/** A page for a terminal. */
export function renderPage({ title, blocks }: Page, theme: Theme): string {
  return [theme.heading(title), ...blocks.map((block) => renderBlock(block, theme))].join('\n\n');
}

function renderBlock(block: Block, theme: Theme): string {
  const body = bodyOf(block, theme);
  return 'head' in block ? `${theme.heading(theme.wrap(block.head))}\n${body}` : body;
}

function bodyOf(block: Block, theme: Theme): string {
  switch (block.kind) {
    case 'text':
      return 'head' in block ? theme.wrap(`  ${block.text}`, 2) : theme.wrap(block.text);
    case 'list':
      return listLines(block.items, theme);
    case 'bullets':
      return block.items.map((item) => theme.wrap(`  - ${item}`, 4)).join('\n');
    case 'commands':
      return block.commands.map((command) => `  ${theme.command(command)}`).join('\n');
    case 'excerpt':
      return block.lines.map((line) => `  ${line}`).join('\n');
    case 'table':
      return isProse(block.table)
        ? proseTable(block.table, theme)
        : theme.table(block.table.head, block.table.rows);
  }
}

function listLines(items: readonly TopicLine[], theme: Theme): string {
  const width = Math.max(...items.map(({ id }) => displayWidth(id)));
  return items
    .map(({ id, says }) => theme.wrap(`  ${padded(id, width)}  ${says}`, width + 4))
    .join('\n');
}

/** Whether a table contains sentences, for which columns would be too narrow. */
function isProse({ rows }: TopicTable): boolean {
  return rows.some((row) => row.some((cell) => cell.includes('. ') || cell.endsWith('.')));
}

/** A table of sentences as a list: by its first column, the last with its head. */
function proseTable({ head, rows }: TopicTable, theme: Theme): string {
  const items = rows.map(([id = '', ...cells]) => ({
    id,
    says: cells
      .flatMap((cell, at) => {
        if (cell === '') return [];
        return cell.endsWith('.') ? [cell] : [`${capitalised(head[at + 1] ?? '')}: ${cell}.`];
      })
      .join(' '),
  }));
  return listLines(items, theme);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
