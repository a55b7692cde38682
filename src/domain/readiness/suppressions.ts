import type { Farm, Suppression } from '../model/index.js';
import { findRule, suppressionRules } from './rules.table.js';
import { isExpired } from './rules/expiry.js';
import { type Finding, makeFinding } from './finding.js';
import { settingOf } from './policy.js';

/**
 * Findings that somebody has accepted, for a reason and perhaps until a day.
 */

/** What a suppression names to mean one finding: the site, or `SITE/KIND/NAME` for an object in it. */
export function targetOf({ site, target }: Pick<Finding, 'site' | 'target'>): string {
  if (target.kind === 'site' || site === null) return target.name;
  return `${site}/${target.kind}/${target.name}`;
}

/** The reason and the last day of what suppresses a finding today; null where nothing does. */
export function suppressionOf(farm: Farm, finding: Finding, today: string): Finding['suppressed'] {
  const found = whatSuppresses(farm, finding, today);
  return found === undefined ? null : { reason: found.reason, expires: found.expires };
}

/** Of the suppressions that mean the finding and hold today, the one that holds longest: the others add nothing. */
function whatSuppresses(farm: Farm, finding: Finding, today: string): Suppression | undefined {
  const { lasting, place } = lastingOn(farm, today);
  const { rule, site } = finding;
  const own = lasting.get(key(rule, targetOf(finding)));
  const ofSite = site === null ? undefined : lasting.get(key(rule, site));
  if (own === undefined || ofSite === undefined) return own ?? ofSite;
  const [first, second] =
    (place.get(own) ?? 0) <= (place.get(ofSite) ?? 0) ? [own, ofSite] : [ofSite, own];
  return outlasts(second, first) ? second : first;
}

/** The suppressions of a farm that hold on one day, the longest of each rule and target, and their places in the list. */
interface Lasting {
  today: string;
  lasting: ReadonlyMap<string, Suppression>;
  place: ReadonlyMap<Suppression, number>;
}

const known = new WeakMap<Farm, Lasting>();

/** Kept per farm: every finding asks, and a farm is never changed in place. */
function lastingOn(farm: Farm, today: string): Lasting {
  const found = known.get(farm);
  if (found?.today === today) return found;
  const lasting = new Map<string, Suppression>();
  for (const one of farm.suppressions) {
    if (isExpired(one, today)) continue;
    const here = key(findRule(one.rule)?.id ?? '', one.target);
    const best = lasting.get(here);
    if (best === undefined || outlasts(one, best)) lasting.set(here, one);
  }
  const place = new Map(farm.suppressions.map((one, index) => [one, index]));
  const result = { today, lasting, place };
  known.set(farm, result);
  return result;
}

function key(rule: string, target: string): string {
  return `${rule} ${target.toLowerCase()}`;
}

/** Whether one suppression still holds on a day on which the other no longer does. */
function outlasts(one: Suppression, other: Suppression): boolean {
  const last = other.expires;
  return last !== null && (one.expires === null || one.expires > last);
}

/** What the rules about suppressions find. */
export function hygieneFindings(
  farm: Farm,
  findings: readonly Finding[],
  today: string,
): Finding[] {
  const used = new Set(findings.map((finding) => whatSuppresses(farm, finding, today)));
  return farm.suppressions.flatMap((suppression, index) => {
    const name = `${findRule(suppression.rule)?.id ?? suppression.rule} on ${suppression.target}`;
    const isUsed = used.has(suppression);
    return suppressionRules.flatMap((rule) =>
      rule.judge({ suppression, name, isUsed, today }).map((seen) => {
        const severity = settingOf(farm, rule).severity ?? rule.severity;
        const target = { kind: 'suppression' as const, name };
        const path = ['suppressions', index];
        return makeFinding(rule, severity, { target, path, ...seen }, null);
      }),
    );
  });
}
