/** DOOR domain/model */
export { addressOf, assumedSegment, isInNetwork, isIp } from './address.js';
export { parseDuration, printDuration } from './duration.js';
export {
  type ErrorCode,
  exitCodeMeanings,
  exitCodeOf,
  FarmError,
  type FarmErrorDetails,
  type LocatedProblem,
  type Location,
  type Path,
  type Problem,
  type ReasonInEvent,
} from './errors.js';
export {
  activeBrokers,
  type Agent,
  type AgentKind,
  agentKinds,
  automaticWords,
  type AutoPromotion,
  type Broker,
  type BrokerRole,
  type BrokerState,
  type Farm,
  type Gateway,
  type GatewayMode,
  gatewayModes,
  isActive,
  prefers,
  primaryOf,
  type Provider,
  roleOf,
  type RuleSetting,
  sameName,
  type Site,
  standbyBrokers,
  stateOf,
  type Suppression,
} from './farm.js';
export {
  findBroker,
  findGateway,
  findProvider,
  findSite,
  inSite,
  placeIn,
  sitesAskedFor,
} from './find.js';
export { assertInvariants, checkInvariants } from './invariants.js';
export {
  bySelection,
  compressNames,
  expandNames,
  firstRepeated,
  nameList,
  selectByName,
} from './names.js';
export { lookOf } from './names/look-alikes.js';
export type {
  EditReason,
  EventFault,
  InSite,
  NameListFault,
  NameReason,
  ObjectKind,
  Preferring,
  PrimaryEdit,
  Promotable,
  QuestionReason,
  Reason,
} from './reasons.js';
export { Refusal } from './refusal.js';
export { providerTypeNames, providerTypeOf } from './provider-types.js';
export {
  command,
  commandAt,
  commandIn,
  commandsIn,
  forFarmFile,
  isPlainObject,
  isSentence,
  isSuggestedCommand,
  mapCommands,
  type NextStep,
  option,
  type Option,
  placeholder,
  type Printed,
  sentence,
  type Sentence,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
  type Word,
} from './suggested-command.js';
export { isVdiArmed, majorityOf, type Tolerance, toleranceOf } from './tolerance.js';
export { escapedCharacter, unsafeCharacters } from './unsafe-text.js';
export { groupedBy } from './grouping.js';
export { counted, listed, shortened } from './words.js';
