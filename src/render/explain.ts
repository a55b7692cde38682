import type { Explanation, TopicLine, TopicTable } from '../domain/explain/index.js';
import { type Block, pageOf } from './explain-blocks.js';
import type { Look } from './theme.js';
import { displayWidth, padded } from './text.js';

/** An explanation for a terminal: its title, then one block after the other. */
export function renderExplanation(explanation: Explanation, look: Look): string {
  const { title, blocks } = pageOf(explanation);
  return [look.heading(title), ...blocks.map((block) => renderBlock(block, look))].join('\n\n');
}

function renderBlock(block: Block, look: Look): string {
  const body = bodyOf(block, look);
  return 'head' in block ? `${look.heading(look.wrap(block.head))}\n${body}` : body;
}

function bodyOf(block: Block, look: Look): string {
  switch (block.kind) {
    case 'text':
      return 'head' in block ? look.wrap(`  ${block.text}`, 2) : look.wrap(block.text);
    case 'list':
      return listed(block.items, look);
    case 'bullets':
      return block.items.map((item) => look.wrap(`  - ${item}`, 4)).join('\n');
    case 'commands':
      return block.commands.map((command) => `  ${look.command(command)}`).join('\n');
    case 'excerpt':
      return block.lines.map((line) => `  ${line}`).join('\n');
    case 'table':
      return isProse(block.table)
        ? proseTable(block.table, look)
        : look.table(block.table.head, block.table.rows);
  }
}

function listed(items: readonly TopicLine[], look: Look): string {
  const width = Math.max(...items.map(({ id }) => displayWidth(id)));
  return items
    .map(({ id, says }) => look.wrap(`  ${padded(id, width)}  ${says}`, width + 4))
    .join('\n');
}

/** Whether a table holds sentences, for which columns would be too narrow. */
function isProse({ rows }: TopicTable): boolean {
  return rows.some((row) => row.some((cell) => cell.includes('. ') || cell.endsWith('.')));
}

/** A table of sentences as a list: by its first column, the last with its head. */
function proseTable({ head, rows }: TopicTable, look: Look): string {
  const items = rows.map(([id = '', ...cells]) => ({
    id,
    says: cells
      .flatMap((cell, at) => {
        if (cell === '') return [];
        return cell.endsWith('.') ? [cell] : [`${capitalised(head[at + 1] ?? '')}: ${cell}.`];
      })
      .join(' '),
  }));
  return listed(items, look);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
