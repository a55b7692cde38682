import { xmlElement, xmlText } from '../formats/xml.js';
import type { Block } from './blocks.js';

/**
 * A document as one HTML file without a script: nothing is loaded, and its policy forbids it. Readable on a phone, on paper
 * and with a screen reader, in light and dark. It is well-formed XML, too: no name in it can be markup.
 */
export function htmlOf(title: string, blocks: readonly Block[]): string {
  const ids = new Map(blocks.filter(isSection).map((block, at) => [block, `part-${at + 1}`]));
  const head = [
    '<meta charset="utf-8"/>',
    xmlElement('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    }),
    xmlElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    xmlElement('title', {}, xmlText(title)),
    `<style>${style}</style>`,
  ];
  const body = [xmlElement('h1', {}, xmlText(title)), contents(ids), ...printBlocks(blocks, ids)];
  return `<!DOCTYPE html>\n<html lang="en"><head>\n${head.join('\n')}\n</head><body><main>\n${body.join('\n')}\n</main></body></html>\n`;
}

type Heading = Extract<Block, { kind: 'heading' }>;

function isSection(block: Block): block is Heading {
  return block.kind === 'heading' && block.level === 2;
}

function contents(ids: ReadonlyMap<Heading, string>): string {
  const links = [...ids].map(([{ text }, id]) =>
    xmlElement('li', {}, xmlElement('a', { href: `#${id}` }, xmlText(text))),
  );
  return xmlElement('nav', { 'aria-label': 'Contents' }, xmlElement('ul', {}, links.join('')));
}

/** The blocks in their order; items that follow each other, with their commands, are one list. */
function printBlocks(blocks: readonly Block[], ids: ReadonlyMap<Heading, string>): string[] {
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

const style = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #ffffff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #767676; }
a { color: #0b57d0; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; overflow-wrap: normal; }
th, td { border: 1px solid #767676; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
th { background: #eeeeee; }
.number { text-align: right; }
pre { overflow-x: auto; margin: 0.5rem 0; padding: 0.5rem; background: #f2f2f2; overflow-wrap: normal; }
li > p { margin: 0.25rem 0; }
@media (prefers-color-scheme: dark) {
  body { color: #eeeeee; background: #161616; }
  a { color: #a8c7fa; }
  th { background: #333333; }
  pre { background: #262626; }
}
@media print {
  body { font-size: 9pt; color: #000000; background: #ffffff; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  .table, pre { overflow: visible; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: none; border: 1px solid #767676; }
  table { width: 100%; overflow-wrap: anywhere; }
  thead { display: table-header-group; }
  tr, pre, li { break-inside: avoid; }
  th { background: none; color: #000000; }
}
`;
