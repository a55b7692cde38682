/** DOOR domain/expectations */
export type {
  Difference,
  LostService,
  MajorityDifference,
  PossibleMajority,
  ProcessFate,
  ProviderFate,
  RefusalDifference,
  ShareDifference,
  ToleranceDifference,
} from './difference.js';
export {
  type BrokerEdit,
  brokerEdits,
  type CommentedTest,
  type DomainChanges,
  type Expectations,
  type Failure,
  type FarmTest,
  type GivenEdit,
  type JudgedTest,
  type Miss,
  type MomentExpectations,
  type RefusalKind,
  refusalKinds,
  type ShareLimits,
  type StateKey,
} from './expectations.js';
export { testsOfSites } from './every-site.js';
export { farmAsGiven } from './fitting.js';
export { judgeTest, type Judging } from './judge.js';
export type { Misfit, MisfitReason } from './misfit.js';
export {
  judgeOwnRules,
  type OwnRule,
  type OwnRuleViolation,
  type SitePart,
  siteParts,
} from './own-rules.js';
export { type StarterSubject, type StarterTest, starterTests } from './starter.js';
