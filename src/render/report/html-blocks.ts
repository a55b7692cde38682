import { xmlElement } from '../formats/xml.js';
import { drawSite } from '../graph/svg.js';
import { severityWord } from '../words.js';
import type { Block, Tone, Verdict } from './blocks.js';
import { htmlLists } from './html-lists.js';
import { htmlCell, htmlCommands, htmlText } from './html-text.js';

/** Blocks as elements of a page. What is in them is text: no name can be markup. */

/** The mark of each tone: with its word it says what its colour says. */
const toneMarks = { error: '✖', warning: '!', info: 'i', good: '✓' } as const satisfies Record<
  Tone,
  string
>;

/** The blocks in their order; items that follow each other, with their commands, are one list. */
export function htmlBlocks(blocks: readonly Block[]): string[] {
  const printed: string[] = [];
  let under = '';
  let items: Block[] = [];
  const endList = (): void => {
    printed.push(...htmlLists(items));
    items = [];
  };
  for (const block of blocks) {
    if (block.kind === 'item' || (block.kind === 'commands' && items.length > 0)) {
      items.push(block);
      continue;
    }
    endList();
    if (block.kind === 'heading') under = block.text;
    printed.push(htmlBlock(block, under));
  }
  endList();
  return printed;
}

/** @param under the heading above it, which names a table */
function htmlBlock(block: Exclude<Block, { kind: 'item' }>, under: string): string {
  switch (block.kind) {
    case 'heading':
      return xmlElement(
        `h${block.level}`,
        block.id === undefined ? {} : { id: block.id },
        htmlText(block.text),
      );
    case 'text':
      return xmlElement('p', {}, htmlText(block.text));
    case 'commands':
      return htmlCommands(block.commands);
    case 'table':
      return table(block, under);
    case 'facts':
      return xmlElement('dl', {}, block.facts.map(htmlFact).join('\n'));
    case 'verdict':
      return xmlElement('ul', { class: 'verdicts' }, block.verdicts.map(htmlVerdict).join('\n'));
    case 'card':
      return card(block);
    case 'picture':
      return picture(block);
    case 'fold':
      return xmlElement(
        'details',
        {},
        [xmlElement('summary', {}, htmlText(block.title)), ...htmlBlocks(block.blocks)].join('\n'),
      );
    case 'live':
      return '';
  }
}

function htmlFact([label, fact]: readonly [string, string]): string {
  return xmlElement(
    'div',
    {},
    xmlElement('dt', {}, htmlText(label)) + xmlElement('dd', {}, htmlText(fact) || ' '),
  );
}

function mark(tone: Tone): string {
  return xmlElement('span', { class: 'mark', 'aria-hidden': 'true' }, toneMarks[tone]);
}

function htmlVerdict({ tone, name, says, more, links }: Verdict): string {
  const to = links.map((link) =>
    xmlElement(
      'a',
      { href: `#${link.to}`, 'aria-label': `${link.text}: ${name}` },
      htmlText(link.text),
    ),
  );
  return xmlElement(
    'li',
    { class: `tone ${tone}` },
    [
      mark(tone),
      xmlElement(
        'div',
        {},
        [
          xmlElement('p', {}, `${xmlElement('strong', {}, htmlText(name))} ${htmlText(says)}`),
          xmlElement('p', { class: 'more' }, htmlText(more)),
          ...(to.length === 0 ? [] : [xmlElement('p', { class: 'links' }, to.join('\n'))]),
        ].join('\n'),
      ),
    ].join('\n'),
  );
}

function card({ tone, title, blocks }: Extract<Block, { kind: 'card' }>): string {
  const word = xmlElement('span', { class: 'word' }, severityWord(tone));
  return xmlElement(
    'article',
    { class: `card tone ${tone}` },
    [xmlElement('h3', {}, `${mark(tone)} ${word} ${htmlText(title)}`), ...htmlBlocks(blocks)].join(
      '\n',
    ),
  );
}

/** A picture that scrolls by itself where it would be too small to read. */
function picture({ graph, site, id }: Extract<Block, { kind: 'picture' }>): string {
  return xmlElement(
    'div',
    { class: 'picture', id, role: 'group', tabindex: 0, 'aria-label': `Picture: ${site.site}` },
    drawSite(graph, site, `${id}-`),
  );
}

/** A table that scrolls by itself where it is too wide; it can be reached with the keyboard then. */
function table({ head, rows, right }: Extract<Block, { kind: 'table' }>, under: string): string {
  const style = (column: number): Record<string, string> =>
    right.includes(column) ? { class: 'number' } : {};
  const cells = (name: string, texts: readonly string[], attributes = {}): string =>
    xmlElement(
      'tr',
      {},
      texts.map((text, column) => cell(name, { ...attributes, ...style(column) }, text)).join(''),
    );
  const body = rows.map((row) => cells('td', row)).join('\n');
  const inside = `<thead>${cells('th', head, { scope: 'col' })}</thead>\n${xmlElement('tbody', {}, body)}`;
  return xmlElement(
    'div',
    { class: 'table', role: 'group', tabindex: 0, 'aria-label': `Table: ${under}` },
    xmlElement('table', {}, inside),
  );
}

/** A cell with an end tag even if it is empty, as HTML wants it. */
function cell(name: string, attributes: Record<string, string>, text: string): string {
  return xmlElement(name, attributes, text === '' ? ' ' : htmlCell(text));
}
