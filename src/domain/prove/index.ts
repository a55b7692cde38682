/** DOOR domain/prove */
export { type FailureDomain, failureDomainsOf, untaggedBrokers } from './failure-domains.js';
export { maintenanceOf } from './maintenance.js';
export type {
  BlockedBroker,
  MaintenanceGroup,
  MaintenanceObstacle,
  MaintenanceResult,
  PrimaryRestart,
  RestartLoss,
  SiteMaintenance,
} from './maintenance-types.js';
export {
  type PlannedSite,
  type PlanningResult,
  planningTable,
  type Remark,
  type RemarkStatement,
} from './planning.js';
export {
  type DomainProof,
  proveDomains,
  proveTolerance,
  proveFarm,
  type ProveResult,
  type SetsProof,
  type SiteProof,
} from './prove.js';
export { parseFailures } from './question.js';
export { countSplits, type SplitsTally } from './splits.js';
export { mostMembers } from './survival.js';
