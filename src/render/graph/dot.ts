import type { Fate, SiteGraph } from '../../domain/graph/index.js';
import { isolateNames } from './isolate.js';
import { schemes } from './palette.js';
import { type DrawnLine, drawnBoxes, drawnLines } from './drawn.js';
import { type GraphDocument, marks, sayBox, sayBoxedSite, titleWithLegend } from './graph-words.js';
import { shortLabelOf } from './node-words.js';

/**
 * The picture for Graphviz: https://graphviz.org/doc/info/lang.html (read 2026-11-22). In a text in quotes, a backslash and
 * an ampersand begin escapes.
 */

/** How borders say it beside colours: a test of all formats is that colour alone never says it. */
const borders = {
  same: { style: 'filled' },
  changed: { style: 'filled,bold' },
  lost: { style: 'filled,dashed' },
  added: { style: 'filled', peripheries: 2 },
  removed: { style: 'filled,dotted' },
} as const satisfies Record<Fate, Attributes>;

const { fates } = schemes.light;

function stylesOf(fate: Fate): Attributes {
  const { fill, line } = fates[fate];
  return { ...borders[fate], fillcolor: fill, color: line };
}

/** How boxes and lines are drawn. */
const lineStyles = {
  same: 'solid',
  changed: 'bold',
  lost: 'dashed',
  added: 'bold',
  removed: 'dashed',
} as const satisfies Record<Fate, string>;

/** The widest line, for all agents of a site, in points. */
const widestLine = 12;

type Attributes = Readonly<Record<string, string | number>>;

/** The picture as a graph in the language of Graphviz. */
export function dotGraph(given: GraphDocument): string {
  const graph = isolateNames(given);
  const { sites } = graph;
  return [
    `digraph farm {`,
    `  graph [${attributes({ label: titleWithLegend(graph, graph.farm), labelloc: 't', rankdir: 'LR', fontname: 'sans-serif' })}];`,
    `  node [${attributes({ shape: 'box', fontname: 'sans-serif' })}];`,
    `  edge [${attributes({ fontname: 'sans-serif' })}];`,
    ...sites.flatMap((site) => siteLines(site).map((line) => `  ${line}`)),
    '}',
    '',
  ].join('\n');
}

function siteLines(site: SiteGraph): string[] {
  return [
    `subgraph cluster_${site.id} {`,
    `  label=${quoted([sayBoxedSite(site)])};`,
    ...drawnBoxes(site).flatMap(({ box, nodes }) => {
      const shown = nodes.map(
        (node) =>
          `${node.id} [label=${quoted(shortLabelOf(node))}, ${attributes(stylesOf(node.fate))}];`,
      );
      if (box === null) return shown.map((line) => `  ${line}`);
      return [
        `  subgraph cluster_${box.id} {`,
        `    label=${quoted([`${marks[box.fate]}${sayBox(box)}`])};`,
        `    graph [${attributes({ style: lineStyles[box.fate], color: fates[box.fate].line })}];`,
        ...shown.map((line) => `    ${line}`),
        '  }',
      ];
    }),
    `  ${anchor(site)} [${attributes({ shape: 'point', style: 'invis' })}];`,
    '}',
    ...drawnLines(site).map(lineText),
    ...layoutLines(site),
  ];
}

function lineText({ left, right, label, arrow, dotted, thick, link }: DrawnLine): string {
  const dir = { none: 'none', left: 'back', right: 'forward' }[arrow];
  const width =
    link.share === null
      ? thick
        ? 2.5
        : 1
      : Math.max(1, Math.round((link.share * widestLine) / 10) / 10);
  const style = dotted && link.fate === 'same' ? 'dotted' : lineStyles[link.fate];
  return `${left} -> ${right} [${attributes({ label, dir, style, color: fates[link.fate].line, penwidth: width })}];`;
}

/** Invisible lines from an invisible node that keep gateways, brokers and the rest in columns. */
function layoutLines(site: SiteGraph): string[] {
  const { nodes, links } = site;
  const ids = (kind: string): string[] =>
    nodes.filter((node) => node.kind === kind).map(({ id }) => id);
  const gateways = ids('gateway');
  const preferring = links.filter(
    ({ kind, from }) => kind === 'prefers' && gateways.includes(from),
  );
  const invisible = attributes({ style: 'invis' });
  const alone = ids('broker').filter((id) => !preferring.some(({ to }) => to === id));
  return alone.map((id) => `${anchor(site)} -> ${id} [${invisible}];`);
}

function anchor({ id }: SiteGraph): string {
  return `${id}x`;
}

function attributes(given: Attributes): string {
  return Object.entries(given)
    .map(([key, value]) => `${key}=${typeof value === 'number' ? value : quoted([value])}`)
    .join(', ');
}

/** Lines of a label in quotes. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map(encoded).join('\\n')}"`;
}

function encoded(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;');
}
