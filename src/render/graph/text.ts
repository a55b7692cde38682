import { counted, type Printed } from '../../domain/model/index.js';
import type { Fate, GraphBox, SiteGraph } from '../../domain/graph/index.js';
import { clipped } from '../text.js';
import type { Theme } from '../theme.js';
import { sayAssumptions } from '../words.js';
import { brokerRuns, type BrokerRun } from './drawn.js';
import { columnsFrom, rowOf } from './text-rows.js';
import { type GraphDocument, sayBoxPart, sayBoxedSite, sayLegend, titleOf } from './graph-words.js';
import {
  domainRows,
  gatewayRows,
  lonelyAgentsRows,
  providerRows,
  type Row,
  sayRow,
} from './list-words.js';

/** The picture for a terminal: brokers in boxes with bars of their agents, and below them what is linked to them. */

/** The picture as text, a part for each site. */
export function renderGraph(graph: Printed<GraphDocument>, theme: Theme): string {
  const { failure, diff, sites, assumptions } = graph;
  const hasBars = theme.width >= columnsFrom;
  const legend = [
    ...(hasBars ? ['█ connected agents'] : []),
    ...(hasBars && failure !== null ? ['▒ reconnected'] : []),
    sayLegend(graph),
    ...(assumptions.length === 0 ? [] : [sayAssumptions(assumptions)]),
  ].filter((part) => part !== '');
  return [
    ...(diff === null
      ? []
      : [theme.wrap(fit(`${titleOf(graph, graph.farm)}. ${diff.says}`, theme), 2)]),
    ...sites.map((site) => [...head(site, failure, theme), ...body(site, theme)].join('\n')),
    theme.faint(theme.wrap(legend.join('; '))),
  ].join('\n\n');
}

function head(site: SiteGraph, failure: Printed<GraphDocument>['failure'], theme: Theme): string[] {
  const [name = '', ...rest] = fit(sayBoxedSite(site), theme).split(' (Lic');
  const title = [theme.heading(name), ...rest].join(' (Lic');
  if (failure === null) return [theme.wrap(`${title}: ${counted(site.agents, 'agent')}`, 2)];
  return [
    theme.wrap(`${title}: if ${fit(failure.asked, theme)}`, 2),
    theme.wrap(fit(failure.says, theme)),
  ];
}

function body(site: SiteGraph, theme: Theme): string[] {
  return [
    ...listLines('gateways', gatewayRows(site), theme),
    ...brokerLines(site, theme),
    ...lonelyAgentsRows(site).map((row) => line(sayRow(row), row.fate, theme)),
    ...listLines('providers', providerRows(site), theme),
    ...domainRows(site).flatMap(({ key, rows }) => listLines(key, rows, theme)),
  ];
}

/** The text with words that are longer than a line cut: no name in a picture is a command to copy. */
function fit(text: string, { width }: Theme): string {
  return text
    .split(' ')
    .map((word) => {
      const end = /[,;:)]*$/u.exec(word)?.[0] ?? '';
      return clipped(word.slice(0, word.length - end.length), width - 12) + end.slice(0, 3);
    })
    .join(' ');
}

function coloured(text: string, fate: Fate, { good, bad, caution }: Theme): string {
  if (fate === 'same') return text;
  if (fate === 'added') return good(text);
  return fate === 'changed' ? caution(text) : bad(text);
}

function line(text: string, fate: Fate, theme: Theme): string {
  return theme.wrap(`  ${coloured(fit(text, theme), fate, theme)}`, 2);
}

function listLines(title: string, rows: readonly Row[], theme: Theme): string[] {
  if (rows.length === 0) return [];
  const parts = rows.map((row) => coloured(fit(sayRow(row), theme), row.fate, theme));
  return [theme.wrap(`  ${fit(title, theme)}: ${parts.join('; ')}`, 2)];
}

function brokerLines(site: SiteGraph, theme: Theme): string[] {
  const row = rowOf(site, theme);
  const lines: string[] = [];
  let isOpen = false;
  for (const run of brokerRuns(site)) {
    const { box, brokers } = run;
    if (box === null && isOpen) lines.push(theme.faint('  └─'));
    if (box !== null) lines.push(boxLine(run, box, isOpen, theme));
    isOpen = box !== null;
    const gutter = isOpen ? `  ${theme.faint('│')} ` : '    ';
    for (const broker of brokers) {
      const { text, agents, below } = row(broker);
      lines.push(gutter + coloured(text, broker.fate, theme) + agents);
      lines.push(...below.map((one) => `${gutter}  ${coloured(one, broker.fate, theme)}`));
    }
  }
  return isOpen ? [...lines, theme.faint('  └─')] : lines;
}

function boxLine(run: BrokerRun, box: GraphBox, isOpen: boolean, theme: Theme): string {
  const [name, part] = sayBoxPart(box, run);
  const shown = clipped(name, Math.min(theme.width, 80) - 10 - part.length) + part;
  return `  ${theme.faint(isOpen ? '├─' : '┌─')} ${coloured(shown, box.fate, theme)}`;
}
