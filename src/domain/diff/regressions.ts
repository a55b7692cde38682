import { severities, type Tolerance } from '../model/index.js';
import type { Finding, FindingChanges, RegressionKind } from '../readiness/index.js';
import type { SiteConsequences } from './changes.js';
import type { PolicyChanges, SettingChange, SuppressionChange } from './policy-changes.js';

/** Something that a change makes worse. */
export type Regression =
  | { kind: 'tolerance-decrease'; site: string; before: Tolerance; after: Tolerance }
  /** A finding that was not there, or was less severe. */
  | { kind: 'new-error' | 'new-warning'; finding: Finding }
  | ({ kind: 'suppression-added' } & SuppressionChange)
  | ({ kind: 'rule-weakened' } & SettingChange);

/** Everything that a change makes worse, by kind. */
export function regressionsOf(
  sites: readonly SiteConsequences[],
  findings: FindingChanges,
  policy: PolicyChanges,
): Regression[] {
  return [
    ...sites.flatMap(({ site, isNew, tolerance: { before, after } }): Regression[] =>
      !isNew && isLess(after, before) ? [{ kind: 'tolerance-decrease', site, before, after }] : [],
    ),
    ...newFindings(findings, policy, 'error'),
    ...newFindings(findings, policy, 'warning'),
    ...policy.suppressions
      .filter(({ wider }) => wider)
      .map((change): Regression => ({ kind: 'suppression-added', ...change })),
    ...policy.rules
      .filter(({ weaker }) => weaker)
      .map((change): Regression => ({ kind: 'rule-weakened', ...change })),
  ];
}

/** Whether one of the two figures is smaller. */
export function isLess(one: Tolerance, other: Tolerance): boolean {
  return one.withoutStandbys < other.withoutStandbys || one.withStandbys < other.withStandbys;
}

function newFindings(
  { gained, changed }: FindingChanges,
  { revealed, rules }: PolicyChanges,
  severity: 'error' | 'warning',
): Regression[] {
  const reset = new Set(rules.map(({ rule }) => rule));
  // If the setting of the rule changed, the finding itself may be the same as before.
  const raised = changed.flatMap(({ before, after }) =>
    severities.indexOf(after.severity) < severities.indexOf(before.severity) &&
    !reset.has(after.rule)
      ? [after]
      : [],
  );
  const known = new Set(revealed);
  return [...gained, ...raised]
    .filter((finding) => finding.severity === severity && !known.has(finding))
    .map((finding) => ({ kind: `new-${severity}`, finding }));
}

/** The regressions that are denied. Who denies new warnings denies new errors too. */
export function deniedOf<T extends { kind: RegressionKind }>(
  regressions: readonly T[],
  deny: readonly RegressionKind[],
): T[] {
  const denied = new Set(deny);
  if (denied.has('new-warning')) denied.add('new-error');
  return regressions.filter(({ kind }) => denied.has(kind));
}
