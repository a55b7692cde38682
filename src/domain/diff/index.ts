/** DOOR domain/diff */
export {
  type BeforeAfter,
  describeEdit,
  type EditAnswer,
  type SiteConsequences,
} from './changes.js';
export { compareFarms, type FarmDiff, type SiteDiff } from './compare.js';
export { diffFarms } from './diff.js';
export { isEqual } from './equal.js';
export type { SiteFigures } from './figures.js';
export { knownFindings } from './known-findings.js';
export { type Change, shownValue } from './object-changes.js';
export type { BrokerChange, NewPort } from './moves.js';
export { type Pair, pair, pairBrokers, pairSites } from './pairing.js';
export type { SettingChange, SuppressionChange } from './policy-changes.js';
export { deniedOf, type Regression } from './regressions.js';
export { type PolicyVersion, type WeakenedPolicy, weakenedPolicy } from './weakened-policy.js';
export type { Rename } from './renames.js';
export type { JudgedFigure } from './site-effects.js';
