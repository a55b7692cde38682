import { xmlElement } from '../formats/xml.js';
import type { Block } from './blocks.js';
import { htmlCommands, htmlText } from './html-text.js';

/** Items as lists of a page. */

/** One item, with what belongs to it. */
interface Entry {
  number: number | undefined;
  inside: string[];
}

/** Items, and the commands that belong to them, as lists: numbered items are a list of their own. */
export function htmlLists(blocks: readonly Block[]): string[] {
  const entries: Entry[] = [];
  for (const block of blocks) {
    const last = entries.at(-1);
    if (block.kind === 'commands') last?.inside.push(htmlCommands(block.commands));
    else if (block.kind === 'item') {
      if (block.depth === 0 || last === undefined)
        entries.push({ number: block.number, inside: [htmlText(block.text)] });
      else last.inside.push(xmlElement('p', {}, htmlText(numberedText(block))));
    }
  }
  return listsOf(entries);
}

function listsOf(entries: readonly Entry[]): string[] {
  const lists: { name: 'ol' | 'ul'; items: string[] }[] = [];
  for (const { number, inside } of entries) {
    const name = number === undefined ? 'ul' : 'ol';
    if (lists.at(-1)?.name !== name) lists.push({ name, items: [] });
    const value: Record<string, number> = number === undefined ? {} : { value: number };
    lists.at(-1)?.items.push(xmlElement('li', value, inside.join('\n')));
  }
  return lists.map(({ name, items }) => xmlElement(name, {}, items.join('\n')));
}

/** The text of an item with its number, where no list shows it. */
function numberedText({ number, text }: Extract<Block, { kind: 'item' }>): string {
  return number === undefined ? text : `${number}. ${text}`;
}
