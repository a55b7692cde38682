/** DOOR domain/capture */
export { type Capture, capturedFrom, type CapturedFrom } from './capture.js';
export { type ImportedFarm, importCapture, type ImportOptions } from './import-capture.js';
export { kindOfCmdlet, kindOfFileName, kindOfObjects } from './kinds.js';
export type { ImportQuestion } from './questions.js';
export type { RawCapture, RawObject, RawResult } from './raw.js';
export { readCapture } from './read-capture.js';
export { isBadState, type ObjectState } from './states.js';
export type { CaptureWarning, NotCovered } from './warnings.js';
export { type CaptureRequest, captureRequest, type RequestedCmdlet } from './request.js';
