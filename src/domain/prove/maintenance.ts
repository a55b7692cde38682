import { type AssumptionId, brokersForRedundancy, statements } from '../facts/index.js';
import {
  commandIn,
  siteToName,
  suggestedCommand,
  type SuggestedCommand,
  activeBrokers,
  type Broker,
  type Farm,
  primaryOf,
  type Site,
  standbyBrokers,
  stateOf,
  selectedSites,
  nameList,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import { moreActive } from '../edits/index.js';
import { type Outcome, outcomeOf } from '../simulate/index.js';
import { providersByHome, type SurvivalModel, survivalModel } from './survival.js';

/** What the primary's restart costs, whichever brokers restart with it. */
export interface PrimaryRestart {
  server: string;
  /** Its own processes, which do not run until it is back. */
  processesStopped: string[];
  /** Minutes until auto-promotion makes another broker the primary; null where it never does. */
  promotionAfterMinutes: number | null;
  /** The broker that would be promoted then. */
  promoted: string | null;
}

/** Brokers that may be restarted together. */
export interface MaintenanceGroup {
  /** In priority order. */
  brokers: string[];
  /** Brokers that serve meanwhile. */
  serving: string[];
  /** Of these, the standbys that step in. */
  steppedIn: string[];
  /** How many more brokers, any of them, may fail meanwhile. */
  toleranceLeft: number;
  /** Null where the primary is not in the group. */
  primary: PrimaryRestart | null;
  /** The command that plays the restart. */
  command: SuggestedCommand;
}

/** A broker that can't be restarted without a loss. */
export interface BlockedBroker {
  server: string;
  loss: RestartLoss;
}

/** What the restart of one broker costs. */
export type RestartLoss =
  | { kind: 'providers'; providers: string[] }
  | { kind: 'sessions' }
  /** Only `left` more brokers could fail meanwhile. */
  | { kind: 'tolerance'; left: number };

/** Why not every broker of a site can be restarted. */
export type MaintenanceObstacle =
  /** With so few active brokers there is no high availability for VDI. */
  | { kind: 'no-high-availability'; active: number }
  | { kind: 'one-broker' }
  /** The site can lose `tolerance` brokers; to keep `keep` meanwhile it needs `missing` more brokers. */
  | { kind: 'tolerance'; tolerance: number; keep: number; missing: number };

/** The restarts of one site. */
export interface SiteMaintenance {
  site: string;
  /** How many providers the site has. */
  providers: number;
  tolerance: Tolerance;
  /** Whether every broker can be restarted and everything is kept throughout. */
  possible: boolean;
  /** In order: each group waits until all brokers of the one before are back. */
  groups: MaintenanceGroup[];
  /** How many groups it takes where the primary may be restarted together with others. */
  groupsIfTogether: number;
  blocked: BlockedBroker[];
  /** Why not every broker can be restarted; null where each can. */
  obstacle: MaintenanceObstacle | null;
  /** Ways to a plan, each its commands in order. UPPERCASE words are placeholders. */
  wayOut: SuggestedCommand[][];
  /** Disabled brokers: they do not serve and may be restarted at any time. */
  anyTime: string[];
}

/** The answer of `farm maintenance`. */
export interface MaintenanceResult {
  /** How many more brokers, any of them, may fail at any time during the restarts. */
  keepTolerance: number;
  /** Whether the primary may be restarted together with other brokers. */
  together: boolean;
  possible: boolean;
  sites: SiteMaintenance[];
  assumptions: AssumptionId[];
}

/** How a site is to be restarted. */
export interface MaintenanceQuestion {
  /** Left out: every site. */
  site?: string | undefined;
  /** How many more brokers, any of them, may fail at any time during the restarts. */
  keepTolerance: number;
  /** Whether the primary may be restarted together with other brokers; false where left out. */
  together?: boolean | undefined;
}

/**
 * The fewest groups of brokers that may be restarted together, in order, such that sessions and all providers are
 * served throughout, and `keepTolerance` more brokers may fail meanwhile. Standbys step in for what is restarted (A5). The
 * primary comes last, and alone unless it may be restarted together with others: its own processes stop meanwhile, so
 * nothing else should be offline that an administrator would have to fix.
 * @throws Refusal E_NOT_FOUND
 */
export function maintenanceOf(farm: Farm, question: MaintenanceQuestion): MaintenanceResult {
  const { keepTolerance, together = false } = question;
  const sites = selectedSites(farm, question.site).map((site) =>
    siteMaintenance(farm, site, question),
  );
  return {
    keepTolerance,
    together,
    possible: sites.every((site) => site.possible),
    sites,
    assumptions: ['A4', 'A5', 'A6', 'A8', 'A14'],
  };
}

function siteMaintenance(farm: Farm, site: Site, question: MaintenanceQuestion): SiteMaintenance {
  const { keepTolerance: keep, together = false } = question;
  const model = survivalModel(site, { standbys: true });
  const tolerance = toleranceOf(site);
  const blocked = blockedBrokers(site, model, keep);
  const staying = new Set(blocked.map((one) => one.server));
  const free = restartOrder(site).filter((broker) => !staying.has(broker.server));
  // Which brokers are down doesn't matter where none is blocked, only how many. Where some are blocked, they are
  // homes of providers and stay up, so all others may go together.
  const most = blocked.length > 0 ? free.length : tolerance.withStandbys - keep;
  const inGroups = (primaryAlone: boolean): Broker[][] => {
    const primary = free.filter((broker) => primaryAlone && broker === primaryOf(site));
    const others = free.filter((broker) => !primary.includes(broker));
    return [...divided(others, most), ...divided(primary, 1)];
  };
  const groups = inGroups(!together).map((group) =>
    maintenanceGroup(farm, site, group, tolerance.withStandbys),
  );
  return {
    site: site.name,
    providers: site.providers.length,
    tolerance,
    possible: blocked.length === 0,
    groups,
    groupsIfTogether: inGroups(false).length,
    blocked,
    ...(blocked.length === 0
      ? { obstacle: null, wayOut: [] }
      : obstacleOf(farm, site, model, question, tolerance.withStandbys)),
    anyTime: site.brokers
      .filter((broker) => stateOf(broker) === 'disabled')
      .map((broker) => broker.server),
  };
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
  const outcome = outcomeOf(farm, site, { down, groups: [] });
  const serving = outcome.brokers.filter((broker) => broker.serves);
  return {
    brokers: down,
    serving: serving.map((broker) => broker.server),
    steppedIn: serving.filter((broker) => broker.inPlaceOf !== null).map((broker) => broker.server),
    toleranceLeft: Math.max(0, tolerance - group.length),
    primary: group.includes(primaryOf(site)) ? primaryRestart(site, outcome) : null,
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

function obstacleOf(
  farm: Farm,
  site: Site,
  model: SurvivalModel,
  { keepTolerance: keep, together = false }: MaintenanceQuestion,
  tolerance: number,
): Pick<SiteMaintenance, 'obstacle' | 'wayOut'> {
  if (!model.armed && model.groups.length > 0) {
    return {
      obstacle: { kind: 'no-high-availability', active: model.base },
      wayOut: [moreActive(farm, site, statements.R2.number)],
    };
  }
  if (keep === 0) {
    return {
      obstacle: { kind: 'one-broker' },
      wayOut: [moreActive(farm, site, brokersForRedundancy)],
    };
  }
  const less =
    tolerance > 0
      ? [
          [
            suggestedCommand('maintenance', {
              options: [
                ...(together ? [['--together', null] as const] : []),
                ['--keep-tolerance', String(tolerance - 1)],
              ],
              site: siteToName(farm, site),
            }),
          ],
        ]
      : [];
  const missing = keep + 1 - tolerance;
  return {
    obstacle: { kind: 'tolerance', tolerance, keep, missing },
    wayOut: [...less, moreBrokers(farm, site, missing)],
  };
}

/** Each broker more adds one to the tolerance: disabled ones first, then new ones; beyond three active in standby. */
function moreBrokers(farm: Farm, site: Site, missing: number): SuggestedCommand[] {
  const suggest = commandIn(farm, site);
  const full = activeBrokers(site).length >= statements.R22.number;
  const disabled = site.brokers.filter((one) => stateOf(one) === 'disabled').slice(0, missing);
  const commands = disabled.flatMap(({ server, standby }) => [
    ...(full && !standby ? [suggest`broker standby ${server}`] : []),
    suggest`broker enable ${server}`,
  ]);
  const add = full ? suggest`broker add SERVER --standby` : suggest`broker add SERVER --no-standby`;
  return disabled.length === missing ? commands : [...commands, add];
}
