import { compareFarms, type FarmDiff } from '../domain/diff/index.js';
import { loadOf, type LoadResult } from '../domain/load/index.js';
import { type Farm, findSite } from '../domain/model/index.js';
import { parseFailures, proveFarm, type ProveResult } from '../domain/prove/index.js';
import {
  chooseRules,
  dayOf,
  type FindingSummary,
  type GateAnswer,
  requireSite,
  runRules,
  summarise,
} from '../domain/readiness/index.js';
import {
  parseEvents,
  parseServices,
  type Service,
  simulate as simulateSite,
} from '../domain/simulate/index.js';
import { describeSimulation, type SimulationDocument } from '../render/simulate-words.js';
import { answered } from './refusals.js';

/**
 * The commands `load`, `check`, `simulate` and `prove`, and the report of every edit, for other programs. Each function
 * takes a farm and an options object with site names; each returns what the command prints with `--json`, with suggested
 * commands as data.
 */

/** Options of a function about one site or all sites. */
export interface SiteQuestion {
  /** The name of a site (default: all sites). */
  site?: string | undefined;
}

/** Options of `check`. */
export interface CheckQuestion extends SiteQuestion {
  /** The date used to decide which suppressions have expired, as ISO date: this package never reads the clock. */
  today: string;
  /** Ids or slugs of the only rules to run (default: all rules). */
  rules?: readonly string[] | undefined;
  /** Ids or slugs of rules not to run. */
  skip?: readonly string[] | undefined;
}

/** The findings of a farm, the rules and sites checked, and the number of findings by severity. */
export interface CheckResult extends GateAnswer {
  summary: FindingSummary;
}

/** Options of `simulate`: at least one of `down`, `partition` and `events`. */
export interface SimulateQuestion {
  /** The name of the site; required if the farm has several. */
  site?: string | undefined;
  /** Brokers that are offline: names, ranges such as `CB[1-3]`, or patterns such as `CB*`. */
  down?: readonly string[] | undefined;
  /** The groups of a network split. Brokers that are not listed are in the first group. */
  partition?: readonly (readonly string[])[] | undefined;
  /** Events in order, such as `down CB1; after 30m; up CB1`. */
  events?: string | undefined;
  /** Services that must be kept: `required` of the result shows which are. */
  require?: readonly Service[] | undefined;
}

/** Options of `prove`. */
export interface ProveQuestion extends SiteQuestion {
  /** The largest number of brokers to fail at once, or `all` (default: 2). */
  failures?: number | 'all' | undefined;
  /** Whether to try every network split in two (default: true). */
  splits?: boolean | undefined;
  /** The tolerance that each site must have: `required` of the result shows whether it is met. */
  require?: number | undefined;
  /** Whether `require` counts standbys that step in (default: false). */
  withStandbys?: boolean | undefined;
}

/** The differences between two farms, and their consequences. */
export type DiffResult = FarmDiff;

/**
 * How agents are distributed over the Connection Brokers of each site, as configured.
 * @throws FarmError E_NOT_FOUND for an unknown site
 */
export function splitLoad(farm: Farm, { site }: SiteQuestion = {}): LoadResult {
  return answered(() => loadOf(farm, site));
}

/**
 * Runs the readiness rules. The findings include suppressed ones, marked as such.
 * @throws FarmError E_NOT_FOUND for an unknown site or rule; E_USAGE for a bad date, or if no rule is left to run
 */
export function check(
  farm: Farm,
  { today, site, rules = [], skip = [] }: CheckQuestion,
): CheckResult {
  return answered(() => {
    if (site !== undefined) requireSite([farm], site);
    const question = { today: dayOf(today), site: site ?? null, rules: chooseRules(rules, skip) };
    const answer = runRules(farm, question);
    return { ...answer, summary: summarise(answer.findings) };
  });
}

/**
 * The consequences of failures for a site: which broker serves what, what stops, and which broker is promoted when.
 * @throws FarmError E_AMBIGUOUS if the site must be specified; E_NOT_FOUND for an unknown site or broker; E_USAGE for
 *   invalid or missing events; E_REFUSED for an event that RAS would not allow
 */
export function simulate(
  farm: Farm,
  { site, down = [], partition = [], events, require = [] }: SimulateQuestion,
): SimulationDocument {
  const simulation = answered(() =>
    simulateSite(farm, findSite(farm, site), {
      down,
      groups: partition,
      events: events === undefined ? null : parseEvents(events, 'events'),
      require: parseServices(require),
    }),
  );
  return describeSimulation(simulation);
}

/**
 * Which failures each site survives: tries every set of failed brokers up to a size, every network split in two, and every
 * failure domain.
 * @throws FarmError E_NOT_FOUND for an unknown site; E_USAGE for more scenarios than can be tried
 */
export function prove(
  farm: Farm,
  { site, failures = 2, splits = true, require, withStandbys }: ProveQuestion = {},
): ProveResult {
  return answered(() =>
    proveFarm(farm, {
      site,
      failures: parseFailures(String(failures)),
      splits,
      require,
      requireWithStandbys: withStandbys,
    }),
  );
}

/**
 * The differences between two farms, in the order of the farm file; their consequences for each changed site; and the
 * findings added, resolved or changed. Objects are compared by name. A broker with another name is the same one if it has
 * the same IP or description. If exactly one object is only in the farm before and exactly one only in the farm after, they
 * are one renamed object, unless they are brokers with different IPs.
 * @param question.today the date used to decide which suppressions have expired, as ISO date
 * @throws FarmError E_USAGE for a bad date
 */
export function diff(before: Farm, after: Farm, { today }: { today: string }): DiffResult {
  const day = answered(() => dayOf(today));
  return compareFarms(before, after, day);
}
