import { type Farm, majorityOf, type Site } from '../model/index.js';
import type { AssumptionId } from '../facts/index.js';
import {
  compareFindings,
  type Finding,
  type FindingChanges,
  findingsOf,
} from '../readiness/index.js';
import { type BeforeAfter, consequencesOf, type SiteConsequences } from './changes.js';
import { diffFarms } from './diff.js';
import type { Change } from './object-changes.js';
import { isEqual } from './equal.js';
import { figuresIn, type SiteFigures } from './figures.js';
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
import { type SiteEffects, siteEffects, verdictOf } from './site-effects.js';

/** What a change does to one site. */
export interface SiteDiff extends SiteConsequences, SiteEffects {
  /** Side by side; null before if the farm did not have the site. */
  figures: { before: SiteFigures | null; after: SiteFigures };
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
export type DiffVerdict = 'same' | SiteEffects['verdict'];

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
 * Compares two farms, wherever they come from. `today`: the date used to decide which suppressions have expired, ISO date.
 * `own`: the findings of rules that their policy defines.
 */
export function compareFarms(
  before: Farm,
  afterAsRead: Farm,
  today: string,
  own: { before: readonly Finding[]; after: readonly Finding[] } = { before: [], after: [] },
): FarmDiff {
  const after = sharingSites(before, afterAsRead);
  const renames = renamesOf(before, after, 'files');
  const found = {
    before: findingsOf(before, { today, own: own.before }),
    after: findingsOf(after, { today, own: own.after }),
  };
  const findings = compareFindings(found.before, found.after, newNames(renames));
  const changes = diffFarms(before, after, 'files', renames);
  const measured = sitesOf(before, after, { renames, findings, found });
  const policy = policyChanges(before, after, { renames, findings, today });
  const regressions = regressionsOf(measured, findings, policy);
  const effectsOn = siteEffects(regressions, policy.hidden);
  const sites = measured.map((site): SiteDiff => ({ ...site, ...effectsOn(site) }));
  const removed = pairSites(before, after).flatMap(([old, site]) =>
    old !== undefined && site === undefined ? [old.name] : [],
  );
  const added = sites.filter(({ isNew }) => isNew).length;
  const counts = {
    added,
    removed: removed.length,
    changed: sites.length - added,
    unchanged: after.sites.length - sites.length,
  };
  const differs = changes.length > 0 || sites.length > 0;
  // The findings of a removed site are gone with it: that is no improvement.
  const ignored = new Set([...policy.hidden, ...ofSites(findings.resolved, removed)]);
  const better =
    findings.resolved.some((one) => one.severity !== 'info' && !ignored.has(one)) ||
    sites.some(({ isNew, tolerance }) => !isNew && isLess(tolerance.before, tolerance.after));
  const verdict: DiffVerdict = differs ? verdictOf(regressions.length > 0, better) : 'same';
  const assumptions = assumptionsOf(sites);
  const answer = { verdict, counts, changes, renames, sites, findings };
  return { ...answer, ...policy, regressions, assumptions };
}

/** The farm after, in which a site that equals the one before is the same object: nothing compares its content again. */
function sharingSites(before: Farm, after: Farm): Farm {
  const former = new Map(before.sites.map((site) => [site.name, site]));
  const sites = after.sites.map((site) => {
    const old = former.get(site.name);
    return old !== undefined && isEqual(old, site) ? old : site;
  });
  return { ...after, sites };
}

function ofSites(findings: readonly Finding[], sites: readonly string[]): Finding[] {
  const names = new Set(sites);
  return findings.filter(({ site }) => site !== null && names.has(site));
}

/** A site before it is judged. */
type Measured = Omit<SiteDiff, keyof SiteEffects>;

/** What the sites of two farms are compared by. */
interface ComparedSites {
  renames: readonly Rename[];
  findings: FindingChanges;
  /** All findings of both. */
  found: { before: readonly Finding[]; after: readonly Finding[] };
}

/** The added and changed sites. In another RAS version an equal site is one of them only if its load split differs. */
function sitesOf(
  before: Farm,
  after: Farm,
  { renames, findings, found }: ComparedSites,
): Measured[] {
  const figures = {
    before: figuresIn(found.before),
    after: figuresIn(found.after),
  };
  const pairs = pairSites(before, after);
  const pairOf = new Map(
    pairs.flatMap((one) => (one[1] === undefined ? [] : [[one[1].name, one]])),
  );
  const touched = (old: Site | undefined, site: Site): boolean =>
    before.rasVersion !== after.rasVersion || old !== site;
  return consequencesOf(before, after, { renames, findings, touched }).flatMap((one) => {
    const [old, site] = pairOf.get(one.site) ?? [];
    if (site === undefined) return [];
    const isAffected = old !== site || !isEqual(one.load.before, one.load.after);
    if (!isAffected) return [];
    const both = {
      before: old === undefined ? null : figures.before(old, one.load.before),
      after: figures.after(site, one.load.after),
    };
    return [{ ...withMoves(one, old, site, brokersNow(renames, site.name)), figures: both }];
  });
}

function withMoves(
  one: SiteConsequences,
  old: Site | undefined,
  site: Site,
  nowCalled: (server: string) => string,
): Omit<Measured, 'figures'> {
  const { active, isNew } = one;
  return {
    ...one,
    majority: { before: isNew ? 0 : majorityOf(active.before), after: majorityOf(active.after) },
    agentsMoved: agentsMoved(one.load.before, one.load.after, nowCalled),
    providersMoved: old === undefined ? [] : providersMoved(old, site, nowCalled),
    portsNeeded: portsNeeded(old ?? null, site, nowCalled),
  };
}

function assumptionsOf(sites: readonly SiteDiff[]): AssumptionId[] {
  if (sites.length === 0) return [];
  return [
    'A1',
    'A4',
    ...(sites.some((site) => site.providersMoved.length > 0) ? ['A8' as const] : []),
  ];
}
