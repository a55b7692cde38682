import { describeEdit, type EditAnswer } from '../domain/diff/index.js';
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
 * The questions of the commands `load`, `check`, `simulate` and `prove`, and the answer to every edit, for other programs.
 * Each takes a farm and an object, and names sites by their names; each returns what the command prints with `--json`,
 * with suggested commands as data.
 */

/** What a question about a site, or about every site, can say. */
export interface SiteQuestion {
  /** The name of a site; every site where it is left out. */
  site?: string | undefined;
}

/** What `check` asks. */
export interface CheckQuestion extends SiteQuestion {
  /** The day on which suppressions are judged, as ISO date: this package never looks at the clock. */
  today: string;
  /** Ids or slugs of the only rules to run; every rule where it is left out. */
  rules?: readonly string[] | undefined;
  /** Ids or slugs of rules not to run. */
  skip?: readonly string[] | undefined;
}

/** The findings of a farm, which rules were run in which sites, and how many findings there are of each severity. */
export interface CheckResult extends GateAnswer {
  summary: FindingSummary;
}

/** What `simulate` asks: at least one of `down`, `partition` and `events`. */
export interface SimulateQuestion {
  /** The name of the site; required where the farm has several. */
  site?: string | undefined;
  /** Brokers that are offline: names, ranges such as `CB[1-3]`, or patterns such as `CB*`. */
  down?: readonly string[] | undefined;
  /** The groups that a network split keeps apart. Brokers that are not named stay with the first group. */
  partition?: readonly (readonly string[])[] | undefined;
  /** Events with a clock, such as `down CB1; after 30m; up CB1`. */
  events?: string | undefined;
  /** Services that must be kept: `required` of the result says which are. */
  require?: readonly Service[] | undefined;
}

/** What `prove` asks. */
export interface ProveQuestion extends SiteQuestion {
  /** Sets of up to so many brokers down, or `all`; 2 where it is left out. */
  failures?: number | 'all' | undefined;
  /** Whether to try every network split in two; true where it is left out. */
  splits?: boolean | undefined;
  /** The tolerance that each site must have: `required` of the result says whether it has. */
  require?: number | undefined;
  /** Whether `require` counts standbys that step in; false where it is left out. */
  withStandbys?: boolean | undefined;
}

/** What differs between two farms, and what the difference does. */
export type DiffResult = Omit<EditAnswer, 'notes'>;

/**
 * How agent connections spread over the Connection Brokers of each site, as configured.
 * @throws FarmError E_NOT_FOUND for an unknown site
 */
export function splitLoad(farm: Farm, { site }: SiteQuestion = {}): LoadResult {
  return answered(() => loadOf(farm, site));
}

/**
 * Runs the readiness rules. Suppressed findings are among the findings, marked.
 * @throws FarmError E_NOT_FOUND for an unknown site or rule; E_USAGE for a bad date, or where no rule is left to run
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
 * What failures cost a site: who serves, what stops, who is promoted and when.
 * @throws FarmError E_AMBIGUOUS where the site must be named; E_NOT_FOUND for an unknown site or broker; E_USAGE for events
 *   that can't be understood, or none; E_REFUSED for an event that RAS would not allow
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
 * What each site survives: tries every set of brokers down up to a size, every network split in two, and every failure
 * domain.
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
 * What differs between two farms, in the order of the farm file; what that does to each site of the farm after that differs;
 * and which findings it gained, resolved or changed. Objects are compared by their names. A single one that is only in the
 * farm before, and a single one that is only in the farm after, are one object with a new name.
 * @param question.today the day on which suppressions are judged, as ISO date
 * @throws FarmError E_USAGE for a bad date
 */
export function diff(before: Farm, after: Farm, { today }: { today: string }): DiffResult {
  const day = answered(() => dayOf(today));
  const { changes, sites, findings } = describeEdit(before, sharingSites(before, after), [], day);
  return { changes, sites, findings };
}

/** The farm after, with the very sites of the farm before where they are equal: as an edit leaves those it doesn't touch. */
function sharingSites(before: Farm, after: Farm): Farm {
  const known = new Map(before.sites.map((site) => [JSON.stringify(site), site]));
  return { ...after, sites: after.sites.map((site) => known.get(JSON.stringify(site)) ?? site) };
}
