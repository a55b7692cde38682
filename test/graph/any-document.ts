import * as fc from 'fast-check';
import { graphOf, graphOfFailure } from '../../src/domain/graph/graph.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { describeGraph, type GraphDocument } from '../../src/render/graph/graph-words.js';
import { escapeAll } from '../../src/render/text.js';
import { anyFarm } from '../properties/arbitrary.js';
import { anyHostileFarm } from './hostile-farm.js';

/** The farm as it is, or with some brokers of its first site offline, as the command gives it to a format. */
export const anyDocument: fc.Arbitrary<GraphDocument> = fc
  .tuple(fc.oneof(anyHostileFarm, anyFarm()), fc.nat(7))
  .map(([farm, which]) => escapeAll(which === 0 ? asIs(farm) : failed(farm, which)));

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
