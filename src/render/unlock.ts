import type { Theme } from './theme.js';

/** The result of `farm unlock`. */
export interface UnlockResult {
  file: string;
  /** Null if the file was not locked. */
  lock: { heldBy: string; reason: string } | null;
}

/** The holder of the removed lock, its age, and what is known about the process. */
export function renderUnlock({ file, lock }: UnlockResult, theme: Theme): string {
  if (lock === null) return `${file} is not locked.`;
  return [
    theme.wrap(`Unlocked ${file}. It was locked by ${lock.heldBy}.`),
    theme.wrap(lock.reason),
  ].join('\n');
}
