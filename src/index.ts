/**
 * The library: what another program may import from `ras-farm`. It reads no file and no clock, prints nothing, and uses
 * no Node.js API, so it also runs in a browser. docs/library.md shows how to use it.
 */
export { parseFarm, printFarm } from './library/farm-text.js';
export {
  check,
  type CheckQuestion,
  type CheckResult,
  diff,
  type DiffResult,
  prove,
  type ProveQuestion,
  simulate,
  type SimulateQuestion,
  type SiteQuestion,
  splitLoad,
} from './library/questions.js';
export { argvOf, type CommandContext, printCommand, printCommands } from './render/command-line.js';
export type { Shell } from './render/shell-words.js';
export {
  type Agent,
  type AgentKind,
  type AutoPromotion,
  type Broker,
  type BrokerRole,
  type BrokerState,
  type ErrorCode,
  type Farm,
  FarmError,
  type Gateway,
  type GatewayMode,
  type LocatedProblem,
  type Location,
  type NextStep,
  type Printed,
  type Provider,
  type Reason,
  type RuleSetting,
  type Sentence,
  type Site,
  type SuggestedCommand,
  type Suppression,
  type Tolerance,
} from './domain/model/index.js';
export type { BrokerLoad, LoadResult, LoadSplit } from './domain/load/index.js';
export type {
  Finding,
  FindingChanges,
  FindingSummary,
  Severity,
} from './domain/readiness/index.js';
export type { Service, Timeline } from './domain/simulate/index.js';
export type { OutcomeDocument, SimulationDocument } from './render/simulate-words.js';
export type { ProveResult, SiteProof, UntriedSite } from './domain/prove/index.js';
export type { Change, SiteConsequences } from './domain/diff/index.js';
