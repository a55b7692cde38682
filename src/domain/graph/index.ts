/** DOOR domain/graph */
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
  SiteGraph,
} from './graph-types.js';
