import { graphOf, graphOfFailure } from '../../src/domain/graph/graph.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { newFarm } from '../../src/domain/edits/index.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { describeGraph, type GraphDocument } from '../../src/render/graph/graph-words.js';
import { escapeAll } from '../../src/render/text.js';
import { aBroker } from '../a-broker.js';

/** The picture of a site with so many brokers, and with the most of everything else that a picture must be legible with. */
export function largeDocument(brokers: number, failed: boolean): GraphDocument {
  const farm = largeFarm(brokers);
  const site = farm.sites[0]!;
  if (!failed) return escapeAll(describeGraph(graphOf(farm), null));
  const down = site.brokers.filter((_, index) => index % 4 === 1).map(({ server }) => server);
  const lost = down.length === 0 ? [site.brokers[0]!.server] : down;
  const simulation = simulate(farm, site, { down: lost, groups: [], events: null, require: [] });
  return escapeAll(describeGraph(graphOfFailure(farm, site, simulation), simulation));
}

function largeFarm(count: number): Farm {
  const empty = newFarm({
    name: 'Large',
    rasVersion: 21,
    site: 'Berlin',
    primary: { server: 'CB1' },
  });
  const brokers = Array.from({ length: count }, (_, index) => ({
    ...aBroker(`CB${index + 1}.a-domain-with-a-long-name.example.com`),
    standby: index % 7 === 6,
    failureDomains: { rack: `r${index % 3}`, hypervisor: `hv${Math.floor(index / 2)}` },
  }));
  const preferred = (index: number): string | null =>
    index % 3 === 0 ? brokers[(index * 5) % count]!.server : null;
  const common = { description: '', failureDomains: {} };
  const site: Site = {
    ...empty.sites[0]!,
    brokers,
    agents: Array.from({ length: 1000 }, (_, index) => ({
      ...common,
      name: `RDS-${index + 1}`,
      kind: 'rds-host' as const,
      preferredBroker: null,
    })),
    providers: Array.from({ length: 40 }, (_, index) => ({
      ...common,
      name: `a-provider-with-a-long-name-${index + 1}`,
      type: 'VMwarevCenter' as const,
      preferredBroker: preferred(index),
    })),
    gateways: Array.from({ length: 20 }, (_, index) => ({
      ...common,
      server: `gateway-${index + 1}.example.com`,
      ip: null,
      mode: 'normal' as const,
      preferredBroker: preferred(index),
    })),
  };
  return { ...empty, sites: [site] };
}
