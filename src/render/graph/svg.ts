import { compressNames, counted, listed } from '../../domain/model/index.js';
import type { GraphNode, SiteGraph } from '../../domain/graph/index.js';
import { xmlElement, xmlText } from '../formats/xml.js';
import { clipped } from '../text.js';
import { type GraphDocument, labelOf, sayBox } from './graph-words.js';
import { pictureClass, pictureStyles } from './svg-styles.js';
import { layoutOf, pictureWidth, type Place, type SiteLayout } from './svg-layout.js';

/**
 * The picture as SVG, for a page or a document: without scripts, fonts and anything else from outside. It follows the light
 * or dark scheme of the reader.
 *
 * A node is `<g data-node="ID" data-kind="broker" class="node lost">`, a drawn box `<g data-box="ID" class="box lost">`; the
 * ids are those of the graph.
 */

const lettersInNode = 27;
/** The widest line, for all agents of a site, in pixels. */
const widestLine = 16;

/** The picture of all sites as an SVG document. */
export function svgGraph(graph: GraphDocument): string {
  const { farm, failure, sites } = graph;
  return `${svgElement(graph, sites, 'farm-', titleOf(farm, failure), [xmlElement('style', {}, `\n${pictureStyles}\n`)])}\n`;
}

/**
 * The picture of one site as an element for a page in HTML. `pictureStyles` has to be in a style sheet of the page.
 * @param graph escaped as for a terminal, as for every format
 * @param idPrefix begins every id in it, so that several pictures can be on one page
 */
export function drawSite(graph: GraphDocument, site: SiteGraph, idPrefix: string): string {
  return svgElement(graph, [site], idPrefix, titleOf(site.site, graph.failure), []);
}

function svgElement(
  graph: GraphDocument,
  sites: readonly SiteGraph[],
  idPrefix: string,
  title: string,
  head: readonly string[],
): string {
  const layouts: SiteLayout[] = [];
  let top = 16;
  for (const site of sites) {
    const layout = layoutOf(site, top);
    layouts.push(layout);
    top += layout.place.height + 16;
  }
  const size = { width: pictureWidth, height: top };
  const [titleId, descriptionId] = [`${idPrefix}title`, `${idPrefix}description`];
  return xmlElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: pictureClass,
      ...size,
      viewBox: `0 0 ${pictureWidth} ${top}`,
      role: 'img',
      'aria-labelledby': titleId,
      'aria-describedby': descriptionId,
    },
    [
      '',
      xmlElement('title', { id: titleId }, xmlText(title)),
      xmlElement('desc', { id: descriptionId }, xmlText(describe(graph, sites))),
      ...head,
      xmlElement('defs', {}, definitions(idPrefix)),
      xmlElement('rect', { class: 'page', ...size }),
      ...layouts.flatMap((layout) => siteElements(graph, layout, idPrefix)),
      '',
    ].join('\n'),
  );
}

function definitions(idPrefix: string): string {
  return [
    `<pattern id="${idPrefix}lost" class="hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`,
    '<rect width="10" height="10"/><path d="M0 0V10"/></pattern>',
    `<marker id="${idPrefix}arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse" markerUnits="userSpaceOnUse">`,
    '<path class="arrow" d="M0 0L8 4L0 8Z"/></marker>',
  ].join('');
}

function titleOf(name: string, failure: GraphDocument['failure']): string {
  return failure === null ? name : `${name}: if ${failure.asked}`;
}

/** What the picture shows, for readers who can't see it. */
function describe({ failure }: GraphDocument, sites: readonly SiteGraph[]): string {
  return [
    ...(failure === null ? [] : [failure.says]),
    ...sites.map((site) => {
      const count = (kind: GraphNode['kind']): number =>
        site.nodes.filter((node) => node.kind === kind).length;
      const parts = [
        counted(count('broker'), 'broker'),
        counted(site.agents, 'agent'),
        counted(count('provider'), 'provider'),
        counted(count('gateway'), 'gateway'),
      ];
      return `${site.site}: ${listed(parts)}.${sayLost(site)}`;
    }),
  ].join(' ');
}

