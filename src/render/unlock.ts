import type { Look } from './theme.js';

/** The result of `farm unlock`. */
export interface UnlockResult {
  file: string;
  /** Null where the file was not locked. */
  lock: { heldBy: string; reason: string } | null;
}

/** Whose lock was removed, how old it was, and what is known of its process. */
export function renderUnlock({ file, lock }: UnlockResult, look: Look): string {
  if (lock === null) return `${file} is not locked.`;
  return [
    look.wrap(`Unlocked ${file}. It was locked by ${lock.heldBy}.`),
    look.wrap(lock.reason),
  ].join('\n');
}
