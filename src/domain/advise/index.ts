/** DOOR domain/advise */
export { type Advice, adviseFarm, type SiteAdvice } from './advise.js';
export type { Change } from './change.js';
export type { AdviceFinding, Goal, Unmet } from './goal.js';
export { mostTolerance } from './goal.js';
export type { Proposal } from './proposal.js';
export {
  type AgentPreference,
  advisePreferences,
  type PreferredBrokers,
  type ProviderPreference,
  type SitePreferences,
} from './preferences.js';
