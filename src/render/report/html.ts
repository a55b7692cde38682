import { createHash } from 'node:crypto';
import { xmlElement, xmlText } from '../formats/xml.js';
import { pictureStyles } from '../graph/svg-styles.js';
import type { Block } from './blocks.js';
import { htmlBlocks } from './html-blocks.js';
import { pageStyles } from './html-style.js';
import { htmlText } from './html-text.js';
import { liveStyles } from './live-styles.js';

/** The part of a page that answers questions of its reader. */
export interface LivePart {
  /** Elements, placed where the blocks have `live`. */
  section: string;
  /** The program of the page, at its end. The only one that its policy allows. */
  script: string;
  /** What the program reads: a JSON text, in the element `farm-data`. */
  data: string;
}

const style = `\n${pageStyles}\n${pictureStyles}\n${liveStyles}\n`;

/**
 * A document as one HTML file: nothing is loaded, and its policy forbids it. Readable on a phone, on paper and with a screen
 * reader, in light and dark. Without `live` it has no script, and is well-formed XML, too. No name in it can be markup.
 */
export function htmlOf(title: string, blocks: readonly Block[], live: LivePart | null): string {
  const [first = [], ...sections] = sectionsOf(blocks);
  const head = [
    '<meta charset="utf-8"/>',
    xmlElement('meta', { 'http-equiv': 'Content-Security-Policy', content: policyOf(live) }),
    xmlElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    xmlElement('meta', { name: 'color-scheme', content: 'light dark' }),
    xmlElement('title', {}, xmlText(title)),
    `<style>${style}</style>`,
  ];
  const heading = xmlElement('h1', {}, htmlText(title));
  const body = [
    xmlElement('header', {}, [heading, ...htmlBlocks(first)].join('\n')),
    contents(blocks),
    xmlElement('main', {}, sections.map((section) => sectionOf(section, live)).join('\n')),
    ...(live === null ? [] : [scriptsOf(live)]),
  ];
  return `<!DOCTYPE html>\n<html lang="en"><head>\n${head.join('\n')}\n</head><body>\n${body.join('\n')}\n</body></html>\n`;
}

/** Allows the page its own style and program, by their hashes, and nothing else. */
function policyOf(live: LivePart | null): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(live === null ? [] : [`script-src ${hashOf(live.script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** The data can't end its element: a browser reads no markup in it without a less-than sign. */
function scriptsOf({ data, script }: LivePart): string {
  const json = data.replaceAll('<', '\\u003c');
  return `<script type="application/json" id="farm-data">${json}</script>\n<script>${script}</script>`;
}

type Heading = Extract<Block, { kind: 'heading' }>;

function isSection(block: Block): block is Heading {
  return block.kind === 'heading' && block.level === 2;
}

/** What is before the first section, then the sections; the place of the live part is one, too. */
function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [[]];
  for (const block of blocks) {
    if (isSection(block) || block.kind === 'live') sections.push([]);
    sections.at(-1)?.push(block);
  }
  return sections;
}

function sectionOf(blocks: readonly Block[], live: LivePart | null): string {
  const [first] = blocks;
  if (first?.kind === 'live') return live?.section ?? '';
  const id = first?.kind === 'heading' ? first.id : undefined;
  const name: Record<string, string> = id === undefined ? {} : { 'aria-labelledby': id };
  return xmlElement('section', name, htmlBlocks(blocks).join('\n'));
}

function contents(blocks: readonly Block[]): string {
  const links = blocks
    .filter(isSection)
    .map(({ text, id = '' }) =>
      xmlElement('li', {}, xmlElement('a', { href: `#${id}` }, htmlText(text))),
    );
  return xmlElement('nav', { 'aria-label': 'Contents' }, xmlElement('ul', {}, links.join('\n')));
}
