import type { AssumptionId } from '../facts/index.js';
import type { Failure } from './expectations.js';
import { activeBrokers, type Farm, type Site } from '../model/index.js';
import { countSplits } from '../prove/index.js';
import {
  downList,
  type EventDomain,
  hostsOf,
  printEvent,
  type FailureEvent,
  type Timeline,
  timelineOf,
  type Outcome,
  outcomeOf,
  sayGroups,
  type Moment,
  runEvents,
} from '../simulate/index.js';

/** The scenarios of a test, and how each of them ends. */

/** One failure, its brokers spelled as in the site. */
export interface Scenario {
  down: readonly string[];
  /** Failure domains that take other hosts than brokers along. */
  downDomains?: readonly EventDomain[];
  groups: readonly (readonly string[])[];
  events: readonly FailureEvent[];
}

/** How a scenario ends. */
export interface Ended {
  outcome: Outcome;
  /** What is judged of what must hold throughout: every moment, or only the end where there are no events. */
  moments: readonly Pick<Moment, 'at' | 'outcome'>[];
  /** Null where there are no events. */
  timeline: Timeline | null;
  assumptions: AssumptionId[];
}

/** A test may not need more scenarios: so many take a few seconds. */
export const mostTestScenarios = 20_000;

/** How many scenarios a failure is for a site; 0 where it asks for more than the site has. */
export function countScenarios(site: Site, failure: Failure): number {
  if (failure.anySplit) return countSplits(activeBrokers(site).length);
  if (failure.anyDown === 0) return 1;
  const candidates = breakable(site, failure).length;
  if (failure.anyDown > candidates) return 0;
  let sets = 1;
  let total = 0;
  for (let size = 1; size <= failure.anyDown; size += 1) {
    sets = (sets * (candidates - size + 1)) / size;
    total += sets;
  }
  return total;
}

/** Every scenario of a failure; those with fewer brokers down come first. */
export function* scenariosOf(site: Site, failure: Failure): Generator<Scenario> {
  const { down, groups, events, downDomains } = failure;
  const domains = downDomains === undefined ? {} : { downDomains };
  if (failure.anySplit) {
    for (const sides of splitsOf(activeBrokers(site).map(({ server }) => server))) {
      yield { down, ...domains, groups: sides, events };
    }
    return;
  }
  if (failure.anyDown === 0) yield { down, ...domains, groups, events };
  for (let size = 1; size <= failure.anyDown; size += 1) {
    for (const set of setsOf(breakable(site, failure), size)) {
      yield { down: [...down, ...set], ...domains, groups, events };
    }
  }
}

/** The active brokers that the test does not name as down. */
export function breakable(site: Site, { down }: Pick<Failure, 'down'>): string[] {
  const servers = activeBrokers(site).map(({ server }) => server);
  return servers.filter((server) => !down.includes(server));
}

/** Every set of that size, in the order of the names. */
function* setsOf(names: readonly string[], size: number): Generator<string[]> {
  if (size === 0) yield [];
  else {
    for (let first = 0; first + size <= names.length; first += 1) {
      for (const rest of setsOf(names.slice(first + 1), size - 1)) {
        yield [names[first] ?? '', ...rest];
      }
    }
  }
}

/** Every way to split the names in two; the first name's side comes first. */
function* splitsOf(names: readonly string[]): Generator<[string[], string[]]> {
  const [first, ...others] = names;
  if (first === undefined) return;
  for (let size = 1; size <= others.length; size += 1) {
    for (const side of setsOf(others, size)) {
      yield [[first, ...others.filter((name) => !side.includes(name))], side];
    }
  }
}

/**
 * How a scenario ends.
 * @throws Refusal E_REFUSED for an event that RAS would not allow
 */
export function play(farm: Farm, site: Site, scenario: Scenario): Ended {
  const { down, groups, events, downDomains = [] } = scenario;
  if (events.length === 0) {
    const hosts = hostsOf(site, downDomains);
    const outcome = outcomeOf(farm, site, { down, groups, hosts });
    return {
      outcome,
      moments: [{ at: 0, outcome }],
      timeline: null,
      assumptions: outcome.assumptions,
    };
  }
  const written = eventsOf(scenario).map((event) => ({ event, location: null }));
  const run = runEvents(farm, site, written);
  const outcome = run.moments.at(-1)?.outcome;
  if (outcome === undefined) throw new Error('a run without a moment');
  return { outcome, moments: run.moments, timeline: timelineOf(run), assumptions: run.assumptions };
}

/** How things are at a moment: after everything that happens until then, at that very minute too. */
export function endedAt(ended: Ended, minutes: number): Ended {
  const now = ended.moments.findLast(({ at }) => at <= minutes);
  return now === undefined ? ended : { ...ended, outcome: now.outcome };
}

/** What happens in a scenario until a moment, at that very minute too. */
export function scenarioUntil(scenario: Scenario, minutes: number): Scenario {
  const until: FailureEvent[] = [];
  let left = minutes;
  for (const event of scenario.events) {
    if (event.kind !== 'after') until.push(event);
    else if (event.minutes <= left) {
      until.push(event);
      left -= event.minutes;
    } else {
      if (left > 0) until.push({ kind: 'after', minutes: left });
      break;
    }
  }
  return { ...scenario, events: until };
}

/** All that happens in a scenario, as events. */
function eventsOf({ down, downDomains = [], groups, events }: Scenario): FailureEvent[] {
  const first: FailureEvent[] = [];
  if (down.length + downDomains.length > 0) {
    const domains = downDomains.length === 0 ? {} : { domains: [...downDomains] };
    first.push({ kind: 'down', brokers: [...down], ...domains });
  }
  if (groups.length > 0) first.push({ kind: 'partition', groups: groups.map((one) => [...one]) });
  return [...first, ...events];
}

/** A scenario as events are written; null where nothing fails. */
export function sayScenario(scenario: Scenario): string | null {
  return eventsOf(scenario).map(printEvent).join('; ') || null;
}

/** The options of the simulation that plays a scenario; null where nothing fails. */
export function simulateOptions({
  down,
  downDomains = [],
  groups,
  events,
}: Scenario): [flag: string, value: string][] | null {
  const isDown = down.length + downDomains.length > 0;
  if (!isDown && groups.length + events.length === 0) return null;
  return [
    ...option('--down', isDown, () => downList(down, downDomains)),
    ...option('--partition', groups.length > 0, () => sayGroups(groups)),
    ...option('--events', events.length > 0, () => events.map(printEvent).join('; ')),
  ];
}

function option(flag: string, isGiven: boolean, value: () => string): [string, string][] {
  return isGiven ? [[flag, value()]] : [];
}
