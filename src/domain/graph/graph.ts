import type { AssumptionId } from '../facts/index.js';
import { type Farm, selectedSites, type Site } from '../model/index.js';
import { type Outcome, outcomeOf, type Simulation } from '../simulate/index.js';
import { boxesOf } from './boxes.js';
import type { Graph, SiteGraph } from './graph-types.js';
import { linksOf } from './links.js';
import { nodesOf } from './nodes.js';

/** The picture of each selected site as it is configured. @throws Refusal E_NOT_FOUND for an unknown site */
export function graphOf(farm: Farm, siteName?: string): Graph {
  const drawn = selectedSites(farm, siteName).map((site) => {
    const now = outcomeOf(farm, site);
    return { graph: siteGraph(farm, site, now, now), assumptions: now.assumptions };
  });
  return {
    farm: farm.name,
    rasVersion: farm.rasVersion,
    failure: null,
    sites: drawn.map(({ graph }) => graph),
    assumptions: inOrder(drawn.flatMap(({ assumptions }) => assumptions)),
  };
}

/** The picture of a site after a failure, with what differs from now. */
export function graphOfFailure(farm: Farm, site: Site, simulation: Simulation): Graph {
  const { asked, verdict, reconnect, now, after, assumptions } = simulation;
  return {
    farm: farm.name,
    rasVersion: farm.rasVersion,
    failure: { asked, verdict, reconnect },
    sites: [siteGraph(farm, site, now, after)],
    assumptions,
  };
}

function siteGraph({ sites }: Farm, site: Site, now: Outcome, after: Outcome): SiteGraph {
  const id = `s${sites.indexOf(site) + 1}`;
  const nodes = nodesOf(id, site, now, after);
  return {
    id,
    site: site.name,
    licensing: site.licensing,
    nodes,
    links: linksOf(nodes, after),
    boxes: boxesOf(id, site, nodes, after),
    agents: site.agents.length,
    fate: 'same',
  };
}

/** Each assumption once, by number. */
export function inOrder(ids: readonly AssumptionId[]): AssumptionId[] {
  return [...new Set(ids)].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}
