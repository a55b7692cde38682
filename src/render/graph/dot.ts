import type { Fate, SiteGraph } from '../../domain/graph/index.js';
import { escapeText } from '../text.js';
import { type DrawnLine, drawnBoxes, drawnLines } from './drawn.js';
import { type GraphDocument, labelOf, sayBox } from './graph-words.js';

/**
 * The picture for Graphviz: https://graphviz.org/doc/info/lang.html (read 2026-11-22). In a text in quotes, a backslash and
 * an ampersand begin escapes.
 */

/** Lost is red and dashed, changed is yellow with a wide border, so colour alone never says it. */
const styles = {
  same: { style: 'filled', fillcolor: '#ffffff', color: '#57606a' },
  changed: { style: 'filled,bold', fillcolor: '#fff8c5', color: '#9a6700' },
  lost: { style: 'filled,dashed', fillcolor: '#ffebe9', color: '#cf222e' },
} as const satisfies Record<Fate, Attributes>;

/** The widest line, for all agents of a site, in points. */
const widestLine = 12;

type Attributes = Readonly<Record<string, string | number>>;

/** The picture as a graph in the language of Graphviz. */
export function dotGraph(graph: GraphDocument): string {
  const { failure, farm, sites } = graph;
  const title = failure === null ? farm : `${farm}: if ${failure.asked}`;
  return [
    `digraph farm {`,
    `  graph [${attributes({ label: title, labelloc: 't', rankdir: 'LR', fontname: 'sans-serif' })}];`,
    `  node [${attributes({ shape: 'box', fontname: 'sans-serif' })}];`,
    `  edge [${attributes({ fontname: 'sans-serif' })}];`,
    ...sites.flatMap((site) => siteLines(site).map((line) => `  ${line}`)),
    '}',
    '',
  ].join('\n');
}

function siteLines(site: SiteGraph): string[] {
  const label = site.licensing ? `${site.site} (Licensing Site)` : site.site;
  return [
    `subgraph cluster_${site.id} {`,
    `  label=${quoted([label])};`,
    ...drawnBoxes(site).flatMap(({ box, nodes }) => {
      const shown = nodes.map(
        (node) => `${node.id} [label=${quoted(labelOf(node))}, ${attributes(styles[node.fate])}];`,
      );
      if (box === null) return shown.map((line) => `  ${line}`);
      return [
        `  subgraph cluster_${box.id} {`,
        `    label=${quoted([sayBox(box)])};`,
        `    graph [${attributes({ style: box.fate === 'lost' ? 'dashed' : 'solid', color: styles[box.fate].color })}];`,
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

function lineText({ left, right, label, arrow, dotted, link }: DrawnLine): string {
  const colour = { same: '#57606a', changed: '#9a6700', lost: '#cf222e' }[link.fate];
  const dir = { none: 'none', left: 'back', right: 'forward' }[arrow];
  const width =
    link.share === null ? 1 : Math.max(1, Math.round((link.share * widestLine) / 10) / 10);
  const style = link.fate === 'lost' ? 'dashed' : dotted ? 'dotted' : 'solid';
  return `${left} -> ${right} [${attributes({ label, dir, style, color: colour, penwidth: width })}];`;
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
  return escapeText(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;');
}
