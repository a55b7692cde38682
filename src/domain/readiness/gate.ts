import { type Farm, findSite, Refusal, sameName, shortened } from '../model/index.js';
import { findingsOf } from './findings.js';
import { allRules, findRule, readinessRules } from './rules.table.js';
import type { Rule } from './rules/rule.js';
import type { Finding } from './finding.js';
import { isDate, settingOf } from './policy.js';

/**
 * The gate: what one farm file must answer to. Which rules are asked, what they found and what was accepted.
 */

/** A place in a farm file; line and column count from 1, columns in UTF-16 units. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A finding with its place, and with who accepted it where somebody did. */
export interface PlacedFinding extends Finding {
  location: Place;
  suppressed: Acceptance | null;
}

/** Why a finding does not count, until which day, and where that is written. */
export interface Acceptance {
  reason: string;
  expires: string | null;
  by: 'farm file' | 'baseline';
}

/** What the gate asks of every farm file. */
export interface GateQuestion {
  /** The day on which suppressions are judged, ISO date. */
  today: string;
  /** Only the site of this name; null for all and for the farm file itself. */
  site: string | null;
  rules: RuleChoice;
}

/** Which rules are asked: those named, or all where none is; without those to skip. */
export interface RuleChoice {
  only: readonly Rule[];
  skip: readonly Rule[];
}

/** A rule that the farm has turned off, and why. */
export interface RuleOff {
  rule: string;
  slug: string;
  reason: string;
}

/** What the gate found in one farm. */
export interface GateAnswer {
  /** Ids of the readiness rules that were asked, in order. */
  asked: string[];
  off: RuleOff[];
  /** Names of the sites that were looked at. */
  sites: string[];
  findings: Finding[];
}

/** @throws Refusal E_NOT_FOUND for a name that is no rule's, E_USAGE where no rule is left */
export function chooseRules(only: readonly string[], skip: readonly string[]): RuleChoice {
  const choice = { only: only.map(ruleNamed), skip: skip.map(ruleNamed) };
  if (allRules.some(({ id }) => isAsked(choice, id))) return choice;
  throw new Refusal('E_USAGE', { kind: 'no-rule-left' });
}

function ruleNamed(name: string): Rule {
  const rule = findRule(name);
  if (rule !== undefined) return rule;
  throw new Refusal(
    'E_NOT_FOUND',
    { kind: 'unknown-rule', rule: shortened(name) },
    { typed: name, candidates: allRules.flatMap(({ id, slug }) => [id, slug]) },
  );
}

/** Whether the rule of an id is asked. */
export function isAsked({ only, skip }: RuleChoice, id: string): boolean {
  const named = (rules: readonly Rule[]): boolean => rules.some((rule) => rule.id === id);
  return (only.length === 0 || named(only)) && !named(skip);
}

/**
 * What the gate finds in a farm. A farm that has no site of the name asked for answers with nothing.
 */
export function runRules(farm: Farm, { today, site, rules }: GateQuestion): GateAnswer {
  const meant = farm.sites.filter(({ name }) => site === null || sameName(name, site));
  const found =
    meant.length === 0 ? [] : findingsOf(farm, { today, ...(site === null ? {} : { site }) });
  const findings = found.filter((finding) => isAsked(rules, finding.rule));
  const chosen = readinessRules.filter(({ id }) => isAsked(rules, id));
  const isOff = (rule: Rule): boolean => settingOf(farm, rule).off === true;
  return {
    asked: chosen.filter((rule) => !isOff(rule)).map(({ id }) => id),
    off: chosen.filter(isOff).map((rule) => ({
      rule: rule.id,
      slug: rule.slug,
      reason: settingOf(farm, rule).reason ?? '',
    })),
    sites: meant.map(({ name }) => name),
    findings,
  };
}

/**
 * Refuses a site that none of the farms has; which of them has it may differ.
 * @throws Refusal E_NOT_FOUND
 */
export function requireSite(farms: readonly Farm[], site: string): void {
  const [first] = farms;
  if (first === undefined) return;
  if (farms.some((farm) => farm.sites.some(({ name }) => sameName(name, site)))) return;
  findSite(first, site);
}

/** A day as typed. @throws Refusal E_USAGE for what is no ISO date */
export function dayOf(text: string): string {
  if (isDate(text)) return text;
  throw new Refusal('E_USAGE', { kind: 'bad-date', text: shortened(text) });
}
