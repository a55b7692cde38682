import type { CapturedFrom, ImportedFarm } from '../domain/capture/index.js';
import type { FarmStatus } from '../domain/status/index.js';
import type { EditResult } from './edit.js';

/** The result of `farm import`, as `--json` prints it. */
export interface ImportResult extends Omit<ImportedFarm, 'farm'> {
  /** The farm file. */
  file: string;
  /** Whether it is a new file. */
  created: boolean;
  dryRun: boolean;
  saved: boolean;
  capture: CapturedFrom;
  /** The new farm; null where one was updated. */
  status: FarmStatus | null;
  /** What changed; null for a new farm. */
  edit: EditResult | null;
}
