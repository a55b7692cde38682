import { compressNames, listed, counted } from '../model/index.js';
import { primaryIn, type Outcome, type ProcessState } from './outcome.js';
import { majorityGroup, type MajorityCount } from './standing.js';

/**
 * From one outcome to the next: what that means to people, sentence by sentence.
 */

/**
 * What is different after, in the order in which it matters; empty where nothing is.
 * @param moved agents whose broker is another one after
 */
export function effectsOf(before: Outcome, after: Outcome, moved: readonly string[]): string[] {
  return [
    ...primaryEffects(before, after),
    ...standbyEffects(before, after),
    ...sessionEffects(before, after),
    ...majorityEffects(before.majority, after.majority),
    ...providerEffects(before, after),
    ...processEffects(before, after),
    ...agentEffects(after, moved),
    ...promotionEffects(before, after),
  ];
}

function primaryEffects(before: Outcome, after: Outcome): string[] {
  const [old, now] = [primaryIn(before), primaryIn(after)];
  const changed = old === now ? [] : [`${now} is the primary instead of ${old}`];
  const wasHazard = before.primaries.length > 1;
  const isHazard = after.primaries.length > 1;
  if (isHazard && before.primaries.join() !== after.primaries.join()) {
    return [...changed, `hazard: ${sayPrimaries(after.primaries)}`];
  }
  return wasHazard && !isHazard ? [...changed, 'the hazard of two primaries is over'] : changed;
}

/** "CB1 works as the primary", "CB1 and CB2 both work as the primary", "CB1, CB2 and CB3 all work as the primary". */
export function sayPrimaries(primaries: readonly string[]): string {
  const [, second, third] = primaries;
  const work = second === undefined ? 'works' : third === undefined ? 'both work' : 'all work';
  return `${listed(primaries)} ${work} as the primary`;
}

function standbyEffects(before: Outcome, after: Outcome): string[] {
  const earlier = new Map(before.brokers.map((broker) => [broker.server, broker]));
  return after.brokers.flatMap(({ server, inPlaceOf, state }) => {
    const was = earlier.get(server);
    if (was === undefined || was.inPlaceOf === inPlaceOf) return [];
    if (inPlaceOf === null)
      return state === 'standby' ? [`${server} no longer stands in for ${was.inPlaceOf}`] : [];
    if (was.inPlaceOf !== null)
      return [`${server} steps in for ${inPlaceOf}, no longer for ${was.inPlaceOf}`];
    return was.state === 'standby'
      ? [`${server} leaves standby and steps in for ${inPlaceOf}`]
      : [`${server} goes to standby and steps in for ${inPlaceOf}`];
  });
}

function sessionEffects(before: Outcome, after: Outcome): string[] {
  if (before.sessions === after.sessions) return [];
  return [
    after.sessions ? 'sessions are brokered again' : 'no broker serves: no session is brokered',
  ];
}

function majorityEffects(before: MajorityCount, after: MajorityCount): string[] {
  // Another order of the same brokers is nothing new.
  const heldBy = ({ base, groups }: MajorityCount): string =>
    JSON.stringify([
      base,
      groups.map(({ serving, holdsMajority }) => [serving.toSorted(), holdsMajority]),
    ]);
  return heldBy(before) === heldBy(after) ? [] : [sayMajority(after)];
}

/** The majority counted out: who holds it, votes, base, needed. */
export function sayMajority(majority: MajorityCount): string {
  const { base, needed, armed, groups } = majority;
  const holder = groups[majorityGroup(majority) ?? -1];
  const votes = groups.map((group) => String(group.votes));
  const verdict =
    holder === undefined
      ? `nobody holds a majority: ${listed(votes)} ${votes.join() === '1' ? 'vote' : 'votes'} of ${base}, ${needed} needed`
      : `${listed(holder.serving)} ${holder.votes === 1 ? 'holds' : 'hold'} a majority: ${counted(holder.votes, 'vote')} of ${base}, ${needed} needed`;
  return armed
    ? verdict
    : `${verdict}; it decides nothing, because high availability for VDI is not armed with ${counted(base, 'active broker')}`;
}

function providerEffects(before: Outcome, after: Outcome): string[] {
  const moves = new Map<string, string[]>();
  after.providers.forEach(({ provider, servedBy }, index) => {
    const was = before.providers[index]?.servedBy ?? null;
    if (was === servedBy) return;
    const move =
      servedBy === null
        ? 'abandoned'
        : was === null
          ? `served again, by ${servedBy}`
          : `moved from ${was} to ${servedBy}`;
    const moved = moves.get(move);
    if (moved === undefined) moves.set(move, [provider]);
    else moved.push(provider);
  });
  return [...moves].map(([move, providers]) => {
    const all = providers.length === after.providers.length && providers.length > 1;
    const who = `${counted(providers.length, 'provider')}${all ? ' (all)' : ''}`;
    return `${who} ${move}: ${compressNames(providers)}`;
  });
}

function processEffects(before: Outcome, after: Outcome): string[] {
  const turned = (from: ProcessState | null, to: ProcessState): Outcome['processes'] =>
    after.processes.filter(({ state }, index) => {
      const was = before.processes[index]?.state;
      return state === to && was !== to && (from === null || was === from);
    });
  const stopped = turned(null, 'stopped');
  const optional = turned(null, 'optional');
  const resumed = turned('stopped', 'runs');
  const full = turned('optional', 'runs');
  const on = new Set(resumed.flatMap((process) => process.on));
  return [
    ...(stopped.length === 0
      ? []
      : [`${processes(stopped.length)} ${stopped.length === 1 ? 'stops' : 'stop'}`]),
    ...optional.map(({ name }) => `${name} goes on only where a secondary is set to it`),
    ...(resumed.length === 0
      ? []
      : [
          `${processes(resumed.length)} ${resumed.length === 1 ? 'runs' : 'run'} again, on ${listed([...on])}`,
        ]),
    ...full.map((process) => `${process.name} runs as ever, on ${listed(process.on)}`),
  ];
}

/** "1 process", "9 processes". */
export function processes(number: number): string {
  return `${number} ${number === 1 ? 'process' : 'processes'}`;
}

function agentEffects(after: Outcome, moved: readonly string[]): string[] {
  if (moved.length === 0) return [];
  const lost = moved.length === 1 ? 'loses its broker' : 'lose their broker';
  const where = after.sessions ? 'must reconnect' : lost;
  return [`${counted(moved.length, 'agent')} ${where}: ${compressNames(moved)}`];
}

function promotionEffects(before: Outcome, after: Outcome): string[] {
  const { state, candidate, says } = after.promotion;
  const same = state === before.promotion.state && candidate === before.promotion.candidate;
  return same || state === 'none' ? [] : [says];
}
