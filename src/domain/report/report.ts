import { type AssumptionId, assumptions, type RasVersion } from '../facts/index.js';
import { type Graph, graphOf } from '../graph/index.js';
import { loadOf, type LoadResult } from '../load/index.js';
import {
  activeBrokers,
  type Farm,
  mapAtPace,
  noPace,
  type Pace,
  paceOfPart,
  selectedSites,
  type Site,
  standbyBrokers,
} from '../model/index.js';
import { type Plan, planFarms } from '../plan/index.js';
import { portsOf, type PortsResult } from '../ports/index.js';
import {
  countSplits,
  maintenanceOf,
  type MaintenanceResult,
  mostMembers,
  proveFarm,
  type SiteProof,
} from '../prove/index.js';
import {
  type Finding,
  type FindingSummary,
  type RuleOff,
  runRules,
  summarise,
  summariseSites,
} from '../readiness/index.js';
import { rolesOf, type RolesResult } from '../roles/index.js';
import { type FarmStatus, statusOf } from '../status/index.js';

/** Everything that farm knows about a farm, in one answer: each part is what its own command returns. */

/** What the report is about. */
export interface ReportQuestion {
  /** The day of the report, ISO date. */
  today: string;
  /** Left out: every site. */
  site?: string | undefined;
  /** Findings of rules that the policy defines. */
  own?: readonly Finding[] | undefined;
  /** An earlier version: the report then has the plan from it to the farm. */
  old?: Farm | undefined;
}

/** What a site survives; `proof` is null where it has more brokers than can be tried. */
export interface SiteSurvival {
  site: string;
  proof: SiteProof | null;
}

/** The parts of a report. */
export interface FarmReport {
  farm: string;
  rasVersion: RasVersion;
  /** The day for which suppressions were evaluated, ISO date. */
  asOf: string;
  /** The only site of the report; null for all. */
  site: string | null;
  status: FarmStatus;
  /** The farm as it is configured. */
  graph: Graph;
  roles: RolesResult;
  load: LoadResult;
  /** Rules that are turned off, and why. */
  rulesOff: RuleOff[];
  findings: Finding[];
  summary: FindingSummary;
  survival: SiteSurvival[];
  maintenance: MaintenanceResult;
  ports: PortsResult;
  /** From the earlier version to this one, of the whole farm; null without an earlier version. */
  plan: Plan | null;
  /** All that any part depends on. */
  assumptions: { id: AssumptionId; says: string }[];
}

/**
 * The report of a farm.
 * @throws Refusal E_NOT_FOUND
 */
export function reportOf(
  farm: Farm,
  { today, site, own, old }: ReportQuestion,
  pace: Pace = noPace,
): FarmReport {
  const sites = selectedSites(farm, site);
  const [only] = sites;
  const graph = graphOf(farm, site);
  const roles = rolesOf(farm, site);
  const load = loadOf(farm, site);
  const everyRule = { only: [], skip: [] };
  const { findings, off } = runRules(farm, { today, site: site ?? null, rules: everyRule }, own);
  const status = withFindings(statusOf(farm, { today, site }), findings);
  const survival = mapAtPace(sites, paceOfPart(pace, 0, 3), (one, paceOfSite) =>
    survivalOf(farm, one, paceOfSite),
  );
  const restarts = { site, keepTolerance: 0 };
  const maintenance = maintenanceOf(farm, restarts, paceOfPart(pace, 1, 3));
  const ports = portsOf(farm, site);
  const plan = old === undefined ? null : planFarms(old, farm, { pace: paceOfPart(pace, 2, 3) });
  const used = [
    ...graph.assumptions,
    ...roles.assumptions,
    ...load.assumptions,
    ...findings.flatMap((finding) => finding.assumptions),
    ...survival.flatMap((one) => one.assumptions),
    ...maintenance.assumptions,
    ...ports.rows.flatMap((row) => row.assumptions),
    ...(plan?.assumptions ?? []),
  ];
  return {
    farm: farm.name,
    rasVersion: farm.rasVersion,
    asOf: today,
    site: site === undefined || only === undefined ? null : only.name,
    status,
    graph,
    roles,
    load,
    rulesOff: off,
    findings,
    summary: summarise(findings),
    survival: survival.map(({ site: name, proof }) => ({ site: name, proof })),
    maintenance,
    ports,
    plan,
    assumptions: inOrder(used).map((id) => ({ id, says: assumptions[id] })),
  };
}

/** The status with the findings of the policy's own rules counted, too. */
function withFindings(status: FarmStatus, findings: readonly Finding[]): FarmStatus {
  const names = status.sites.map(({ site }) => site);
  const bySite = summariseSites(names, findings);
  const sites = status.sites.map((site, at) => {
    const summary = bySite[at]?.summary ?? site.findings;
    return { ...site, findings: summary, healthy: summary.error === 0 && summary.warning === 0 };
  });
  return { ...status, sites, findings: summarise(findings) };
}

/** Up to so many brokers that can serve, every set of them is tried; of more, one and two at once. */
const mostForAllSets = 14;
/** More splits than this are not tried. */
const mostSplits = 2 ** 20;

function survivalOf(
  farm: Farm,
  site: Site,
  pace: Pace,
): SiteSurvival & { assumptions: readonly AssumptionId[] } {
  const active = activeBrokers(site).length;
  const members = active + standbyBrokers(site).length;
  if (members > mostMembers) return { site: site.name, proof: null, assumptions: [] };
  const question = {
    site: site.name,
    failures: members <= mostForAllSets ? ('all' as const) : 2,
    splits: countSplits(active) <= mostSplits,
  };
  const { sites, assumptions: used } = proveFarm(farm, question, pace);
  return { site: site.name, proof: sites[0] ?? null, assumptions: used };
}

/** Each once, by number. */
function inOrder(ids: readonly AssumptionId[]): AssumptionId[] {
  const numberOf = (id: AssumptionId): number => Number(id.slice(1));
  return [...new Set(ids)].toSorted((a, b) => numberOf(a) - numberOf(b));
}
