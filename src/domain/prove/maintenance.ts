import {
  commandIn,
  activeBrokers,
  type Broker,
  type Farm,
  primaryOf,
  type Site,
  standbyBrokers,
  stateOf,
  selectedSites,
  nameList,
  mapAtPace,
  noPace,
  type Pace,
  toleranceOf,
} from '../model/index.js';
import { type Outcome, outcomeOf, standingsOf } from '../simulate/index.js';
import { brokersNamed } from './chosen-brokers.js';
import { obstacleOf } from './maintenance-obstacles.js';
import type {
  BlockedBroker,
  MaintenanceGroup,
  MaintenanceQuestion,
  MaintenanceResult,
  PrimaryRestart,
  SiteMaintenance,
} from './maintenance-types.js';
import { providersByHome, type SurvivalModel, survivalModel } from './survival.js';

/**
 * In which order to restart brokers, such that sessions and all providers are served throughout, and `keepTolerance` more
 * brokers may fail meanwhile: one at a time, which leaves the most tolerance; or the fewest groups that may be restarted
 * together. Standbys step in for what is restarted (A5). The primary comes last: its own processes stop meanwhile, so
 * nothing else should be offline that an administrator would have to fix.
 * @throws Refusal E_NOT_FOUND
 */
export function maintenanceOf(
  farm: Farm,
  question: MaintenanceQuestion,
  pace: Pace = noPace,
): MaintenanceResult {
  const { keepTolerance, together = false, only } = question;
  const asked = selectedSites(farm, question.site);
  const chosen = only === undefined ? null : brokersNamed(farm, only, question.site);
  const named = asked.filter(
    (site) => chosen === null || site.brokers.some((broker) => chosen.has(broker)),
  );
  const sites = mapAtPace(named, pace, (site, paceOfSite) =>
    siteMaintenance(farm, site, question, { chosen, pace: paceOfSite }),
  );
  return {
    keepTolerance,
    together,
    only:
      chosen === null
        ? null
        : asked.flatMap(({ brokers }) =>
            brokers.filter((one) => chosen.has(one)).map((one) => one.server),
          ),
    possible: sites.every((site) => site.possible),
    sites,
    assumptions: ['A4', 'A5', 'A6', 'A8', 'A14'],
  };
}

function siteMaintenance(
  farm: Farm,
  site: Site,
  question: MaintenanceQuestion,
  { chosen, pace }: { chosen: ReadonlySet<Broker> | null; pace: Pace },
): SiteMaintenance {
  const { keepTolerance: keep, together = false } = question;
  const model = survivalModel(site, { standbys: true });
  const tolerance = toleranceOf(site);
  const isChosen = (broker: Broker): boolean => chosen === null || chosen.has(broker);
  const ordered = restartOrder(site).filter(isChosen);
  const inGroups = (kept: number, most: number | null): Broker[][] => {
    const all = blockedBrokers(site, model, kept);
    const staying = new Set(all.map((one) => one.server));
    const free = ordered.filter((broker) => !staying.has(broker.server));
    // Which brokers are down doesn't matter where none is blocked, only how many. Where some are blocked, they are
    // homes of providers and stay up, so all others may go together.
    return divided(free, most ?? (all.length > 0 ? free.length : tolerance.withStandbys - kept));
  };
  const most = together ? null : 1;
  const groups = mapAtPace(inGroups(keep, most), pace, (group) =>
    maintenanceGroup(farm, site, group, tolerance.withStandbys),
  );
  const freely = inGroups(0, most);
  const asked = new Set(ordered.map(({ server }) => server));
  const blocked = blockedBrokers(site, model, keep).filter(({ server }) => asked.has(server));
  return {
    site: site.name,
    providers: site.providers.length,
    tolerance,
    possible: blocked.length === 0,
    groups,
    groupsIfTogether: inGroups(keep, null).length,
    toleranceKept: least(groups.map((group) => group.toleranceLeft)),
    groupsWithoutKeeping: freely.length,
    toleranceWithoutKeeping: least(
      freely.map((group) => toleranceWithout(group, tolerance.withStandbys)),
    ),
    blocked,
    ...(blocked.length === 0
      ? { obstacle: null, wayOut: [] }
      : obstacleOf(farm, site, model, question, tolerance.withStandbys)),
    anyTime: site.brokers
      .filter((broker) => isChosen(broker) && stateOf(broker) === 'disabled')
      .map((broker) => broker.server),
  };
}

function least(tolerances: readonly number[]): number | null {
  return tolerances.length === 0 ? null : Math.min(...tolerances);
}

/** How many more brokers, any of them, may fail while the group restarts. */
function toleranceWithout(group: readonly Broker[], tolerance: number): number {
  return Math.max(0, tolerance - group.length);
}

/** Brokers whose restart alone takes something away, or leaves less tolerance than is to be kept; in priority order. */
function blockedBrokers(site: Site, model: SurvivalModel, keep: number): BlockedBroker[] {
  const left = Math.max(0, toleranceOf(site).withStandbys - 1);
  const atHome = providersByHome(model);
  const serving = brokersThatServe(site);
  return serving.flatMap((broker): BlockedBroker[] => {
    const providers = atHome.get(broker) ?? [];
    if (providers.length > 0) {
      return [{ server: broker.server, loss: { kind: 'providers', providers: [...providers] } }];
    }
    if (serving.length === 1) {
      return [{ server: broker.server, loss: { kind: 'sessions' } }];
    }
    if (left >= keep) return [];
    return [{ server: broker.server, loss: { kind: 'tolerance', left } }];
  });
}

/** Active and standby brokers, in priority order. */
function brokersThatServe(site: Site): Broker[] {
  return site.brokers.filter((broker) => stateOf(broker) !== 'disabled');
}

/** Standbys first, which carry nothing; then the secondaries from the lowest priority up; the primary last. */
function restartOrder(site: Site): Broker[] {
  return [...standbyBrokers(site).toReversed(), ...activeBrokers(site).toReversed()];
}

/** The list in parts of at most so many, in order. */
function divided(brokers: readonly Broker[], most: number): Broker[][] {
  const parts: Broker[][] = [];
  for (let at = 0; at < brokers.length; at += most) parts.push(brokers.slice(at, at + most));
  return parts;
}

function maintenanceGroup(
  farm: Farm,
  site: Site,
  group: readonly Broker[],
  tolerance: number,
): MaintenanceGroup {
  const restarting = new Set(group);
  const down = brokersThatServe(site)
    .filter((one) => restarting.has(one))
    .map((one) => one.server);
  const situation = { down, groups: [] };
  // The outcome in full also places every agent, which takes long for each of a thousand brokers.
  const serving = standingsOf(site, situation).filter((one) => one.serves);
  return {
    brokers: down,
    serving: serving.map(({ broker }) => broker.server),
    steppedIn: serving
      .filter(({ inPlaceOf }) => inPlaceOf !== null)
      .map(({ broker }) => broker.server),
    toleranceLeft: toleranceWithout(group, tolerance),
    primary: restarting.has(primaryOf(site))
      ? primaryRestart(site, outcomeOf(farm, site, situation))
      : null,
    command: commandIn(farm, site)`simulate --down ${nameList(down)}`,
  };
}

function primaryRestart(site: Site, { processes, promotion }: Outcome): PrimaryRestart {
  return {
    server: primaryOf(site).server,
    processesStopped: processes
      .filter((process) => process.state === 'stopped')
      .map((process) => process.name),
    promotionAfterMinutes: promotion.inMinutes,
    promoted: promotion.state === 'due' ? promotion.candidate : null,
  };
}
