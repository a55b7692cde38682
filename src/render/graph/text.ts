import { compressNames, counted, groupedBy, type Printed } from '../../domain/model/index.js';
import type {
  AgentsNode,
  BrokerNode,
  Fate,
  GraphBox,
  SiteGraph,
} from '../../domain/graph/index.js';
import { clipped, displayWidth, padded } from '../text.js';
import type { Theme } from '../theme.js';
import { paragraph, sayAssumptions, sayPercent } from '../words.js';
import { drawnBoxes } from './drawn.js';
import {
  type GraphDocument,
  markLegend,
  marks,
  sayBox,
  sayGraphState,
  sayGroup,
} from './graph-words.js';

/** The picture for a terminal: brokers in boxes with bars of their agents, and below them what is linked to them. */

const barWidth = 10;
/** A narrower terminal gets a sentence for each broker instead of columns. */
const columnsFrom = 72;

/** The picture as text, a part for each site. */
export function renderGraph(graph: Printed<GraphDocument>, theme: Theme): string {
  const { failure, sites, assumptions } = graph;
  const hasBars = theme.width >= columnsFrom;
  const legend = [
    ...(hasBars ? ['█ connected agents'] : []),
    ...(hasBars && failure !== null ? ['▒ reconnected'] : []),
    ...(failure === null ? [] : [markLegend]),
    ...(assumptions.length === 0 ? [] : [sayAssumptions(assumptions)]),
  ].join('; ');
  return [
    ...sites.map((site) => [...head(site, failure, theme), ...body(site, theme)].join('\n')),
    theme.faint(theme.wrap(legend)),
  ].join('\n\n');
}

function head(
  { site, licensing, agents }: SiteGraph,
  failure: Printed<GraphDocument>['failure'],
  theme: Theme,
): string[] {
  const name = `${theme.heading(site)}${licensing ? ' (Licensing Site)' : ''}`;
  if (failure === null) return [theme.wrap(`${name}: ${counted(agents, 'agent')}`, 2)];
  return [theme.wrap(`${name}: if ${failure.asked}`, 2), theme.wrap(failure.says)];
}

function body(site: SiteGraph, theme: Theme): string[] {
  return [
    ...gatewayLines(site, theme),
    ...brokerLines(site, theme),
    ...lonelyAgents(site, theme),
    ...providerLines(site, theme),
    ...domainLines(site, theme),
  ];
}

function coloured(text: string, fate: Fate, { bad, caution }: Theme): string {
  if (fate === 'same') return text;
  return fate === 'lost' ? bad(text) : caution(text);
}

/** The mark without a blank, so that a line does not end between it and its name. */
function markOf(fate: Fate): string {
  return marks[fate].trimEnd();
}

/** A thing with its name, what is said of it, and how a failure leaves it. */
interface Row {
  name: string;
  what: string;
  fate: Fate;
}

/** Things that are said alike are one part: `GW[1-2] → Automatic; GW3 → CB1`. */
function listLines(title: string, rows: readonly Row[], theme: Theme): string[] {
  if (rows.length === 0) return [];
  const parts = [...groupedBy(rows, ({ what, fate }) => `${fate} ${what}`).values()].map(
    (those) => {
      const { what = '', fate = 'same' } = those[0] ?? {};
      const names = compressNames(those.map(({ name }) => name));
      return coloured(`${markOf(fate)}${names} ${what}`, fate, theme);
    },
  );
  return [paragraph(`${title}: ${parts.join('; ')}`, 2, theme)];
}

function gatewayLines({ nodes }: SiteGraph, theme: Theme): string[] {
  const rows = nodes.flatMap((node): Row[] => {
    if (node.kind !== 'gateway') return [];
    const { server, mode, preferredBroker, fate } = node;
    const target = mode === 'forwarding' ? 'forwarding' : `→ ${preferredBroker ?? 'Automatic'}`;
    return [{ name: server, what: fate === 'lost' ? 'offline' : target, fate }];
  });
  return listLines('gateways', rows, theme);
}

function providerLines({ nodes, links }: SiteGraph, theme: Theme): string[] {
  const rows = nodes.flatMap((node): Row[] => {
    if (node.kind !== 'provider') return [];
    const { name, servedBy, up, fate, preferredBroker, id } = node;
    const preferred = links.find(({ kind, from }) => kind === 'prefers' && from === id);
    const isServed = links.some(
      ({ kind, from, to, used }) =>
        kind === 'serves' && used && to === id && from === preferred?.to,
    );
    const preference =
      preferredBroker === null ? '' : isServed ? ' (preferred)' : ` (prefers ${preferredBroker})`;
    const state = !up ? 'offline' : servedBy === null ? 'abandoned' : `→ ${servedBy}`;
    return [{ name, what: `${state}${preference}`, fate }];
  });
  return listLines('providers', rows, theme);
}

