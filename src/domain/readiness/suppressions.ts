import type { Farm, Suppression } from '../model/index.js';
import { suppressionRules } from './rules.table.js';
import { isExpired } from './rules/expiry.js';
import { type Finding, makeFinding } from './finding.js';
import { ruleIdOf, settingFor, suppressionRefusal } from './under-policy.js';

/**
 * Findings that were accepted, for a reason and optionally until a day.
 */

/** The target that a suppression needs for one finding: the site, or `SITE/KIND/NAME` for an object in it. */
export function targetOf({ site, target }: Pick<Finding, 'site' | 'target'>): string {
  if (target.kind === 'site' || site === null) return target.name;
  return `${site}/${target.kind}/${target.name}`;
}

/** The reason and the last day of the suppression of a finding today; null if there is none. */
export function suppressionOf(farm: Farm, finding: Finding, today: string): Finding['suppressed'] {
  const found = effectiveSuppression(farm, finding, today);
  return found === undefined ? null : { reason: found.reason, expires: found.expires };
}

/** Of the suppressions of the finding that are valid today, the one that is valid longest. */
function effectiveSuppression(
  farm: Farm,
  finding: Finding,
  today: string,
): Suppression | undefined {
  const { valid, place } = validOn(farm, today);
  const { rule, site } = finding;
  const own = valid.get(key(rule, targetOf(finding)));
  const ofSite = site === null ? undefined : valid.get(key(rule, site));
  if (own === undefined || ofSite === undefined) return own ?? ofSite;
  const [first, second] =
    (place.get(own) ?? 0) <= (place.get(ofSite) ?? 0) ? [own, ofSite] : [ofSite, own];
  return outlasts(second, first) ? second : first;
}

/** The valid suppressions of a farm on one day, the longest of each rule and target, and their places in the list. */
interface ValidSuppressions {
  today: string;
  valid: ReadonlyMap<string, Suppression>;
  place: ReadonlyMap<Suppression, number>;
}

const known = new WeakMap<Farm, ValidSuppressions>();

/** Cached per farm: every finding needs it, and a farm is never changed in place. */
function validOn(farm: Farm, today: string): ValidSuppressions {
  const found = known.get(farm);
  if (found?.today === today) return found;
  const valid = new Map<string, Suppression>();
  for (const one of farm.suppressions) {
    if (isExpired(one, today) || suppressionRefusal(farm, one, today) !== null) continue;
    const here = key(ruleIdOf(one.rule), one.target);
    const best = valid.get(here);
    if (best === undefined || outlasts(one, best)) valid.set(here, one);
  }
  const place = new Map(farm.suppressions.map((one, index) => [one, index]));
  const result = { today, valid, place };
  known.set(farm, result);
  return result;
}

function key(rule: string, target: string): string {
  return `${rule} ${target.toLowerCase()}`;
}

/** Whether one suppression is valid longer than the other. */
function outlasts(one: Suppression, other: Suppression): boolean {
  const last = other.expires;
  return last !== null && (one.expires === null || one.expires > last);
}

/** The findings of the rules about suppressions. */
export function hygieneFindings(
  farm: Farm,
  findings: readonly Finding[],
  today: string,
): Finding[] {
  const used = new Set(findings.map((finding) => effectiveSuppression(farm, finding, today)));
  return farm.suppressions.flatMap((suppression, index) => {
    const name = `${ruleIdOf(suppression.rule)} on ${suppression.target}`;
    const refused = suppressionRefusal(farm, suppression, today);
    const isUsed = used.has(suppression);
    return suppressionRules.flatMap((rule) =>
      rule.judge({ suppression, name, isUsed, today, refused }).flatMap((seen) => {
        const { off = false, severity = rule.severity } = settingFor(farm, rule);
        if (off) return [];
        const target = { kind: 'suppression' as const, name };
        const path = ['suppressions', index];
        return [makeFinding(rule, severity, { target, path, ...seen }, null)];
      }),
    );
  });
}
