import {
  type Farm,
  groupedBy,
  type Site,
  placeIn,
  severities,
  selectedSites,
} from '../model/index.js';
import { readinessRules } from './rules.table.js';
import { type Finding, type FindingSummary, makeFinding } from './finding.js';
import { settingFindings } from './setting-findings.js';
import { type AboutTopic, withMatters } from './matters.js';
import { hygieneFindings, suppressionOf } from './suppressions.js';
import type { Severity } from './rules/rule.js';
import { settingFor } from './under-policy.js';

/** Values of a threshold: the lowest severity that makes `farm check` exit 1. */
export const thresholds = [...severities, 'never'] as const;
export type Threshold = (typeof thresholds)[number];

/** The options of a readiness check. */
export interface ReadinessOptions {
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
  site?: string | undefined;
  /** Findings of rules that the policy defines, by site. They can be suppressed like others. */
  own?: readonly Finding[] | undefined;
}

/**
 * The findings of every rule in the selected sites: by site, then worst first, then by id. Without a site, findings about
 * the farm file are last. Suppressed findings are included, marked as such.
 */
export function findingsOf(farm: Farm, { today, site, own = [] }: ReadinessOptions): Finding[] {
  const ofPolicy = groupedBy(own, (finding) => finding.site);
  const findings = selectedSites(farm, site).flatMap((one) => {
    const added = (ofPolicy.get(one.name) ?? []).map((finding) =>
      suppressible(farm, finding, today),
    );
    const found = findingsOfSite(farm, one, today);
    return added.length === 0 ? found : worstFirst([...found, ...added]);
  });
  if (site !== undefined) return findings;
  const ofFile = [...hygieneFindings(farm, findings, today), ...settingFindings(farm)];
  return [...findings, ...worstFirst(ofFile)];
}

/** The findings of one site: worst first, then by id. */
export function findingsOfSite(farm: Farm, site: Site, today: string): Finding[] {
  const at = placeIn(farm.sites, site);
  const found = readinessRules.flatMap((rule): AboutTopic[] => {
    const { off = false, severity = rule.severity, threshold } = settingFor(farm, rule);
    if (off) return [];
    return rule.find(site, farm, threshold ?? rule.threshold?.preset ?? 0).map((seen) => {
      const path = ['sites', at, ...seen.path];
      const finding = makeFinding(rule, severity, { ...seen, path }, site.name);
      return { finding: suppressible(farm, finding, today), topic: seen.topic };
    });
  });
  return worstFirst(withMatters(site, found));
}

function suppressible(farm: Farm, finding: Finding, today: string): Finding {
  return { ...finding, suppressed: suppressionOf(farm, finding, today) };
}

/** Whether any finding is at or above the threshold. */
export function reaches(summary: FindingSummary, threshold: Threshold): boolean {
  return severities
    .slice(0, severities.indexOf(threshold as Severity) + 1)
    .some((severity) => summary[severity] > 0);
}

function worstFirst(findings: readonly Finding[]): Finding[] {
  return severities.flatMap((severity) => findings.filter((one) => one.severity === severity));
}
