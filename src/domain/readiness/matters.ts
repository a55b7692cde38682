import {
  activeBrokers,
  type Broker,
  type BrokerState,
  nameList,
  groupedBy,
  type NextStep,
  type Site,
  stateOf,
} from '../model/index.js';
import type { Finding } from './finding.js';
import type { Topic } from './rules/rule.js';

/** What findings of one site have in common, as `Finding.matter` reports it. */
export type Matter = MatterCause & {
  /** The commands that fix what they have in common, in order. */
  remedy: NextStep[];
};

/** The common cause of findings. */
export type MatterCause =
  /** Too few brokers are active, although or because some are in standby or disabled. */
  | { kind: 'too-few-active'; active: number; idle: IdleBrokers[] }
  | { kind: 'too-many-active'; active: number }
  /** The broker is in standby or disabled, in a site with enough active brokers. */
  | { kind: 'broker-idle'; broker: string; state: IdleBrokers['state'] };

/** The brokers of a site in one state in which they could be active. */
export interface IdleBrokers {
  state: Exclude<BrokerState, 'active'>;
  /** Their names as one argument of a command, with ranges: every finding has them, and there may be a thousand. */
  brokers: string;
  count: number;
}

/** A finding, and what its rule says it is about. */
export interface AboutTopic {
  finding: Finding;
  topic: Topic | undefined;
}

/**
 * The findings of a site, each with its matter: those with one cause have the same. What follows from a broker that is in
 * standby or disabled belongs to "too few active brokers" where that is found too, because to activate it is the fix. A
 * finding that shares its cause with no other has none.
 */
export function withMatters(site: Site, found: readonly AboutTopic[]): Finding[] {
  const isTooFew = found.some(({ topic }) => topic?.kind === 'too-few-active');
  const keyOf = (topic: Topic): string =>
    topic.kind !== 'idle' ? topic.kind : isTooFew ? 'too-few-active' : `idle ${topic.broker}`;
  const groups = groupedBy(
    found.filter(({ topic }) => topic !== undefined),
    ({ topic }) => (topic === undefined ? '' : keyOf(topic)),
  );
  const byServer = new Map(site.brokers.map((broker) => [broker.server, broker]));
  const matters = new Map<Finding, Matter>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const cause = causeOf(site, group, isTooFew, byServer);
    if (cause === null) continue;
    const matter = { ...cause, remedy: remedyOf(group, cause) };
    for (const { finding } of group) matters.set(finding, matter);
  }
  return found.map(({ finding }) => ({ ...finding, matter: matters.get(finding) ?? null }));
}

function causeOf(
  site: Site,
  group: readonly AboutTopic[],
  isTooFew: boolean,
  byServer: ReadonlyMap<string, Broker>,
): MatterCause | null {
  const [first] = group;
  if (first?.topic === undefined) return null;
  const { topic } = first;
  const active = topic.kind === 'idle' && !isTooFew ? 0 : activeBrokers(site).length;
  if (topic.kind === 'too-many-active') return { kind: 'too-many-active', active };
  if (isTooFew) return { kind: 'too-few-active', active, idle: idleIn(site) };
  const broker = topic.kind === 'idle' ? byServer.get(topic.broker) : undefined;
  const state = broker === undefined ? 'active' : stateOf(broker);
  if (broker === undefined || state === 'active') return null;
  return { kind: 'broker-idle', broker: broker.server, state };
}

function idleIn(site: Site): IdleBrokers[] {
  return (['standby', 'disabled'] as const).flatMap((state) => {
    const names = site.brokers.filter((one) => stateOf(one) === state).map(({ server }) => server);
    return names.length === 0 ? [] : [{ state, brokers: nameList(names), count: names.length }];
  });
}

/** The remedy that changes the number of active brokers most, which fixes them all; otherwise the first is of the worst. */
function remedyOf(group: readonly AboutTopic[], cause: MatterCause): NextStep[] {
  if (cause.kind === 'broker-idle') return group[0]?.finding.remedy ?? [];
  const counts = group.flatMap(({ finding, topic }) =>
    topic === undefined || topic.kind === 'idle' || topic.kind !== cause.kind
      ? []
      : [{ remedy: finding.remedy, changed: Math.abs(topic.wanted - cause.active) }],
  );
  return counts.toSorted((a, b) => b.changed - a.changed)[0]?.remedy ?? [];
}
