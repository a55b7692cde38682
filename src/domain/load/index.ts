/** DOOR domain/load */
export {
  type BrokerLoad,
  loadOf,
  type LoadResult,
  loadRuleOf,
  type LoadSplit,
  loadWeights,
  percent,
  splitLoad,
  splitOver,
} from './load.js';
export { loadPlanned } from './planned.js';
export {
  type ShareChange,
  type ShareFact,
  type ShareReason,
  type ShareReasons,
  whyShares,
} from './why.js';
