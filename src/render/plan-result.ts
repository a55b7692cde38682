import type { Plan } from '../domain/plan/index.js';

/** The result of `farm plan`, as `--json` prints it. */
export interface PlanResult extends Plan {
  /** The two farms as they were named, such as `main:farm.json` and `farm.json`. */
  from: string;
  to: string;
}
