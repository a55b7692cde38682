import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/domain/graph/graph.js';
import type { GraphNode, SiteGraph } from '../../src/domain/graph/graph-types.js';
import { unsafeCharacters } from '../../src/domain/model/unsafe-text.js';
import { dotGraph } from '../../src/render/graph/dot.js';
import { describeGraph, labelOf } from '../../src/render/graph/graph-words.js';
import { mermaidGraph } from '../../src/render/graph/mermaid.js';
import { renderGraph } from '../../src/render/graph/text.js';
import { displayWidth, escapeAll, escapeText } from '../../src/render/text.js';
import { createTheme } from '../../src/render/theme.js';
import { anyFarm } from '../properties/arbitrary.js';
import { anyDocument } from './any-document.js';
import { readDot } from './dot-reader.js';
import { readMermaid } from './mermaid-reader.js';

/** Each format is read back: whatever the names, the picture has the nodes, links and labels of the facts, and nothing else. */

const runs = { numRuns: 120 };

/** The label of every node, by id. */
function expectedLabels(sites: readonly SiteGraph[]): Map<string, string[]> {
  return new Map(
    sites.flatMap(({ nodes }) =>
      nodes.map((node: GraphNode) => [node.id, labelOf(node).map(escapeText)] as const),
    ),
  );
}

/** Every link as its two nodes; one line may be drawn for a provider that its preferred broker serves. */
function expectedPairs(sites: readonly SiteGraph[]): string[] {
  const pairs = sites.flatMap(({ links }) =>
    links.map(({ from, to }) => [from, to].toSorted().join(' ')),
  );
  return [...new Set(pairs)].toSorted();
}

function pairsOf(lines: readonly (readonly [string, string])[]): string[] {
  return [...new Set(lines.map((pair) => pair.toSorted().join(' ')))].toSorted();
}

describe('mermaid', () => {
  it('has every node, label and link, and no markup of names', () => {
    fc.assert(
      fc.property(anyDocument, (graph) => {
        const { labels, lines } = readMermaid(mermaidGraph(graph));
        const boxes = graph.sites.flatMap(({ id, boxes: all }) => [
          id,
          ...all.filter(({ drawn }) => drawn).map((box) => box.id),
        ]);
        const nodes = new Map([...labels].filter(([id]) => !boxes.includes(id)));
        expect(nodes).toEqual(expectedLabels(graph.sites));
        expect([...labels.keys()].filter((id) => boxes.includes(id)).toSorted()).toEqual(
          boxes.toSorted(),
        );
        const drawn = lines.filter(({ label }) => label !== null);
        expect(pairsOf(drawn.map(({ left, right }) => [left, right] as const))).toEqual(
          expectedPairs(graph.sites),
        );
      }),
      runs,
    );
  });

  it('styles only lines that it has', () => {
    fc.assert(
      fc.property(anyDocument, (graph) => {
        const text = mermaidGraph(graph);
        const { lines } = readMermaid(text);
        for (const [, index] of text.matchAll(/linkStyle (\d+) /gu)) {
          const line = lines[Number(index)];
          expect(line?.label ?? null).not.toBeNull();
        }
      }),
      runs,
    );
  });
});

describe('dot', () => {
  it('has every node, label and link, and nothing of a name outside its label', () => {
    fc.assert(
      fc.property(anyDocument, (graph) => {
        const { labels, edges, titles } = readDot(dotGraph(graph));
        const hidden = graph.sites.map(({ id }) => `${id}x`);
        const nodes = new Map([...labels].filter(([id]) => !hidden.includes(id)));
        expect(nodes).toEqual(expectedLabels(graph.sites));
        const drawn = edges.filter(({ label }) => label !== null);
        expect(pairsOf(drawn.map(({ from, to }) => [from, to] as const))).toEqual(
          expectedPairs(graph.sites),
        );
        for (const { site } of graph.sites) {
          expect(titles.some(([line = '']) => line.startsWith(escapeText(site)))).toBe(true);
        }
      }),
      runs,
    );
  });

  const hasDot = spawnSync('dot', ['-V']).error === undefined;

  it.skipIf(!hasDot)('is read by Graphviz, if that is installed', () => {
    fc.assert(
      fc.property(anyDocument, (graph) => {
        const { stdout, stderr, status } = spawnSync('dot', ['-Tplain'], {
          input: dotGraph(graph),
          encoding: 'utf8',
        });
        expect({
          status,
          stderr: stderr.replaceAll(/^.*(?:font|size|clipped).*\n/gimu, ''),
        }).toEqual({
          status: 0,
          stderr: '',
        });
        const nodes = stdout.match(/^node \w+/gmu) ?? [];
        const all = graph.sites.flatMap(({ id, nodes: own }) => [
          ...own.map((one) => one.id),
          `${id}x`,
        ]);
        expect(nodes.map((line) => line.slice('node '.length)).toSorted()).toEqual(all.toSorted());
      }),
      { numRuns: 15 },
    );
  });
});

describe('text', () => {
  it.each([80, 60, 140])(
    'fits %i columns, and has no character that a terminal obeys',
    async (width) => {
      const theme = await createTheme({
        stream: { isTTY: true, columns: width },
        env: {},
        noColour: true,
      });
      fc.assert(
        fc.property(anyDocument, (graph) => {
          const text = renderGraph(graph, theme);
          expect(text.replaceAll('\n', '')).not.toMatch(unsafeCharacters());
          for (const line of text.split('\n')) {
            // A word longer than the line is not broken: names in lists below the brokers.
            const columns = displayWidth(line);
            if (/^ {2}[│ ] +\d+ |[┌├└]/u.test(line))
              expect(columns, line).toBeLessThanOrEqual(width);
            else if (columns > width) expect(line.trim()).not.toMatch(/^\S+ \S+$/u);
          }
        }),
        runs,
      );
    },
  );

  it('has a line for each broker, with its agents, and the total of them', async () => {
    const theme = await createTheme({ stream: {}, env: {}, noColour: true });
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        for (const { name } of farm.sites) {
          const graph = escapeAll(describeGraph(graphOf(farm, name), null));
          const lines = renderGraph(graph, theme).split('\n');
          const rows = lines.filter((line) => /^ {2}[│ ] +\d+ \S/u.test(line));
          const site = farm.sites.find((one) => one.name === name)!;
          const places = rows.map((row) => Number(/\d+/u.exec(row)?.[0]));
          expect(places.toSorted((a, b) => a - b)).toEqual(site.brokers.map((_, at) => at + 1));
          const counts = rows.map((row) => Number(/(\d+) agents? [\d.]+%$/u.exec(row)?.[1] ?? 0));
          expect(counts.reduce((a, b) => a + b, 0)).toBe(site.agents.length);
        }
      }),
      runs,
    );
  });
});
