import type { Farm, Reason } from '../model/index.js';
import type { FarmTest, RefusalKind } from './expectations.js';
import type { RefusalDifference } from './difference.js';
import { farmAsGiven } from './fitting.js';
import { withGiven } from './given.js';
import { isMisspelled, type Misfit, tried } from './misfit.js';

/** Expecting that an edit is refused. */

/**
 * What differs from the expected refusal of the last edit; null if it is refused as expected. The edits before it must be
 * made, and a name that does not exist is a misfit: it may be a typo, and would be refused for any farm.
 */
export function judgeRefusal(
  farm: Farm,
  test: FarmTest,
  expected: true | RefusalKind,
): { site: string; difference: RefusalDifference | null } | { misfits: Misfit[] } {
  const before = farmAsGiven(farm, { ...test, given: test.given.slice(0, -1) });
  if ('misfits' in before) return before;
  const last = test.given.at(-1);
  if (last === undefined) throw new Error(`test "${test.name}" has no edit that could be refused`);
  const { farm: now, site } = before;
  const edited = tried(() => withGiven(now, site, last));
  const kind = expected === true ? null : expected;
  const differs = (got: Reason | null) => ({
    site,
    difference: { kind: 'refused', expected: kind, got } as const,
  });
  if (!('refusal' in edited)) return differs(null);
  const { refusal } = edited;
  if (isMisspelled(refusal)) {
    const path = ['given', test.given.length - 1];
    return { misfits: [{ path, reason: { kind: 'edit', refusal } }] };
  }
  if (kind === null || refusal.reason.kind === kind) return { site, difference: null };
  return differs(refusal.reason);
}
