import type { AssumptionId } from './assumptions.js';
import { cite, type CitationId } from './citations.js';
import type { Path } from './errors.js';
import { type Farm, type Site, sitesAskedFor } from './farm.js';
import { readinessRules } from './readiness.table.js';
import { type Observation, type ReadinessRule, severities, type Severity } from './rules/rule.js';
import { statements } from './statements.table.js';

/** What should hold in a farm and does not. A finding is never an error. */
export interface Finding {
  rule: string;
  slug: string;
  severity: Severity;
  site: string;
  target: Observation['target'];
  /** Where the object stands in the farm document. */
  path: Path;
  message: string;
  observed: string | number;
  required: string | number;
  why: string;
  remedy: string[];
  source: string[];
  assumptions: AssumptionId[];
}

export type FindingSummary = Record<Severity | 'suppressed', number>;

/** What a threshold can be: the lowest severity that makes the answer "no". */
export const thresholds = [...severities, 'never'] as const;
export type Threshold = (typeof thresholds)[number];

export interface ReadinessResult {
  rules: number;
  sites: { site: string; summary: FindingSummary }[];
}

/** The findings of every rule in the sites asked for: by site, then worst first, then by id. */
export function findingsOf(farm: Farm, siteName?: string): Finding[] {
  return sitesAskedFor(farm, siteName).flatMap((site) => findingsOfSite(farm, site));
}

/** The findings of one site: worst first, then by id. */
export function findingsOfSite(farm: Farm, site: Site): Finding[] {
  const at = farm.sites.indexOf(site);
  const findings = readinessRules.flatMap((rule) =>
    rule.find(site, farm).map((seen) => finding(rule, site, at, seen)),
  );
  return severities.flatMap((severity) => findings.filter((one) => one.severity === severity));
}

/** How many findings of each severity. */
export function summarise(findings: readonly Finding[]): FindingSummary {
  const summary: FindingSummary = { error: 0, warning: 0, info: 0, suppressed: 0 };
  for (const { severity } of findings) summary[severity] += 1;
  return summary;
}

/** The result of `farm check`: how many rules were asked, and the summary of each site. */
export function readinessOf(farm: Farm, siteName?: string): ReadinessResult {
  return {
    rules: readinessRules.length,
    sites: sitesAskedFor(farm, siteName).map((site) => ({
      site: site.name,
      summary: summarise(findingsOfSite(farm, site)),
    })),
  };
}

/** Whether any finding is at or above the threshold. */
export function reaches(summary: FindingSummary, threshold: Threshold): boolean {
  return severities
    .slice(0, severities.indexOf(threshold as Severity) + 1)
    .some((severity) => summary[severity] > 0);
}

/** The documents that a rule leans on, each once. */
export function citationsOf(rule: ReadinessRule): CitationId[] {
  return [...new Set(rule.statements.flatMap((id) => statements[id].citations as readonly CitationId[]))];
}

/** What is the same thing in two farms: rule, site and target. Not the text, which holds counts. */
export function findingKey({ rule, site, target }: Finding): string {
  return [rule, site, target.kind, target.name].join('\u0000').toLowerCase();
}

function finding(rule: ReadinessRule, site: Site, at: number, seen: Observation): Finding {
  return {
    rule: rule.id,
    slug: rule.slug,
    severity: rule.severity,
    site: site.name,
    ...seen,
    path: ['sites', at, ...seen.path],
    why: rule.why,
    source: citationsOf(rule).map(cite),
    assumptions: [...rule.assumptions],
  };
}
