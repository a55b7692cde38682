import { activeBrokers, type Farm, majorityOf, type Site } from '../model/index.js';
import type { AssumptionId } from '../facts/index.js';
import { compareFindings, type FindingChanges, findingsOf } from '../readiness/index.js';
import { type BeforeAfter, consequencesOf, type SiteConsequences } from './changes.js';
import { type Change, diffFarms } from './diff.js';
import { isEqual } from './equal.js';
import {
  agentsMoved,
  type BrokerChange,
  type NewPort,
  portsNeeded,
  providersMoved,
} from './moves.js';
import { pairSites } from './pairing.js';
import { policyChanges, type PolicyChanges } from './policy-changes.js';
import { isLess, type Regression, regressionsOf } from './regressions.js';
import { brokersNow, newNames, type Rename, renamesOf } from './renames.js';

/** What a change does to one site. */
export interface SiteDiff extends SiteConsequences {
  /** How many active brokers are a majority. */
  majority: BeforeAfter<number>;
  /** Agents that the load split assigns to another broker. */
  agentsMoved: BrokerChange[];
  /** Providers that another broker serves as long as all brokers are up. */
  providersMoved: BrokerChange[];
  portsNeeded: NewPort[];
}

/** How many sites there are of each kind. */
export interface SiteCounts {
  added: number;
  removed: number;
  changed: number;
  unchanged: number;
}

/**
 * The answer in one word. `same`: nothing differs. `neutral`: no tolerance, error, warning or setting of a rule
 * is better or worse.
 */
export type DiffVerdict = 'same' | 'neutral' | 'better' | 'worse' | 'mixed';

/** Two farms compared. */
export interface FarmDiff extends PolicyChanges {
  verdict: DiffVerdict;
  counts: SiteCounts;
  changes: Change[];
  renames: Rename[];
  /** Added and changed sites. */
  sites: SiteDiff[];
  /** Of the whole farm: a change in one site can be the cause of a finding in another. */
  findings: FindingChanges;
  regressions: Regression[];
  /** Assumptions that the answer depends on. */
  assumptions: AssumptionId[];
}

/**
 * Compares two farms from anywhere. `today`: the day on which suppressions are judged, ISO date.
 */
export function compareFarms(before: Farm, after: Farm, today: string): FarmDiff {
  const renames = renamesOf(before, after, 'files');
  const findings = compareFindings(
    findingsOf(before, { today }),
    findingsOf(after, { today }),
    newNames(renames),
  );
  const changes = diffFarms(before, after, 'files', renames);
  const pairs = pairSites(before, after);
  const formerOf = new Map(pairs.flatMap(([old, site]) => (site ? [[site.name, old]] : [])));
  const siteOf = new Map(after.sites.map((site) => [site.name, site]));
  const touched = (old: Site | undefined, site: Site): boolean =>
    before.rasVersion !== after.rasVersion || !isEqual(old, site);
  const sites = consequencesOf(before, after, { renames, findings, touched })
    .map((one) => withMoves(one, formerOf.get(one.site), siteOf.get(one.site), renames))
    .filter((one) => isAffected(one, formerOf.get(one.site), siteOf.get(one.site)));
  const policy = policyChanges(before, after, {
    renames,
    findings,
    today,
  });
  const regressions = regressionsOf(sites, findings, policy);
  const removed = new Set(pairs.flatMap(([old, site]) => (old && !site ? [old.name] : [])));
  const added = sites.filter(({ isNew }) => isNew).length;
  const counts = {
    added,
    removed: removed.size,
    changed: sites.length - added,
    unchanged: after.sites.length - sites.length,
  };
  const differs = changes.length > 0 || sites.length > 0;
  // The findings of a removed site are gone with it: that is no improvement.
  const resolved = findings.resolved.filter(
    (finding) =>
      finding.severity !== 'info' &&
      !policy.hidden.includes(finding) &&
      !removed.has(finding.site ?? ''),
  );
  const better =
    resolved.length > 0 ||
    sites.some(({ isNew, tolerance }) => !isNew && isLess(tolerance.before, tolerance.after));
  const verdict = differs ? verdictOf(regressions.length > 0, better) : 'same';
  return {
    verdict,
    counts,
    changes,
    renames,
    sites,
    findings,
    ...policy,
    regressions,
    assumptions: assumptionsOf(sites),
  };
}

function verdictOf(worse: boolean, better: boolean): DiffVerdict {
  if (worse) return better ? 'mixed' : 'worse';
  return better ? 'better' : 'neutral';
}

function withMoves(
  one: SiteConsequences,
  old: Site | undefined,
  site: Site | undefined,
  renames: readonly Rename[],
): SiteDiff {
  if (site === undefined) throw new Error(`site ${one.site} is not in the farm after`);
  const nowCalled = brokersNow(renames, site.name);
  const majority = (of: Site | undefined): number =>
    of === undefined ? 0 : majorityOf(activeBrokers(of).length);
  return {
    ...one,
    majority: { before: majority(old), after: majority(site) },
    agentsMoved: agentsMoved(one.load.before, one.load.after, nowCalled),
    providersMoved: old === undefined ? [] : providersMoved(old, site, nowCalled),
    portsNeeded: portsNeeded(old ?? null, site, nowCalled),
  };
}

/** A site that is the same in another RAS version is affected only if its load split is another. */
function isAffected({ load }: SiteDiff, old: Site | undefined, site: Site | undefined): boolean {
  return !isEqual(old, site) || !isEqual(load.before, load.after);
}

function assumptionsOf(sites: readonly SiteDiff[]): AssumptionId[] {
  if (sites.length === 0) return [];
  return [
    'A1',
    'A4',
    ...(sites.some((site) => site.providersMoved.length > 0) ? ['A8' as const] : []),
  ];
}
