/** DOOR domain/simulate */
export { processes, sayMajority, sayPrimaries } from './effects.js';
export {
  eventForms,
  type FailureEvent,
  parseEvents,
  parseGroups,
  printEvent,
  resolveEvents,
  splitNames,
} from './events.js';
export { abandonedIn, type Interval, type Timeline, timelineOf, type Totals } from './outages.js';
export { type BrokerStanding, type Outcome, outcomeOf } from './outcome.js';
export { promotesByItself } from './promotion.js';
export { homesOf, type ProviderStanding } from './provider-homes.js';
export {
  keeps,
  keepsAll,
  parseServices,
  type Requirement,
  type Service,
  services,
  simulate,
  type Simulation,
} from './simulate.js';
export { countVotes, nothingFailed, sayGroups, standingsOf } from './standing.js';
export { type Happening, type Moment, runEvents } from './timeline.js';
