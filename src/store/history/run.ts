import { userInfo } from 'node:os';

/** What the history notes about this run of farm, wherever it saves, and what could not be noted. */

interface Run {
  /** The words of the command line, without `farm`. */
  command: readonly string[] | null;
  reason: string | null;
}

let run: Run = { command: null, reason: null };
let warnings: string[] = [];

/** Called as soon as the command line is read; what is saved from now on is noted with it. */
export function describeRun(described: Run): void {
  run = described;
}

/** The command line of this run, and the reason that it gives. */
export function currentRun(): Run {
  return run;
}

/** Keeps a warning for the answer of this run, once. */
export function warnOfHistory(warning: string): void {
  if (!warnings.includes(warning)) warnings.push(warning);
}

/** The warnings so far; they are given once. */
export function takeHistoryWarnings(): string[] {
  const taken = warnings;
  warnings = [];
  return taken;
}

/** Who runs farm, as the environment says it, or else the system; null for a user without a name, as in a container. */
export function userName(env: NodeJS.ProcessEnv): string | null {
  const named = env['LOGNAME'] || env['USER'] || env['USERNAME'];
  if (named) return named;
  try {
    return userInfo().username || null;
  } catch {
    return null;
  }
}
