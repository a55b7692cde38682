import * as fc from 'fast-check';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { GraphDocument } from '../../src/render/graph/graph-words.js';
import { schemes } from '../../src/render/graph/palette.js';
import { pictureStyles } from '../../src/render/graph/svg-styles.js';
import { drawSite, svgGraph } from '../../src/render/graph/svg.js';
import { describeInBrowser } from '../browser/chromium.js';
import { anyDocument } from './any-document.js';
import { largeDocument } from './large-document.js';

/** The picture as a browser draws it: with the fonts and widths that the layout has only guessed. */

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  /** What it is, for a message. */
  is: string;
  /** The node or box that it belongs to. */
  of: string | null;
}

interface Drawn {
  whole: Box;
  nodes: Box[];
  texts: Box[];
  errors: number;
  /** Lines with a point inside of a node; their ends may touch one. */
  crossing: string[];
}

/** Draws the picture in the page and measures it: a script of the page, which has types that the tests haven't. */
const measure = `(text) => {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const errors = parsed.querySelectorAll('parsererror').length;
  const root = document.importNode(parsed.documentElement, true);
  document.body.replaceChildren(root);
  const measured = (element, of) => {
    const { x, y, width, height } = element.getBBox();
    return { x, y, width, height, is: element.textContent.slice(0, 60), of };
  };
  const all = (selector) => [...root.querySelectorAll(selector)];
  const nodes = all('[data-node]').map((group) =>
    measured(group.querySelector('rect'), group.getAttribute('data-node')),
  );
  const texts = all('text').map((one) =>
    measured(one, one.closest('[data-node]')?.getAttribute('data-node') ?? null),
  );
  const crossing = all('path.link').flatMap((path) => {
    const found = [];
    for (let at = 6; at < path.getTotalLength() - 6; at += 6) {
      const { x, y } = path.getPointAtLength(at);
      for (const node of nodes) {
        const isInside = x > node.x + 1 && x < node.x + node.width - 1 &&
          y > node.y + 1 && y < node.y + node.height - 1;
        if (isInside) found.push(path.getAttribute('d') + ' in ' + node.of);
      }
    }
    return found.slice(0, 1);
  });
  const size = { width: root.width.baseVal.value, height: root.height.baseVal.value };
  return { whole: { x: 0, y: 0, ...size, is: 'the picture', of: null }, nodes, texts, errors, crossing };
}`;

async function drawn(page: Page, svg: string): Promise<Drawn> {
  return page.evaluate<Drawn>(`(${measure})(${JSON.stringify(svg)})`);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(one: Box, other: Box): boolean {
  return (
    one.x >= other.x &&
    one.y >= other.y &&
    one.x + one.width <= other.x + other.width &&
    one.y + one.height <= other.y + other.height
  );
}

/** What is wrong with a picture, in words; nothing, if it is legible. */
function faults({ whole, nodes, texts, errors, crossing }: Drawn): string[] {
  const found = errors === 0 ? [] : ['no XML'];
  for (const [index, text] of texts.entries()) {
    if (!isInside(text, whole)) found.push(`outside: ${text.is}`);
    for (const node of nodes) {
      if (node.of === text.of && !isInside(text, node)) found.push(`too long: ${text.is}`);
      if (node.of !== text.of && overlap(node, text)) found.push(`${text.is} in ${node.of}`);
    }
    for (const other of texts.slice(index + 1)) {
      if (overlap(text, other)) found.push(`${text.is} on ${other.is}`);
    }
  }
  for (const [index, node] of nodes.entries()) {
    for (const other of nodes.slice(index + 1)) {
      if (overlap(node, other)) found.push(`${node.of} on ${other.of}`);
    }
  }
  return [...found, ...crossing];
}

function rgb(colour: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgb(${parts.join(', ')})`;
}

describeInBrowser('a picture in a browser', (openPage) => {
  it('has no text on another, none outside of its node, and no line through a node', async () => {
    const page = await openPage();
    await fc.assert(
      fc.asyncProperty(anyDocument, async (graph: GraphDocument) => {
        expect(faults(await drawn(page, svgGraph(graph)))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it.each([1, 4, 12, 30])(
    'is legible with %i brokers',
    async (brokers) => {
      const page = await openPage();
      for (const failed of [false, true]) {
        const shown = await drawn(page, svgGraph(largeDocument(brokers, failed)));
        expect(faults(shown)).toEqual([]);
        const area = shown.nodes.reduce((sum, { width, height }) => sum + width * height, 0);
        // Nodes take a share of the picture: what is beside few of them is not as high as what is beside many.
        expect(area / (shown.whole.width * shown.whole.height)).toBeGreaterThan(0.2);
      }
    },
    60_000,
  );

  it('is part of a page whose policy forbids all but its own style sheet', async () => {
    const page = await openPage();
    const graph = largeDocument(4, true);
    const [site] = graph.sites;
    const pictures = ['a-', 'b-'].map((prefix) => drawSite(graph, site!, prefix));
    const violations: string[] = [];
    page.on('console', (message) => violations.push(message.text()));
    await page.setContent(`<!doctype html><html lang="en"><head>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-x'">
      <style nonce="x">text { fill: rgb(1, 2, 3) } ${pictureStyles}</style></head>
      <body>${pictures.join('')}<svg><text id="other">other</text></svg></body></html>`);
    const found = await page.evaluate<string[]>(`
      ['.node.lost rect', '#other', '.node text', 'pattern rect'].map((selector) => {
        const { fill, stroke } = getComputedStyle(document.querySelector(selector));
        return selector.includes('lost') ? fill + ' ' + stroke : fill;
      })`);
    const { text, fates } = schemes.light;
    expect(found).toEqual([
      `url("#a-lost") ${rgb(fates.lost.line)}`,
      'rgb(1, 2, 3)',
      rgb(text),
      rgb(fates.lost.fill),
    ]);
    expect(violations).toEqual([]);
  });

  it('obeys the scheme of the reader as an image', async () => {
    const colours = await Promise.all(
      [false, true].map(async (dark) => {
        const page = await openPage({ dark });
        const url = `data:image/svg+xml;base64,${Buffer.from(svgGraph(largeDocument(4, false))).toString('base64')}`;
        await page.setContent(`<img alt="" src="${url}">`);
        return page.evaluate<number[]>(`(async () => {
          const image = document.querySelector('img');
          await image.decode();
          const context = document.createElement('canvas').getContext('2d');
          context.drawImage(image, 0, 0);
          return [...context.getImageData(2, 2, 1, 1).data.slice(0, 3)];
        })()`);
      }),
    );
    expect(colours).toEqual([
      [255, 255, 255],
      [13, 17, 23],
    ]);
  });
});
