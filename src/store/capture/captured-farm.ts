import { importCapture } from '../../domain/capture/index.js';
import type { Farm } from '../../domain/model/index.js';
import type { CapturedFarm } from '../farm/capture-mark.js';
import { captureOfText } from './read-captures.js';

/**
 * The farm of a bundle, alone and laid over a model.
 * @throws FarmError E_SYNTAX, E_INVALID, E_NEWER_FORMAT; Refusal E_INVALID without a broker
 */
export function capturedFarm(text: string, file: string): { farm: Farm; captured: CapturedFarm } {
  const capture = captureOfText(text.replace(/^\uFEFF/u, ''), file);
  const { farm, warnings } = importCapture(capture, null);
  return {
    farm,
    captured: {
      over: (model) => importCapture(capture, model, { replace: true }).farm,
      parameters: capture.parameters,
      pseudonyms: capture.pseudonyms,
      warnings,
    },
  };
}
