import { editCommands, type Plan, planFarms } from '../domain/plan/index.js';
import { printBatch } from '../render/formats/batch.js';
import type { Theme } from '../render/theme.js';
import type { FarmVersion } from '../store/farm/version.js';

/** Prints the edits between two versions of a farm as a file for `farm batch`, in the order of a plan. */
export function batchRenderer(
  { from, to }: { from: FarmVersion; to: FarmVersion },
  plan: Pick<Plan, 'steps'> = planFarms(from.farm, to.farm),
): (result: unknown, theme: Theme) => string {
  const edits = editCommands(from.farm, to.farm, plan);
  return (_, theme) => printBatch(edits, { from: from.name, to: to.name }, theme);
}
