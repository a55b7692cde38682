import { spawnSync } from 'node:child_process';
import { XMLParser } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotGraph } from '../../src/render/graph/dot.js';
import { anyDocument } from './any-document.js';
import { expectedBoxes, expectedLabels, expectedPairs, pairsOf } from './expected.js';

/** The graph as Graphviz itself reads it, where `dot` is installed: its labels as it draws them, and all else as it knows it. */

interface Known {
  objects?: { _gvid: number; name: string }[];
  edges?: { tail: number; head: number; style?: string }[];
}

/** What Graphviz makes of a graph, in one of its formats. */
function dot(text: string, format: string): string {
  const { stdout, stderr, status } = spawnSync('dot', [`-T${format}`], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const warnings = stderr.replaceAll(/^.*(?:font|size|clipped).*\n/gimu, '');
  expect({ status, warnings }).toEqual({ status: 0, warnings: '' });
  return stdout;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => ['g', 'text'].includes(name),
  htmlEntities: true,
  trimValues: true,
  parseTagValue: false,
});

interface Group {
  class?: string;
  title?: string;
  g?: Group[];
  text?: ({ '#text'?: string } | string)[];
}

/** The labels of the nodes that Graphviz draws, in lines. */
function drawnLabels(text: string): Map<string, string[]> {
  const { svg } = parser.parse(dot(text, 'svg')) as { svg: { g: Group[] } };
  const groups = svg.g.flatMap(({ g = [] }) => g).filter((one) => one.class === 'node');
  return new Map(
    groups.map(({ title = '', text: lines = [] }) => [
      title,
      lines.map((line) => (typeof line === 'string' ? line : (line['#text'] ?? ''))),
    ]),
  );
}

const hasDot = spawnSync('dot', ['-V']).error === undefined;

/** Graphviz writes a blank in SVG as one that does not break, and none at the ends of a line. */
function shown(line: string): string {
  return line.replaceAll('\u00a0', ' ').trim();
}

describe.skipIf(!hasDot)('a graph that Graphviz draws', () => {
  it('has every node, label, box and link, and nothing of a name outside of its label', () => {
    fc.assert(
      fc.property(anyDocument, (graph) => {
        const text = dotGraph(graph);
        const expected = expectedLabels(graph);
        const { objects = [], edges = [] } = JSON.parse(dot(text, 'json')) as Known;
        const names = new Map(objects.map(({ _gvid, name }) => [_gvid, name]));
        const hidden = graph.sites.map(({ id }) => `${id}x`);
        const boxes = expectedBoxes(graph).map((id) => `cluster_${id}`);
        expect([...names.values()].toSorted()).toEqual(
          [...boxes, ...expected.keys(), ...hidden].toSorted(),
        );
        const lines = edges.filter(({ style }) => style !== 'invis');
        expect(
          pairsOf(lines.map(({ tail, head }) => [names.get(tail)!, names.get(head)!])),
        ).toEqual(expectedPairs(graph));
        const labels = drawnLabels(text);
        for (const [id, label] of expected) {
          expect(labels.get(id)?.map(shown)).toEqual(label.map((line) => shown(line)));
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
