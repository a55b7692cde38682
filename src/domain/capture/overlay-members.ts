import { type Agent, type AgentKind, sameName } from '../model/index.js';
import type { CapturedMember } from './capture.js';
import { agentPairs, type LiveAgent } from './live-agents.js';
import { pairNames } from './same-host.js';
import type { CaptureWarning } from './warnings.js';

/** Captured lists of gateways, Providers and agents laid over those of the model. */

/** A list of the model with the captured objects over it; `now` null: the list wasn't captured. */
export function overlayList<T>({
  old,
  now,
  nameOf,
  object,
  site,
  warnings,
  build,
}: {
  old: readonly T[];
  now: readonly CapturedMember[] | null;
  nameOf: (one: T) => string;
  object: 'gateway' | 'provider';
  site: string;
  warnings: CaptureWarning[];
  build: (member: CapturedMember, old: T | undefined) => T | null;
}): T[] {
  if (now === null) return [...old];
  const pairs = pairNames(old, now, nameOf, ({ name }) => name);
  const built = new Map<T, T>();
  const added: T[] = [];
  for (const member of now) {
    const partner = pairs.get(member);
    if (partner !== undefined && !sameName(nameOf(partner), member.name)) {
      const both = { inModel: nameOf(partner), captured: member.name };
      warnings.push({ kind: 'same-host', object, site, ...both });
    }
    const result = build(member, partner);
    if (result === null) continue;
    if (partner === undefined) added.push(result);
    else built.set(partner, result);
  }
  return [...old.flatMap((one) => built.get(one) ?? []), ...added];
}

/** The agents of the model with the captured ones over them. Kinds that the capture doesn't cover stay. */
export function overlayAgents(
  old: readonly Agent[],
  now: readonly LiveAgent[],
  coveredKinds: ReadonlySet<AgentKind>,
  {
    site,
    warnings,
    build,
  }: {
    site: string;
    warnings: CaptureWarning[];
    build: (one: LiveAgent, old: Agent | undefined) => Agent;
  },
): Agent[] {
  const pairs = agentPairs(old, now);
  const built = new Map<Agent, Agent>();
  const added: Agent[] = [];
  for (const one of now) {
    const partner = pairs.get(one);
    if (partner !== undefined && !sameName(partner.name, one.name)) {
      const both = { inModel: partner.name, captured: one.name };
      warnings.push({ kind: 'same-host', object: 'agent', site, ...both });
    }
    const result = build(one, partner);
    if (partner === undefined) added.push(result);
    else built.set(partner, result);
  }
  const stays = (agent: Agent): Agent[] => (coveredKinds.has(agent.kind) ? [] : [agent]);
  return [
    ...old.flatMap((agent) => {
      const result = built.get(agent);
      return result === undefined ? stays(agent) : [result];
    }),
    ...added,
  ];
}
