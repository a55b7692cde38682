import type { Agent, AgentKind } from '../model/index.js';
import type { CapturedMember, CapturedStatus } from './capture.js';
import type { LiveSite } from './live-sites.js';
import { pairNames } from './same-host.js';

/** An agent of the live farm. */
export interface LiveAgent {
  name: string;
  kind: AgentKind;
  /** The RD Session Host that it is; null for one that only the list of all agents has. */
  member: CapturedMember | null;
}

/** Kinds that only the list of all agents shows. */
type OtherKind = Extract<AgentKind, CapturedStatus['of']>;

const otherKinds: readonly OtherKind[] = ['vdi-host', 'avd-host', 'enrollment-server'];

/**
 * The agents of a site, and the kinds of agents that the capture covers: RD Session Hosts by their own list or else by the
 * list of all agents; other kinds only if that list has one of them, because it may have been asked for certain types.
 */
export function liveAgents({ rdsHosts, statuses, covered }: LiveSite): {
  agents: LiveAgent[];
  coveredKinds: Set<AgentKind>;
} {
  const coveredKinds = new Set<AgentKind>();
  const ofList = (kind: OtherKind | 'rds-host'): LiveAgent[] => {
    const names = new Map(
      statuses
        .filter((status) => status.isAgent && status.of === kind && status.server !== '')
        .map(({ server }) => [server.toLowerCase(), server]),
    );
    if (names.size > 0) coveredKinds.add(kind);
    return [...names.values()].map((name) => ({ name, kind, member: null }));
  };
  const hosts: LiveAgent[] = covered.has('rds-host')
    ? rdsHosts.map((member) => ({ name: member.name, kind: 'rds-host', member }))
    : covered.has('agent')
      ? ofList('rds-host')
      : [];
  if (covered.has('rds-host')) coveredKinds.add('rds-host');
  const others = covered.has('agent') ? otherKinds.flatMap(ofList) : [];
  const known = new Set(hosts.map(({ name }) => name.toLowerCase()));
  const agents = [...hosts, ...others.filter(({ name }) => !known.has(name.toLowerCase()))];
  return { agents, coveredKinds };
}

/** The agents of the model by the captured ones. */
export function agentPairs(
  old: readonly Agent[],
  now: readonly LiveAgent[],
): Map<LiveAgent, Agent> {
  return pairNames(
    old,
    now,
    ({ name }) => name,
    ({ name }) => name,
  );
}
