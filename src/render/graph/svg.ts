import { compressNames, counted, listed } from '../../domain/model/index.js';
import type { Fate, GraphNode, SiteGraph } from '../../domain/graph/index.js';
import { xmlElement } from '../formats/xml.js';
import { drawnLines } from './drawn.js';
import {
  type GraphDocument,
  markLegend,
  sayBoxedSite,
  sayBoxPart,
  titleOf,
} from './graph-words.js';
import { isolateNames } from './isolate.js';
import { sayDomains } from './list-words.js';
import { labelOf } from './node-words.js';
import { boxLabelLine } from './svg-box-label.js';
import { margin } from './svg-columns.js';
import { columnsOfSite, layoutOf, type PlacedBox } from './svg-layout.js';
import { fillOf, legend, lineAttributes } from './svg-legend.js';
import { type Place, rectangle, svgText, textAt } from './svg-shapes.js';
import { definitions, pictureClass, pictureStyles } from './svg-styles.js';
import { fitted, inLines } from './svg-text.js';

/**
 * The picture as SVG, for a page or a document: without scripts, fonts and anything else from outside. It follows the light
 * or dark scheme of the reader.
 *
 * A node is `<g data-node="ID" data-kind="broker" class="node lost">`, a drawn box `<g data-box="ID" class="box lost">`; the
 * ids are those of the graph.
 */

/** The picture of all sites as an SVG document. */
export function svgGraph(given: GraphDocument): string {
  const graph = isolateNames(given);
  const style = xmlElement('style', {}, `\n${pictureStyles}\n`);
  return `${svgElement(graph, graph.sites, 'farm-', titleOf(graph, graph.farm), [style])}\n`;
}

/**
 * The picture of one site as an element for a page in HTML. `pictureStyles` has to be in a style sheet of the page.
 * @param graph escaped as for a terminal, as for every format
 * @param idPrefix begins every id in it, so that several pictures can be on one page
 */
export function drawSite(graph: GraphDocument, site: SiteGraph, idPrefix: string): string {
  const isolated = isolateNames(graph);
  const own = isolateNames(site);
  return svgElement(isolated, [own], idPrefix, titleOf(isolated, own.site), []);
}

function svgElement(
  graph: GraphDocument,
  sites: readonly SiteGraph[],
  idPrefix: string,
  title: string,
  head: readonly string[],
): string {
  const width = Math.max(...sites.map((site) => columnsOfSite(site).width));
  const drawn: string[] = [];
  let y = margin;
  for (const site of sites) {
    const { elements, bottom } = drawnSite(graph, site, idPrefix, {
      x: margin,
      y,
      width: width - 2 * margin,
    });
    drawn.push(...elements);
    y = bottom + margin;
  }
  const lines = sites.flatMap(drawnLines);
  const isShown = new Set(
    sites.flatMap(({ nodes, boxes }) => [...nodes, ...boxes].map(({ fate }) => fate)),
  );
  const explained = markLegend(graph).filter((fate) => isShown.has(fate));
  const signs = legend(lines, explained, idPrefix, {
    x: margin,
    y,
    width: width - 2 * margin,
  });
  const size = { width, height: y + signs.height + (signs.height === 0 ? 0 : margin / 2) };
  const [titleId, descriptionId] = [`${idPrefix}title`, `${idPrefix}description`];
  const fates = new Set<Fate>([
    'same',
    ...markLegend(graph),
    ...lines.map(({ link }) => link.fate),
  ]);
  return xmlElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: pictureClass,
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      'aria-labelledby': titleId,
      'aria-describedby': descriptionId,
      // Names decide about their own direction alone.
      direction: 'ltr',
    },
    [
      '',
      xmlElement('title', { id: titleId }, svgText(title)),
      xmlElement('desc', { id: descriptionId }, svgText(describe(graph, sites))),
      ...head,
      xmlElement('defs', {}, definitions(idPrefix, [...fates])),
      xmlElement('rect', { class: 'page', ...size }),
      ...drawn,
      signs.drawn,
      '',
    ].join('\n'),
  );
}

