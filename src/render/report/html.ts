import { createHash } from 'node:crypto';
import { xmlElement, xmlText } from '../formats/xml.js';
import type { Block } from './blocks.js';
import { type Heading, htmlBlocks } from './html-blocks.js';
import { style } from './html-style.js';

/** The part of a page that answers questions of its reader. */
export interface LivePart {
  /** Elements, placed where the blocks have `live`. */
  section: string;
  /** The program of the page, at its end. The only one that its policy allows. */
  script: string;
  /** What the program reads: a JSON text, in the element `farm-data`. */
  data: string;
}

/**
 * A document as one HTML file: nothing is loaded, and its policy forbids it. Readable on a phone, on paper and with a screen
 * reader, in light and dark. Without `live` it has no script, and is well-formed XML, too. No name in it can be markup.
 */
export function htmlOf(title: string, blocks: readonly Block[], live: LivePart | null): string {
  const ids = new Map(blocks.filter(isSection).map((block, at) => [block, `part-${at + 1}`]));
  const head = [
    '<meta charset="utf-8"/>',
    xmlElement('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: policyOf(live),
    }),
    xmlElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    xmlElement('title', {}, xmlText(title)),
    `<style>${style}</style>`,
  ];
  const before = blocks.findIndex(({ kind }) => kind === 'live');
  const body = [
    xmlElement('h1', {}, xmlText(title)),
    contents(ids),
    ...htmlBlocks(blocks.slice(0, Math.max(0, before)), ids),
    ...(live === null ? [] : [live.section]),
    ...htmlBlocks(blocks.slice(before + 1), ids),
  ];
  const end = live === null ? '' : `\n${scriptsOf(live)}`;
  return `<!DOCTYPE html>\n<html lang="en"><head>\n${head.join('\n')}\n</head><body><main>\n${body.join('\n')}\n</main>${end}</body></html>\n`;
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

function isSection(block: Block): block is Heading {
  return block.kind === 'heading' && block.level === 2;
}

function contents(ids: ReadonlyMap<Heading, string>): string {
  const links = [...ids].map(([{ text }, id]) =>
    xmlElement('li', {}, xmlElement('a', { href: `#${id}` }, xmlText(text))),
  );
  return xmlElement('nav', { 'aria-label': 'Contents' }, xmlElement('ul', {}, links.join('')));
}
