import {
  type Farm,
  type Site,
  activeBrokers,
  groupedBy,
  primaryOf,
  sameName,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import { diffFarms } from './diff.js';
import type { Change } from './object-changes.js';
import type { EditNote } from '../edits/index.js';
import { type LoadSplit, splitLoad } from '../load/index.js';
import {
  findingsOf,
  type Finding,
  compareFindings,
  type FindingChanges,
} from '../readiness/index.js';
import { runsProcess } from '../roles/index.js';
import { brokerProcesses } from '../facts/index.js';
import { pairSites, type RenameCertainty } from './pairing.js';
import { brokersNow, newNames, type Rename, renamesOf } from './renames.js';

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
  /** Whether the farm did not have it before: its figures before are 0. */
  isNew: boolean;
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
 * changed. `today`: the date used to decide which suppressions have expired, ISO date. `certainty`: 'files' for a farm that
 * was imported, in which anything can differ.
 */
export function describeEdit(
  before: Farm,
  after: Farm,
  notes: readonly EditNote[],
  today: string,
  certainty: RenameCertainty = 'edit',
): EditAnswer {
  const renames = renamesOf(before, after, certainty);
  const touched = (old: Site | undefined, site: Site): boolean =>
    // In another RAS version the same site behaves differently.
    old !== site || before.rasVersion !== after.rasVersion;
  const findings = compareFindings(
    findingsOf(before, { today }),
    findingsOf(after, { today }),
    newNames(renames),
  );
  return {
    changes: diffFarms(before, after, certainty, renames),
    sites: consequencesOf(before, after, { renames, findings, touched }),
    findings,
    notes: [...notes],
  };
}

/** What the consequences of a change are worked out from. */
interface Comparison {
  renames: readonly Rename[];
  findings: FindingChanges;
  /** Whether a site of the farm after is part of the answer. */
  touched: (old: Site | undefined, site: Site) => boolean;
}

/** The consequences for each touched site of the farm after, in its order. */
export function consequencesOf(
  before: Farm,
  after: Farm,
  { renames, findings, touched }: Comparison,
): SiteConsequences[] {
  const gained = groupedBy(findings.gained, ({ site }) => site);
  const resolved = groupedBy(findings.resolved, ({ site }) => site);
  return pairSites(before, after).flatMap(([old, site]): SiteConsequences[] => {
    if (site === undefined || !touched(old, site)) return [];
    const figures =
      old === undefined
        ? firstFigures(after, site)
        : consequences(before, old, after, site, brokersNow(renames, site.name));
    const own = {
      gained: gained.get(site.name) ?? [],
      lost: resolved.get((old ?? site).name) ?? [],
    };
    return [{ ...figures, findings: own }];
  });
}

type Figures = Omit<SiteConsequences, 'findings'>;

/** A new site: it was empty before, so nothing in it could fail. */
function firstFigures(after: Farm, site: Site): Figures {
  const load = splitLoad(after, site);
  return {
    site: site.name,
    isNew: true,
    active: { before: 0, after: activeBrokers(site).length },
    tolerance: { before: { withoutStandbys: 0, withStandbys: 0 }, after: toleranceOf(site) },
    load: { before: { ...load, brokersCounted: 0, agents: 0, brokers: [] }, after: load },
    processesMoved: [],
  };
}

function consequences(
  before: Farm,
  old: Site,
  after: Farm,
  site: Site,
  nowCalled: (server: string) => string,
): Figures {
  return {
    site: site.name,
    isNew: false,
    active: { before: activeBrokers(old).length, after: activeBrokers(site).length },
    tolerance: { before: toleranceOf(old), after: toleranceOf(site) },
    load: { before: splitLoad(before, old), after: splitLoad(after, site) },
    processesMoved: [...processesMoved(old, site, nowCalled), ...licensingMoved(before, old, site)],
  };
}

/** The processes that go with the primary, where another broker became it. */
function processesMoved(
  old: Site,
  site: Site,
  nowCalled: (server: string) => string,
): ProcessesMoved[] {
  const from = primaryOf(old);
  const to = primaryOf(site);
  if (sameName(nowCalled(from.server), to.server)) return [];
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
