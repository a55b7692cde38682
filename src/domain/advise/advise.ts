import type { AssumptionId } from '../facts/index.js';
import {
  activeBrokers,
  type Farm,
  mapAtPace,
  noPace,
  type Pace,
  paceOfPart,
  selectedSites,
  type Site,
  siteToName,
  standbyBrokers,
  suggestedCommand,
  type SuggestedCommand,
  type Tolerance,
} from '../model/index.js';
import { proveTolerance } from '../prove/index.js';
import type { Change } from './change.js';
import {
  type AdviceFinding,
  type AskedGoals,
  findingsLeft,
  goalText,
  type Goal,
  parseGoals,
  requireDomainKeys,
  type Unmet,
  unmetGoals,
} from './goal.js';
import { type AdviceQuestion, compareProposals, type Proposal, proposalOf } from './proposal.js';
import { type SearchResult, smallestSets } from './search.js';

/** What to change so that a site reaches its goals. */

/** What a site needs. */
export type AdviceVerdict =
  /** Nothing: it reaches the goals. */
  | 'met'
  /** Changes of what it has. */
  | 'own-brokers'
  /** More brokers: no change of those that it has is enough. */
  | 'new-brokers'
  /** No change that farm knows reaches all goals at once. */
  | 'unreachable'
  /** Nothing was found before the search was cut short. */
  | 'not-found';

/** The advice for one site. */
export interface SiteAdvice {
  site: string;
  goals: Goal[];
  verdict: AdviceVerdict;
  active: number;
  standbys: number;
  tolerance: Tolerance;
  unmet: Unmet[];
  /** Findings against the goals that commands of another kind resolve. */
  left: AdviceFinding[];
  /** The best first; no more than were asked for. */
  proposals: Proposal[];
  /** How many there are. */
  found: number;
  /**
   * `smallest`: whether it is proven that no smaller set of changes reaches the goals, and `withinTried` that none without a
   * new broker does, where none is among the proposals. `tried`: how many sets were tried.
   */
  search: { smallest: boolean; withinTried: boolean; tried: number };
  /** The same goals with standbys counted, where that needs less; null where it doesn't. */
  easier: EasierGoal | null;
}

/** Goals that need fewer changes or fewer new brokers. */
export interface EasierGoal {
  command: SuggestedCommand;
  changes: number;
  newBrokers: number;
}

/** The answer of `farm advise`. */
export interface Advice {
  goals: Goal[];
  sites: SiteAdvice[];
  /** Whether every site reaches the goals, or can. */
  reachable: boolean;
  assumptions: AssumptionId[];
}

/** What is asked. */
export interface AdviseQuestion extends AskedGoals {
  /** Left out: every site. */
  site?: string | undefined;
  /** Most proposals for a site. */
  most: number;
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
}

/** Sets tried for a site, all searches together; and for all sites of a farm, of which each gets a part. */
const mostWork = { site: 20_000, farm: 20_000 };

/**
 * For each site the smallest sets of changes that reach the goals, proven on the changed farm.
 * @throws Refusal E_USAGE for a goal that isn't one, E_NOT_FOUND
 */
export function adviseFarm(farm: Farm, question: AdviseQuestion, pace: Pace = noPace): Advice {
  const goals = parseGoals(question);
  requireDomainKeys(farm, question.site, goals);
  const selected = selectedSites(farm, question.site);
  const work = Math.min(mostWork.site, Math.ceil(mostWork.farm / selected.length));
  const sites = mapAtPace(selected, pace, (site, paceOfSite) =>
    adviseSite(farm, site, goals, { ...question, work, pace: paceOfSite }),
  );
  return {
    goals,
    sites,
    reachable: sites.every(({ verdict }) => verdict !== 'unreachable' && verdict !== 'not-found'),
    assumptions: ['A1', 'A4', 'A5', 'A8', 'A16'],
  };
}

function adviseSite(
  farm: Farm,
  site: Site,
  goals: readonly Goal[],
  { most, today, work, pace }: AdviseQuestion & { work: number; pace: Pace },
): SiteAdvice {
  const unmet = unmetGoals(farm, site, goals, today);
  const question = { goals, today };
  const { sets, verdict, ...search } =
    unmet.length === 0
      ? { sets: [], verdict: 'met' as const, smallest: true, withinTried: true, tried: 0 }
      : searchSets(farm, site, question, { work, pace: paceOfPart(pace, 0, 3) });
  const proposals = mapAtPace(sets.slice(0, mostProven), paceOfPart(pace, 1, 3), (changes) =>
    proposalOf(farm, site, changes, question),
  ).toSorted((a, b) => compareProposals(site, a, b));
  return {
    site: site.name,
    goals: [...goals],
    verdict,
    active: activeBrokers(site).length,
    standbys: standbyBrokers(site).length,
    tolerance: proveTolerance(site).tolerance,
    unmet,
    left: findingsLeft(farm, site, goals, today),
    proposals: proposals.slice(0, most),
    found: sets.length,
    search,
    easier:
      verdict === 'met'
        ? null
        : easierGoal(farm, site, proposals, question, { work, pace: paceOfPart(pace, 2, 3) }),
  };
}

