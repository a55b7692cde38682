import * as fc from 'fast-check';
import { graphOfChange } from '../../src/domain/graph/change.js';
import { graphOf, graphOfFailure } from '../../src/domain/graph/graph.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import {
  describeChange,
  describeGraph,
  type GraphDocument,
} from '../../src/render/graph/graph-words.js';
import { escapeAll } from '../../src/render/text.js';
import { changedBrokers, editedFarms, type Ends, strangeFarms } from '../plan/any-change.js';
import { anyFarm } from '../properties/arbitrary.js';
import { anyHostileFarm } from './hostile-farm.js';

/** Two farms with much, some or nothing in common; names are plain, or hostile and the same in both. */
const anyEnds: fc.Arbitrary<Ends> = fc.oneof(
  editedFarms,
  strangeFarms,
  changedBrokers,
  fc.tuple(anyHostileFarm, fc.nat(4)).map(([farm, which]): Ends => [farm, without(farm, which)]),
);

/** The farm as it is, with some brokers of its first site offline, or compared, as the command gives it to a format. */
export const anyDocument: fc.Arbitrary<GraphDocument> = fc.oneof(
  fc
    .tuple(fc.oneof(anyHostileFarm, anyFarm()), fc.nat(7))
    .map(([farm, which]) => escapeAll(which === 0 ? asIs(farm) : failed(farm, which))),
  anyEnds.map((ends) => escapeAll(describeChange(graphOfChange(...ends), 'HEAD~1:farm.json'))),
);

function asIs(farm: Farm): GraphDocument {
  return describeGraph(graphOf(farm), null);
}

function failed(farm: Farm, which: number): GraphDocument {
  const site = farm.sites[0]!;
  const brokers = site.brokers
    .filter((_, index) => index % which === 0)
    .map(({ server }) => server);
  const events = [{ event: { kind: 'down' as const, brokers }, location: null }];
  const simulation = simulate(farm, site, { down: [], groups: [], events, require: [] });
  return describeGraph(graphOfFailure(farm, site, simulation), simulation);
}

/** The farm without some members, and with the secondaries in another order. */
function without(farm: Farm, which: number): Farm {
  const some = <T>(all: readonly T[]): T[] => all.filter((_, index) => index % 5 !== which);
  return {
    ...farm,
    sites: farm.sites.map((site) => ({
      ...site,
      brokers: [...site.brokers.slice(0, 1), ...site.brokers.slice(1).toReversed()],
      agents: some(site.agents),
      providers: some(site.providers),
      gateways: some(site.gateways),
    })),
  };
}
