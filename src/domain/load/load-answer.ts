import { type AssumptionId, cite, type RasVersion } from '../facts/index.js';
import { type Farm, selectedSites } from '../model/index.js';
import { loadRuleOf, splitLoad } from './load.js';
import { type ExplainedSplit, explainSplit } from './reasons.js';

/** The result of `farm load`. */
export interface LoadResult {
  rasVersion: RasVersion;
  rule: string;
  source: string[];
  sites: ExplainedSplit[];
  assumptions: AssumptionId[];
}

/** The load split of each selected site, with the rule used. */
export function loadOf(farm: Farm, siteName?: string): LoadResult {
  return {
    ...describeRule(farm.rasVersion),
    sites: selectedSites(farm, siteName).map((site) => explainSplit(farm, splitLoad(farm, site))),
  };
}

/** The rule of a version, as text with its sources. */
export function describeRule(version: RasVersion): Omit<LoadResult, 'sites'> {
  const rule = loadRuleOf(version);
  return {
    rasVersion: version,
    rule: rule.says,
    source: rule.citations.map(cite),
    assumptions: ['A1', ...rule.assumptions],
  };
}
