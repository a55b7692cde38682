import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOf } from '../../src/render/graph/node-words.js';
import type { Fate } from '../../src/domain/graph/graph-types.js';
import { marks } from '../../src/render/graph/graph-words.js';
import { pictureStyles } from '../../src/render/graph/svg-styles.js';
import { drawnLines } from '../../src/render/graph/drawn.js';
import { drawSite, svgGraph } from '../../src/render/graph/svg.js';
import { isolateNames } from '../../src/render/graph/isolate.js';
import { columnsOfSite, layoutOf } from '../../src/render/graph/svg-layout.js';
import type { Place } from '../../src/render/graph/svg-shapes.js';
import { anyDocument } from './any-document.js';

/** The picture as SVG: read back by a parser of XML, and its layout by arithmetic. */

const runs = { numRuns: 60 };

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
  'aria-describedby aria-labelledby class d data-box data-kind data-node direction fill height id markerHeight markerUnits markerWidth orient patternTransform',
  'patternUnits refX refY role rx marker-end marker-start stroke-width viewBox width x xmlns y',
]
  .join(' ')
  .split(' ');

describe('svg', () => {
  it('has every node with its whole label, every line, and no element or attribute of a name', () => {
    fc.assert(
      fc.property(anyDocument, (given) => {
        const root = read(svgGraph(given));
        const graph = isolateNames(given);
        const found = all(root);
        const words = found.flatMap(({ name, attributes }) => [name, ...Object.keys(attributes)]);
        expect([...new Set(words)].filter((word) => !allowed.includes(word))).toEqual([]);
        const values = found.flatMap(({ attributes }) => Object.values(attributes));
        const odd = /[<>"]|javascript|^https?:(?!\/\/www\.w3\.org)/u;
        expect(values.filter((value) => odd.test(value))).toEqual([]);
        const nodes = found
          .filter(({ name, attributes }) => name === 'g' && attributes['data-node'] !== undefined)
          .map(({ attributes, children }) => [
            attributes['data-node'],
            attributes['class'],
            children.find(({ name }) => name === 'title')?.text,
          ]);
        const expected = graph.sites.flatMap((site) =>
          site.nodes.map((node) => {
            return [node.id, `node ${node.fate}`, labelOf(node).join('\n')];
          }),
        );
        expect(new Map(nodes.map((node) => [node[0], node]))).toEqual(
          new Map(expected.map((node) => [node[0], node])),
        );
        expect(nodes).toHaveLength(expected.length);
        // Not only the colour says what becomes of a node: there is a mark, and a pattern or another border.
        const colourOnly = found.filter(({ attributes, children }) => {
          if (attributes['data-node'] === undefined) return false;
          const fate = attributes['class']!.replace('node ', '') as Fate;
          const shape = children.find(({ name }) => name === 'rect')!;
          const pattern = ['lost', 'removed'].includes(fate) ? `url(#farm-${fate})` : undefined;
          const label = children.find(({ name }) => name === 'title')!.text;
          return shape.attributes['fill'] !== pattern || !label.startsWith(marks[fate]);
        });
        expect(colourOnly).toEqual([]);
        const lines = found.filter(
          ({ name, children }) => name === 'path' && children.some((one) => one.name === 'title'),
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

  it('says by a border, not only by colour, what becomes of a node', () => {
    const borders = (['changed', 'lost', 'added', 'removed'] as const).map((fate) =>
      pictureStyles
        .split('\n')
        .filter((rule) => rule.includes(`.node.${fate} rect`) && rule.includes('stroke-width')),
    );
    for (const rules of borders) expect(rules).toHaveLength(1);
  });

  it('has styles for itself alone', () => {
    const rules = pictureStyles.replaceAll(/@media [^{]+\{\n|^\}$/gmu, '').split('\n');
    for (const rule of rules.filter((line) => line !== '')) {
      const [selectors = ''] = rule.split('{');
      for (const selector of selectors.split(',')) expect(selector).toMatch(/^\.farm-picture /u);
    }
  });

  it('puts no node on another, keeps the priority order, and in each box its brokers alone', () => {
    fc.assert(
      fc.property(anyDocument, ({ sites }) => {
        for (const site of sites) {
          const columns = columnsOfSite(site);
          const { nodes, boxes, bottom } = layoutOf(site, columns, 16);
          expect(nodes.map(({ node }) => node.id)).toEqual(site.nodes.map(({ id }) => id));
          const whole = { x: 32, y: 16, width: columns.width - 64, height: bottom - 16 };
          nodes.forEach((one, index) => {
            expect(contains(whole, one.place)).toBe(true);
            for (const other of nodes.slice(index + 1)) {
              expect(overlap(one.place, other.place)).toBe(false);
            }
          });
          const brokers = nodes.filter(({ node }) => node.kind === 'broker');
          brokers.slice(1).forEach(({ place }, index) => {
            expect(place.y).toBeGreaterThan(brokers[index]!.place.y);
          });
          boxes.forEach(({ place: around }, index) => {
            for (const one of nodes) {
              expect(contains(around, one.place) || !overlap(around, one.place)).toBe(true);
            }
            for (const other of boxes.slice(index + 1)) {
              expect(overlap(around, other.place)).toBe(false);
            }
          });
          for (const box of site.boxes.filter(({ drawn }) => drawn)) {
            const parts = boxes.filter((one) => one.box.id === box.id);
            const inside = nodes.filter((one) =>
              parts.some(({ place }) => overlap(place, one.place)),
            );
            const members = site.nodes.filter(
              ({ id, kind }) => kind === 'broker' && box.members.includes(id),
            );
            expect(inside.map(({ node }) => node.id)).toEqual(members.map(({ id }) => id));
            expect(parts.map(({ part }) => part)).toEqual(parts.map((_, at) => at + 1));
            for (const { parts: count } of parts) expect(count).toBe(parts.length);
          }
        }
      }),
      runs,
    );
  });

  it('puts agents beside their broker', () => {
    fc.assert(
      fc.property(anyDocument, ({ sites }) => {
        for (const site of sites) {
          const { nodes } = layoutOf(site, columnsOfSite(site), 0);
          const place = new Map(nodes.map((one) => [one.node.id, one.place]));
          for (const { kind, from, to } of site.links) {
            if (kind !== 'connects') continue;
            expect(place.get(from)!.y).toBe(place.get(to)!.y);
            expect(place.get(from)!.x).toBeGreaterThan(place.get(to)!.x);
          }
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
