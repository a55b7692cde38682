/** DOOR domain/load */
export { loadOf, type LoadResult } from './load-answer.js';
export {
  type BrokerLoad,
  loadRuleOf,
  type LoadSplit,
  loadWeights,
  percent,
  splitLoad,
  splitOver,
} from './load.js';
export { loadOfPlanned, loadPlanned, type PlannedChanges } from './planned.js';
export type { ExplainedSplit, ShareReason } from './reasons.js';
export {
  type BrokerShare,
  type ShareChange,
  type ShareFact,
  type ShareReasons,
  whyShares,
} from './why.js';
