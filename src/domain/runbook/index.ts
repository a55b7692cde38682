/** DOOR domain/runbook */
export { cmdletNameIn } from './proof.js';
export { runbookOf } from './runbook.js';
export type {
  CallValue,
  CmdletCall,
  ConsoleAction,
  ConsoleValue,
  ExpectedBroker,
  ExpectedMember,
  ExpectedSite,
  KnownModule,
  Runbook,
  RunbookAction,
  RunbookPart,
  RunbookStep,
} from './runbook-types.js';
