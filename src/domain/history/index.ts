/** DOOR domain/history */
export { type Condition, parseCondition } from './condition.js';
export { type HistoryEntry, notedSave } from './entry.js';
export { type Period, periodsOf } from './periods.js';
export { entriesSince, versionAt } from './version-at.js';
export { redoMove, undoMove, undoStack, type VersionMove } from './undo-stack.js';
