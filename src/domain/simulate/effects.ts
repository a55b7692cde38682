import { primaryIn } from './outcome.js';
import type { DownHosts } from '../model/index.js';
import type { HostsDown, Outcome, ProcessState } from './outcome-types.js';
import type { PromotionForecast } from './promotion.js';
import type { MajorityCount } from './standing.js';

/** A process by its id and its name. */
export interface NamedProcess {
  process: string;
  name: string;
}

/** One thing that is different after something happened. */
export type Effect =
  | { kind: 'primary-changed'; primary: string; former: string }
  /** A hazard: several brokers act as the primary. */
  | { kind: 'two-primaries'; primaries: string[] }
  | { kind: 'two-primaries-resolved'; primaries: string[] }
  | { kind: 'standby-replaces'; standby: string; broker: string }
  /** The standby was an active broker until now. */
  | { kind: 'new-standby-replaces'; standby: string; broker: string }
  | { kind: 'standby-replaces-another'; standby: string; broker: string; former: string }
  | { kind: 'standby-released'; standby: string; broker: string }
  | { kind: 'sessions-lost' }
  | { kind: 'sessions-restored' }
  | { kind: 'majority-changed'; majority: MajorityCount }
  /** `total`: how many providers the site has. */
  | { kind: 'providers-abandoned'; providers: string[]; total: number }
  | { kind: 'providers-restored'; providers: string[]; total: number; servedBy: string }
  | {
      kind: 'providers-moved';
      providers: string[];
      total: number;
      servedBy: string;
      former: string;
    }
  | { kind: 'processes-stopped'; processes: NamedProcess[] }
  /** No broker runs it for certain: only brokers that are configured to. */
  | { kind: 'process-optional'; process: NamedProcess; brokers: string[] }
  | { kind: 'processes-restored'; processes: NamedProcess[]; brokers: string[] }
  /** It no longer depends on the configuration. */
  | { kind: 'process-no-longer-optional'; process: NamedProcess; brokers: string[] }
  /** Offline with their failure domain. */
  | { kind: 'hosts-down'; hosts: DownHosts }
  | { kind: 'hosts-up'; hosts: DownHosts }
  | { kind: 'agents-reconnect'; agents: string[] }
  | { kind: 'agents-without-broker'; agents: string[] }
  | { kind: 'promotion'; promotion: PromotionForecast };

/**
 * What is different after, in the order in which it matters; empty where nothing is.
 * @param moved agents whose broker is another one after
 */
export function effectsOf(before: Outcome, after: Outcome, moved: readonly string[]): Effect[] {
  return [
    ...primaryEffects(before, after),
    ...standbyEffects(before, after),
    ...sessionEffects(before, after),
    ...majorityEffects(before.majority, after.majority),
    ...providerEffects(before, after),
    ...processEffects(before, after),
    ...hostEffects(before, after),
    ...agentEffects(after, moved),
    ...promotionEffects(before, after),
  ];
}

function primaryEffects(before: Outcome, after: Outcome): Effect[] {
  const [former, primary] = [primaryIn(before), primaryIn(after)];
  const effects: Effect[] =
    former === primary ? [] : [{ kind: 'primary-changed', primary, former }];
  const { primaries } = after;
  const wasHazard = before.primaries.length > 1;
  const isHazard = primaries.length > 1;
  if (isHazard && before.primaries.join() !== primaries.join())
    effects.push({ kind: 'two-primaries', primaries });
  if (wasHazard && !isHazard) effects.push({ kind: 'two-primaries-resolved', primaries });
  return effects;
}

function standbyEffects(before: Outcome, after: Outcome): Effect[] {
  const earlier = new Map(before.brokers.map((broker) => [broker.server, broker]));
  return after.brokers.flatMap(({ server: standby, inPlaceOf, state }): Effect[] => {
    const was = earlier.get(standby);
    if (was === undefined || was.inPlaceOf === inPlaceOf) return [];
    const { inPlaceOf: former } = was;
    if (inPlaceOf === null) {
      return former !== null && state === 'standby'
        ? [{ kind: 'standby-released', standby, broker: former }]
        : [];
    }
    if (former !== null)
      return [{ kind: 'standby-replaces-another', standby, broker: inPlaceOf, former }];
    const kind = was.state === 'standby' ? 'standby-replaces' : 'new-standby-replaces';
    return [{ kind, standby, broker: inPlaceOf }];
  });
}

