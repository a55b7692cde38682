import type { Printed } from '../domain/command-line.js';
import { printDuration } from '../domain/duration.js';
import { compressNames } from '../domain/names.js';
import type { Requirement, Simulation } from '../domain/simulate.js';
import type { BrokerStanding, Outcome } from '../domain/simulate/outcome.js';
import type { Happening } from '../domain/simulate/timeline.js';
import { counted } from '../domain/words.js';
import type { Look } from './look.js';
import { renderTimeline } from './timeline.js';
import { paragraph, sayPercent } from './words.js';

/** What a failure costs: the verdict first, then now, what happens in order, and after. */
export function renderSimulation(result: Printed<Simulation>, look: Look): string {
  const { verdict, required, now, happenings, after, timeline } = result;
  const assumed =
    result.assumptions.length === 0 ? '' : `; assumptions ${result.assumptions.join(', ')}`;
  return [
    look.wrap(`${look.heading(result.site)}: what if: ${result.asked}`, 2),
    [look.wrap(verdict.says), look.wrap(`Majority: ${verdict.votes}.`)].join('\n'),
    ...(required.length === 0 ? [] : [required.map((one) => sayRequirement(one, look)).join('\n')]),
    `${look.heading('Now')}\n${renderBrokers(now, look)}`,
    `${look.heading('What happens')}\n${happenings.map((one) => renderHappening(one, look)).join('\n')}`,
    ...(timeline === null ? [] : [renderTimeline(timeline, look)]),
    `${look.heading('After')}\n${renderAfter(result, after, look)}`,
    [
      look.wrap(look.faint(`source: ${result.source.join('; ')}${assumed}`)),
      `again: ${look.command(result.replay)}`,
    ].join('\n'),
  ].join('\n\n');
}

function sayRequirement({ service, kept, lostAt }: Requirement, look: Look): string {
  const answer = kept
    ? look.good('kept')
    : look.bad(`lost ${lostAt ? `after ${printDuration(lostAt)}` : 'at once'}`);
  return `required: ${service} ${answer}`;
}

function renderHappening({ at, cause, what, effects }: Happening, look: Look): string {
  const said = cause === 'event' ? look.heading(what) : look.caution(what);
  const clock = printDuration(at).padEnd(6);
  const meant = effects.length === 0 ? ['nothing changes'] : effects;
  return [
    paragraph(`${clock} ${said}`, 2, look),
    ...meant.map((effect) => look.wrap(`${' '.repeat(11)}${effect}`, 13)),
  ].join('\n');
}

/** Every broker: what it is, how it stands, who is connected to it, and how many the load table aims at. */
function renderBrokers(outcome: Outcome, look: Look): string {
  const split = outcome.majority.groups.length > 1;
  const placed = new Map(outcome.placement.map((one) => [one.server, one]));
  const target = new Map(outcome.load.map(({ server, agents }) => [server, agents]));
  const differs = !isSettled(outcome.placement, outcome.load);
  const head = ['broker', 'role', 'stands', ...(split ? ['group'] : []), 'agents'];
  const agentsAt = head.length - 1;
  return look.table(
    [...head, ...(differs ? ['target'] : []), 'share', 'which'],
    outcome.brokers.map((broker) => {
      const connected = placed.get(broker.server);
      const cells = [
        broker.server,
        broker.state === 'active' ? broker.role : broker.state,
        sayStanding(broker, outcome, look),
        ...(split ? [String(broker.group)] : []),
      ];
      if (connected === undefined) return [...cells, '-', ...(differs ? ['-'] : []), '-', '-'];
      return [
        ...cells,
        String(connected.agents),
        ...(differs ? [String(target.get(broker.server) ?? 0)] : []),
        sayPercent(connected.share),
        compressNames(connected.names) || '-',
      ];
    }),
    { right: [agentsAt, agentsAt + 1, ...(differs ? [agentsAt + 2] : [])], indent: 2 },
  );
}

function sayStanding(broker: BrokerStanding, { primaries }: Outcome, look: Look): string {
  if (!broker.up) return look.bad('offline');
  const stands =
    broker.inPlaceOf !== null ? `for ${broker.inPlaceOf}` : broker.serves ? 'serves' : 'idle';
  // Promoted over, and it doesn't know yet.
  if (broker.role === 'secondary' && primaries.includes(broker.server)) {
    return look.bad(`${stands}, still a primary`);
  }
  if (broker.inPlaceOf !== null) return look.caution(stands);
  return broker.serves ? look.good(stands) : look.faint(stands);
}

function renderAfter(result: Printed<Simulation>, after: Outcome, look: Look): string {
  return [
    renderBrokers(after, look),
    ...(after.providers.length === 0 ? [] : [renderProviders(result.now, after, look)]),
    renderProcesses(after, look),
    [
      ...sayAgents(result, after).map((said) => paragraph(said, 2, look)),
      paragraph(`Primary: ${after.promotion.says}.`, 2, look),
    ].join('\n'),
  ].join('\n\n');
}

/** Who must reconnect between now and after, and why brokers may have other numbers than the load table aims at. */
function sayAgents(
  { reconnect }: Printed<Simulation>,
  { placement, load, withoutBroker }: Outcome,
): string[] {
  const said =
    withoutBroker.length > 0
      ? `${counted(withoutBroker.length, 'agent')} ${withoutBroker.length === 1 ? 'has' : 'have'} no broker: ${compressNames(withoutBroker)}`
      : reconnect.length > 0
        ? `${counted(reconnect.length, 'agent')} must reconnect: ${compressNames(reconnect)}`
        : 'No agent must reconnect.';
  return isSettled(placement, load)
    ? [said]
    : [said, 'Connected agents stay where they are (A22). Target: what the load table aims at.'];
}

/** Whether every broker has as many agents as the load table aims at. */
function isSettled(placement: Outcome['placement'], load: Outcome['load']): boolean {
  return placement.every(({ agents }, index) => agents === load[index]?.agents);
}

/** Providers that fare alike are one row: who serves them before anything happens, and who at the end. */
function renderProviders(now: Outcome, after: Outcome, look: Look): string {
  const before = new Map(now.providers.map(({ provider, servedBy }) => [provider, servedBy]));
  const alike = new Map<string, { names: string[]; cells: string[] }>();
  for (const { provider, servedBy, why } of after.providers) {
    const cells = [before.get(provider) ?? '-', servedBy ?? look.bad('abandoned'), why];
    const key = cells.join('\u0000');
    const row = alike.get(key);
    if (row === undefined) alike.set(key, { names: [provider], cells });
    else row.names.push(provider);
  }
  return look.table(
    ['providers', 'now', 'after', 'why'],
    [...alike.values()].map(({ names, cells }) => [compressNames(names), ...cells]),
    { indent: 2 },
  );
}

/** Processes that don't run are named; those that run are counted. */
function renderProcesses(after: Outcome, look: Look): string {
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
    ...list(
      look.bad(`${counted(stopped.length, 'process', 'processes')} that nobody runs:`),
      stopped,
    ),
    ...list(look.caution('only where a secondary is set to it:'), inState('optional')),
    ...list('run by the primary of the Licensing Site:', inState('elsewhere')),
    ...[...byBrokers].map(([brokers, number]) =>
      paragraph(
        `${counted(number, 'process', 'processes')} ${number === 1 ? 'runs' : 'run'} on ${brokers}`,
        2,
        look,
      ),
    ),
  ].join('\n');
}