/** Kinds of failure domains that are not drawn as boxes. */
function domainLines({ nodes, boxes }: SiteGraph, theme: Theme): string[] {
  const names = new Map(
    nodes.flatMap((node) =>
      node.kind === 'agents'
        ? []
        : [[node.id, node.kind === 'provider' ? node.name : node.server] as const],
    ),
  );
  const inBoxes = new Map(
    nodes.flatMap((node) => (node.kind === 'broker' ? [[node.id, true] as const] : [])),
  );
  const rows = boxes.flatMap((box) => {
    if (box.of.kind !== 'failure-domain') return [];
    // Brokers are shown in the box.
    const members = box.members.filter((id) => !box.drawn || !inBoxes.has(id));
    const parts = [
      ...(members.length === 0 ? [] : [compressNames(members.map((id) => names.get(id) ?? ''))]),
      ...(box.agents === 0 ? [] : [counted(box.agents, 'agent')]),
    ];
    if (parts.length === 0) return [];
    const { key, value } = box.of;
    const also = members.length < box.members.length ? 'also ' : '';
    const what = `${markOf(box.fate)}${value} (${also}${parts.join(', ')})`;
    return [{ key, what: coloured(what, box.fate, theme) }];
  });
  return [...groupedBy(rows, ({ key }) => key)].map(([key, those]) =>
    paragraph(`${key}: ${those.map(({ what }) => what).join('; ')}`, 2, theme),
  );
}

function lonelyAgents({ nodes }: SiteGraph, theme: Theme): string[] {
  return nodes.flatMap((node) =>
    node.kind === 'agents' && node.server === null
      ? [
          paragraph(
            theme.bad(`${marks.lost}${sayGroup(node)}: ${compressNames(node.names)}`),
            2,
            theme,
          ),
        ]
      : [],
  );
}

function brokerLines(site: SiteGraph, theme: Theme): string[] {
  const groups = new Map(
    site.nodes.flatMap((node) => (node.kind === 'agents' ? [[node.server, node] as const] : [])),
  );
  const line = lineOf(site, groups, theme);
  const lines: string[] = [];
  let isOpen = false;
  for (const { box, nodes } of drawnBoxes(site)) {
    const brokers = nodes.filter((node) => node.kind === 'broker');
    if (brokers.length === 0) continue;
    if (box === null && isOpen) lines.push(theme.faint('  └─'));
    if (box !== null) lines.push(boxLine(box, isOpen, theme));
    isOpen = box !== null;
    const gutter = isOpen ? `  ${theme.faint('│')} ` : '    ';
    lines.push(...brokers.map((broker) => gutter + line(broker)));
  }
  return isOpen ? [...lines, theme.faint('  └─')] : lines;
}

function boxLine(box: GraphBox, isOpen: boolean, theme: Theme): string {
  const name = clipped(`${marks[box.fate]}${sayBox(box)}`, Math.min(theme.width, 80) - 10);
  return `  ${theme.faint(isOpen ? '├─' : '┌─')} ${coloured(name, box.fate, theme)}`;
}

/** How a broker is written: in columns, each as wide as the site needs, within the terminal. */
function lineOf(
  { nodes }: SiteGraph,
  groups: ReadonlyMap<string | null, AgentsNode>,
  theme: Theme,
): (broker: BrokerNode) => string {
  const brokers = nodes.filter((node) => node.kind === 'broker');
  const state = (broker: BrokerNode): string => `${marks[broker.fate]}${sayGraphState(broker)}`;
  const agentsOf = ({ server, serves }: BrokerNode): string => {
    const group = groups.get(server);
    if (group !== undefined) return `${counted(group.agents, 'agent')} ${sayPercent(group.share)}`;
    return serves ? '0 agents' : '';
  };
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(displayWidth));
  const places = widest(brokers.map(({ place }) => String(place)));
  const agents = widest(brokers.map(agentsOf));
  const states = Math.min(widest(brokers.map(state)), 20);
  const fixed = 4 + places + 1 + 2 + 'secondary'.length + 2 + states + 2 + barWidth + 1 + agents;
  const servers = Math.min(widest(brokers.map(({ server }) => server)), theme.width - fixed);
  if (theme.width < columnsFrom) {
    return (broker) => {
      const text = `${broker.place} ${broker.server}: ${[broker.role, state(broker), agentsOf(broker)].filter((part) => part !== '').join(', ')}`;
      return coloured(clipped(text, theme.width - 4), broker.fate, theme);
    };
  }
  return (broker) => {
    const named = `${padded(String(broker.place), places, 'right')} ${padded(clipped(broker.server, servers), servers)}`;
    const said = `${padded(broker.role, 'secondary'.length)}  ${padded(clipped(state(broker), states), states)}`;
    const start = coloured(`${named}  ${said}`, broker.fate, theme);
    const group = groups.get(broker.server);
    const agentsText = agentsOf(broker);
    if (agentsText === '') return start.trimEnd();
    return `${start}  ${bar(group, theme)} ${agentsText}`;
  };
}

/** A share as a bar whose full width is all agents; those that reconnected are hatched. */
function bar(group: AgentsNode | undefined, theme: Theme): string {
  if (group === undefined) return ' '.repeat(barWidth);
  const all = Math.max(1, Math.round((group.share * barWidth) / 100));
  const moved = Math.round((group.reconnected * all) / group.agents);
  const signs = theme.good('█'.repeat(all - moved)) + theme.caution('▒'.repeat(moved));
  return signs + ' '.repeat(barWidth - all);
}
