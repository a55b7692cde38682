import type { AssumptionId } from '../assumptions.js';
import { commandIn, type SuggestedCommand } from '../command-line.js';
import {
  activeBrokers,
  type Broker,
  type Farm,
  primaryOf,
  type Site,
  standbyBrokers,
  stateOf,
} from '../farm.js';
import { sitesAskedFor } from '../look-up.js';
import { moreActive } from '../rules/rule.js';
import { type Outcome, outcomeOf } from '../simulate/outcome.js';
import { statements } from '../statements.table.js';
import { type Tolerance, toleranceOf } from '../tolerance.js';
import { lossesOf, providersLost, setOf, type SurvivalModel, survivalModel } from './survival.js';

/** What the primary's restart costs, whoever is restarted with it. */
export interface PrimaryRestart {
  server: string;
  /** Its own processes: nobody runs them until it is back. */
  processesStopped: string[];
  /** Minutes until auto-promotion makes another broker the primary; null where it never does. */
  promotionAfterMinutes: number | null;
  /** The broker that would be promoted then. */
  promoted: string | null;
}

/** Brokers that may be restarted together. */
export interface MaintenanceGroup {
  brokers: string[];
  /** Brokers that serve meanwhile. */
  serving: string[];
  /** Of these, the standbys that step in. */
  steppedIn: string[];
  /** How many more brokers may fail meanwhile, whichever they are. */
  toleranceLeft: number;
  /** Null where the primary is not in the group. */
  primary: PrimaryRestart | null;
  /** The command that plays the restart. */
  command: SuggestedCommand;
}

/** A broker that can't be restarted without a loss, and what would be lost. */
export interface BlockedBroker {
  server: string;
  reason: string;
}

/** Patch night of one site. */
export interface SiteMaintenance {
  site: string;
  /** How many providers the site has. */
  providers: number;
  tolerance: Tolerance;
  /** Whether every broker can be restarted and everything is kept throughout. */
  possible: boolean;
  /** In order; the next group follows when all of the last are back. */
  groups: MaintenanceGroup[];
  blocked: BlockedBroker[];
  /** Why not every broker can be restarted. */
  reason: string | null;
  /** Ways to a plan, each the commands of it in order. Words in capitals are for the user to fill in. */
  wayOut: SuggestedCommand[][];
  /** Disabled brokers: they serve nobody and may be restarted at any time. */
  anyTime: string[];
}

/** The answer of `farm maintenance`. */
export interface MaintenanceResult {
  /** How many more brokers may fail at any time of the night, whichever they are. */
  keepTolerance: number;
  possible: boolean;
  sites: SiteMaintenance[];
  assumptions: AssumptionId[];
}

/**
 * The fewest groups of brokers that may be restarted together, in order, such that sessions and all providers are
 * served throughout, and so many more brokers may fail meanwhile. Standbys step in for what is restarted (A5). The
 * primary comes last.
 * @throws FarmError E_NOT_FOUND
 */
export function maintenanceOf(
  farm: Farm,
  question: { site?: string | undefined; keepTolerance: number },
): MaintenanceResult {
  const { keepTolerance } = question;
  const sites = sitesAskedFor(farm, question.site).map((site) =>
    siteMaintenance(farm, site, keepTolerance),
  );
  return {
    keepTolerance,
    possible: sites.every((site) => site.possible),
    sites,
    assumptions: ['A4', 'A5', 'A6', 'A8', 'A14'],
  };
}

