import type { AssumptionId } from '../domain/facts/index.js';
import type { Plan } from '../domain/plan/index.js';
import type { RunbookStep } from '../domain/runbook/index.js';

/** The result of `farm plan`, as `--json` prints it. */
export interface PlanResult extends Plan {
  /** The two farms as they were named, such as `main:farm.json` and `farm.json`. */
  from: string;
  to: string;
  /** With --runbook. */
  runbook: PlanRunbook | null;
}

/** The runbook of a plan, and what undoes it. */
export interface PlanRunbook {
  format: 'powershell' | 'markdown' | 'cmdlets';
  /** The files that were written; null if it was printed. A checklist holds its rollback. */
  file: string | null;
  rollbackFile: string | null;
  steps: RunbookStep[];
  rollback: RunbookStep[];
  /** What the steps of both assume, by id. */
  assumptions: AssumptionId[];
}
