import type {
  CapturedFrom,
  CaptureWarning,
  NotCovered,
  ObjectState,
} from '../domain/capture/index.js';
import type { DiffResult } from './diff-result.js';

/** The result of `farm drift`, as `--json` prints it: that of `farm diff` from the farm file to the live farm, and more. */
export interface DriftResult extends DiffResult {
  capture: CapturedFrom;
  /** Objects of the live farm whose state is not the usual one. */
  states: ObjectState[];
  warnings: CaptureWarning[];
  /** What the capture says nothing about, so that it was not compared. */
  notCovered: NotCovered[];
}
