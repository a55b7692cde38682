/**
 * A second, plain and slow model of how a site behaves when brokers fail and return, written from
 * design.md section 3 alone. Tests use it as an oracle for the simulator, so it shares no code with it.
 */
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { stoppedProcesses } from './plain-processes.js';
import { targetSplit } from './plain-split.js';
import {
  configuredActive,
  dealHomes,
  isArmed,
  isUp,
  majority,
  needed,
  primaries,
  servedBy,
  serving,
  settle,
  startWorld,
  type State,
  type World,
} from './plain-world.js';

/** What happens to a site. Brokers are named as the site spells them. */
export type PlainEvent =
  /** `promote` has exactly one broker. */
  | { kind: 'down' | 'up' | 'standby' | 'activate' | 'promote'; brokers: string[] }
  /** Replaces any earlier split. Brokers that are not named stay with the first group. */
  | { kind: 'partition'; groups: string[][] }
  | { kind: 'heal' }
  | { kind: 'after'; minutes: number };

/** The site right after an event, or after an act of RAS itself. */
export interface PlainMoment {
  /** Minutes since the start. */
  at: number;
  cause: 'start' | 'event' | 'auto-promotion' | 'failback';
  /** All brokers in priority order, the primary first. */
  order: string[];
  /** Who works as a primary, in priority order: none, one, or more, which is a hazard. */
  primaries: string[];
  /** In priority order. */
  serving: string[];
  /** Stand-in -> the broker it replaces. */
  inPlaceOf: Record<string, string>;
  base: number;
  needed: number;
  armed: boolean;
  /** Serving brokers of the group that holds a majority, in priority order, or null. */
  majority: string[] | null;
  sessions: boolean;
  providers: Record<string, { home: string; servedBy: string | null }>;
  /** Names of the processes that no broker runs. */
  stopped: string[];
  /** Agent -> the broker it is connected to. */
  placement: Record<string, string | null>;
  /** Settled split: agents per serving broker, computed again. */
  target: Record<string, number>;
  /** Agents whose broker changed by this moment's event, in file order. */
  reconnect: string[];
}

/** An event that RAS refuses. */
export class PlainRefusal extends Error {}

// ---- Events of the administrator and the network ----

/** Makes the broker the first of the given order. It knows of that at once; others when they hear of it. */
function makePrimary(world: World, broker: string, order: string[]): void {
  world.order = order;
  world.primaryOf.push(broker);
  world.knows.set(broker, world.primaryOf.length - 1);
  // The delay of auto-promotion restarts for another primary.
  world.awaySince = null;
}

/** The order after a promotion: the old primary becomes the first secondary (A2). */
function orderWithFirst(world: World, broker: string): string[] {
  return [broker, ...world.order.filter((other) => other !== broker)];
}

function promote(world: World, broker: string): void {
  if (broker === world.order[0]) throw new PlainRefusal(`${broker} is already the primary`);
  if (world.state.get(broker) !== 'active') throw new PlainRefusal(`${broker} is not active`);
  if (!isUp(world, broker)) throw new PlainRefusal(`${broker} is offline`);
  makePrimary(world, broker, orderWithFirst(world, broker));
  // After a manual promotion there is no failback (A19).
  world.goBack = null;
}

function configure(world: World, brokers: readonly string[], state: 'active' | 'standby'): void {
  for (const broker of brokers) {
    if (state === 'standby' && broker === world.order[0]) {
      throw new PlainRefusal(`${broker} is the primary`);
    }
    // A disabled broker stays disabled, in standby or not.
    if (world.state.get(broker) !== 'disabled') world.state.set(broker, state);
  }
}

function partition(world: World, groups: readonly string[][]): void {
  for (const broker of world.order) {
    const named = groups.findIndex((group) => group.includes(broker));
    world.groupOf.set(broker, named === -1 ? 0 : named);
  }
}

function applyEvent(world: World, event: Exclude<PlainEvent, { kind: 'after' }>): void {
  switch (event.kind) {
    case 'down':
      for (const broker of event.brokers) world.offline.add(broker);
      break;
    case 'up':
      for (const broker of event.brokers) world.offline.delete(broker);
      break;
    case 'promote':
      promote(world, event.brokers[0]!);
      break;
    case 'standby':
      configure(world, event.brokers, 'standby');
      break;
    case 'activate':
      configure(world, event.brokers, 'active');
      break;
    case 'partition':
      partition(world, event.groups);
      break;
    case 'heal':
      partition(world, []);
      break;
  }
  settle(world);
  // Configuration events assign the homes again; failures and network splits never do.
  if (event.kind === 'promote' || event.kind === 'standby' || event.kind === 'activate') {
    dealHomes(world);
  }
}

// ---- Acts of RAS ----

