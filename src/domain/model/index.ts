/** DOOR domain/model */
export {
  addressAfter,
  addressBits,
  addressOf,
  addressOfBits,
  assumedSegment,
  isInNetwork,
  isIp,
  normalIp,
} from './address.js';
export {
  domainMembers,
  type DownHosts,
  hostsAmong,
  membersOf,
  wordOfDomain,
} from './domain-members.js';
export { parseDuration, printDuration } from './duration.js';
export {
  FarmError,
  type FarmErrorDetails,
  type LocatedProblem,
  type Problem,
  type ReasonInEvent,
} from './errors.js';
export { type ErrorCode, exitCodeMeanings, exitCodeOf } from './exit-codes.js';
export { type Location, type Path } from './places.js';
export {
  activeBrokers,
  type Agent,
  type AgentKind,
  automaticWords,
  type AutoPromotion,
  type Broker,
  type BrokerRole,
  type BrokerState,
  type Custom,
  type Farm,
  type Gateway,
  type GatewayMode,
  isActive,
  prefers,
  primaryOf,
  type Provider,
  roleOf,
  type RuleSetting,
  type Site,
  standbyBrokers,
  stateOf,
  type Suppression,
} from './farm.js';
export { domainToSet, mergeDomains, readDomain } from './failure-domains.js';
export { mapAtPace, noPace, type Pace, paceOfPart } from './pace.js';
export {
  isOwnRuleId,
  type Policy,
  type PolicyRule,
  requiredTolerance,
  type RequiredTolerance,
  type SuppressionLimit,
  type SuppressionRefusal,
  type Weakening,
} from './policy.js';
export { brokerFields } from './fields/broker-fields.js';
export {
  type Field,
  type FieldFormat,
  type Fields,
  flatValue,
  isEmpty,
  type Values,
  withDefaults,
} from './fields/field.js';
export { addOptions, flaggedFields, flagName, type FlagVerb } from './fields/field-flags.js';
export { agentFields, agentKinds, gatewayFields, providerFields } from './fields/member-fields.js';
export { fieldAt, fieldsOf } from './fields/objects.js';
export {
  autoPromotionFields,
  farmFields,
  ruleSettingFields,
  severities,
  siteFields,
  suppressionFields,
} from './fields/site-fields.js';
export {
  findBroker,
  findGateway,
  findAgent,
  findProvider,
  findSite,
  inSite,
  placeIn,
  selectedSites,
} from './find.js';
export { assertInvariants, checkInvariants } from './invariants.js';
export { expandNames, expandRanges, firstRepeated, oneName } from './names.js';
export { bySelection, compressNames, nameItems, nameList } from './names/compress.js';
export { asTyped, literalAt, withoutLiterals } from './names/literal.js';
export { suffixTwins } from './names/look-up.js';
export { type FoundAs, selectBrokers, selectByName } from './names/select.js';
export {
  type MemberKind,
  type NamedInSites,
  requireNamed,
  selectInSites,
  type Selection,
  selectObjects,
  type Wanted,
} from './names/across-sites.js';
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
export {
  providerTypeNames,
  providerTypeOf,
  typesCalled,
  writtenProviderTypes,
} from './provider-types.js';
export { sameName } from './same-name.js';
export {
  command,
  commandAt,
  commandIn,
  commandsIn,
  forFarmFile,
  isPlainObject,
  isSentence,
  isSuggestedCommand,
  commandMapper,
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
export {
  isBelow,
  isVdiArmed,
  majorityOf,
  type Tolerance,
  toleranceOf,
  toleranceWith,
} from './tolerance.js';
export { escapedCharacter, unsafeCharacters } from './unsafe-text.js';
export { groupedBy, runsBy } from './grouping.js';
export { globOf } from './names/glob.js';
export { counted, listed, shortened } from './words.js';
