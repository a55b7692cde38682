import { editCommands, type Plan, planFarms } from '../domain/plan/index.js';
import { printBatch } from '../render/formats/batch.js';
import type { Theme } from '../render/theme.js';
import type { FarmVersion } from '../store/farm/version.js';

/** Prints the edits between two versions of a farm as a file for `farm batch`, in the order of a plan. */
export function batchRenderer(
  before: FarmVersion,
  after: FarmVersion,
  plan: Pick<Plan, 'steps'> = planFarms(before.farm, after.farm),
): (result: unknown, theme: Theme) => string {
  const edits = editCommands(before.farm, after.farm, plan);
  return (_, theme) => printBatch(edits, { from: before.name, to: after.name }, theme);
}
