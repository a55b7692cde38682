/** What the head of a runbook says about where it comes from. */
export interface RunbookOrigin {
  /** What the plan was made of, such as `farm.json` and `planned.json`. */
  from: string;
  to: string;
  /** The day it was printed, ISO date. */
  printed: string;
  farmVersion: string;
  /** The runbook that undoes this one, or that this one undoes. */
  other: { file: string; is: 'rollback' | 'undone' } | null;
}

/** "Runbook of farm 0.1.0, printed on 2026-11-22." */
export function sayOrigin({ farmVersion, printed }: RunbookOrigin): string {
  return `Runbook of farm ${farmVersion}, printed on ${printed}.`;
}
