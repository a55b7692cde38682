/** DOOR domain/edits */
export { fewerActive, moreActive } from './active-brokers.js';
export {
  addBroker,
  deleteBroker,
  type NewBroker,
  newBroker,
  presetStandby,
  setBroker,
  setEnabled,
  setStandby,
} from './brokers.js';
export { type Edit, renamedTarget, withSite } from './edit.js';
export { exampleFarm } from './example.js';
export { editEach, valuesForEach } from './many.js';
export { mergeNotes } from './merge-notes.js';
export { addAgents, assignAgents, deleteAgents } from './agents.js';
export { addGateway, deleteGateway, setGateway } from './gateways.js';
export { membersPreferring } from './members.js';
export { addProvider, deleteProvider } from './providers.js';
export {
  preferBroker,
  renameMember,
  type RenamedObject,
  setAgents,
  setProvider,
} from './member-properties.js';
export type { AutomaticDefault, EditNote, NotedSave, SiteContents } from './notes.js';
export { inRas } from './in-ras.js';
export { moveBroker, promoteBroker } from './priority.js';
export { applyStep, type BrokerAction, type EditStep, type SiteStep } from './step.js';
export { commandsOf } from './step-command.js';
export { replaceBroker } from './replace-broker.js';
export {
  addSite,
  completeSite,
  contentsOf,
  defaultAutoPromotion,
  deleteSite,
  firstBrokers,
  newFarm,
  renameSite,
  setFarm,
  setSite,
} from './sites.js';
