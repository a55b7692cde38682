/** DOOR domain/advise */
export { type Advice, adviseFarm, type SiteAdvice } from './advise.js';
export { type AppliedProposal, applyProposal, type ProposalNames } from './apply.js';
export type { Change } from './change.js';
export { type AdviceFinding, type Goal, goalWords, mostTolerance, type Unmet } from './goal.js';
export type { Proposal } from './proposal.js';
export {
  type AgentPreference,
  advisePreferences,
  type PreferredBrokers,
  type ProviderPreference,
  type SitePreferences,
} from './preferences.js';
