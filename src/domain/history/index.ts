/** DOOR domain/history */
export { type HistoryEntry, notedSave } from './entry.js';
export { redoMove, undoMove, undoStack, type VersionMove } from './undo-stack.js';
