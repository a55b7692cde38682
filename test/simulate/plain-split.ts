/**
 * The load split of the plain model: how many agents each serving broker should have, and which agent
 * connects where. Written from design.md section 3 ("Load split") and domain.md 4.1.
 */

/** What the split needs to know about an agent. */
export interface PlainAgent {
  name: string;
  preferredBroker: string | null;
}

/** Names are compared without regard to case. */
export function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The broker of the list that the agent prefers, or null. */
function preferredAmong(agent: PlainAgent, brokers: readonly string[]): string | null {
  for (const broker of brokers) {
    if (agent.preferredBroker !== null && sameText(agent.preferredBroker, broker)) return broker;
  }
  return null;
}

/** Relative shares of the serving brokers, in priority order. */
function sharesOf(serving: readonly string[], primary: string, rasVersion: number): number[] {
  const equal = serving.map(() => 1);
  // Up to RAS 20 everybody gets the same (A21).
  if (rasVersion < 21) return equal;
  // While the primary is away, the serving secondaries share equally (A3).
  if (!serving.includes(primary)) return equal;
  // domain.md 4.1; the shares of one column add up to 100, except for five or more.
  let ofPrimary = 0;
  let ofSecondary = 1;
  if (serving.length === 1) ofPrimary = 100;
  if (serving.length === 2) [ofPrimary, ofSecondary] = [40, 60];
  if (serving.length === 3) [ofPrimary, ofSecondary] = [20, 40];
  if (serving.length === 4) [ofPrimary, ofSecondary] = [10, 30];
  return serving.map((broker) => (broker === primary ? ofPrimary : ofSecondary));
}

/** Divides `count` agents by largest remainder; ties go to the higher priority. */
function apportion(count: number, shares: readonly number[]): number[] {
  let total = 0;
  for (const share of shares) total += share;
  // Whole numbers all the way, so that equal remainders are exactly equal.
  const seats = shares.map((share) => Math.floor((count * share) / total));
  const remainders = shares.map((share) => (count * share) % total);
  let left = count;
  for (const seat of seats) left -= seat;
  while (left > 0) {
    let best = 0;
    for (let i = 1; i < remainders.length; i++) {
      if (remainders[i]! > remainders[best]!) best = i;
    }
    seats[best]! += 1;
    remainders[best] = -1;
    left -= 1;
  }
  return seats;
}

/** How many of the agents that are not pinned to a serving broker each serving broker gets. */
function unpinnedSeats(
  agents: readonly PlainAgent[],
  serving: readonly string[],
  primary: string,
  rasVersion: number,
): number[] {
  let unpinned = 0;
  for (const agent of agents) {
    if (preferredAmong(agent, serving) === null) unpinned += 1;
  }
  return apportion(unpinned, sharesOf(serving, primary, rasVersion));
}

/** The settled split: agents per serving broker, pinned agents included. */
export function targetSplit(
  agents: readonly PlainAgent[],
  serving: readonly string[],
  primary: string,
  rasVersion: number,
): Map<string, number> {
  const target = new Map<string, number>();
  if (serving.length === 0) return target;
  const seats = unpinnedSeats(agents, serving, primary, rasVersion);
  for (const [i, broker] of serving.entries()) target.set(broker, seats[i]!);
  for (const agent of agents) {
    const broker = preferredAmong(agent, serving);
    if (broker !== null) target.set(broker, target.get(broker)! + 1);
  }
  return target;
}

/** Where each agent connects at the start: pinned ones first, the rest in contiguous blocks of file order. */
export function firstPlacement(
  agents: readonly PlainAgent[],
  serving: readonly string[],
  primary: string,
  rasVersion: number,
): (string | null)[] {
  if (serving.length === 0) return agents.map(() => null);
  const seats = unpinnedSeats(agents, serving, primary, rasVersion);
  const placed: (string | null)[] = [];
  let block = 0;
  for (const agent of agents) {
    const pinnedTo = preferredAmong(agent, serving);
    if (pinnedTo !== null) {
      placed.push(pinnedTo);
      continue;
    }
    while (seats[block] === 0) block += 1;
    seats[block]! -= 1;
    placed.push(serving[block]!);
  }
  return placed;
}

/** Where each agent is connected afterwards: those whose broker serves stay (A22), the others reconnect. */
export function reconnected(
  agents: readonly PlainAgent[],
  before: readonly (string | null)[],
  serving: readonly string[],
  primary: string,
  rasVersion: number,
): (string | null)[] {
  const placed = before.map((broker) =>
    broker !== null && serving.includes(broker) ? broker : null,
  );
  if (serving.length === 0) return placed;

  // First those whose preferred broker serves, in file order.
  for (const [i, agent] of agents.entries()) {
    if (placed[i] === null) placed[i] = preferredAmong(agent, serving);
  }

  // Then the rest, in file order, each to the broker furthest below its target.
  const target = targetSplit(agents, serving, primary, rasVersion);
  for (let i = 0; i < agents.length; i++) {
    if (placed[i] !== null) continue;
    let best: string | null = null;
    let bestGap = 0;
    for (const broker of serving) {
      const connected = placed.filter((other) => other === broker).length;
      const gap = target.get(broker)! - connected;
      // Strictly larger: a tie stays with the higher priority.
      if (best === null || gap > bestGap) {
        best = broker;
        bestGap = gap;
      }
    }
    placed[i] = best;
  }
  return placed;
}
