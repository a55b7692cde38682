import {
  type Printed,
  printDuration,
  compressNames,
  counted,
  groupedBy,
} from '../domain/model/index.js';
import type { BrokerStanding, Effect, Outcome, Requirement } from '../domain/simulate/index.js';
import {
  type HappeningDocument,
  type OutcomeDocument,
  sayProcesses,
  type SimulationDocument,
} from './simulate-words.js';
import { type Detail, sayMore } from './detail.js';
import type { Theme } from './theme.js';
import { renderTimeline } from './timeline.js';
import { paragraph, sayAssumptions, sayPercent } from './words.js';

/** The consequences of a failure: the verdict, then the state after it; in detail also the state now and what happens in order. */
export function renderSimulation(
  result: Printed<SimulationDocument>,
  theme: Theme,
  detail: Detail,
): string {
  const { verdict, required } = result;
  const head = [
    theme.wrap(`${theme.heading(result.site)}: if ${result.asked}`, 2),
    theme.wrap(verdict.says),
    theme.wrap(`Majority: ${verdict.votes}.`),
    ...required.map((one) => sayRequirement(one, theme)),
  ].join('\n');
  return [head, ...(detail.verbose ? inFull(result, theme) : inBrief(result, theme))].join('\n\n');
}

function inBrief(result: Printed<SimulationDocument>, theme: Theme): string[] {
  const { after, happenings, timeline } = result;
  const moved = movedProviders(result);
  return [
    ...(timeline === null
      ? []
      : [
          [
            theme.heading('What happens'),
            ...happenings.map((one) => sayMoment(one, theme, ofInterest(one))),
          ].join('\n'),
          renderTimeline(timeline, theme),
        ]),
    renderBrokers(after, theme, { names: false }),
    [
      ...sayMoved(result, moved, theme),
      ...sayStopped(after, theme),
      ...sayAgents(result, after).map((line) => paragraph(line, 2, theme)),
    ].join('\n'),
    theme.faint(sayMore('the state now, each step, who runs what, sources', '', theme)),
  ];
}

/** Providers that another broker serves than now, or none. */
function movedProviders({ now, after }: Printed<SimulationDocument>): OutcomeDocument['providers'] {
  const before = new Map(now.providers.map(({ provider, servedBy }) => [provider, servedBy]));
  return after.providers.filter(({ provider, servedBy }) => before.get(provider) !== servedBy);
}

/** Providers that move alike are one line. */
function sayMoved(
  { now }: Printed<SimulationDocument>,
  moved: OutcomeDocument['providers'],
  theme: Theme,
): string[] {
  const before = new Map(now.providers.map(({ provider, servedBy }) => [provider, servedBy]));
  const alike = groupedBy(
    moved,
    ({ provider, servedBy, why }) =>
      `${before.get(provider) ?? 'abandoned'} → ${servedBy ?? theme.bad('abandoned')} (${why})`,
  );
  return [...alike].map(([move, those]) =>
    paragraph(`${compressNames(those.map(({ provider }) => provider))}: ${move}`, 2, theme),
  );
}

function sayStopped({ processes }: Outcome, theme: Theme): string[] {
  const names = (state: string): string[] =>
    processes.filter((process) => process.state === state).map(({ name }) => name);
  const stopped = names('stopped');
  const optional = names('optional');
  // Nobody needs the list of everything.
  const which = stopped.length === processes.length ? '' : `: ${stopped.join(', ')}`;
  return [
    ...(stopped.length === 0
      ? []
      : [paragraph(`${theme.bad(`${sayProcesses(stopped.length)} stopped`)}${which}`, 2, theme)]),
    ...(optional.length === 0
      ? []
      : [
          paragraph(
            `${theme.caution('only if configured on a secondary')}: ${optional.join(', ')}`,
            2,
            theme,
          ),
        ]),
  ];
}

