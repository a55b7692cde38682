/** DOOR domain/facts */
export { type AssumptionId, assumptions } from './assumptions.js';
export { agentStates, type AgentStateGroup } from './agent-states.table.js';
export { capturedKinds } from './captured-kinds.table.js';
export { capturedProperties, type CapturedPropertyRow } from './captured-properties.table.js';
export { type ConsolePageId, consolePages } from './console-pages.table.js';
export { serverTypes, type ServerTypeRow } from './server-types.table.js';
export { type Citation, type CitationId, citations, cite } from './citations.js';
export { type ConsoleStepId, consoleSteps } from './console-steps.table.js';
export { type LoadRule, loadRules } from './load.table.js';
export { type Component, componentNames, type PortRow, portRows } from './ports.table.js';
export { cmdlets, type ModuleGeneration } from './powershell.table.js';
export { type ProviderType, providerTypes } from './providers.table.js';
export {
  formatRasVersion,
  newestRasVersion,
  type RasVersion,
  rasVersions,
} from './ras-versions.js';
export {
  type BrokerProcess,
  brokerProcesses,
  processesCitation,
  type Runs,
} from './roles.table.js';
export {
  brokersForRedundancy,
  type Statement,
  type StatementId,
  statements,
} from './statements.table.js';
