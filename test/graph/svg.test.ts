import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOf } from '../../src/render/graph/graph-words.js';
import { drawnLines } from '../../src/render/graph/drawn.js';
import { drawSite, svgGraph } from '../../src/render/graph/svg.js';
import { layoutOf, type Place, pictureWidth } from '../../src/render/graph/svg-layout.js';
import { displayWidth } from '../../src/render/text.js';
import { anyDocument } from './any-document.js';

/** The picture as SVG: read back by a parser of XML, and its layout by arithmetic. */

const runs = { numRuns: 120 };

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
});

function read(svg: string): Element {
  expect(XMLValidator.validate(svg)).toBe(true);
  const root = elements(parser.parse(svg)).find(({ name }) => name !== '#text');
  if (root === undefined) throw new Error('no element');
  return root;
}

type Parsed = Record<string, unknown>;

function elements(parsed: readonly Parsed[]): Element[] {
  return parsed.map((one) => {
    const name = Object.keys(one).find((key) => key !== ':@') ?? '';
    const inside = one[name];
    if (!Array.isArray(inside)) {
      return { name, attributes: {}, children: [], text: String(inside) };
    }
    const children = elements(inside as Parsed[]);
    const text = children.map((child) => child.text).join('');
    return { name, attributes: (one[':@'] ?? {}) as Record<string, string>, children, text };
  });
}

function all(element: Element): Element[] {
  return [element, ...element.children.flatMap(all)];
}

const allowed = [
  '#text defs desc g marker path pattern rect style svg text title',
  'aria-describedby aria-labelledby class d data-box data-kind data-node fill height id markerHeight markerUnits markerWidth orient patternTransform',
  'patternUnits refX refY role rx marker-end marker-start stroke-width text-anchor viewBox width x xmlns y',
]
  .join(' ')
  .split(' ');

describe('svg', () => {
  it('has every node with its whole label, every line, and no element or attribute of a name', () => {
    fc.assert(
      fc.property(anyDocument, (graph) => {
        const root = read(svgGraph(graph));
        const found = all(root);
        for (const { name, attributes } of found) {
          for (const word of [name, ...Object.keys(attributes)]) expect(allowed).toContain(word);
          for (const value of Object.values(attributes)) {
            expect(value).not.toMatch(/[<>"]|javascript|^https?:(?!\/\/www\.w3\.org)/u);
          }
        }
        const nodes = found
          .filter(({ name, attributes }) => name === 'g' && attributes['data-node'] !== undefined)
          .map(({ attributes, children }) => [
            attributes['data-node'],
            attributes['class'],
            children.find(({ name }) => name === 'title')?.text,
          ]);
        const expected = graph.sites.flatMap((site) =>
          site.nodes.map((node) => {
            const [first = '', ...more] = labelOf(node);
            return [node.id, `node ${node.fate}`, `${first}\n${more.join(', ')}`];
          }),
        );
        expect(new Map(nodes.map((node) => [node[0], node]))).toEqual(
          new Map(expected.map((node) => [node[0], node])),
        );
        expect(nodes).toHaveLength(expected.length);
        const lines = found.filter(
          ({ name, attributes }) => name === 'path' && attributes['stroke-width'] !== undefined,
        );
        expect(lines).toHaveLength(graph.sites.flatMap(drawnLines).length);
        const title = found.find(({ name }) => name === 'title')?.text ?? '';
        expect(title.startsWith(graph.farm)).toBe(true);
        const described = found.find(({ name }) => name === 'desc')?.text ?? '';
        for (const site of graph.sites) expect(described).toContain(`${site.site}: `);
      }),
      runs,
    );
  });

  it('is drawn for one site of a page, without a style of its own and with ids of its own', () => {
    fc.assert(
      fc.property(anyDocument, (graph) => {
        const drawn = graph.sites.map((site, index) => drawSite(graph, site, `p${index}-`));
        const found = drawn.flatMap((svg) => all(read(svg)));
        for (const { name, attributes } of found) {
          expect(name).not.toBe('style');
          expect(attributes).not.toHaveProperty('style');
        }
        const ids = found.flatMap(({ attributes }) => attributes['id'] ?? []);
        expect(new Set(ids).size).toBe(ids.length);
        const used = drawn.flatMap((svg) =>
          [...svg.matchAll(/url\(#([^)]+)\)/gu)].map(([, id]) => id),
        );
        for (const id of used) expect(ids).toContain(id);
        const nodes = found.flatMap(({ attributes }) => attributes['data-node'] ?? []);
        expect(nodes.toSorted()).toEqual(
          graph.sites.flatMap((site) => site.nodes.map(({ id }) => id)).toSorted(),
        );
      }),
      runs,
    );
  });

  it('cuts labels that are too long for their node', () => {
    fc.assert(
      fc.property(anyDocument, (graph) => {
        const nodes = all(read(svgGraph(graph))).filter(
          ({ attributes }) => attributes['data-node'] !== undefined,
        );
        for (const { children } of nodes) {
          for (const { name, text } of children) {
            if (name === 'text') expect(displayWidth(text)).toBeLessThanOrEqual(27);
          }
        }
      }),
      runs,
    );
  });

  it('puts no node on another, and in each box its brokers alone', () => {
    fc.assert(
      fc.property(anyDocument, ({ sites }) => {
        for (const site of sites) {
          const { nodes, boxes, place, lines } = layoutOf(site, 16);
          expect(place.x + place.width).toBeLessThanOrEqual(pictureWidth);
          nodes.forEach((one, index) => {
            expect(contains(place, one.place)).toBe(true);
            for (const other of nodes.slice(index + 1)) {
              expect(overlap(one.place, other.place)).toBe(false);
            }
          });
          boxes.forEach(({ box, place: around }, index) => {
            const inside = nodes.filter((one) => overlap(around, one.place));
            const brokers = site.nodes.filter(
              ({ id, kind }) => kind === 'broker' && box.members.includes(id),
            );
            expect(inside.map(({ node }) => node.id)).toEqual(brokers.map(({ id }) => id));
            for (const one of inside) expect(contains(around, one.place)).toBe(true);
            for (const other of boxes.slice(index + 1)) {
              expect(overlap(around, other.place)).toBe(false);
            }
          });
          // A line goes from the left to the right, and is never behind a node for all of its way.
          for (const { from, to } of lines) expect(from.x + from.width).toBeLessThan(to.x);
        }
      }),
      runs,
    );
  });
});

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function contains(outer: Place, inner: Place): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
