import { type Change, diffFarms } from './diff.js';
import type { Farm, Site } from './farm.js';
import { activeBrokers, brokersByName, primaryOf, sameName } from './farm.js';
import { type LoadSplit, splitLoad } from './load.js';
import { findingsOfSite } from './readiness.js';
import { type Finding, findingKey } from './readiness/finding.js';
import { runsProcess } from './roles.js';
import { brokerProcesses } from './roles.table.js';
import { type Tolerance, toleranceOf } from './tolerance.js';

/** A figure before an edit and after it. */
export interface BeforeAfter<T> {
  before: T;
  after: T;
}

/** Processes that ran on one broker alone and now run on another. */
export interface ProcessesMoved {
  from: string;
  to: string;
  processes: string[];
}

/** What an edit does to one site. */
export interface SiteConsequences {
  site: string;
  active: BeforeAfter<number>;
  tolerance: BeforeAfter<Tolerance>;
  load: BeforeAfter<LoadSplit>;
  processesMoved: ProcessesMoved[];
  findings: { gained: Finding[]; lost: Finding[] };
}

/** The answer to every edit: what changed, what that did, and what the user should know. */
export interface EditAnswer {
  changes: Change[];
  sites: SiteConsequences[];
  notes: readonly string[];
}

/** What an edit changed and what it did to each site that it touched. */
export function describeEdit(
  before: Farm,
  after: Farm,
  notes: readonly string[],
  today: string,
): EditAnswer {
  const sites = after.sites.flatMap((site, index) => {
    const old =
      before.sites.find((one) => sameName(one.name, site.name)) ??
      (before.sites.length === after.sites.length ? before.sites[index] : undefined);
    if (old === site) return [];
    return [
      old === undefined
        ? firstFigures(after, site, today)
        : consequences(before, old, after, site, today),
    ];
  });
  return { changes: diffFarms(before, after), sites, notes: [...notes] };
}

/** A site that was not there before had nothing, and nothing of it could fail. */
function firstFigures(after: Farm, site: Site, today: string): SiteConsequences {
  const load = splitLoad(after, site);
  return {
    site: site.name,
    active: { before: 0, after: activeBrokers(site).length },
    tolerance: { before: { withoutStandbys: 0, withStandbys: 0 }, after: toleranceOf(site) },
    load: { before: { ...load, brokersCounted: 0, agents: 0, brokers: [] }, after: load },
    processesMoved: [],
    findings: { gained: findingsOfSite(after, site, today).filter(counts), lost: [] },
  };
}

function consequences(
  before: Farm,
  old: Site,
  after: Farm,
  site: Site,
  today: string,
): SiteConsequences {
  const had = findingsOfSite(before, old, today).filter(counts);
  const has = findingsOfSite(after, site, today).filter(counts);
  // A finding of a site or broker that only got another name is the same one.
  const newNames = renamed(old, site);
  const hadKeys = new Set(had.map((finding) => keyUnder(newNames, finding)));
  const hasKeys = new Set(has.map(findingKey));
  return {
    site: site.name,
    active: { before: activeBrokers(old).length, after: activeBrokers(site).length },
    tolerance: { before: toleranceOf(old), after: toleranceOf(site) },
    load: { before: splitLoad(before, old), after: splitLoad(after, site) },
    processesMoved: [...processesMoved(old, site), ...licensingMoved(before, old, site)],
    findings: {
      gained: has.filter((finding) => !hadKeys.has(findingKey(finding))),
      lost: had.filter((finding) => !hasKeys.has(keyUnder(newNames, finding))),
    },
  };
}

/** Whether nobody has accepted the finding. */
function counts(finding: Finding): boolean {
  return finding.suppressed === null;
}

/** What the site and its brokers are called now, by kind and former name. */
function renamed(old: Site, site: Site): Map<string, string> {
  const names = new Map([[`site ${old.name}`, site.name]]);
  if (old.brokers.length !== site.brokers.length) return names;
  const now = brokersByName(site);
  old.brokers.forEach((broker, index) => {
    const moved = now.has(broker.server.toLowerCase());
    if (!moved) names.set(`broker ${broker.server}`, site.brokers[index]?.server ?? broker.server);
  });
  return names;
}

function keyUnder(names: ReadonlyMap<string, string>, finding: Finding): string {
  const { kind, name } = finding.target;
  const site = names.get(`site ${finding.site ?? ''}`) ?? finding.site;
  const target = { kind, name: names.get(`${kind} ${name}`) ?? name };
  return findingKey({ ...finding, site, target });
}

/** The processes that go with the primary, where another broker became it. */
function processesMoved(old: Site, site: Site): ProcessesMoved[] {
  const from = primaryOf(old);
  const to = primaryOf(site);
  // A primary under a new name is still the same broker.
  if (
    sameName(from.server, to.server) ||
    !site.brokers.some((one) => sameName(one.server, from.server))
  ) {
    return [];
  }
  const processes = brokerProcesses
    .filter((process) => process.secondary === 'no' && runsProcess(site, to, process) === 'yes')
    .map((process) => process.name);
  return [{ from: from.server, to: to.server, processes }];
}

/** The processes that only the Licensing Site runs, where another site became it. */
function licensingMoved(before: Farm, old: Site, site: Site): ProcessesMoved[] {
  const last = before.sites.find((one) => one.licensing);
  if (old.licensing || !site.licensing || last === undefined) return [];
  const processes = brokerProcesses
    .filter((process) => process.primary === 'licensing-site')
    .map((process) => process.name);
  return [{ from: primaryOf(last).server, to: primaryOf(site).server, processes }];
}