function inFull(result: Printed<SimulationDocument>, theme: Theme): string[] {
  const { now, happenings, after, timeline } = result;
  const assumed = result.assumptions.length === 0 ? '' : `; ${sayAssumptions(result.assumptions)}`;
  return [
    `${theme.heading('Now')}\n${renderBrokers(now, theme)}`,
    `${theme.heading('What happens')}\n${happenings.map((one) => renderHappening(one, theme)).join('\n')}`,
    ...(timeline === null ? [] : [renderTimeline(timeline, theme)]),
    `${theme.heading('After')}\n${renderAfter(result, after, theme)}`,
    [
      theme.wrap(theme.faint(`source: ${result.source.join('; ')}${assumed}`)),
      `again: ${theme.command(result.replay)}`,
    ].join('\n'),
  ];
}

function sayRequirement({ service, kept, lostAt }: Requirement, theme: Theme): string {
  const answer = kept
    ? theme.good('kept')
    : theme.bad(`lost ${lostAt ? `after ${printDuration(lostAt)}` : 'at once'}`);
  return `required: ${service} ${answer}`;
}

/** When something happens, what, and its effects. */
function sayMoment(
  { at, cause, what }: Printed<HappeningDocument>,
  theme: Theme,
  effects: readonly string[] = [],
): string {
  const title = cause === 'event' ? theme.heading(what) : theme.caution(what);
  const about = effects.length === 0 ? '' : `: ${effects.join('; ')}`;
  return theme.wrap(`  ${printDuration(at).padEnd(6)} ${title}${about}`, 9);
}

/** What a reader in a hurry wants to know of an event: who steps in, who must reconnect, and what RAS does next. */
function ofInterest({ changes, effects }: Printed<HappeningDocument>): string[] {
  return effects.filter((_, at) => {
    const kind = changes[at]?.kind;
    return kind !== undefined && briefly.has(kind);
  });
}

const briefly: ReadonlySet<Effect['kind']> = new Set([
  'standby-replaces',
  'new-standby-replaces',
  'standby-replaces-another',
  'standby-released',
  'agents-reconnect',
  'promotion',
]);

function renderHappening(happening: Printed<HappeningDocument>, theme: Theme): string {
  const { effects } = happening;
  const shown = effects.length === 0 ? ['nothing changes'] : effects;
  return [
    sayMoment(happening, theme),
    ...shown.map((effect) => theme.wrap(`${' '.repeat(11)}${effect}`, 13)),
  ].join('\n');
}

/** Every broker: its role, its state, its agents (with their names, if asked), and its target by the load table. */
function renderBrokers(
  outcome: Outcome,
  theme: Theme,
  { names }: { names: boolean } = { names: true },
): string {
  const split = outcome.majority.groups.length > 1;
  const placed = new Map(outcome.placement.map((one) => [one.server, one]));
  const target = new Map(outcome.load.map(({ server, agents }) => [server, agents]));
  const differs = !isSettled(outcome.placement, outcome.load);
  const head = ['broker', 'role', 'state', ...(split ? ['group'] : []), 'agents'];
  const agentsAt = head.length - 1;
  return theme.table(
    [...head, ...(differs ? ['target'] : []), 'share', ...(names ? ['which'] : [])],
    outcome.brokers.map((broker) => {
      const connected = placed.get(broker.server);
      const cells = [
        broker.server,
        broker.state === 'active' ? broker.role : broker.state,
        sayStanding(broker, outcome, theme),
        ...(split ? [String(broker.group)] : []),
      ];
      if (connected === undefined) {
        return [...cells, '-', ...(differs ? ['-'] : []), '-', ...(names ? ['-'] : [])];
      }
      return [
        ...cells,
        String(connected.agents),
        ...(differs ? [String(target.get(broker.server) ?? 0)] : []),
        sayPercent(connected.share),
        ...(names ? [compressNames(connected.names) || '-'] : []),
      ];
    }),
    { right: [agentsAt, agentsAt + 1, ...(differs ? [agentsAt + 2] : [])], indent: 2 },
  );
}