/** What the picture shows, for readers who can't see it. */
function describe({ failure, diff }: GraphDocument, sites: readonly SiteGraph[]): string {
  return [
    ...(failure === null ? [] : [failure.says]),
    ...(diff === null ? [] : [diff.says]),
    ...sites.map((site) => {
      const count = (kind: GraphNode['kind']): number =>
        site.nodes.filter((node) => node.kind === kind && node.fate !== 'removed').length;
      const parts = [
        counted(count('broker'), 'broker'),
        counted(site.agents, 'agent'),
        counted(count('provider'), 'provider'),
        counted(count('gateway'), 'gateway'),
      ];
      return `${site.site}: ${listed(parts)}.${sayFates(site)}`;
    }),
  ].join(' ');
}

const namedFates = { lost: 'Lost', added: 'Added', removed: 'Removed' } as const;

function sayFates({ nodes }: SiteGraph): string {
  return Object.entries(namedFates)
    .map(([fate, word]) => {
      const names = nodes.flatMap((node) => {
        if (node.fate !== fate) return [];
        return node.kind === 'agents'
          ? node.names
          : [node.kind === 'provider' ? node.name : node.server];
      });
      return names.length === 0 ? '' : ` ${word}: ${compressNames(names)}.`;
    })
    .join('');
}

const lineHeight = 16;

function drawnSite(
  graph: GraphDocument,
  site: SiteGraph,
  idPrefix: string,
  { x, y, width }: Omit<Place, 'height'>,
): { elements: string[]; bottom: number } {
  const room = width - 2 * margin;
  const says = inLines(graph.failure?.says ?? '', room, 11);
  const top = y + 40 + says.length * lineHeight;
  const layout = layoutOf(site, columnsOfSite(site), top);
  const lists = sayDomains(site).flatMap((list) => inLines(list, room, 11));
  const below = layout.bottom + 24;
  const bottom = layout.bottom + margin + (lists.length === 0 ? 0 : lists.length * lineHeight);
  const title = titleOf(graph, sayBoxedSite(site));
  const texts = (lines: readonly string[], from: number): string[] =>
    lines.map((line, index) =>
      textAt(line, x + margin, from + index * lineHeight, { class: 'label' }),
    );
  return {
    elements: [
      xmlElement(
        'g',
        { class: `frame ${site.fate}` },
        rectangle({ x, y, width, height: bottom - y }),
      ),
      textAt(fitted(title, room, 14), x + margin, y + 26, { class: 'title' }),
      ...texts(says, y + 46),
      ...boxElements(layout.boxes),
      ...layout.lines.map(({ line, path }) =>
        xmlElement(
          'path',
          { ...lineAttributes(line, idPrefix), d: path },
          xmlElement('title', {}, svgText(line.label)),
        ),
      ),
      ...layout.nodes.map(({ node, place }) => nodeElement(node, place, idPrefix)),
      ...texts(lists, below),
    ],
    bottom,
  };
}

/** Each box once, with all its parts. */
function boxElements(boxes: readonly PlacedBox[]): string[] {
  return boxes.flatMap(({ box, part }) => {
    if (part > 1) return [];
    const parts = boxes.filter((one) => one.box === box);
    return [
      xmlElement(
        'g',
        { class: `box ${box.fate}`, 'data-box': box.id },
        [
          xmlElement('title', {}, svgText(sayBoxPart(box, { part: 1, parts: 1 })[0])),
          ...parts.flatMap(({ place, label }) => [
            rectangle(place),
            ...label.map((line, index) =>
              textAt(line, place.x + 10, place.y + 17 + index * boxLabelLine, { class: 'label' }),
            ),
          ]),
        ].join(''),
      ),
    ];
  });
}

function nodeElement(node: GraphNode, place: Place, idPrefix: string): string {
  const label = labelOf(node);
  return xmlElement(
    'g',
    { class: `node ${node.fate}`, 'data-node': node.id, 'data-kind': node.kind },
    [
      xmlElement('title', {}, svgText(label.join('\n'))),
      rectangle(place, fillOf(node.fate, idPrefix)),
      ...label.map((line, index) =>
        textAt(fitted(line, place.width - 18), place.x + 10, place.y + 19 + index * 17),
      ),
    ].join(''),
  );
}
