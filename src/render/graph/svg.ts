import { compressNames, counted, listed } from '../../domain/model/index.js';
import type { GraphNode, SiteGraph } from '../../domain/graph/index.js';
import { xmlElement, xmlText } from '../formats/xml.js';
import { clipped } from '../text.js';
import { type GraphDocument, labelOf, sayBox } from './graph-words.js';
import { layoutOf, pictureWidth, type Place, type SiteLayout } from './svg-layout.js';

/**
 * The picture as SVG, for a page or a document: without scripts, fonts and anything else from outside. It follows the light
 * or dark scheme of the reader. Lost parts are red, hatched and dashed, changed ones yellow with a wide border.
 */

const lettersInNode = 27;
/** The widest line, for all agents of a site, in pixels. */
const widestLine = 16;

const styles = `
.page{fill:#ffffff}.site,.box{fill:none;stroke:#8c959f}.box{fill:#f6f8fa}
text{font:13px monospace;fill:#1f2328}.title{font:bold 14px sans-serif}.label{font:11px sans-serif;fill:#57606a}
.same rect{fill:#ffffff;stroke:#57606a}.changed rect{fill:#fff8c5;stroke:#9a6700;stroke-width:3}
.lost rect{fill:url(#farm-lost);stroke:#cf222e;stroke-width:2;stroke-dasharray:6 4}
.box.lost{stroke:#cf222e;stroke-dasharray:6 4}
path{fill:none;stroke:#57606a}path.changed{stroke:#9a6700}path.lost{stroke:#cf222e;stroke-dasharray:6 4}
path.dotted{stroke-dasharray:2 4}.hatch{fill:#ffebe9}.hatched{stroke:#ff8182}.arrow{fill:#57606a;stroke:none}
@media (prefers-color-scheme:dark){
.page{fill:#0d1117}.site,.box{stroke:#6e7681}.box{fill:#161b22}text{fill:#e6edf3}.label{fill:#8d96a0}
.same rect{fill:#0d1117;stroke:#8d96a0}.changed rect{fill:#341a00;stroke:#d29922}.lost rect{stroke:#f85149}
.box.lost{stroke:#f85149}path{stroke:#8d96a0}path.changed{stroke:#d29922}path.lost{stroke:#f85149}
.hatch{fill:#2d0709}.hatched{stroke:#8e1519}.arrow{fill:#8d96a0}}
`;

const definitions = [
  '<pattern id="farm-lost" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
  '<rect class="hatch" width="10" height="10"/><path class="hatched" d="M0 0V10"/></pattern>',
  '<marker id="farm-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse" markerUnits="userSpaceOnUse">',
  '<path class="arrow" d="M0 0L8 4L0 8Z"/></marker>',
].join('');

/** The picture as an SVG document. */
export function svgGraph(graph: GraphDocument): string {
  const layouts: SiteLayout[] = [];
  let top = 16;
  for (const site of graph.sites) {
    const layout = layoutOf(site, top);
    layouts.push(layout);
    top += layout.place.height + 16;
  }
  const { farm, failure } = graph;
  const size = { width: pictureWidth, height: top };
  return `${xmlElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${pictureWidth} ${top}`,
      role: 'img',
      'aria-labelledby': 'farm-title farm-description',
    },
    [
      '',
      xmlElement('title', { id: 'farm-title' }, text(titleOf(farm, failure))),
      xmlElement('desc', { id: 'farm-description' }, text(describe(graph))),
      xmlElement('style', {}, styles),
      xmlElement('defs', {}, definitions),
      xmlElement('rect', { class: 'page', ...size }),
      ...layouts.flatMap((layout) => siteElements(graph, layout)),
      '',
    ].join('\n'),
  )}\n`;
}

function titleOf(name: string, failure: GraphDocument['failure']): string {
  return failure === null ? name : `${name}: if ${failure.asked}`;
}

/** What the picture shows, for readers who can't see it. */
function describe({ failure, sites }: GraphDocument): string {
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
): string[] {
  const name = site.licensing ? `${site.site} (Licensing Site)` : site.site;
  return [
    rectangle('site', place),
    textAt(titleOf(name, failure), place.x + 12, place.y + 24, 'title', 100),
    ...boxes.flatMap(({ box, place: around }) => [
      rectangle(`box ${box.fate}`, around),
      textAt(sayBox(box), around.x + 10, around.y + 19, 'label', 40),
    ]),
    ...lines.flatMap(lineElements),
    ...nodes.map(({ node, place: at }) => nodeElement(node, at)),
  ];
}

function nodeElement(node: GraphNode, { x, y, width, height }: Place): string {
  const [first = '', second = '', ...more] = labelOf(node);
  const lines = [first, [second, ...more].filter((line) => line !== '').join(', ')];
  return xmlElement(
    'g',
    { class: node.fate, id: node.id },
    [
      xmlElement('title', {}, text(lines.join('\n'))),
      xmlElement('rect', { x, y, width, height, rx: 4 }),
      textAt(first, x + 10, y + 19, '', lettersInNode),
      textAt(lines[1] ?? '', x + 10, y + 36, '', lettersInNode),
    ].join(''),
  );
}

function lineElements({ line, from, to }: SiteLayout['lines'][number]): string[] {
  const { link, arrow, dotted, label } = line;
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const middle = (x1 + x2) / 2;
  const width = link.share === null ? 1 : Math.max(1, Math.round((link.share * widestLine) / 100));
  const marker = 'url(#farm-arrow)';
  return [
    xmlElement('path', {
      class: `${link.fate}${dotted ? ' dotted' : ''}`,
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

function rectangle(name: string, { x, y, width, height }: Place): string {
  return xmlElement('rect', { class: name, x, y, width, height, rx: 6 });
}

function textAt(said: string, x: number, y: number, name: string, letters: number): string {
  const end = name.endsWith(' end') ? { 'text-anchor': 'end' } : {};
  const classes = name === '' ? {} : { class: name.replace(' end', '') };
  return xmlElement('text', { x, y, ...classes, ...end }, text(clipped(said, letters)) || ' ');
}

function text(said: string): string {
  return xmlText(said);
}
