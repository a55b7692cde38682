/** DOOR domain/readiness */
export {
  acceptBaseline,
  type BaselineEntry,
  entryOf,
  isInSite,
  isWorseThan,
  renewBaseline,
  type Scope,
  unmatchedEntries,
} from './baseline.js';
export { compareFindings, type FindingChanges, type NewNames } from './finding-changes.js';
export {
  citationsOf,
  type Finding,
  type FindingSummary,
  summarise,
  summariseSites,
} from './finding.js';
export {
  type ReadinessOptions,
  findingsOf,
  findingsOfSite,
  reaches,
  type Threshold,
  thresholds,
} from './findings.js';
export { findingKey, fingerprintOf } from './fingerprint.js';
export { fixFarm } from './fixes.js';
export {
  runRules,
  chooseRules,
  dayOf,
  type GateAnswer,
  type GateQuestion,
  isAsked,
  type PlacedFinding,
  type RegressionKind,
  regressionKinds,
  requireSite,
  type RuleChoice,
  type RuleOff,
} from './gate.js';
export type { IdleBrokers } from './matters.js';
export { checkFarm, checkRuleSetting, isWeaker } from './settings.js';
export { fixedSetting, isAcceptable, suppressionLimit } from './under-policy.js';
export { allRules, findRule, hygieneRules, policyRules, readinessRules } from './rules.table.js';
export { type Rule, type Severity, severityMeanings } from './rules/rule.js';
export { targetOf } from './suppressions.js';
