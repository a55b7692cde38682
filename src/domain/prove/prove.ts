import type { AssumptionId } from '../facts/index.js';
import {
  commandIn,
  type SuggestedCommand,
  type Farm,
  type Site,
  standbyBrokers,
  selectedSites,
  nameList,
  mapAtPace,
  noPace,
  type Pace,
  paceOfPart,
  type Tolerance,
  toleranceOf,
  wordOfDomain,
} from '../model/index.js';
import {
  allFailureDomains,
  type FailureDomainWithHosts,
  untaggedBrokers,
} from './failure-domains.js';
import { type HostsDown, hostsDownIn } from '../simulate/index.js';
import { type ProveQuestion, refuseTooMany } from './question.js';
import { type SetsTally, type SmallestSets, tallySets } from './sets.js';
import { type SplitsTally, tallySplits } from './splits.js';
import {
  lossesOf,
  lostPrimary,
  lostSessions,
  providersLost,
  servingAfter,
  setOf,
  type SurvivalModel,
  survivalModel,
} from './survival.js';

/** A set of brokers whose failure stops a service, and the command that replays it (with `standbysDown`, too). */
export interface Counterexample {
  down: string[];
  command: SuggestedCommand;
}

/** The smallest sets that stop one service, each with its replay. */
export interface SmallestCounterexamples extends Omit<SmallestSets, 'shown'> {
  shown: Counterexample[];
}

/** Every set of down brokers, up to the size of the question, in figures. */
export interface SetsProof extends Omit<SetsTally, 'smallest'> {
  /**
   * Standbys that are down in each replay, beside the set: where standbys are ignored, they must not step in. None where
   * they count.
   */
  standbysDown: string[];
  smallest: SmallestCounterexamples[];
}

/** The consequences of losing one failure domain. Standbys outside it step in. */
export interface DomainProof {
  key: string;
  value: string;
  /** Its brokers that can serve: all down together. */
  brokers: string[];
  /** Brokers that serve then. */
  serving: number;
  sessionsLost: boolean;
  providersLost: string[];
  primaryStops: boolean;
  /** Gateways, agents and providers that are offline with it, and how many of the site are left; left out if none is. */
  hostsDown?: HostsDown;
  command: SuggestedCommand;
}

/** What a site survives. */
export interface SiteProof {
  site: string;
  active: number;
  standbys: number;
  providers: number;
  /** How many of the brokers configured active make a majority. */
  majority: number;
  /** Whether high availability for VDI is armed. */
  vdiArmed: boolean;
  tolerance: Tolerance;
  /** False where the site has too many brokers to try every set, and the tolerance is calculated instead. */
  toleranceTried: boolean;
  /** Scenarios tried and counted below. */
  scenarios: {
    sets: number;
    setsWithStandbys: number;
    splits: number;
    domains: number;
    total: number;
  };
  withoutStandbys: SetsProof;
  /** Null where the site has no standby. */
  withStandbys: SetsProof | null;
  /** Null where splits were not tried. */
  splits: SplitsTally | null;
  domains: DomainProof[];
  /** Brokers without a failure domain of a kind that other brokers of the site have. */
  untagged: { key: string; brokers: string[] }[];
}

/** The answer of `farm prove`. */
export interface ProveResult {
  failures: number | 'all';
  sites: SiteProof[];
  /** Null where no tolerance was required. */
  required: { tolerance: number; withStandbys: boolean; met: boolean; missedBy: string[] } | null;
  assumptions: AssumptionId[];
}

/**
 * Tries every set of down brokers up to a size, every split of the active brokers in two, and every failure domain.
 * @throws Refusal E_NOT_FOUND; E_USAGE for more brokers or scenarios than can be tried
 */
export function proveFarm(farm: Farm, question: ProveQuestion, pace: Pace = noPace): ProveResult {
  const sites = mapAtPace(selectedSites(farm, question.site), pace, (site, paceOfSite) =>
    proveSite(farm, site, question, paceOfSite),
  );
  return {
    failures: question.failures,
    sites,
    required: requirement(sites, question),
    assumptions: assumptionsOf(sites),
  };
}

