import type { Fate, SiteGraph } from '../../domain/graph/index.js';
import { isolateNames } from './isolate.js';
import { schemes } from './palette.js';
import { type DrawnLine, drawnBoxes, drawnLines } from './drawn.js';
import { type GraphDocument, marks, sayBox, sayBoxedSite, titleWithLegend } from './graph-words.js';
import { shortLabelOf } from './node-words.js';

/**
 * The picture for Mermaid, as GitHub and many wikis draw it: https://mermaid.js.org/syntax/flowchart.html (read 2026-11-22).
 * A label is in quotes, where Mermaid takes `#60;` for a character by its code.
 */

/** How borders say it beside colours, so that colour alone never says it. */
const borders = {
  same: '',
  changed: 'stroke-width:3px,',
  lost: 'stroke-width:2px,stroke-dasharray:6 4,',
  added: 'stroke-width:4px,',
  removed: 'stroke-width:2px,stroke-dasharray:2 4,',
} as const satisfies Record<Fate, string>;

const { fates } = schemes.light;

/** The widest line, for all agents of a site, in pixels. */
const widestLine = 12;

/** The picture as a flowchart of Mermaid. */
export function mermaidGraph(given: GraphDocument): string {
  const graph = isolateNames(given);
  const lines: string[] = [];
  const styles: string[] = [];
  const add = (text: string, style: string | null): void => {
    if (style !== null) styles.push(`linkStyle ${lines.length} ${style}`);
    lines.push(text);
  };
  const drawn = graph.sites.flatMap((site) => {
    const { id } = site;
    const boxes = siteBoxes(site);
    for (const line of drawnLines(site)) add(lineText(line), styleOf(line));
    for (const pair of layoutLines(site)) add(pair, null);
    return [
      `subgraph ${id}[${quoted([titleWithLegend(graph, sayBoxedSite(site))])}]`,
      indented('direction LR'),
      ...boxes.map(indented),
      'end',
    ];
  });
  return [
    'flowchart LR',
    ...[...drawn, ...lines, ...classesOf(graph), ...styles].map(indented),
    '',
  ].join('\n');
}

/** The classes that nodes and boxes have. */
function classesOf({ sites }: GraphDocument): string[] {
  const used = new Set(
    sites.flatMap(({ nodes, boxes }) => [...nodes, ...boxes].map(({ fate }) => fate)),
  );
  return Object.entries(fates).flatMap(([fate, { fill, line }]) =>
    used.has(fate as Fate)
      ? [
          `classDef ${fate} fill:${fill},stroke:${line},${borders[fate as Fate]}color:${schemes.light.text}`,
        ]
      : [],
  );
}

function indented(line: string): string {
  return `  ${line}`;
}

function siteBoxes(site: SiteGraph): string[] {
  return drawnBoxes(site).flatMap(({ box, nodes }) => {
    const shown = nodes.map((node) => `${node.id}[${quoted(shortLabelOf(node))}]:::${node.fate}`);
    if (box === null) return shown;
    return [
      `subgraph ${box.id}[${quoted([`${marks[box.fate]}${sayBox(box)}`])}]`,
      ...shown.map(indented),
      'end',
      `class ${box.id} ${box.fate}`,
    ];
  });
}

function lineText({ left, right, label, arrow, dotted, thick }: DrawnLine): string {
  const text = `|${quoted([label])}|`;
  if (arrow === 'none') return `${left} ---${text} ${right}`;
  // An arrow to the left is drawn as a line: Mermaid knows none, and the label names its meaning.
  if (arrow === 'left') return `${left} -.-${text} ${right}`;
  if (thick) return `${left} ==>${text} ${right}`;
  return dotted ? `${left} -.->${text} ${right}` : `${left} -->${text} ${right}`;
}

function styleOf({ link }: DrawnLine): string | null {
  const { fate } = link;
  const width =
    link.share === null ? null : Math.max(1, Math.round((link.share * widestLine) / 100));
  const parts = [
    ...(width === null ? [] : [`stroke-width:${width}px`]),
    ...(fate === 'same' ? [] : [`stroke:${fates[fate].line}`]),
    ...(fate === 'lost' || fate === 'removed' ? ['stroke-dasharray:6 4'] : []),
  ];
  return parts.length === 0 ? null : parts.join(',');
}

/** Invisible lines that keep gateways left of the brokers. */
function layoutLines({ nodes, links }: SiteGraph): string[] {
  const gateways = nodes.filter(({ kind }) => kind === 'gateway').map(({ id }) => id);
  const brokers = nodes.filter(({ kind }) => kind === 'broker').map(({ id }) => id);
  const [gateway, broker] = [gateways[0], brokers[0]];
  if (gateway === undefined || broker === undefined) return [];
  const preferring = links.filter(
    ({ kind, from }) => kind === 'prefers' && gateways.includes(from),
  );
  const isTarget = (id: string): boolean => preferring.some(({ to }) => to === id);
  return [
    ...gateways
      .filter((id) => !preferring.some(({ from }) => from === id))
      .map((id) => `${id} ~~~ ${broker}`),
    ...brokers
      .filter((id, index) => index > 0 && !isTarget(id))
      .map((id) => `${gateway} ~~~ ${id}`),
  ];
}

/** Lines of a label in quotes. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map(encoded).join('<br/>')}"`;
}

/** Kept as they are: a range of names, a share, a colon before a blank. Then what is a code: all but letters and the like. */
const toEncode =
  /(\[[\d-]+\](?!\()|(?<=\d)%(?![%{\w])|:(?= ))|[.-](?=[\s-]|$)|[^\p{L}\p{N}✖▲ .,()-]/gu;

/**
 * What Mermaid obeys even as codes: two dollar signs begin a formula, `fa:fa-bug` is an icon. An invisible sign that joins
 * words parts them.
 */
const obeyed = /\$(?=\$)|(?<=fa[a-z]?):(?=fa-)/gu;

/** What could be markup of Mermaid, Markdown or HTML is written by its code. */
function encoded(text: string): string {
  return text
    .replaceAll(obeyed, (sign) => `${sign}\u2060`)
    .replaceAll(toEncode, (found: string, kept?: string) =>
      kept === undefined ? `#${found.codePointAt(0) ?? 0};` : found,
    );
}
