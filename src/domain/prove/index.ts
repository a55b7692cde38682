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
export { proveDomains, proveFarm, proveTolerance } from './prove.js';
export type { DomainProof, ProveResult, SetsProof, SiteProof, UntriedSite } from './prove-types.js';
export { parseFailures } from './question.js';
export { countSplits, type SplitsTally } from './splits.js';
export { mostMembers } from './survival.js';
