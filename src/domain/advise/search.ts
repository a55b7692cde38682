import { type Farm, noPace, type Pace, type Site } from '../model/index.js';
import { type Change, changedSite } from './change.js';
import { candidatesFor, type Start } from './candidates.js';
import { domainKeyOf, type Goal, unmetGoals, type Unmet } from './goal.js';
import { classesOf, signatureOf } from './symmetry.js';

/**
 * The smallest sets of changes that reach the goals, breadth first: all sets of one change, then of two, and so on. A set is
 * extended only by what can help with one of the things that it still misses: every larger set that misses nothing has
 * such a change. So no smaller set is overlooked, as long as the search is not cut short.
 */

/** What a search found. */
export interface SearchResult {
  /** All sets of the smallest size, but for names of interchangeable brokers; empty where there is none. */
  sets: Change[][];
  /** False where the search was cut short: then a set, or a smaller one, may have been missed. */
  complete: boolean;
  /** How many sets were tried. */
  tried: number;
}

/** Limits of a search. */
export interface SearchLimits {
  /** How many brokers may be added. */
  mostNew: number;
  /** Largest set to try. */
  mostChanges: number;
  /** How much work it may take: sets tried, those of large sites counted several times. */
  work: number;
}

interface Node {
  changes: readonly Change[];
  site: Site;
  unmet: readonly Unmet[];
}

/** Agents, and brokers beyond the usual few, whose findings take as long as all the rest of a set. */
const agentsPerSet = 500;
const usualBrokers = 10;
const brokersPerSet = 2;

/** The smallest sets that reach the goals in a site that doesn't. `today`: for suppressions, ISO date. */
export function smallestSets(
  farm: Farm,
  site: Site,
  goals: readonly Goal[],
  today: string,
  { mostNew, mostChanges, work }: SearchLimits,
  pace: Pace = noPace,
): SearchResult {
  const classes = classesOf(farm, site);
  const unmetOf = (changed: Site): Unmet[] =>
    unmetGoals({ ...farm, sites: [changed] }, changed, goals, today);
  const first: Node = { changes: [], site, unmet: unmetOf(site) };
  const start: Start = { site, classes, domainKeys: keysOf(goals, first.unmet), mostNew };
  const extraBrokers = Math.max(0, site.brokers.length - usualBrokers);
  const most = Math.floor(
    work / (1 + site.agents.length / agentsPerSet + extraBrokers / brokersPerSet),
  );
  const seen = new Set<string>();
  let tried = 0;
  let level: Node[] = [first];
  for (let size = 1; size <= mostChanges && level.length > 0; size += 1) {
    const next: Node[] = [];
    for (const node of level) {
      for (const change of branches(node, start)) {
        const changes = [...node.changes, change];
        const signature = signatureOf(changes, classes);
        if (seen.has(signature)) continue;
        seen.add(signature);
        if (tried >= most) return { sets: setsIn(next), complete: false, tried };
        tried += 1;
        pace(tried / most);
        const changed = changedSite(node.site, change);
        next.push({ changes, site: changed, unmet: unmetOf(changed) });
      }
    }
    const sets = setsIn(next);
    if (sets.length > 0) return { sets, complete: true, tried };
    level = next;
  }
  return { sets: [], complete: true, tried };
}

function setsIn(nodes: readonly Node[]): Change[][] {
  return nodes.filter(({ unmet }) => unmet.length === 0).map(({ changes }) => [...changes]);
}

/** The changes that can help with the one missing thing that has the fewest of them: none, and the set leads nowhere. */
function branches({ changes, site, unmet }: Node, start: Start): Change[] {
  let fewest: Change[] | undefined;
  for (const missing of unmet) {
    const found = candidatesFor(missing, site, changes, start);
    if (fewest === undefined || found.length < fewest.length) fewest = found;
    if (fewest.length === 0) break;
  }
  return fewest ?? [];
}

/** The kinds of failure domains that a new broker needs a place in. */
function keysOf(goals: readonly Goal[], unmet: readonly Unmet[]): string[] {
  const keys = [
    ...goals.flatMap((goal) => (goal.kind === 'domain' ? [goal.key] : [])),
    ...unmet.map(domainKeyOf).filter((key) => key !== null),
  ];
  return [...new Map(keys.map((key) => [key.toLowerCase(), key])).values()];
}
