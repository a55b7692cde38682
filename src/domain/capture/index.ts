/** DOOR domain/capture */
export { type CaptureRequest, captureRequest, type RequestedCmdlet } from './request.js';
