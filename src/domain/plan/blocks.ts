import { fewestMoves, misplaced } from './moves.js';
import type { SiteEnds } from './site-ends.js';
import type { Problem, State } from './state.js';

/**
 * Tasks that change nothing by which orders are compared, so that all of a block are done in one state: the one where a step
 * costs least.
 */
export interface Block {
  /** Whether the tasks can be done in a state. */
  isReady: (state: State) => boolean;
  /** How many there are; known once they can be done. */
  size: (state: State) => number;
}

/**
 * The moves of brokers as blocks: those that can be done before a promotion, and those that can't. Where the order of arrival
 * isn't compared there are as many as if it were the later order, none of which waits for the promotion: no order has less.
 */
export function moveBlocks(
  ends: SiteEnds,
  { tasks, start, arrivalCounts }: Problem,
): [early: Block, late: Block] {
  const adds = tasks.filter(({ change }) => change.kind === 'add').length;
  const fewest = { early: fewestMoves(ends), late: 0 };
  const known = new Map<string, { early: number; late: number }>();
  const sizes = ({ added }: State): { early: number; late: number } => {
    if (!arrivalCounts) return fewest;
    const key = added.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const { early, late } = misplaced(ends, added);
    const size = { early: early.length, late: late.length };
    known.set(key, size);
    return size;
  };
  // Which brokers are moved depends on the order in which the new ones arrived.
  const isComplete = ({ added }: State): boolean => added.length === start.added.length + adds;
  return [
    { isReady: isComplete, size: (state) => sizes(state).early },
    {
      isReady: (state) => isComplete(state) && state.primary === ends.newPrimary,
      size: (state) => sizes(state).late,
    },
  ];
}
