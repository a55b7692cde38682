/** DOOR domain/simulate */
export type { Effect } from './effects.js';
export {
  downList,
  type EventDomain,
  eventForms,
  type FailureEvent,
  parseEvents,
  readWords,
  parseGroups,
  printEvent,
  resolveEvents,
  splitNames,
} from './events.js';
export { abandonedIn, type Interval, type Timeline, timelineOf, type Totals } from './outages.js';
export { hostsDownIn, hostsOf } from './down-hosts.js';
export { outcomeOf } from './outcome.js';
export {
  type BrokerStanding,
  type HostsDown,
  type Outcome,
  type ProcessStanding,
  type ProcessState,
} from './outcome-types.js';
export { type Placement, placeAfter, placeAtStart, settledSplit } from './placement.js';
export { promotesByItself, type PromotionForecast } from './promotion.js';
export { type Homes, homesOf, type ProviderStanding, type ServedReason } from './provider-homes.js';
export {
  brokersAsked,
  type FailureQuestion,
  keeps,
  keepsAll,
  parseServices,
  type Requirement,
  type Service,
  type SimulateQuestion,
  services,
  simulate,
  type Simulation,
} from './simulate.js';
export {
  countVotes,
  type MajorityCount,
  nothingFailed,
  sayGroups,
  standingsOf,
} from './standing.js';
export { type Cause, type Happening, type Moment, runEvents } from './timeline.js';
export type { Verdict } from './verdict.js';
