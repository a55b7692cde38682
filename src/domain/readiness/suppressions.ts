import { command } from '../command-line.js';
import { type Farm, sameName, type Suppression } from '../farm.js';
import { findRule } from '../readiness.table.js';
import { hygieneRules } from '../rules/hygiene.js';
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
  const [first, ...others] = farm.suppressions.filter(
    (suppression) => !isExpired(suppression, today) && isMeant(suppression, finding),
  );
  return others.reduce((best, one) => (outlasts(one, best) ? one : best), first);
}

/** Whether one suppression still holds on a day on which the other no longer does. */
function outlasts(one: Suppression, other: Suppression | undefined): boolean {
  const last = other?.expires ?? null;
  return last !== null && (one.expires === null || one.expires > last);
}

/** Suppressions that are past their last day, and those that suppress nothing. */
export function hygieneFindings(
  farm: Farm,
  findings: readonly Finding[],
  today: string,
): Finding[] {
  const [expired, unused] = hygieneRules;
  const used = new Set(findings.map((finding) => whatSuppresses(farm, finding, today)));
  return farm.suppressions.flatMap((suppression, index): Finding[] => {
    const { rule, target, expires } = suppression;
    const name = `${findRule(rule)?.id ?? rule} on ${target}`;
    const seen = { target: { kind: 'suppression' as const, name }, path: ['suppressions', index] };
    if (isExpired(suppression, today)) {
      return [
        makeFinding(
          expired,
          settingOf(farm, expired).severity ?? expired.severity,
          {
            ...seen,
            message: `The suppression of ${name} ended on ${expires}`,
            observed: `ended ${expires}`,
            required: `a last day not before ${today}`,
            remedy: [command`explain ${expired.id}`],
          },
          null,
        ),
      ];
    }
    if (used.has(suppression)) return [];
    return [
      makeFinding(
        unused,
        settingOf(farm, unused).severity ?? unused.severity,
        {
          ...seen,
          message: `The suppression of ${name} suppresses nothing`,
          observed: 'no such finding',
          required: 'a finding, or no suppression',
          remedy: [command`check --fix`],
        },
        null,
      ),
    ];
  });
}

function isExpired({ expires }: Suppression, today: string): boolean {
  return expires !== null && expires < today;
}

/** The finding's own target, or its whole site. */
function isMeant(suppression: Suppression, finding: Finding): boolean {
  const rule = findRule(suppression.rule);
  if (rule?.id !== finding.rule) return false;
  return (
    sameName(suppression.target, targetOf(finding)) ||
    (finding.site !== null && sameName(suppression.target, finding.site))
  );
}
