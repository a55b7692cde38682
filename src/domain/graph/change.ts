import { type Farm, findSite, sameName, type Site } from '../model/index.js';
import { pairBrokers, pairSites } from '../diff/index.js';
import { mergedBoxes } from './changed-boxes.js';
import { mergedLinks } from './changed-links.js';
import { mergedNodes, type Renamed } from './changed-nodes.js';
import { graphOf, inOrder } from './graph.js';
import type { Fate, Graph, SiteGraph } from './graph-types.js';

/**
 * The picture of what changes from one version of a farm to another: both in one, with what is only in one of them marked.
 * Objects are matched as `farm diff` does it; removed sites are last.
 * @param siteName a site, by its name in either version
 * @throws Refusal E_NOT_FOUND for a site that is in none of them
 */
export function graphOfChange(before: Farm, after: Farm, siteName?: string): Graph {
  const [old, now] = [graphOf(before), graphOf(after)];
  const of = ({ sites }: Farm, graph: Graph, site: Site | undefined): SiteGraph | undefined =>
    site === undefined ? undefined : graph.sites[sites.indexOf(site)];
  const isWanted = (site: Site | undefined): boolean =>
    siteName === undefined || (site !== undefined && sameName(site.name, siteName));
  const pairs = pairSites(before, after).filter((pair) => pair.some(isWanted));
  // Refused with the sites that there are.
  if (pairs.length === 0 && siteName !== undefined) findSite(after, siteName);
  const kept = pairs.flatMap(([was, site]): SiteGraph[] => {
    const is = of(after, now, site);
    if (site === undefined || is === undefined) return [];
    const former = of(before, old, was);
    if (was === undefined || former === undefined) return [wholly(is, 'added', is.id)];
    return [merged(former, is, renamesOf(was, site))];
  });
  const left = pairSites(before, after).flatMap(([was, site]) =>
    was === undefined || site !== undefined ? [] : [was],
  );
  const removed = left.flatMap((was, index) => {
    const former = of(before, old, was);
    const id = `s${after.sites.length + index + 1}`;
    return former === undefined || !isWanted(was) ? [] : [wholly(former, 'removed', id)];
  });
  return {
    farm: after.name,
    rasVersion: after.rasVersion,
    failure: null,
    sites: [...kept, ...removed],
    assumptions: inOrder([...old.assumptions, ...now.assumptions]),
  };
}

/** The name of a broker as it is in the new version. */
function renamesOf(was: Site, site: Site): Renamed {
  const names = new Map(
    pairBrokers(was, site, 'files').flatMap(([old, now]) =>
      old === undefined || now === undefined
        ? []
        : [[old.server.toLowerCase(), now.server] as const],
    ),
  );
  return (server) => names.get(server.toLowerCase()) ?? server;
}

/** A site that is in one version only. */
function wholly(site: SiteGraph, fate: Fate, id: string): SiteGraph {
  const renumbered = (own: string): string => id + own.slice(site.id.length);
  return {
    ...site,
    id,
    nodes: site.nodes.map((node) => ({ ...node, id: renumbered(node.id), fate })),
    links: site.links.map((link) => ({
      ...link,
      from: renumbered(link.from),
      to: renumbered(link.to),
      fate,
    })),
    boxes: site.boxes.map((box) => ({
      ...box,
      id: renumbered(box.id),
      members: box.members.map(renumbered),
      fate,
    })),
    fate,
  };
}

function merged(old: SiteGraph, now: SiteGraph, renamed: Renamed): SiteGraph {
  const { nodes, ids } = mergedNodes(old, now, renamed);
  return {
    ...now,
    nodes,
    links: mergedLinks(old.links, now.links, ids),
    boxes: mergedBoxes(old, now, ids),
  };
}
