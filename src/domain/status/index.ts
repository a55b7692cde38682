/** DOOR domain/status */
export {
  beginCommand,
  beginFarm,
  describeNewFarm,
  type NewFarmAnswer,
  type NewFarmInput,
  newFarmDefaults,
  type NewFarmPlace,
} from './new-farm.js';
export {
  brokerLines,
  byNeed,
  brokerShown,
  type BrokerShown,
  type FarmStatus,
  siteStatus,
  type SiteStatus,
  statusOf,
} from './status.js';
export { type SiteShown, siteShown } from './site-shown.js';
