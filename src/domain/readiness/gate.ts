import { type Farm, findSite, isOwnRuleId, Refusal, sameName, shortened } from '../model/index.js';
import { findingsOf } from './findings.js';
import { allRules, findRule, readinessRules } from './rules.table.js';
import type { Rule } from './rules/rule.js';
import type { Finding } from './finding.js';
import { isDate } from './settings.js';
import { settingFor } from './under-policy.js';

/**
 * The gate: the rules that run on one farm file, their findings, and which are accepted.
 */

/** What a change can make worse, and a gate can deny: the names of `--deny`. */
export const regressionKinds = [
  'tolerance-decrease',
  'new-error',
  'new-warning',
  'suppression-added',
  'rule-weakened',
] as const;
export type RegressionKind = (typeof regressionKinds)[number];

/**
 * A place in a farm file, from the first character of a value to the one after its last. Lines and columns count from 1,
 * columns in UTF-16 units.
 */
export interface Place {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A finding with its place and, if it was accepted, by what. */
export interface PlacedFinding extends Finding {
  location: Place;
  suppressed: Acceptance | null;
  /** What was accepted of this finding, if it is worse now, and where: "the baseline", or the version before. */
  acceptedAt?: string | number | null;
  acceptedIn?: string;
}

/** Why a finding does not count, until which day, and where this is written. */
export interface Acceptance {
  reason: string;
  expires: string | null;
  by: 'farm file' | 'baseline' | 'against';
}

/** The options of the gate. */
export interface GateQuestion {
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
  /** The name of the only site to check; null for all sites and the farm file itself. */
  site: string | null;
  rules: RuleChoice;
}

/** Which rules to run, by id: the listed ones, or all if none is listed; except those to skip. */
export interface RuleChoice {
  only: readonly string[];
  skip: readonly string[];
}

/** A rule that the farm file turns off, and why. */
export interface RuleOff {
  rule: string;
  slug: string;
  reason: string;
}

/** The result of the gate for one farm. */
export interface GateAnswer {
  /** Ids of the readiness rules that ran, in order. */
  asked: string[];
  off: RuleOff[];
  /** Names of the sites that were checked. */
  sites: string[];
  findings: Finding[];
}

/** @throws Refusal E_NOT_FOUND for an unknown rule, E_USAGE if no rule is left */
export function chooseRules(only: readonly string[], skip: readonly string[]): RuleChoice {
  const choice = { only: only.map(ruleNamed), skip: skip.map(ruleNamed) };
  if (choice.only.some(isOwnRuleId) || allRules.some(({ id }) => isAsked(choice, id)))
    return choice;
  throw new Refusal('E_USAGE', { kind: 'no-rule-left' });
}

function ruleNamed(name: string): string {
  const rule = findRule(name);
  if (rule !== undefined) return rule.id;
  // Whether a policy defines it shows when the farms are read.
  if (isOwnRuleId(name)) return name.toUpperCase();
  throw new Refusal(
    'E_NOT_FOUND',
    { kind: 'unknown-rule', rule: shortened(name) },
    { typed: name, candidates: allRules.flatMap(({ id, slug }) => [id, slug]) },
  );
}

/** Whether the rule with this id runs. */
export function isAsked({ only, skip }: RuleChoice, id: string): boolean {
  return (only.length === 0 || only.includes(id)) && !skip.includes(id);
}

/**
 * Runs the rules on a farm. A farm without the selected site has no findings. `own` are those of rules of the policy.
 */
export function runRules(
  farm: Farm,
  { today, site, rules }: GateQuestion,
  own: readonly Finding[] = [],
): GateAnswer {
  const selected = farm.sites.filter(({ name }) => site === null || sameName(name, site));
  const found =
    selected.length === 0
      ? []
      : findingsOf(farm, { today, own, ...(site === null ? {} : { site }) });
  const findings = found.filter((finding) => isAsked(rules, finding.rule));
  const chosen = readinessRules.filter(({ id }) => isAsked(rules, id));
  const isOff = (rule: Rule): boolean => settingFor(farm, rule).off === true;
  return {
    asked: chosen.filter((rule) => !isOff(rule)).map(({ id }) => id),
    off: chosen.filter(isOff).map((rule) => ({
      rule: rule.id,
      slug: rule.slug,
      reason: settingFor(farm, rule).reason ?? '',
    })),
    sites: selected.map(({ name }) => name),
    findings,
  };
}

/**
 * Refuses a site that none of the farms has; one of them is enough.
 * @throws Refusal E_NOT_FOUND
 */
export function requireSite(farms: readonly Farm[], site: string): void {
  const [first] = farms;
  if (first === undefined) return;
  if (farms.some((farm) => farm.sites.some(({ name }) => sameName(name, site)))) return;
  findSite(first, site);
}

/** Parses a date. @throws Refusal E_USAGE if it is not an ISO date */
export function dayOf(text: string): string {
  if (isDate(text)) return text;
  throw new Refusal('E_USAGE', { kind: 'bad-date', text: shortened(text) });
}
