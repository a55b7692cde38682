import { groupedBy, type NextStep, type Path } from '../model/index.js';
import { type AssumptionId, cite, type CitationId, statements } from '../facts/index.js';
import type { Observation, Rule, Severity } from './rules/rule.js';

/** What should hold in a farm and does not. A finding is never an error. */
export interface Finding {
  rule: string;
  slug: string;
  severity: Severity;
  /** Null where it is about the farm file itself. */
  site: string | null;
  target: Observation['target'];
  /** Where the object stands in the farm document. */
  path: Path;
  message: string;
  observed: string | number;
  required: string | number;
  why: string;
  remedy: NextStep[];
  source: string[];
  assumptions: AssumptionId[];
  /** Why it does not count, where somebody accepted it; null where it counts. */
  suppressed: { reason: string; expires: string | null } | null;
}

/** How many findings count, by severity, and how many are suppressed. */
export type FindingSummary = Record<Severity | 'suppressed', number>;

/** How many findings of each severity; suppressed ones are counted apart. */
export function summarise(findings: readonly Finding[]): FindingSummary {
  const summary: FindingSummary = { error: 0, warning: 0, info: 0, suppressed: 0 };
  for (const { severity, suppressed } of findings) {
    summary[suppressed === null ? severity : 'suppressed'] += 1;
  }
  return summary;
}

/** The same for each of a farm's sites, none of which looks through the findings of all others. */
export function summariseSites(
  sites: readonly string[],
  findings: readonly Finding[],
): { site: string; summary: FindingSummary }[] {
  const bySite = groupedBy(findings, ({ site }) => site);
  return sites.map((site) => ({ site, summary: summarise(bySite.get(site) ?? []) }));
}

/** The documents that a rule leans on, each once. */
export function citationsOf(rule: Rule): CitationId[] {
  return [
    ...new Set(rule.statements.flatMap((id) => statements[id].citations as readonly CitationId[])),
  ];
}

/** A rule and what it saw, as a finding that nobody has suppressed. */
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
    ...seen,
    why: rule.why,
    source: citationsOf(rule).map(cite),
    assumptions: [...(seen.assumptions ?? rule.assumptions)],
    suppressed: null,
  };
}
