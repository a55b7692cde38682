import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { mermaidGraph } from '../../src/render/graph/mermaid.js';
import { describeInBrowser } from '../browser/chromium.js';
import { anyDocument } from './any-document.js';
import { expectedBoxes, expectedLabels, expectedPairs, pairsOf } from './expected.js';

/** The flowchart as Mermaid itself draws it: whatever the names, its nodes, labels, boxes and lines are those of the facts. */

/** What Mermaid drew. */
interface Drawn {
  labels: [id: string, lines: string[]][];
  boxes: string[];
  lines: [from: string, to: string][];
  /** Elements that no label may become. */
  foreign: number;
}

/** Draws a flowchart in the page and reads it: a script of the page. */
const draw = `async (text) => {
  mermaid.initialize({ startOnLoad: false, maxTextSize: 1e6, maxEdges: 5000 });
  const { svg } = await mermaid.render('chart', text);
  document.body.innerHTML = svg;
  const all = (selector) => [...document.body.querySelectorAll(selector)];
  const id = (element) => /s\\d+[abdgp]?\\d*$/.exec(element.id.replace(/-\\d+$/, ''))[0];
  const linesOf = (element) => element.innerText.split('\\n').map((line) => line.trim());
  return {
    labels: all('g.node').map((node) => [id(node), linesOf(node.querySelector('.nodeLabel'))]),
    boxes: all('g.cluster').map(id),
    lines: all('path.flowchart-link').map((line) => /L_([^_]+)_([^_]+)_/.exec(line.id).slice(1)),
    foreign: all('script, a, img, b, i, em, strong, code, ul, ol, .katex, .icon').length,
  };
}`;

/** A browser shows blanks in a row as one, and none at the ends; the sign that joins words is not to be seen. */
function shown(line: string): string {
  return line
    .replaceAll('\u2060', '')
    .replaceAll(/[ \u00a0]+/gu, ' ')
    .trim();
}

describeInBrowser('a flowchart that Mermaid draws', (openPage) => {
  it('has every node, label, box and link, and no markup of names', async () => {
    const page = await openPage();
    await page.setContent('<body></body>');
    await page.addScriptTag({
      path: fileURLToPath(import.meta.resolve('mermaid/dist/mermaid.min.js')),
    });
    await fc.assert(
      fc.asyncProperty(anyDocument, async (graph) => {
        const text = mermaidGraph(graph);
        const drawn = await page.evaluate<Drawn>(`(${draw})(${JSON.stringify(text)})`);
        const expected = [...expectedLabels(graph)].map(([id, lines]) => [id, lines.map(shown)]);
        const labels = drawn.labels.map(([id, lines]) => [id, lines.map(shown)] as const);
        expect(new Map(labels)).toEqual(new Map(expected as Drawn['labels']));
        expect(drawn.labels).toHaveLength(expected.length);
        expect(drawn.boxes.toSorted()).toEqual(expectedBoxes(graph));
        const hidden = new Set(
          [...text.matchAll(/^ *(\w+) ~~~ (\w+)$/gmu)].map(([, from, to]) => `${from} ${to}`),
        );
        const lines = drawn.lines.filter((pair) => !hidden.has(pair.join(' ')));
        expect(pairsOf(lines)).toEqual(expectedPairs(graph));
        expect(drawn.foreign).toBe(0);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
