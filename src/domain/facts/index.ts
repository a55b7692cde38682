/** DOOR domain/facts */
export { type AssumptionId, assumptions } from './assumptions.js';
export { type Citation, type CitationId, citations, cite } from './citations.js';
export { type ConsoleStepId, type ConsoleStepRow, consoleSteps } from './console-steps.table.js';
export { type LoadRule, loadRules } from './load.table.js';
export { type Component, componentNames, type PortRow, portRows } from './ports.table.js';
export {
  type CmdletEvidence,
  type CmdletRow,
  cmdlets,
  type ModuleGeneration,
} from './powershell.table.js';
export { providerTypes } from './providers.table.js';
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
