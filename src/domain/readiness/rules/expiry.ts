import type { Suppression } from '../../model/index.js';

/** Whether a suppression is past its last day; `today` is an ISO date. */
export function isExpired({ expires }: Suppression, today: string): boolean {
  return expires !== null && expires < today;
}
