import type {
  BrokerNode,
  GraphBox,
  GraphLink,
  GraphNode,
  SiteGraph,
} from '../../domain/graph/index.js';

/** What a drawn box holds; no box for nodes that are in none. */
export interface DrawnBox {
  box: GraphBox | null;
  nodes: GraphNode[];
}

/** The box that each node is drawn in. */
function boxesByNode({ boxes }: SiteGraph): Map<string, GraphBox> {
  const boxOf = new Map<string, GraphBox>();
  for (const box of boxes.filter(({ drawn }) => drawn)) {
    for (const id of box.members) if (!boxOf.has(id)) boxOf.set(id, box);
  }
  return boxOf;
}

/**
 * All nodes in the boxes that are drawn, each node once, for a format that places them itself: boxes with brokers first, in
 * the order of their first broker, then the others. Nodes in no box are alone, each at its place.
 */
export function drawnBoxes(site: SiteGraph): DrawnBox[] {
  const boxOf = boxesByNode(site);
  const drawn: DrawnBox[] = [];
  const known = new Map<GraphBox, DrawnBox>();
  for (const node of site.nodes) {
    const box = boxOf.get(node.id) ?? null;
    const open = box === null ? undefined : known.get(box);
    if (open !== undefined) open.nodes.push(node);
    else {
      const next = { box, nodes: [node] };
      drawn.push(next);
      if (box !== null) known.set(box, next);
    }
  }
  return drawn;
}

/** Brokers that follow each other in priority order, in one box or in none. */
export interface BrokerRun {
  box: GraphBox | null;
  brokers: BrokerNode[];
  /** Which of the parts of its box it is, from 1, and how many there are: a box has one for each run of its brokers. */
  part: number;
  parts: number;
}

/** The brokers in priority order, cut where a box begins or ends. */
export function brokerRuns(site: SiteGraph): BrokerRun[] {
  const boxOf = boxesByNode(site);
  const runs: BrokerRun[] = [];
  for (const node of site.nodes) {
    if (node.kind !== 'broker') continue;
    const box = boxOf.get(node.id) ?? null;
    const last = runs.at(-1);
    if (last?.box === box) last.brokers.push(node);
    else {
      const part = box === null ? 1 : runs.filter((run) => run.box === box).length + 1;
      runs.push({ box, brokers: [node], part, parts: 1 });
    }
  }
  return runs.map((run) => ({
    ...run,
    parts: run.box === null ? 1 : runs.filter(({ box }) => box === run.box).length,
  }));
}

/** A line of the picture between two nodes: from the left to the right. */
export interface DrawnLine {
  left: string;
  right: string;
  /** "50%", "prefers", "serves". */
  label: string;
  /** Which end has an arrow; a line without one joins agents and their broker. */
  arrow: 'left' | 'right' | 'none';
  dotted: boolean;
  /** Whether it says two things at once: a broker serves a provider that prefers it. */
  thick: boolean;
  link: GraphLink;
}

/**
 * The links as lines: gateways are left of the brokers, agents and providers right of them. A provider that its preferred
 * broker serves has one line for both.
 */
export function drawnLines({ links, nodes }: SiteGraph): DrawnLine[] {
  const gateways = new Set(nodes.flatMap(({ id, kind }) => (kind === 'gateway' ? [id] : [])));
  return links.flatMap((link): DrawnLine[] => {
    const { kind, from, to, share, used } = link;
    const both = links.some((other) => isOneLine(link, other));
    if (kind === 'connects') {
      return [
        {
          left: to,
          right: from,
          label: `${share ?? 0}%`,
          arrow: 'none',
          dotted: false,
          thick: false,
          link,
        },
      ];
    }
    if (kind === 'serves') {
      const label = !used ? 'abandoned' : both ? 'serves, preferred' : 'serves';
      return [{ left: from, right: to, label, arrow: 'right', dotted: !used, thick: both, link }];
    }
    if (both) return [];
    const label = used ? 'prefers' : 'prefers, not used';
    return gateways.has(from)
      ? [{ left: from, right: to, label, arrow: 'right', dotted: true, thick: false, link }]
      : [{ left: to, right: from, label, arrow: 'left', dotted: true, thick: false, link }];
  });
}

/** Whether a broker serves a provider that prefers it; in a comparison, both are in the same version. */
function isOneLine(one: GraphLink, other: GraphLink): boolean {
  const [serves, prefers] = one.kind === 'serves' ? [one, other] : [other, one];
  return (
    serves.kind === 'serves' &&
    serves.used &&
    prefers.kind === 'prefers' &&
    serves.from === prefers.to &&
    serves.to === prefers.from &&
    (serves.fate === 'removed') === (prefers.fate === 'removed')
  );
}
