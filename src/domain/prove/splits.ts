import {
  commandIn,
  type SuggestedCommand,
  type Farm,
  type Site,
  nameList,
  noPace,
  type Pace,
} from '../model/index.js';
import { promotesByItself, countVotes, nothingFailed, standingsOf } from '../simulate/index.js';
import { isPaceStep, mostShown } from './sets.js';
import { fullSet, membersOf, sizeOf, splitLeavesMajority, type SurvivalModel } from './survival.js';

/** One way the network can split the active brokers in two, and the command that plays it. */
export interface ShownSplit {
  /** The primary's side first. */
  sides: [string[], string[]];
  command: SuggestedCommand;
}

/** Every way the network can split the active brokers in two, in figures. */
export interface SplitsTally {
  splits: number;
  /** Splits after which neither side holds a majority. */
  withoutMajority: number;
  /** Splits with which all providers are abandoned: those without a majority, where HA for VDI is armed. */
  losingProviders: number;
  /** The first splits without a majority. */
  counterexamples: ShownSplit[];
  /** Splits after which the majority is on the other side than the primary. */
  primaryOutvoted: number;
  /** Of these, those in which auto-promotion makes a second primary after its delay (assumption A12). */
  twoPrimaries: number;
  /** The first splits that end with two primaries. */
  hazards: ShownSplit[];
}

/** How many ways there are to split so many brokers in two. */
export function countSplits(active: number): number {
  return 2 ** (active - 1) - 1;
}

/** Tries every way to split the active brokers in two. Sessions go on in each of them (assumption A12). */
export function tallySplits(
  farm: Farm,
  site: Site,
  model: SurvivalModel,
  pace: Pace = noPace,
): SplitsTally {
  const splits = countSplits(model.base);
  const losing: number[] = [];
  const outvoting: number[] = [];
  let withoutMajority = 0;
  let primaryOutvoted = 0;
  // The side without the primary (bit 0) names a split; each is met once.
  for (let split = 1; split <= splits; split += 1) {
    const other = split << 1;
    if (isPaceStep(split)) pace(split / splits);
    if (!splitLeavesMajority(model, other)) {
      withoutMajority += 1;
      if (losing.length < mostShown) losing.push(other);
    } else if (!splitHasPrimary(model, other)) {
      primaryOutvoted += 1;
      if (outvoting.length < mostShown) outvoting.push(other);
    }
  }
  const promotes = promotesByItself(site, countVotes(site, standingsOf(site, nothingFailed), 1));
  const show = (other: number): ShownSplit => shownSplit(farm, site, model, other);
  return {
    splits,
    withoutMajority,
    losingProviders: model.armed && model.groups.length > 0 ? withoutMajority : 0,
    counterexamples: losing.map(show),
    primaryOutvoted,
    twoPrimaries: promotes ? primaryOutvoted : 0,
    hazards: promotes ? outvoting.map(show) : [],
  };
}

/** Whether the primary's side holds the majority. */
function splitHasPrimary(model: SurvivalModel, other: number): boolean {
  return model.base - sizeOf(other) >= model.majority;
}

function shownSplit(farm: Farm, site: Site, model: SurvivalModel, other: number): ShownSplit {
  const sides: [string[], string[]] = [
    membersOf(model, fullSet(model.base) & ~other),
    membersOf(model, other),
  ];
  const text = sides.map(nameList).join('/');
  return { sides, command: commandIn(farm, site)`simulate --partition ${text}` };
}