function sayLost({ nodes }: SiteGraph): string {
  const names = nodes.flatMap((node) => {
    if (node.fate !== 'lost') return [];
    return node.kind === 'agents'
      ? node.names
      : [node.kind === 'provider' ? node.name : node.server];
  });
  return names.length === 0 ? '' : ` Lost: ${compressNames(names)}.`;
}

function siteElements(
  { failure }: GraphDocument,
  { site, place, boxes, nodes, lines }: SiteLayout,
  idPrefix: string,
): string[] {
  const name = site.licensing ? `${site.site} (Licensing Site)` : site.site;
  return [
    rectangle({ class: 'site' }, place),
    textAt(titleOf(name, failure), place.x + 12, place.y + 24, 'title', 100),
    ...boxes.map(({ box, place: around }) =>
      xmlElement(
        'g',
        { class: `box ${box.fate}`, 'data-box': box.id },
        [
          xmlElement('title', {}, xmlText(sayBox(box))),
          rectangle({}, around),
          textAt(sayBox(box), around.x + 10, around.y + 19, 'label', 40),
        ].join(''),
      ),
    ),
    ...lines.flatMap((line) => lineElements(line, idPrefix)),
    ...nodes.map(({ node, place: at }) => nodeElement(node, at, idPrefix)),
  ];
}

function nodeElement(node: GraphNode, place: Place, idPrefix: string): string {
  const { x, y } = place;
  const fill = node.fate === 'lost' ? { fill: `url(#${idPrefix}lost)` } : {};
  const [first = '', second = '', ...more] = labelOf(node);
  const lines = [first, [second, ...more].filter((line) => line !== '').join(', ')];
  return xmlElement(
    'g',
    { class: `node ${node.fate}`, 'data-node': node.id, 'data-kind': node.kind },
    [
      xmlElement('title', {}, xmlText(lines.join('\n'))),
      rectangle(fill, place),
      textAt(first, x + 10, y + 19, '', lettersInNode),
      textAt(lines[1] ?? '', x + 10, y + 36, '', lettersInNode),
    ].join(''),
  );
}

function lineElements({ line, from, to }: SiteLayout['lines'][number], idPrefix: string): string[] {
  const { link, arrow, dotted, label } = line;
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const middle = (x1 + x2) / 2;
  const width = link.share === null ? 1 : Math.max(1, Math.round((link.share * widestLine) / 100));
  const marker = `url(#${idPrefix}arrow)`;
  return [
    xmlElement('path', {
      class: `link ${link.fate}${dotted ? ' dotted' : ''}`,
      d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`,
      'stroke-width': width,
      ...(arrow === 'right' ? { 'marker-end': marker } : {}),
      ...(arrow === 'left' ? { 'marker-start': marker } : {}),
    }),
    // At the end of what the line is about, where lines don't cross. An arrow to a provider needs no label.
    ...(label === 'serves'
      ? []
      : [
          link.kind === 'prefers' && arrow === 'right'
            ? textAt(label, x1 + 6, y1 - 4, 'label', 24)
            : textAt(label, x2 - 6, y2 - 4 - width / 2, 'label end', 24),
        ]),
  ];
}

function rectangle(
  attributes: Readonly<Record<string, string>>,
  { x, y, width, height }: Place,
): string {
  return xmlElement('rect', { ...attributes, x, y, width, height, rx: 4 });
}

function textAt(said: string, x: number, y: number, name: string, letters: number): string {
  const end = name.endsWith(' end') ? { 'text-anchor': 'end' } : {};
  const classes = name === '' ? {} : { class: name.replace(' end', '') };
  return xmlElement('text', { x, y, ...classes, ...end }, xmlText(clipped(said, letters)) || ' ');
}