/** More sets of the same size than these are counted, not proven. */
const mostProven = 40;

/** How much work a search may take (see `SearchLimits`), and who hears how far it is. */
interface Effort {
  work: number;
  pace: Pace;
}

interface Found {
  sets: Change[][];
  verdict: Exclude<AdviceVerdict, 'met'>;
  smallest: boolean;
  withinTried: boolean;
  tried: number;
}

/**
 * First within the brokers of the site; then smaller sets with new brokers, or, where there is none within, those with the
 * fewest new brokers.
 */
function searchSets(
  farm: Farm,
  site: Site,
  { goals, today }: AdviceQuestion,
  { work: mostTried, pace }: Effort,
): Found {
  let work = mostTried;
  let tried = 0;
  let left = 1;
  const search = (mostNew: number, mostChanges: number): SearchResult => {
    // How many searches it takes is unknown: each counts as half of what is left.
    left /= 2;
    const limits = { mostNew, mostChanges, work };
    const result = smallestSets(farm, site, goals, today, limits, (part) =>
      pace(1 - left * (2 - part)),
    );
    work -= result.tried;
    tried += result.tried;
    return result;
  };
  const mostNew = mostNewFor(site, goals);
  const own = search(0, Number.POSITIVE_INFINITY);
  const [one] = own.sets;
  if (one !== undefined) {
    const withNew = search(mostNew, one.length - 1);
    const smallest = own.complete && withNew.complete;
    const sets = [...withNew.sets, ...own.sets];
    return { sets, verdict: 'own-brokers', smallest, withinTried: own.complete, tried };
  }
  let { complete } = own;
  for (let added = 1; added <= mostNew; added += 1) {
    const result = search(added, Number.POSITIVE_INFINITY);
    complete &&= result.complete;
    if (result.sets.length > 0) {
      const { sets } = result;
      const verdict = 'new-brokers';
      return { sets, verdict, smallest: complete, withinTried: own.complete, tried };
    }
    // With more new brokers there is more to try, of which even less would be tried.
    if (!result.complete) break;
  }
  const verdict = complete ? 'unreachable' : 'not-found';
  return { sets: [], verdict, smallest: complete, withinTried: own.complete, tried };
}

/** More new brokers than these help no goal: each apart from all others, they reach every tolerance and outvote the rest. */
function mostNewFor(site: Site, goals: readonly Goal[]): number {
  const tolerance = Math.max(
    1,
    ...goals.map((goal) => (goal.kind === 'tolerance' ? goal.tolerance : 1)),
  );
  return Math.max(2 * tolerance + 1, activeBrokers(site).length + 2);
}

/**
 * A tolerance without standbys can take many active brokers, and more than the vendor recommends. Where it needs less once
 * standbys count, the command that asks for that.
 */
function easierGoal(
  farm: Farm,
  site: Site,
  proposals: readonly Proposal[],
  { goals, today }: AdviceQuestion,
  effort: Effort,
): EasierGoal | null {
  const [best] = proposals;
  const tolerance = goals.find((goal) => goal.kind === 'tolerance');
  if (tolerance === undefined || tolerance.withStandbys) return null;
  const easier = goals.map((goal) =>
    goal.kind === 'tolerance' ? { ...goal, withStandbys: true } : goal,
  );
  const isMet = unmetGoals(farm, site, easier, today).length === 0;
  const { sets } = isMet
    ? { sets: [[]] }
    : searchSets(farm, site, { goals: easier, today }, effort);
  const [first] = sets;
  if (first === undefined) return null;
  const newBrokers = first.filter(({ kind }) => kind === 'add').length;
  const isLess =
    best === undefined || first.length < best.changes.length || newBrokers < best.newBrokers.length;
  if (!isLess) return null;
  const command = suggestedCommand('advise', {
    options: [
      ...goals.map((goal): [string, string] => ['--goal', goalText(goal)]),
      ['--with-standbys', null],
    ],
    site: siteToName(farm, site),
  });
  return { command, changes: first.length, newBrokers };
}