function siteMaintenance(farm: Farm, site: Site, keep: number): SiteMaintenance {
  const model = survivalModel(site, { standbys: true });
  const tolerance = toleranceOf(site);
  const blocked = blockedBrokers(site, model, keep);
  const free = restartOrder(site).filter(
    (broker) => !blocked.some((one) => one.server === broker.server),
  );
  // Which brokers are down doesn't matter where none is blocked, only how many. Where some are blocked, they are
  // homes of providers and stay up, so all others may go together.
  const together = blocked.length > 0 ? free.length : tolerance.withStandbys - keep;
  const groups: MaintenanceGroup[] = [];
  for (let at = 0; at < free.length; at += together) {
    const group = free.slice(at, at + together);
    groups.push(maintenanceGroup(farm, site, group, tolerance.withStandbys));
  }
  return {
    site: site.name,
    providers: site.providers.length,
    tolerance,
    possible: blocked.length === 0,
    groups,
    blocked,
    ...(blocked.length === 0
      ? { reason: null, wayOut: [] }
      : reasonOf(farm, site, model, keep, tolerance.withStandbys)),
    anyTime: site.brokers
      .filter((broker) => stateOf(broker) === 'disabled')
      .map((broker) => broker.server),
  };
}

/** Brokers whose restart alone takes something away, or leaves less tolerance than is to be kept. */
function blockedBrokers(site: Site, model: SurvivalModel, keep: number): BlockedBroker[] {
  const left = toleranceOf(site).withStandbys - 1;
  return restartOrder(site).flatMap((broker) => {
    const losses = lossesOf(model, setOf(model, [broker]));
    const providers = providersLost(model, losses);
    if (providers.length > 0) {
      return [{ server: broker.server, reason: `abandons ${providers.join(', ')}` }];
    }
    if (activeBrokers(site).length + standbyBrokers(site).length === 1) {
      return [{ server: broker.server, reason: 'stops all new sessions' }];
    }
    if (Math.max(left, 0) >= keep) return [];
    return [{ server: broker.server, reason: `leaves a tolerance of ${Math.max(left, 0)}` }];
  });
}

/** Standbys first, which carry nothing; then the secondaries from the lowest priority up; the primary last. */
function restartOrder(site: Site): Broker[] {
  return [...standbyBrokers(site).toReversed(), ...activeBrokers(site).toReversed()];
}

function maintenanceGroup(
  farm: Farm,
  site: Site,
  group: readonly Broker[],
  tolerance: number,
): MaintenanceGroup {
  const down = group.map((broker) => broker.server);
  const outcome = outcomeOf(farm, site, { down, groups: [] });
  const serving = outcome.brokers.filter((broker) => broker.serves);
  return {
    brokers: down,
    serving: serving.map((broker) => broker.server),
    steppedIn: serving.filter((broker) => broker.inPlaceOf !== null).map((broker) => broker.server),
    toleranceLeft: Math.max(0, tolerance - group.length),
    primary: group.includes(primaryOf(site)) ? primaryRestart(site, outcome) : null,
    command: commandIn(farm, site)`simulate --down ${down.join(',')}`,
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

function reasonOf(
  farm: Farm,
  site: Site,
  model: SurvivalModel,
  keep: number,
  tolerance: number,
): { reason: string; wayOut: SuggestedCommand[][] } {
  if (!model.armed && model.groups.length > 0) {
    return {
      reason: `Only ${model.base} of the brokers ${model.base === 1 ? 'is' : 'are'} active: no high availability for VDI, so a provider is abandoned while its broker restarts.`,
      wayOut: [moreActive(farm, site, statements.R2.number)],
    };
  }
  if (keep === 0) {
    return {
      reason: 'Only one broker can serve: while it restarts, nobody serves new sessions.',
      wayOut: [moreActive(farm, site, statements.R1.number)],
    };
  }
  const less =
    tolerance > 0
      ? [[commandIn(farm, site)`maintenance --keep-tolerance ${String(tolerance - 1)}`]]
      : [];
  const missing = keep + 1 - tolerance;
  return {
    reason: `The site tolerates ${tolerance} down, so one restarting leaves ${Math.max(0, tolerance - 1)}, and ${keep} is to be kept: that takes ${missing} more ${missing === 1 ? 'broker' : 'brokers'}.`,
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
