import { xmlElement, xmlText } from '../formats/xml.js';
import type { Block } from './blocks.js';

/** Blocks as elements of a page. What is in them is text: no name can be markup. */

/** A heading among blocks. */
export type Heading = Extract<Block, { kind: 'heading' }>;

/** The blocks in their order; items that follow each other, with their commands, are one list. */
export function htmlBlocks(
  blocks: readonly Block[],
  ids: ReadonlyMap<Heading, string> = new Map(),
): string[] {
  const printed: string[] = [];
  let list: string[] = [];
  let under = '';
  const endList = (): void => {
    if (list.length > 0) printed.push(xmlElement('ul', {}, list.join('\n')));
    list = [];
  };
  for (const block of blocks) {
    if (block.kind === 'item') {
      // What belongs to an item is within it.
      if (block.depth === 0 || list.length === 0)
        list.push(xmlElement('li', {}, xmlText(block.text)));
      else extendLast(list, xmlElement('p', {}, xmlText(block.text)));
      continue;
    }
    if (block.kind === 'commands') {
      const code = xmlElement(
        'pre',
        { tabindex: 0 },
        xmlElement('code', {}, xmlText(block.commands.join('\n'))),
      );
      if (list.length > 0) extendLast(list, code);
      else printed.push(code);
      continue;
    }
    endList();
    if (block.kind === 'live') continue;
    if (block.kind === 'heading') {
      under = block.text;
      const id = ids.get(block);
      const attributes: Record<string, string> = id === undefined ? {} : { id };
      printed.push(xmlElement(`h${block.level}`, attributes, xmlText(block.text)));
    } else if (block.kind === 'text') printed.push(xmlElement('p', {}, xmlText(block.text)));
    else printed.push(table(block, under));
  }
  endList();
  return printed;
}

function extendLast(list: string[], more: string): void {
  const last = list.pop() ?? '<li></li>';
  list.push(`${last.slice(0, -'</li>'.length)}${more}</li>`);
}

/** A table that scrolls by itself where it is too wide; it can be reached with the keyboard then. */
function table({ head, rows, right }: Extract<Block, { kind: 'table' }>, under: string): string {
  const style = (column: number): Record<string, string> =>
    right.includes(column) ? { class: 'number' } : {};
  const cells = (name: string, texts: readonly string[], attributes = {}): string =>
    xmlElement(
      'tr',
      {},
      texts
        .map((text, column) => element(name, { ...attributes, ...style(column) }, text))
        .join(''),
    );
  const body = rows.map((row) => cells('td', row)).join('\n');
  const inside = `<thead>${cells('th', head, { scope: 'col' })}</thead>\n${xmlElement('tbody', {}, body)}`;
  return xmlElement(
    'div',
    { class: 'table', role: 'group', tabindex: 0, 'aria-label': `Table: ${under}` },
    xmlElement('table', {}, inside),
  );
}

/** An element with an end tag even if it is empty, as HTML wants it. */
function element(name: string, attributes: Record<string, string>, text: string): string {
  return text === ''
    ? xmlElement(name, attributes, ' ')
    : xmlElement(name, attributes, xmlText(text));
}