function proveSite(
  farm: Farm,
  site: Site,
  { failures, splits }: ProveQuestion,
  pace: Pace,
): SiteProof {
  const standbys = standbyBrokers(site);
  refuseTooMany(farm, site, { failures, splits });
  const real = survivalModel(site, { standbys: true });
  const bare = survivalModel(site, { standbys: false });
  const most = failures === 'all' ? real.members.length : failures;
  const without = tallySets(bare, most, paceOfPart(pace, 0, 3));
  const withThem = standbys.length === 0 ? null : tallySets(real, most, paceOfPart(pace, 1, 3));
  // To ignore standbys, the command names them as down too: a standby that is down steps in for nobody.
  const ignored = standbys.map((broker) => broker.server);
  const domains = domainProofs(farm, site, real);
  const tally = splits ? tallySplits(farm, site, real, paceOfPart(pace, 2, 3)) : null;
  const counted = toleranceOf(site);
  return {
    site: site.name,
    active: real.base,
    standbys: standbys.length,
    providers: site.providers.length,
    majority: real.majority,
    vdiArmed: real.armed,
    tolerance: {
      withoutStandbys: without.tolerance ?? counted.withoutStandbys,
      withStandbys: (withThem ?? without).tolerance ?? counted.withStandbys,
    },
    toleranceTried: without.tolerance !== null && (withThem ?? without).tolerance !== null,
    scenarios: {
      sets: without.sets,
      setsWithStandbys: withThem?.sets ?? 0,
      splits: tally?.splits ?? 0,
      domains: domains.length,
      total: without.sets + (withThem?.sets ?? 0) + (tally?.splits ?? 0) + domains.length,
    },
    withoutStandbys: withReplays(farm, site, without, ignored),
    withStandbys: withThem === null ? null : withReplays(farm, site, withThem, []),
    splits: tally,
    domains,
    untagged: untaggedBrokers(site),
  };
}

/**
 * The consequences of losing each failure domain of a site alone.
 * @throws Refusal E_USAGE for more brokers than can be tried
 */
export function proveDomains(farm: Farm, site: Site): DomainProof[] {
  refuseTooMany(farm, site, { failures: 0, splits: false });
  return domainProofs(farm, site, survivalModel(site, { standbys: true }));
}

function domainProofs(farm: Farm, site: Site, model: SurvivalModel): DomainProof[] {
  return allFailureDomains(site).map((domain) => proveDomain(farm, site, model, domain));
}

function proveDomain(
  farm: Farm,
  site: Site,
  model: SurvivalModel,
  { key, value, brokers, hosts }: FailureDomainWithHosts,
): DomainProof {
  const down = setOf(model, brokers);
  const losses = lossesOf(model, down);
  const names = brokers.map((broker) => broker.server);
  return {
    key,
    value,
    brokers: names,
    serving: servingAfter(model, down),
    sessionsLost: (losses & lostSessions) !== 0,
    providersLost: providersLost(model, losses),
    primaryStops: (losses & lostPrimary) !== 0,
    ...(hosts === null ? {} : { hostsDown: hostsDownIn(site, hosts) }),
    command:
      hosts === null
        ? replay(farm, site, names)
        : commandIn(farm, site)`simulate --down ${wordOfDomain({ key, value })}`,
  };
}

function withReplays(farm: Farm, site: Site, tally: SetsTally, standbysDown: string[]): SetsProof {
  const smallest = tally.smallest.map((one) => ({
    ...one,
    shown: one.shown.map((down) => ({
      down,
      command: replay(farm, site, [...down, ...standbysDown]),
    })),
  }));
  return { ...tally, standbysDown, smallest };
}

/** The command that plays one set of down brokers. */
function replay(farm: Farm, site: Site, down: readonly string[]): SuggestedCommand {
  return commandIn(farm, site)`simulate --down ${nameList(down)}`;
}

function requirement(
  sites: readonly SiteProof[],
  question: ProveQuestion,
): ProveResult['required'] {
  const { require: tolerance, requireWithStandbys: withStandbys = false } = question;
  if (tolerance === undefined) return null;
  const figure = withStandbys ? 'withStandbys' : 'withoutStandbys';
  const missedBy = sites
    .filter((site) => site.tolerance[figure] < tolerance)
    .map(({ site }) => site);
  return { tolerance, withStandbys, met: missedBy.length === 0, missedBy };
}

/** The assumptions that an answer depends on. */
function assumptionsOf(sites: readonly SiteProof[]): AssumptionId[] {
  const ids: AssumptionId[] = ['A4'];
  if (sites.some((site) => site.standbys > 0)) ids.push('A5');
  if (sites.some((site) => site.splits !== null && site.splits.twoPrimaries > 0)) ids.push('A6');
  if (sites.some((site) => !site.vdiArmed && site.providers > 0)) ids.push('A8');
  if (sites.some((site) => site.splits !== null)) ids.push('A12');
  return ids;
}

/** Sites with more brokers that can serve have their tolerance calculated: trying takes too long. */
const mostTried = 20;

/** The tolerance of a site, found by trying every set of its brokers; calculated where it has too many. */
export function proveTolerance(site: Site): { tolerance: Tolerance; tried: boolean } {
  const counted = toleranceOf(site);
  const real = survivalModelIfSmall(site, true);
  const bare = survivalModelIfSmall(site, false);
  if (real === null || bare === null) return { tolerance: counted, tried: false };
  const withStandbys = tallySets(real, 0).tolerance;
  const withoutStandbys = tallySets(bare, 0).tolerance;
  if (withStandbys === null || withoutStandbys === null) {
    return { tolerance: counted, tried: false };
  }
  return { tolerance: { withoutStandbys, withStandbys }, tried: true };
}

function survivalModelIfSmall(site: Site, standbys: boolean): SurvivalModel | null {
  const members = site.brokers.filter(({ enabled }) => enabled).length;
  return members > mostTried ? null : survivalModel(site, { standbys });
}
