import type { Edit } from '../edits/index.js';
import { type Farm, assertInvariants } from '../model/index.js';
import { findingsOf } from './findings.js';
import { allRules } from './rules.table.js';

/**
 * The rules that `farm check --fix` can fix, in the order of the fixes: fixing an object can make a suppression unused, so
 * the rules about suppressions come last.
 */
export const fixableRules = allRules.filter((rule) => rule.fix !== undefined);

/**
 * The farm with all safe fixes applied; the same object if there is nothing to fix. Suppressed findings are not fixed.
 * `today` is the date used to decide which suppressions have expired, ISO date.
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
