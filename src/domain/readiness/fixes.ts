import type { Edit } from '../edits/index.js';
import { type Farm, assertInvariants } from '../model/index.js';
import { findingsOf } from './findings.js';
import { allRules } from './rules.table.js';

/**
 * The rules that `farm check --fix` can fix, in the order in which it does: fixing an object can leave a suppression
 * unused, and the rules about suppressions come last.
 */
export const fixableRules = allRules.filter((rule) => rule.fix !== undefined);

/**
 * The farm with everything fixed that has one safe answer; the very same farm where there is nothing. A finding that
 * somebody has accepted is left as it is. `today` is the day on which suppressions are judged, ISO date.
 */
export function fixFarm(farm: Farm, today: string): Edit {
  let fixed = farm;
  for (const { id, fix } of fixableRules) {
    const places = findingsOf(fixed, { today })
      .filter((finding) => finding.rule === id && finding.suppressed === null)
      .map(({ path }) => path.join('/'));
    if (fix === undefined || places.length === 0) continue;
    fixed = fix.apply(fixed, (...path) => places.includes(path.join('/')));
  }
  return { farm: fixed === farm ? farm : assertInvariants(fixed), notes: [] };
}