/** The configured states as they are once failback has undone the exchanges of A17. */
function statesAfterFailback(world: World): Map<string, State> {
  const states = new Map(world.state);
  for (const { standIn, lost } of (world.goBack?.exchanges ?? []).toReversed()) {
    states.set(standIn, 'standby');
    states.set(lost, 'active');
  }
  return states;
}

/** Whether the original primary takes its role back now (A7). */
function failbackIsDue(world: World): boolean {
  if (world.goBack === null) return false;
  const original = world.goBack.to;
  if (!isUp(world, original)) return false;
  // A broker that the administrator has put in standby since then can't be the primary.
  if (statesAfterFailback(world).get(original) !== 'active') return false;
  const present = world.order[0]!;
  if (isUp(world, present) && world.groupOf.get(present) === world.groupOf.get(original)) {
    return true;
  }
  const group = majority(world);
  // The original need not serve itself, so the group is what counts.
  return group !== null && world.groupOf.get(group[0]!) === world.groupOf.get(original);
}

function failBack(world: World): void {
  const { to, order } = world.goBack!;
  world.state = statesAfterFailback(world);
  makePrimary(world, to, order);
  world.goBack = null;
  settle(world);
}

/** The minute at which auto-promotion is due as things are, or null. */
function autoPromotionDue(world: World): number | null {
  const { enabled, afterMinutes } = world.site.autoPromotion;
  if (!enabled || configuredActive(world).length < 3) return null;
  if (world.awaySince === null || majority(world) === null) return null;
  return world.awaySince + afterMinutes;
}

function autoPromote(world: World): void {
  const group = majority(world)!;
  // The highest active secondary; activated standbys come after all of them (A6).
  const active = group.find((broker) => world.state.get(broker) === 'active');
  const next = active ?? group[0]!;

  if (world.site.autoPromotion.failback && world.goBack === null) {
    world.goBack = { to: world.order[0]!, order: world.order, exchanges: [] };
  }
  const lost = world.standsFor.get(next);
  if (lost !== undefined) {
    // The stand-in takes the active place of the broker it replaces, and that one its standby (A17).
    world.state.set(next, 'active');
    world.state.set(lost, 'standby');
    world.goBack?.exchanges.push({ standIn: next, lost });
  }
  makePrimary(world, next, orderWithFirst(world, next));
  settle(world);
}

// ---- A run ----

function moment(
  world: World,
  cause: PlainMoment['cause'],
  before: readonly (string | null)[],
): PlainMoment {
  const { site } = world;
  const who = serving(world);
  const asPrimary = primaries(world);
  const target = targetSplit(site.agents, who, world.order[0]!, world.farm.rasVersion);
  const providers = site.providers.map((provider, i) => {
    const home = world.homes[i]!;
    return [provider.name, { home, servedBy: servedBy(world, home) }] as const;
  });
  return {
    at: world.clock,
    cause,
    order: [...world.order],
    primaries: asPrimary,
    serving: who,
    inPlaceOf: Object.fromEntries(world.standsFor),
    base: configuredActive(world).length,
    needed: needed(world),
    armed: isArmed(world),
    majority: majority(world),
    sessions: who.length > 0,
    providers: Object.fromEntries(providers),
    stopped: stoppedProcesses(site.licensing, asPrimary.length > 0, who.length > 0),
    placement: Object.fromEntries(site.agents.map((agent, i) => [agent.name, world.placed[i]!])),
    target: Object.fromEntries(target),
    reconnect: site.agents
      .filter((_, i) => world.placed[i] !== before[i])
      .map((agent) => agent.name),
  };
}

/**
 * What happens to the site: the first moment is the start, then one for every event but `after`, and one for
 * each act of RAS itself. Throws PlainRefusal for an event that RAS refuses.
 */
export function plainRun(farm: Farm, site: Site, events: readonly PlainEvent[]): PlainMoment[] {
  const world = startWorld(farm, site);
  const moments = [moment(world, 'start', world.placed)];

  /** Lets RAS do all that is due now; failback is looked at before auto-promotion. */
  function letRasAct(): void {
    for (;;) {
      const before = world.placed;
      const due = autoPromotionDue(world);
      if (failbackIsDue(world)) {
        failBack(world);
        moments.push(moment(world, 'failback', before));
      } else if (due !== null && due <= world.clock) {
        autoPromote(world);
        moments.push(moment(world, 'auto-promotion', before));
      } else {
        return;
      }
    }
  }

  for (const event of events) {
    if (event.kind === 'after') {
      const end = world.clock + event.minutes;
      for (;;) {
        const due = autoPromotionDue(world);
        if (due === null || due > end) break;
        world.clock = due;
        letRasAct();
      }
      world.clock = end;
    } else {
      const before = world.placed;
      applyEvent(world, event);
      moments.push(moment(world, 'event', before));
      letRasAct();
    }
  }
  return moments;
}