function sayStanding(broker: BrokerStanding, { primaries }: Outcome, theme: Theme): string {
  if (!broker.up) return theme.bad('offline');
  const state =
    broker.inPlaceOf !== null ? `for ${broker.inPlaceOf}` : broker.serves ? 'serves' : 'idle';
  // Another broker was promoted, and it doesn't know yet.
  if (broker.role === 'secondary' && primaries.includes(broker.server)) {
    return theme.bad(`${state}, still a primary`);
  }
  if (broker.inPlaceOf !== null) return theme.caution(state);
  return broker.serves ? theme.good(state) : theme.faint(state);
}

function renderAfter(
  result: Printed<SimulationDocument>,
  after: OutcomeDocument,
  theme: Theme,
): string {
  return [
    renderBrokers(after, theme),
    ...(after.providers.length === 0 ? [] : [renderProviders(result.now, after, theme)]),
    renderProcesses(after, theme),
    [
      ...sayAgents(result, after).map((line) => paragraph(line, 2, theme)),
      paragraph(`Primary: ${after.promotion.says}.`, 2, theme),
    ].join('\n'),
  ].join('\n\n');
}

/** The agents that must reconnect between now and after, and why brokers may differ from their target. */
function sayAgents(
  { reconnect, happenings }: Printed<SimulationDocument>,
  { placement, load, withoutBroker }: Outcome,
): string[] {
  const summary =
    withoutBroker.length > 0
      ? `${counted(withoutBroker.length, 'agent')} ${withoutBroker.length === 1 ? 'has' : 'have'} no broker: ${compressNames(withoutBroker)}`
      : reconnect.length > 0
        ? `${counted(reconnect.length, 'agent')} must reconnect: ${compressNames(reconnect)}`
        : happenings.some(({ changes }) => changes.some(({ kind }) => kind === 'agents-reconnect'))
          ? 'In the end every agent is on the broker that it was on.'
          : 'No agent must reconnect.';
  return isSettled(placement, load)
    ? [summary]
    : [
        summary,
        'Connected agents stay where they are (A22). Target: number of agents by the load table.',
      ];
}

/** Whether every broker has the number of agents by the load table. */
function isSettled(placement: Outcome['placement'], load: Outcome['load']): boolean {
  return placement.every(({ agents }, index) => agents === load[index]?.agents);
}

/** Providers with the same result are one row: which broker serves them before the failure and at the end. */
function renderProviders(now: OutcomeDocument, after: OutcomeDocument, theme: Theme): string {
  const before = new Map(now.providers.map(({ provider, servedBy }) => [provider, servedBy]));
  const alike = new Map<string, { names: string[]; cells: string[] }>();
  for (const { provider, servedBy, why } of after.providers) {
    const cells = [before.get(provider) ?? '-', servedBy ?? theme.bad('abandoned'), why];
    const key = cells.join('\u0000');
    const row = alike.get(key);
    if (row === undefined) alike.set(key, { names: [provider], cells });
    else row.names.push(provider);
  }
  return theme.table(
    ['providers', 'now', 'after', 'why'],
    [...alike.values()].map(({ names, cells }) => [compressNames(names), ...cells]),
    { indent: 2 },
  );
}

/** Processes that don't run are named; those that run are counted. */
function renderProcesses(after: Outcome, theme: Theme): string {
  const inState = (state: string): Outcome['processes'] =>
    after.processes.filter((process) => process.state === state);
  const list = (head: string, those: Outcome['processes']): string[] =>
    those.length === 0 ? [] : [`  ${head}`, ...those.map(({ name }) => `    ${name}`)];
  const stopped = inState('stopped');
  const runs = inState('runs');
  const byBrokers = new Map<string, number>();
  for (const { on } of runs) {
    const brokers = compressNames(on);
    byBrokers.set(brokers, (byBrokers.get(brokers) ?? 0) + 1);
  }
  return [
    ...list(theme.bad(`${sayProcesses(stopped.length)} stopped:`), stopped),
    ...list(theme.caution('only if configured on a secondary:'), inState('optional')),
    ...list('run by the primary of the Licensing Site:', inState('elsewhere')),
    ...[...byBrokers].map(([brokers, number]) =>
      paragraph(`${sayProcesses(number)} ${number === 1 ? 'runs' : 'run'} on ${brokers}`, 2, theme),
    ),
  ].join('\n');
}
