import type { Policy, PolicyRule, RuleSetting, SuppressionLimit } from '../model/index.js';
import { fixedSetting, isWeaker, policyRules, suppressionLimit } from '../readiness/index.js';

/** A part of a policy that a change makes weaker; as it is written, null where it isn't. */
export interface WeakenedPolicy {
  /** The policy file. */
  policy: string;
  /** Ids of rules, or keys of the policy. */
  part: string;
  before: string | null;
  after: string | null;
}

/** A policy, and the ids and severities of the rules that it defines; null for none. */
export interface PolicyVersion {
  policy: Policy;
  ownRules: readonly { id: string; severity: string; content: string }[];
}

/** What one policy requires and the other doesn't. Only rules of farm and those that it defines are compared. */
export function weakenedPolicy(
  before: PolicyVersion,
  after: PolicyVersion | null,
): WeakenedPolicy[] {
  const [old, now] = [before.policy, after?.policy];
  const name = now?.name ?? old.name;
  const found = (part: string, was: string | null, is: string | null): WeakenedPolicy => ({
    policy: name,
    part,
    before: was,
    after: is,
  });
  return [
    ...failOnWeakened(old, now).map(([was, is]) => found('fail-on', was, is)),
    ...policyRules.flatMap((rule) => {
      const [was, is] = [fixedSetting(old, rule) ?? {}, fixedSetting(now, rule) ?? {}];
      const weaker = isWeaker(rule, is, was) || (isFixed(was) && !isFixed(is));
      return weaker ? [found(rule.id, sayRule(was), sayRule(is))] : [];
    }),
    ...limitsWeakened(old, now).map(([part, was, is]) => found(part, was, is)),
    ...toleranceWeakened(old, now).map(([was, is]) => found('tolerance', was, is)),
    ...ownRulesWeakened(before, after).map(([id, was, is]) => found(id, was, is)),
  ];
}

/** Without the key, farm check exits 1 for errors only. */
function failOnWeakened(
  { failOn: was }: Policy,
  now: Policy | undefined,
): [string, string | null][] {
  const is = now?.failOn ?? null;
  return was === null || strictness[is ?? 'error'] >= strictness[was] ? [] : [[was, is]];
}

const strictness = { info: 3, warning: 2, error: 1, never: 0 } as const;

/** Whether a farm file can't turn the rule off. */
function isFixed({ severity, threshold }: RuleSetting): boolean {
  return severity !== undefined || threshold !== undefined;
}

function sayRule({ off, severity, threshold }: PolicyRule): string | null {
  const parts = [
    ...(off === true ? ['off'] : []),
    ...(severity === undefined ? [] : [`severity ${severity}`]),
    ...(threshold === undefined ? [] : [`threshold ${threshold}`]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** One row for each limit of a rule that is wider, or a single one if all of them come from the limit for all rules. */
function limitsWeakened(old: Policy, now: Policy | undefined): [string, string, string][] {
  const ids = new Set([...Object.keys(old.rules), ...Object.keys(now?.rules ?? {})]);
  ids.delete('*');
  const wider = (id: string): [string, string, string][] => {
    const [was, is] = [suppressionLimit(old, id), suppressionLimit(now, id)];
    return days(is) > days(was)
      ? [[id === '' ? 'suppress' : `${id} suppress`, say(was), say(is)]]
      : [];
  };
  const all = wider('');
  const [shared] = all;
  const own = [...ids].flatMap(wider);
  return [...all, ...own.filter((one) => one[1] !== shared?.[1] || one[2] !== shared[2])];
}

function days(limit: SuppressionLimit): number {
  if (limit === 'any') return Number.POSITIVE_INFINITY;
  return limit === 'never' ? -1 : limit.days;
}

function say(limit: SuppressionLimit): string {
  return typeof limit === 'string' ? limit : `${limit.days}d`;
}

/** Rows of required tolerance that are no longer there, or lower, for the same sites. */
function toleranceWeakened(old: Policy, now: Policy | undefined): [string, string | null][] {
  const rows = new Map<string, number>();
  for (const { sites, tolerance } of now?.tolerance ?? []) {
    rows.set(sites.join(), Math.max(tolerance, rows.get(sites.join()) ?? 0));
  }
  return old.tolerance.flatMap(({ sites, tolerance }): [string, string | null][] => {
    const is = rows.get(sites.join()) ?? 0;
    if (is >= tolerance) return [];
    const name = sites.join(', ');
    return [[`${tolerance} in ${name}`, is === 0 ? null : `${is} in ${name}`]];
  });
}

/** Own rules that are gone, less severe, or say something else. */
function ownRulesWeakened(
  before: PolicyVersion,
  after: PolicyVersion | null,
): [string, string, string | null][] {
  const now = new Map((after?.ownRules ?? []).map((rule) => [rule.id, rule]));
  const order = ['error', 'warning', 'info'];
  return before.ownRules.flatMap((was): [string, string, string | null][] => {
    const is = now.get(was.id);
    if (is === undefined) return [[was.id, was.severity, null]];
    if (order.indexOf(is.severity) > order.indexOf(was.severity))
      return [[was.id, was.severity, is.severity]];
    return is.content === was.content ? [] : [[was.id, 'the rule', 'another rule']];
  });
}
