import { compressNames, counted, groupedBy } from '../../domain/model/index.js';
import type { Fate, SiteGraph } from '../../domain/graph/index.js';
import { marks } from './graph-words.js';
import { changesOf, sayGroup } from './node-words.js';

/** What a picture says in lists: things by their names, those of which the same is said together. */

/** Things with their names, what is said of them, and what becomes of them. */
export interface Row {
  name: string;
  what: string;
  fate: Fate;
}

/** Things that are said alike are one row: `GW[1-2] → Automatic`. */
function together(rows: readonly Row[]): Row[] {
  const groups = groupedBy(rows, ({ what, fate }) => `${fate} ${what}`);
  return [...groups.values()].flatMap((those) => {
    const [first] = those;
    return first === undefined
      ? []
      : [{ ...first, name: compressNames(those.map(({ name }) => name)) }];
  });
}

/** What a comparison adds in brackets; the mark says that something was added or removed. */
function was(node: SiteGraph['nodes'][number]): string {
  const changes = node.fate === 'changed' ? changesOf(node) : [];
  return changes.length === 0 ? '' : ` (${changes.join(', ')})`;
}

/** The gateways and what they prefer. */
export function gatewayRows({ nodes }: SiteGraph): Row[] {
  return together(
    nodes.flatMap((node): Row[] => {
      if (node.kind !== 'gateway') return [];
      const { server, mode, preferredBroker, fate } = node;
      const target = mode === 'forwarding' ? 'forwarding' : `→ ${preferredBroker ?? 'Automatic'}`;
      const what = fate === 'lost' ? 'offline' : `${target}${was(node)}`;
      return [{ name: server, what, fate }];
    }),
  );
}

/** The providers, and the brokers that serve them. */
export function providerRows({ nodes, links }: SiteGraph): Row[] {
  return together(
    nodes.flatMap((node): Row[] => {
      if (node.kind !== 'provider') return [];
      const { name, servedBy, up, fate, preferredBroker, id } = node;
      const preferred = links.find(
        (link) => link.kind === 'prefers' && link.from === id && link.fate !== 'removed',
      );
      const isServed = links.some(
        ({ kind, from, to, used }) =>
          kind === 'serves' && used && to === id && from === preferred?.to,
      );
      const preference =
        preferredBroker === null ? '' : isServed ? ' (preferred)' : ` (prefers ${preferredBroker})`;
      const state = !up ? 'offline' : servedBy === null ? 'abandoned' : `→ ${servedBy}`;
      return [{ name, what: `${state}${preference}${was(node)}`, fate }];
    }),
  );
}

/** Agents that are connected to no broker. */
export function lonelyAgentsRows({ nodes }: SiteGraph): Row[] {
  return nodes.flatMap((node) =>
    node.kind === 'agents' && node.server === null
      ? [{ name: `${sayGroup(node)}:`, what: compressNames(node.names), fate: node.fate }]
      : [],
  );
}

/** What is in each failure domain and is not drawn in a box: by their kinds, such as rack. */
export function domainRows({ nodes, boxes }: SiteGraph): { key: string; rows: Row[] }[] {
  const names = new Map(
    nodes.flatMap((node) =>
      node.kind === 'agents'
        ? []
        : [[node.id, node.kind === 'provider' ? node.name : node.server] as const],
    ),
  );
  const isBroker = new Set(nodes.flatMap((node) => (node.kind === 'broker' ? [node.id] : [])));
  const found = boxes.flatMap((box) => {
    if (box.of.kind !== 'failure-domain') return [];
    const members = box.members.filter((id) => !box.drawn || !isBroker.has(id));
    const left = box.was?.members.filter((id) => !box.members.includes(id)) ?? [];
    const named = (ids: readonly string[]): string =>
      compressNames(ids.map((id) => names.get(id) ?? ''));
    const parts = [
      ...(members.length === 0 ? [] : [named(members)]),
      ...(box.agents === 0 ? [] : [counted(box.agents, 'agent')]),
      ...(left.length === 0 ? [] : [`no longer ${named(left)}`]),
      ...(box.was === null || box.was.agents === box.agents
        ? []
        : [`had ${counted(box.was.agents, 'agent')}`]),
    ];
    if (parts.length === 0) return [];
    const { key, value } = box.of;
    const isPart = members.length < box.members.length && members.length + box.agents > 0;
    const also = isPart ? 'also ' : '';
    return [{ key, row: { name: value, what: `(${also}${parts.join(', ')})`, fate: box.fate } }];
  });
  return [...groupedBy(found, ({ key }) => key)].map(([key, those]) => ({
    key,
    rows: those.map(({ row }) => row),
  }));
}

/** The failure domains that no box shows, a sentence for each kind: "hypervisor: ✖hv1 (CB[1-2]); hv2 (CB3)". */
export function sayDomains(site: SiteGraph): string[] {
  return domainRows(site).map(({ key, rows }) => `${key}: ${rows.map(sayRow).join('; ')}`);
}

/** `✖GW1 offline`: without a blank behind the mark, so that no line ends between it and the name. */
export function sayRow({ name, what, fate }: Row): string {
  return `${marks[fate].trimEnd()}${name} ${what}`.trimEnd();
}
