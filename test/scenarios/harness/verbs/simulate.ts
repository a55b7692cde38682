import { printed } from '../../../suggest/printed.js';
import { assumptions } from '../../../../src/domain/facts/assumptions.js';
import { printDuration } from '../../../../src/domain/model/duration.js';
import type { Farm } from '../../../../src/domain/model/farm.js';
import { findSite } from '../../../../src/domain/model/find.js';
import { compressNames } from '../../../../src/domain/model/names/compress.js';
import { parseServices, simulate } from '../../../../src/domain/simulate/simulate.js';
import { parseEvents, parseGroups, splitNames } from '../../../../src/domain/simulate/events.js';
import type { Timeline } from '../../../../src/domain/simulate/outages.js';
import {
  describeSimulation,
  type OutcomeDocument,
  type SimulationDocument,
} from '../../../../src/render/simulate-words.js';
import type { Line } from '../line.js';
import type { Verbs } from '../verb.js';

/** What failures cost. */
export const simulateVerbs: Verbs = {
  /**
   * simulate [down=] [partition=] [require=] [site=] [only=SECTION,…] [why]: a failure; the sections are those of the
   * output: verdict, happens, serves, providers, processes, load, reconnect, promotion, require; `why` adds sources and
   * assumptions
   */
  simulate: (line, farm) => ({ output: sayChosen(line, ask(line, farm, null)) }),
  /** timeline "EVENT; EVENT" [same options; more sections: intervals, totals]: events with a clock */
  timeline: (line, farm) => ({ output: sayChosen(line, ask(line, farm, line.word('events'))) }),
};

function ask(line: Line, farm: Farm, events: string | null): SimulationDocument {
  const partition = line.option('partition');
  const required = line.option('require');
  const simulation = simulate(farm, findSite(farm, line.option('site')), {
    down: splitNames(line.option('down') ?? ''),
    groups: partition === undefined ? [] : parseGroups(partition),
    events: events === null ? null : parseEvents(events, 'events'),
    require: required === undefined ? [] : parseServices([required]),
  });
  return describeSimulation(simulation);
}

function sayChosen(line: Line, simulation: SimulationDocument): string[] {
  const sections = {
    verdict: [simulation.verdict.says, `  ${simulation.verdict.votes}`],
    happens: sayHappenings(simulation),
    ...sayOutcome(simulation.after),
    reconnect: [`reconnect: ${compressNames(simulation.reconnect) || 'none'}`],
    promotion: [
      `promotion (${simulation.after.promotion.state}): ${simulation.after.promotion.says}`,
    ],
    ...(simulation.timeline === null ? {} : sayTimeline(simulation.timeline)),
    require: simulation.required.map(
      ({ service, kept, lostAt }) =>
        `require ${service}: ${kept ? 'kept' : `lost at ${printDuration(lostAt ?? 0)}`}`,
    ),
  };
  const only = line.option('only')?.split(',') ?? Object.keys(sections);
  const unknown = only.find((one) => !Object.hasOwn(sections, one));
  if (unknown !== undefined) throw line.mistake(`there is no section "${unknown}"`);
  return [
    ...Object.entries(sections).flatMap(([name, lines]) => (only.includes(name) ? lines : [])),
    ...(line.flag('why') ? sayWhy(simulation) : []),
  ];
}

function sayHappenings({ happenings }: SimulationDocument): string[] {
  return happenings.flatMap(({ at, what, effects }) => [
    `${printDuration(at)} ${what}`,
    ...effects.map((effect) => `  ${effect}`),
  ]);
}

function sayOutcome(outcome: OutcomeDocument): Record<string, string[]> {
  const serving = outcome.brokers.filter((broker) => broker.serves);
  const standIns = serving.map(({ server, inPlaceOf }) =>
    inPlaceOf === null ? server : `${server} for ${inPlaceOf}`,
  );
  const inState = (state: string): string[] => {
    const those = outcome.processes.filter((process) => process.state === state);
    return those.length === 0
      ? []
      : [`${state} ${those.length}: ${those.map(({ process }) => process).join(' ')}`];
  };
  const running = outcome.processes.filter(({ state }) => state === 'runs').length;
  return {
    serves: [
      `serves: ${standIns.join(', ') || 'none'}; primary: ${outcome.primaries.join(', ') || 'none'}`,
    ],
    providers: outcome.providers.map(
      ({ provider, home, servedBy, why }) =>
        `provider ${provider}: ${home} -> ${servedBy ?? 'abandoned'} (${why})`,
    ),
    processes: [
      `running ${running} of ${outcome.processes.length}`,
      ...inState('stopped'),
      ...inState('optional'),
      ...inState('elsewhere'),
    ],
    load: [
      ...outcome.placement.map(({ server, agents, share, names }, index) => {
        const target = outcome.load[index]?.agents;
        const aim = target === agents ? '' : `, target ${target}`;
        return `load ${server}: ${agents} (${share}%${aim}) ${compressNames(names)}`.trimEnd();
      }),
      ...(outcome.withoutBroker.length === 0
        ? []
        : [`without broker: ${compressNames(outcome.withoutBroker)}`]),
    ],
  };
}

function sayTimeline({ minutes, intervals, totals }: Timeline): Record<string, string[]> {
  const out = (what: string, time: number): string[] =>
    time > 0 ? [`total ${what}: ${printDuration(time)}`] : [];
  // Processes that were out equally long are one line.
  const byTime = new Map<string, string[]>();
  for (const { process, stopped, optional } of totals.processes) {
    for (const [what, time] of [
      ['stopped', stopped],
      ['optional', optional],
    ] as const) {
      const key = `${printDuration(time)} ${what}`;
      if (time > 0) byTime.set(key, [...(byTime.get(key) ?? []), process]);
    }
  }
  return {
    intervals: intervals.map((one) => {
      const missing = [
        one.sessions ? '' : 'no sessions',
        one.abandoned.length === 0 ? '' : `abandoned ${compressNames(one.abandoned)}`,
        one.stopped.length === 0 ? '' : `${one.stopped.length} processes stopped`,
        one.primaries.length > 1 ? `two primaries ${one.primaries.join(' ')}` : '',
      ].filter((text) => text !== '');
      return `${printDuration(one.from)}-${printDuration(one.to)}: primary ${one.primary}; ${missing.join(', ') || 'all runs'}`;
    }),
    totals: [
      `total time: ${printDuration(minutes)}`,
      ...out('without sessions', totals.sessions),
      ...out('with two primaries', totals.twoPrimaries),
      ...totals.providers.flatMap((one) => out(`without ${one.provider}`, one.minutes)),
      ...[...byTime].map(([time, ids]) => `total ${time}: ${ids.join(' ')}`),
    ],
  };
}

function sayWhy({ source, assumptions: ids, replay }: SimulationDocument): string[] {
  return [
    ...source.map((one) => `source: ${one}`),
    ...ids.map((id) => `assumed, ${id}: ${assumptions[id]}`),
    `again: ${printed(replay)}`,
  ];
}
