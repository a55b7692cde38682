import {
  type Problem,
  type Farm,
  type Path,
  type RuleSetting,
  checkInvariants,
  isOwnRuleId,
  severities,
} from '../model/index.js';
import { allRules, findRule, hygieneRules, readinessRules } from './rules.table.js';
import { isStricter, type Rule } from './rules/rule.js';

/**
 * A farm's settings and suppressions of the readiness rules, and their validation.
 */

/** The setting of a rule in the farm file, and the name under which it is written there; undefined if it has none. */
export function writtenSetting(
  farm: Farm,
  rule: Rule,
): { name: string; setting: RuleSetting } | undefined {
  for (const [name, setting] of Object.entries(farm.rules)) {
    if (findRule(name) === rule) return { name, setting };
  }
  return undefined;
}

/**
 * Whether one setting of a rule reports less than another: the rule is off, its findings are less severe, or its threshold
 * accepts more.
 */
export function isWeaker(rule: Rule, setting: RuleSetting, than: RuleSetting): boolean {
  const rank = ({ severity = rule.severity }: RuleSetting): number => severities.indexOf(severity);
  const accepted = ({ threshold }: RuleSetting): number => threshold ?? rule.threshold?.preset ?? 0;
  if (than.off === true) return false;
  const accepts = (one: RuleSetting, other: RuleSetting): boolean =>
    isStricter(rule.threshold, accepted(other), accepted(one));
  return setting.off === true || rank(setting) > rank(than) || accepts(setting, than);
}

/**
 * Everything wrong with a farm: violated invariants, and invalid settings and suppressions of rules. Edits don't change
 * the latter, so they check the invariants only.
 */
export function checkFarm(farm: Farm): Problem[] {
  return [...checkInvariants(farm), ...checkRules(farm)];
}

/** Every invalid setting and suppression, with its place in the farm document. */
function checkRules(farm: Farm): Problem[] {
  return [...checkSettings(farm), ...checkSuppressions(farm)];
}

function checkSettings(farm: Farm): Problem[] {
  const seen = new Set<Rule>();
  return Object.entries(farm.rules).flatMap(([name, setting]): Problem[] => {
    const path = ['rules', name];
    const rule = readinessRules.find((one) => one === findRule(name));
    if (rule === undefined) return [unknownRule(name, path, readinessRules)];
    if (seen.has(rule)) {
      return [
        { path, message: `${rule.id} is set twice.`, expected: 'each rule once, by id or by slug' },
      ];
    }
    seen.add(rule);
    return checkRuleSetting(rule, setting, path);
  });
}

/** What is wrong with a setting of a rule at a place. */
export function checkRuleSetting(rule: Rule, setting: RuleSetting, path: Path): Problem[] {
  const { off, reason = '', threshold } = setting;
  const problems: Problem[] = [];
  if (off === true && reason.trim() === '') {
    problems.push({
      path,
      message: `${rule.id} is off without a reason.`,
      expected: 'a "reason" beside "off": true',
    });
  }
  if (threshold === undefined) return problems;
  const room = rule.threshold;
  if (room === undefined) {
    problems.push({
      path: [...path, 'threshold'],
      message: `${rule.id} has no configurable threshold.`,
      expected: `a threshold only for ${allRules
        .filter((one) => one.threshold !== undefined)
        .map((one) => one.id)
        .join(', ')}`,
    });
  } else if (!(threshold >= room.least && threshold <= room.most)) {
    problems.push({
      path: [...path, 'threshold'],
      message: `the threshold ${threshold} of ${rule.id} is out of range.`,
      expected: `a number from ${room.least} to ${room.most}`,
    });
  }
  return problems;
}

function checkSuppressions(farm: Farm): Problem[] {
  return farm.suppressions.flatMap((suppression, index): Problem[] => {
    const path = ['suppressions', index];
    const { rule: name, target, reason, expires } = suppression;
    const problems: Problem[] = [];
    const rule = findRule(name);
    // A rule that a policy defines is known only where the policy is read.
    if (rule === undefined) {
      if (!isOwnRuleId(name)) problems.push(unknownRule(name, [...path, 'rule'], readinessRules));
    } else if (hygieneRules.some((one) => one === rule)) {
      problems.push({
        path: [...path, 'rule'],
        message: `${rule.id} can't be suppressed.`,
        expected: `a rule other than ${hygieneRules
          .map(({ id }) => id)
          .toSorted()
          .join(', ')}`,
      });
    }
    if (target.trim() === '') {
      problems.push({
        path: [...path, 'target'],
        message: 'a suppression has no target.',
        expected: targetExpected,
      });
    }
    if (reason.trim() === '') {
      problems.push({
        path: [...path, 'reason'],
        message: 'a suppression has no reason.',
        expected: 'the reason for accepting the finding',
      });
    }
    if (expires !== null && !isDate(expires)) {
      problems.push({
        path: [...path, 'expires'],
        message: `"${expires}" is not a date.`,
        expected: 'a date such as 2027-01-31',
      });
    }
    return problems;
  });
}

const targetExpected = "a site's name, or an object such as Berlin/broker/CB4";

/** Whether the text is a real ISO date, such as 2027-01-31. */
export function isDate(text: string): boolean {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(
    Number,
  );
  if (year === 0) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function unknownRule(name: string, path: (string | number)[], rules: readonly Rule[]): Problem {
  return {
    path,
    message: `there is no configurable rule "${name}".`,
    expected: 'the id or the slug of a rule, such as RAS104 or even-active-brokers',
    typed: name,
    candidates: rules.flatMap((rule) => [rule.id, rule.slug]),
  };
}
