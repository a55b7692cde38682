import type { Theme } from './theme.js';

/** The result of `farm unlock`. */
export interface UnlockResult {
  file: string;
  /** Null where the file was not locked. */
  lock: { heldBy: string; reason: string } | null;
}

/** Whose lock was removed, how old it was, and what is known of its process. */
export function renderUnlock({ file, lock }: UnlockResult, theme: Theme): string {
  if (lock === null) return `${file} is not locked.`;
  return [
    theme.wrap(`Unlocked ${file}. It was locked by ${lock.heldBy}.`),
    theme.wrap(lock.reason),
  ].join('\n');
}
