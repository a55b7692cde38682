import type { AssumptionId } from '../facts/index.js';
import {
  activeBrokers,
  commandIn,
  Refusal,
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
import { hostsDownIn } from '../simulate/index.js';
import type { DomainProof, ProveResult, SetsProof, SiteProof, UntriedSite } from './prove-types.js';
import { type ProveQuestion, type TooMany, tooManyFor } from './question.js';
import { type SetsTally, tallySets } from './sets.js';
import { tallySplits } from './splits.js';
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

/**
 * Tries every set of down brokers up to a size, every split of the active brokers in two, and every failure domain.
 * Of a site with too many brokers only the tolerance is reported.
 * @throws Refusal E_NOT_FOUND; E_USAGE if every site has more brokers or scenarios than can be tried
 */
export function proveFarm(farm: Farm, question: ProveQuestion, pace: Pace = noPace): ProveResult {
  const selected = selectedSites(farm, question.site);
  const tooMany = selected.map((site) => tooManyFor(farm, site, question));
  const [first = null] = tooMany;
  if (first !== null && !tooMany.includes(null)) throw new Refusal('E_USAGE', first);
  const untried = selected.flatMap((site, at) => untriedSite(site, tooMany[at] ?? null));
  const sites = mapAtPace(
    selected.filter((_, at) => tooMany[at] === null),
    pace,
    (site, paceOfSite) => proveSite(farm, site, question, paceOfSite),
  );
  return {
    failures: question.failures,
    sites,
    untried,
    required: requirement(farm, [...sites, ...untried], question),
    assumptions: assumptionsOf(sites, untried),
  };
}

function untriedSite(site: Site, reason: TooMany | null): UntriedSite[] {
  if (reason === null) return [];
  const active = activeBrokers(site).length;
  const standbys = standbyBrokers(site).length;
  const providers = site.providers.length;
  return [{ site: site.name, active, standbys, providers, tolerance: toleranceOf(site), reason }];
}

function proveSite(
  farm: Farm,
  site: Site,
  { failures, splits }: ProveQuestion,
  pace: Pace,
): SiteProof {
  const standbys = standbyBrokers(site);
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
  const tooMany = tooManyFor(farm, site, { failures: 0, splits: false });
  if (tooMany !== null) throw new Refusal('E_USAGE', tooMany);
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
  farm: Farm,
  sites: readonly Pick<SiteProof, 'site' | 'tolerance'>[],
  question: ProveQuestion,
): ProveResult['required'] {
  const { require: tolerance, requireWithStandbys: withStandbys = false } = question;
  if (tolerance === undefined) return null;
  const figure = withStandbys ? 'withStandbys' : 'withoutStandbys';
  const missing = new Set(
    sites.filter((site) => site.tolerance[figure] < tolerance).map(({ site }) => site),
  );
  const missedBy = farm.sites.map(({ name }) => name).filter((name) => missing.has(name));
  return { tolerance, withStandbys, met: missedBy.length === 0, missedBy };
}

/** The assumptions that an answer depends on. */
function assumptionsOf(
  sites: readonly SiteProof[],
  untried: readonly UntriedSite[],
): AssumptionId[] {
  const ids: AssumptionId[] = ['A4'];
  if ([...sites, ...untried].some((site) => site.standbys > 0)) ids.push('A5');
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
