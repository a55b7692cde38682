import { groupedBy, type NextStep, type Path } from '../model/index.js';
import { type AssumptionId, cite, type CitationId, statements } from '../facts/index.js';
import type { Matter } from './matters.js';
import type { Observation, Rule, Severity } from './rules/rule.js';

/** A readiness problem of a farm. A finding is never an error of the program. */
export interface Finding {
  rule: string;
  slug: string;
  severity: Severity;
  /** Null if it is about the farm file itself. */
  site: string | null;
  target: Observation['target'];
  /** The place of the object in the farm document. */
  path: Path;
  message: string;
  /** The message in a few words; the same where that is short. */
  brief: string;
  observed: string | number;
  required: string | number;
  why: string;
  remedy: NextStep[];
  /** Commands that show what was found, where the message is not enough. */
  replay?: NextStep[];
  source: string[];
  assumptions: AssumptionId[];
  /** Why it does not count, if it was accepted; null if it counts. */
  suppressed: { reason: string; expires: string | null } | null;
  /** What it has in common with other findings of the site; null if nothing. */
  matter: Matter | null;
}

/** The number of findings that count, by severity, and of suppressed ones. */
export type FindingSummary = Record<Severity | 'suppressed', number>;

/** The number of findings by severity; suppressed ones are counted separately. */
export function summarise(
  findings: readonly Pick<Finding, 'severity' | 'suppressed'>[],
): FindingSummary {
  const summary: FindingSummary = { error: 0, warning: 0, info: 0, suppressed: 0 };
  for (const { severity, suppressed } of findings) {
    summary[suppressed === null ? severity : 'suppressed'] += 1;
  }
  return summary;
}

/** The same for each of a farm's sites, in one pass over the findings. */
export function summariseSites(
  sites: readonly string[],
  findings: readonly Finding[],
): { site: string; summary: FindingSummary }[] {
  const bySite = groupedBy(findings, ({ site }) => site);
  return sites.map((site) => ({ site, summary: summarise(bySite.get(site) ?? []) }));
}

/** The documents that a rule is based on, each once. */
export function citationsOf(rule: Rule): CitationId[] {
  return [
    ...new Set(rule.statements.flatMap((id) => statements[id].citations as readonly CitationId[])),
  ];
}

/** A rule and its observation, as a finding that is not suppressed. */
export function makeFinding(
  rule: Rule,
  severity: Severity,
  seen: Observation,
  site: string | null,
): Finding {
  return {
    rule: rule.id,
    slug: rule.slug,
    severity,
    site,
    target: seen.target,
    path: seen.path,
    message: seen.message,
    brief: seen.brief ?? seen.message,
    observed: seen.observed,
    required: seen.required,
    remedy: seen.remedy,
    why: rule.why,
    source: citationsOf(rule).map(cite),
    assumptions: [...(seen.assumptions ?? rule.assumptions)],
    suppressed: null,
    matter: null,
  };
}
