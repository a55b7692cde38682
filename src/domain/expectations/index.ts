/** DOOR domain/expectations */
export type {
  Difference,
  LostService,
  MajorityDifference,
  PossibleMajority,
  ProviderFate,
  ToleranceDifference,
} from './difference.js';
export {
  type BrokerEdit,
  brokerEdits,
  type CommentedTest,
  type Expectations,
  type Failure,
  type FarmTest,
  type GivenEdit,
  type JudgedTest,
  type Miss,
} from './expectations.js';
export { farmAsGiven } from './fitting.js';
export { judgeTest } from './judge.js';
export type { Misfit, MisfitReason } from './misfit.js';
export {
  judgeOwnRules,
  type OwnRule,
  type OwnRuleViolation,
  type SitePart,
  siteParts,
} from './own-rules.js';
export { type StarterSubject, type StarterTest, starterTests } from './starter.js';
