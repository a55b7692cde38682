import {
  type Farm,
  type Site,
  activeBrokers,
  primaryOf,
  sameName,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import { type Change, diffFarms, pair } from './diff.js';
import { type EditNote, renamedTarget } from '../edits/index.js';
import { type LoadSplit, splitLoad } from '../load/index.js';
import {
  findingsOf,
  type Finding,
  compareFindings,
  type FindingChanges,
  type NewNames,
} from '../readiness/index.js';
import { runsProcess } from '../roles/index.js';
import { brokerProcesses } from '../facts/index.js';

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
  /** Those of `EditAnswer.findings` that are of this site. */
  findings: { gained: Finding[]; lost: Finding[] };
}

/** The answer to every edit: what changed, the consequences, and what the user should know. */
export interface EditAnswer {
  changes: Change[];
  sites: SiteConsequences[];
  /** Of the whole farm: an edit in one site can be the cause of a finding in another. */
  findings: FindingChanges;
  notes: readonly EditNote[];
}

/**
 * The changes of an edit, their effects on each changed site, and the findings of the farm that were added, resolved or
 * changed. `today`: the date used to decide which suppressions have expired, ISO date.
 */
export function describeEdit(
  before: Farm,
  after: Farm,
  notes: readonly EditNote[],
  today: string,
): EditAnswer {
  const pairs = pairSites(before, after);
  const findings = compareFindings(
    findingsOf(before, { today }),
    findingsOf(after, { today }),
    newNames(renamesOf(pairs)),
  );
  const sites = pairs.flatMap(([old, site]): SiteConsequences[] => {
    // In another RAS version the same site behaves differently.
    if (old === site && before.rasVersion === after.rasVersion) return [];
    const figures =
      old === undefined ? firstFigures(after, site) : consequences(before, old, after, site);
    const gained = findings.gained.filter((finding) => finding.site === site.name);
    const lost = findings.resolved.filter((finding) => finding.site === (old ?? site).name);
    return [{ ...figures, findings: { gained, lost } }];
  });
  return { changes: diffFarms(before, after), sites, findings, notes: [...notes] };
}

/** Each site of the farm after the edit, with what it was before: undefined where it is new. */
function pairSites(before: Farm, after: Farm): [Site | undefined, Site][] {
  return pair(before.sites, after.sites, ({ name }) => name).flatMap(
    ([old, site]): [Site | undefined, Site][] => (site === undefined ? [] : [[old, site]]),
  );
}

type Figures = Omit<SiteConsequences, 'findings'>;

/** A new site: it was empty before, so nothing in it could fail. */
function firstFigures(after: Farm, site: Site): Figures {
  const load = splitLoad(after, site);
  return {
    site: site.name,
    active: { before: 0, after: activeBrokers(site).length },
    tolerance: { before: { withoutStandbys: 0, withStandbys: 0 }, after: toleranceOf(site) },
    load: { before: { ...load, brokersCounted: 0, agents: 0, brokers: [] }, after: load },
    processesMoved: [],
  };
}

function consequences(before: Farm, old: Site, after: Farm, site: Site): Figures {
  return {
    site: site.name,
    active: { before: activeBrokers(old).length, after: activeBrokers(site).length },
    tolerance: { before: toleranceOf(old), after: toleranceOf(site) },
    load: { before: splitLoad(before, old), after: splitLoad(after, site) },
    processesMoved: [...processesMoved(old, site), ...licensingMoved(before, old, site)],
  };
}

/** A renamed site or broker, identified by `kind` and the site's new name. */
interface Rename {
  kind: 'site' | 'broker';
  /** The site as it is called now. */
  site: string;
  from: string;
  to: string;
}

/** The site first, then its brokers: their targets begin with the new name of the site. */
function renamesOf(pairs: readonly [Site | undefined, Site][]): Rename[] {
  return pairs.flatMap(([old, { name: site, brokers }]): Rename[] => {
    if (old === undefined) return [];
    const renames: Rename[] = [];
    if (old.name !== site) renames.push({ kind: 'site', site, from: old.name, to: site });
    for (const [was, now] of pair(old.brokers, brokers, ({ server }) => server)) {
      if (was === undefined || now === undefined || sameName(was.server, now.server)) continue;
      renames.push({ kind: 'broker', site, from: was.server, to: now.server });
    }
    return renames;
  });
}

/** Names as after the edit: a finding of an object that was only renamed is the same finding. */
function newNames(renames: readonly Rename[]): NewNames {
  const siteNow = (name: string | null): string | null =>
    renames.find(({ kind, from }) => kind === 'site' && sameName(from, name ?? ''))?.to ?? name;
  const targetNow = (target: string): string =>
    renames.reduce((now, { kind, site, from, to }) => {
      const place = kind === 'site' ? '' : `${site}/broker/`;
      return renamedTarget(now, place + from, place + to);
    }, target);
  return {
    finding: (finding) => {
      const site = siteNow(finding.site);
      const { kind, name } = finding.target;
      const now = (): string => {
        if (kind === 'site') return siteNow(name) ?? name;
        // "RAS104 on Berlin/broker/CB1": rule and target of a suppression.
        if (kind === 'suppression') return name.replace(/(?<= on ).*/su, targetNow);
        const rename = renames.find(
          (one) => one.kind === kind && one.site === site && sameName(one.from, name),
        );
        return rename?.to ?? name;
      };
      return { ...finding, site, target: { kind, name: now() } };
    },
    message: (message) =>
      renames.reduce((now, { from, to }) => now.replaceAll(from, () => to), message),
  };
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