function sessionEffects(before: Outcome, after: Outcome): Effect[] {
  if (before.sessions === after.sessions) return [];
  return [{ kind: after.sessions ? 'sessions-restored' : 'sessions-lost' }];
}

function majorityEffects(before: MajorityCount, after: MajorityCount): Effect[] {
  // Another order of the same brokers is nothing new.
  const heldBy = ({ base, groups }: MajorityCount): string =>
    JSON.stringify([
      base,
      groups.map(({ serving, holdsMajority }) => [serving.toSorted(), holdsMajority]),
    ]);
  return heldBy(before) === heldBy(after) ? [] : [{ kind: 'majority-changed', majority: after }];
}

/** Providers with the same change are one effect, in the order of their first. */
function providerEffects(before: Outcome, after: Outcome): Effect[] {
  const total = after.providers.length;
  const changes = new Map<string, string[]>();
  const effects: Effect[] = [];
  after.providers.forEach(({ provider, servedBy }, index) => {
    const former = before.providers[index]?.servedBy ?? null;
    if (former === servedBy) return;
    const key = JSON.stringify(servedBy === null ? null : [former, servedBy]);
    const others = changes.get(key);
    if (others !== undefined) {
      others.push(provider);
      return;
    }
    const providers = [provider];
    changes.set(key, providers);
    if (servedBy === null) effects.push({ kind: 'providers-abandoned', providers, total });
    else if (former === null)
      effects.push({ kind: 'providers-restored', providers, total, servedBy });
    else effects.push({ kind: 'providers-moved', providers, total, servedBy, former });
  });
  return effects;
}

function processEffects(before: Outcome, after: Outcome): Effect[] {
  const turned = (from: ProcessState | null, to: ProcessState): Outcome['processes'] =>
    after.processes.filter(({ state }, index) => {
      const was = before.processes[index]?.state;
      return state === to && was !== to && (from === null || was === from);
    });
  const stopped = turned(null, 'stopped').map(named);
  const restored = turned('stopped', 'runs');
  const brokers = [...new Set(restored.flatMap(({ on }) => on))];
  return [
    ...(stopped.length === 0 ? [] : [{ kind: 'processes-stopped' as const, processes: stopped }]),
    ...turned(null, 'optional').map((one) => ({
      kind: 'process-optional' as const,
      process: named(one),
      brokers: one.on,
    })),
    ...(restored.length === 0
      ? []
      : [{ kind: 'processes-restored' as const, processes: restored.map(named), brokers }]),
    ...turned('optional', 'runs').map((one) => ({
      kind: 'process-no-longer-optional' as const,
      process: named(one),
      brokers: one.on,
    })),
  ];
}

function named({ process, name }: NamedProcess): NamedProcess {
  return { process, name };
}

function hostEffects({ hostsDown: before }: Outcome, { hostsDown: after }: Outcome): Effect[] {
  const kinds = ['gateways', 'agents', 'providers'] as const;
  const only = (one: HostsDown | undefined, other: HostsDown | undefined): DownHosts => {
    const [gateways = [], agents = [], providers = []] = kinds.map((kind) => {
      const known = new Set(other?.[kind]);
      return (one?.[kind] ?? []).filter((name) => !known.has(name));
    });
    return { gateways, agents, providers };
  };
  const isAny = (hosts: DownHosts): boolean => kinds.some((kind) => hosts[kind].length > 0);
  const [down, up] = [only(after, before), only(before, after)];
  return [
    ...(isAny(down) ? [{ kind: 'hosts-down', hosts: down } as const] : []),
    ...(isAny(up) ? [{ kind: 'hosts-up', hosts: up } as const] : []),
  ];
}

function agentEffects(after: Outcome, moved: readonly string[]): Effect[] {
  if (moved.length === 0) return [];
  return [
    { kind: after.sessions ? 'agents-reconnect' : 'agents-without-broker', agents: [...moved] },
  ];
}

function promotionEffects(before: Outcome, after: Outcome): Effect[] {
  const { promotion } = after;
  const same =
    promotion.state === before.promotion.state &&
    promotion.candidate === before.promotion.candidate;
  return same || promotion.state === 'none' ? [] : [{ kind: 'promotion', promotion }];
}
