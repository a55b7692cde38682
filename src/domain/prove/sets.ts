import { noPace, type Pace } from '../model/index.js';
import type { Service } from '../simulate/index.js';
import {
  firstOfSize,
  losesProvider,
  lossesOf,
  lostPrimary,
  lostProviders,
  lostSessions,
  membersOf,
  nextOfSize,
  setsOfSize,
  sizeOf,
  type SurvivalModel,
} from './survival.js';

/** All sets of one size: their number, and how many of them lose each service. */
export interface SizeTally {
  /** Brokers down in each of these sets. */
  down: number;
  sets: number;
  /** Sets with which no broker serves sessions. */
  losingSessions: number;
  /** Sets with which at least one provider is abandoned. */
  losingProviders: number;
  /** Sets with which the primary's own processes stop, until a promotion. */
  stoppingPrimary: number;
  losingNothing: number;
}

/** The smallest sets of brokers whose failure stops one service. */
export interface SmallestSets {
  service: Service;
  /** The providers that are lost together; none for the other services. */
  providers: readonly string[];
  /** Brokers in each of the smallest sets; null where none was found among the sets tried. */
  size: number | null;
  /** How many sets of that size stop the service. */
  sets: number;
  /** The first of them, as brokers. */
  shown: string[][];
}

/** Every set of down brokers of a site, up to a size, in figures. */
export interface SetsTally {
  /** The brokers that the sets are made of. */
  brokers: string[];
  /** Sets in `bySize`. */
  sets: number;
  bySize: SizeTally[];
  smallest: SmallestSets[];
  /** Largest f such that no set of f brokers takes sessions or a provider away; null where larger sets were not tried. */
  tolerance: number | null;
  /** Sets tried in all: those in `bySize` and the larger ones among which the smallest sets were looked for. */
  setsTried: number;
}

/** More sets than these are not tried just to find the smallest ones. */
const mostSetsForSmallest = 2 ** 22;

/** The number of sets shown of those that stop a service. */
export const mostShown = 6;

/** Whether to say how far the work is: not after each of millions of steps. */
export function isPaceStep(step: number): boolean {
  return (step & 0xffff) === 0;
}

/** The search for one service: the flag of its loss, and the smallest sets found so far. */
interface Search {
  flag: number;
  found: SmallestSets;
  masks: number[];
}

/**
 * Tries every set of up to `most` down brokers, size by size, and goes on beyond that until the smallest sets that
 * take each service away are known. No set is skipped, and only counts are kept.
 */
export function tallySets(model: SurvivalModel, most: number, pace: Pace = noPace): SetsTally {
  const members = model.members.length;
  const expected = countSets(members, most);
  const searches = servicesOf(model);
  const bySize: SizeTally[] = [];
  let setsTried = 0;
  let sizesTried = 0;
  for (let size = 0; size <= members; size += 1) {
    const sets = setsOfSize(members, size);
    const asked = size <= most;
    const allFound = searches.every(({ found }) => found.size !== null);
    if (!asked && (allFound || setsTried + sets > mostSetsForSmallest)) break;
    const before = setsTried;
    const tally = tallySize(model, size, searches, (tried) =>
      pace(Math.min(1, (before + tried) / expected)),
    );
    setsTried += tally.sets;
    sizesTried = size;
    if (asked) bySize.push(tally);
  }
  return {
    brokers: model.members.map((broker) => broker.server),
    sets: bySize.reduce((sum, tally) => sum + tally.sets, 0),
    bySize,
    smallest: searches.map(({ found, masks }) => ({
      ...found,
      shown: masks.map((mask) => membersOf(model, mask)),
    })),
    tolerance: toleranceFound(searches, sizesTried === members),
    setsTried,
  };
}

/** How many sets of up to `most` brokers there are. */
export function countSets(members: number, most: number): number {
  let sets = 0;
  for (let size = 0; size <= Math.min(most, members); size += 1) sets += setsOfSize(members, size);
  return sets;
}

function tallySize(
  model: SurvivalModel,
  size: number,
  searches: readonly Search[],
  tried: (sets: number) => void,
): SizeTally {
  const beyond = 2 ** model.members.length;
  const open = searches.filter(({ found }) => found.size === null);
  const flags = open.reduce((sum, { flag }) => sum | flag, 0);
  const tally = {
    sets: 0,
    losingSessions: 0,
    losingProviders: 0,
    stoppingPrimary: 0,
    losingNothing: 0,
  };
  for (let set = firstOfSize(size); set < beyond; set = nextOfSize(set)) {
    const losses = lossesOf(model, set);
    tally.sets += 1;
    if (isPaceStep(tally.sets)) tried(tally.sets);
    if (losses === 0) tally.losingNothing += 1;
    if ((losses & lostSessions) !== 0) tally.losingSessions += 1;
    if (losesProvider(losses)) tally.losingProviders += 1;
    if ((losses & lostPrimary) !== 0) tally.stoppingPrimary += 1;
    if ((losses & flags) !== 0) note(open, losses, set);
    if (set === 0) break;
  }
  return { down: size, ...tally };
}

/** Sizes are tried in ascending order, so the first set that loses a service is one of the smallest. */
function note(open: readonly Search[], losses: number, set: number): void {
  for (const { flag, found, masks } of open) {
    if ((losses & flag) === 0) continue;
    found.size ??= sizeOf(set);
    found.sets += 1;
    if (masks.length < mostShown) masks.push(set);
  }
}

function servicesOf(model: SurvivalModel): Search[] {
  return [
    searchFor(lostSessions, 'sessions'),
    ...model.groups.map((group, at) =>
      searchFor(lostProviders << at, 'providers', group.providers),
    ),
    searchFor(lostPrimary, 'primary'),
  ];
}

function searchFor(flag: number, service: Service, providers: readonly string[] = []): Search {
  return { flag, found: { service, providers, size: null, sets: 0, shown: [] }, masks: [] };
}

/** One less than the smallest set that takes sessions or a provider away: smaller ones were all tried. */
function toleranceFound(searches: readonly Search[], all: boolean): number | null {
  const sizes = searches
    .filter(({ found }) => found.service !== 'primary')
    .map(({ found }) => found.size)
    .filter((size) => size !== null);
  if (sizes.length > 0) return Math.min(...sizes) - 1;
  if (all) throw new Error('all brokers down and no service lost');
  return null;
}
