/** DOOR domain/graph */
export { graphOfChange } from './change.js';
export { graphOf, graphOfFailure } from './graph.js';
export type {
  AgentsNode,
  BrokerNode,
  Fate,
  Graph,
  GraphBox,
  GraphFailure,
  GraphLink,
  GraphNode,
  ProviderNode,
  SiteGraph,
} from './graph-types.js';
